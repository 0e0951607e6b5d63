"""Back to the family: what it reads or hears again, what it corrects, and what of it may be quoted, to whom and how."""
