"""A report read again: whether its numbers still add up, and still are those of the office."""
