"""Two groups of families, compared."""
