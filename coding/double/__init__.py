"""Rounds in which several coders code the same documents, each without seeing the others' work."""
