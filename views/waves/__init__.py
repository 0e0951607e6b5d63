"""Rounds of measuring."""
