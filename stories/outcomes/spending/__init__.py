"""Money: what was spent for families, by which instrument and up to what, and what the programme costs a year."""
