"""What leaves the team: drafts, what waits for a signature, and what was released."""
