"""Recordings as files: their kind by what they hold, the clock a player shows, and what is damaged in them."""
