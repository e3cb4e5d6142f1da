"""The press: a template and values go in, the bytes of a Word file come out."""
