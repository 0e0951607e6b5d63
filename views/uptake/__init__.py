"""Of which services a family makes use."""
