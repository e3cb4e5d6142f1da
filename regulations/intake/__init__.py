"""Texts of instruments taken in from foreign files: read, cleaned, recognised, certified."""
