"""One event of a family as several voices tell it, side by side; where they differ, that stands there."""
