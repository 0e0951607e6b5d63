"""Contacts with families and what was undertaken: facts of support, counted beside what is told."""
