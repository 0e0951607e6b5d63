"""Rounds in which several coders code the same documents blind."""
