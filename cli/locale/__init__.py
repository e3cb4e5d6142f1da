"""What the program says, in Vietnamese; :mod:`cli.locale.build` gathers and compiles it."""
