"""Mending the words of a conversation by hand: opening it, drafts, saving as a version, and merging by turn."""
