"""Formats of other programs, both ways."""
