"""The front door: clock, environment, terminal and files out. Imports all folders below."""
