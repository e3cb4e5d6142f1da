"""Search over neutral entries: query, analysis, the port, and one file for each engine."""
