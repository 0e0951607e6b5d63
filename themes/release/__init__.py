"""Releases: what leaves the team, frozen as it was drafted, checked and signed by a second person."""
