"""Words that leave the team, one by one: proposed, checked, let out by a second person, and gone when consent is."""
