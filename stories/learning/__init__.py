"""Learning meetings: what is on the table, what we learn from it, what we agree on, and whether that was done."""
