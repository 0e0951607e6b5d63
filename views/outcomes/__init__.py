"""What changed in families' lives: life domains, and the pages beside it."""
