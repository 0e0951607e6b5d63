"""Choosing together among stories: rounds, their stories, and what a panel chose."""
