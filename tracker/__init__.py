"""The work: tasks, deadlines, events and progress. Imports only ``regulations``."""
