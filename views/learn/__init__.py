"""What coaches learn from releases."""
