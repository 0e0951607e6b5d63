"""Scores of life domains: how far families are scored, and the sheet of one of them."""
