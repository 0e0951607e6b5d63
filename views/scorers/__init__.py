"""Several who score the same families: rounds, agreement, and what they came to together."""
