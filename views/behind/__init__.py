"""The families behind a number of outcomes."""
