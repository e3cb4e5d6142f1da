"""A paper of ours read back: what is looked at, and what is found."""
