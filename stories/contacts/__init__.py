"""Contacts with families and what was undertaken: facts of support, noted in seconds and counted beside what is told."""
