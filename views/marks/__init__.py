"""Stories that stand out, for an administrator."""
