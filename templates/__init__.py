"""The papers: forms, filling, press and layout. Imports ``tracker`` and ``regulations``."""
