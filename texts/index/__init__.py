"""Finding words in all texts: by their forms, as they stand, near one another, or by a pattern."""
