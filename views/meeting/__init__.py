"""Learning meetings: what is on the table, what we learn, what we agree on."""
