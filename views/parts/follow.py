"""Letting an open page follow what may be read: when that changes, the page is drawn anew within seconds."""

from __future__ import annotations

from views.parts.module import module

# Not the desk, which asks by itself, nor pages on which somebody types a story or adds files.
PAGES = frozenset({
    "today", "documents", "work", "directions", "families", "stories", "timeline", "themes", "quotes", "keep"})

_follow = module("rode_draad_follow", "static/follow.js")


def follow(page: str, stamp: str) -> None:
    """Draw this page anew when the stamp of what is in reach becomes another one.

    Args:
        page: its folder in views/.
        stamp: as it was before the page read anything.
    """
    if page in PAGES:
        _follow(key="follow", data={"stamp": stamp}, on_changed_change=lambda: None)
