"""Taking in a sheet: what is in it, what is wrong with it, and storing it."""
