"""Choosing together: rounds in which a panel picks among the stories of a period, and how a story was verified."""
