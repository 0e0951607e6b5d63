"""Letting an open page follow what may be read: when that changes, the page is drawn anew within seconds."""

from __future__ import annotations

from views.parts.module import module

# The desk asks by itself; nothing is drawn anew under who types a story or adds files. All others follow, so that no
# new page can forget it.
ALONE = frozenset({"desk", "story", "add"})

_follow = module("rode_draad_follow", "static/follow.js")


def follow(page: str, stamp: str) -> None:
    """Draw this page anew when the stamp of what is in reach becomes another one; what was filled in stays.

    Args:
        page: its folder in views/.
        stamp: as it was before the page read anything.
    """
    if page not in ALONE:
        _follow(key="follow", data={"stamp": stamp}, on_changed_change=lambda: None)
