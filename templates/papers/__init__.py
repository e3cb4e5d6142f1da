"""The shipped papers: how each template is set, the built templates, and printing them."""
