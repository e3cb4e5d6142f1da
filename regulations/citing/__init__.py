"""How citations are written in running text: the grammar behind ``regulations.mentions``."""
