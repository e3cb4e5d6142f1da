"""A dashboard in other files than Word: Markdown, HTML, Excel. All follow one page."""
