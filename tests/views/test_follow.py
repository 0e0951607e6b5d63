"""Open pages follow what may be read: every page but those where somebody works on something of her own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from views.entries import ENTRIES
from views.parts import follow

if TYPE_CHECKING:
    import pytest


def test_every_page_follows_but_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of every entry is drawn anew at another stamp; the desk asks itself, and forms of our own stay alone."""
    made: list[dict[str, Any]] = []
    monkeypatch.setattr(follow, "_follow", lambda **said: made.append(said))
    alone = set()
    for entry in ENTRIES:
        before = len(made)
        follow.follow(entry.module, "12.2021-05-20")
        alone |= {entry.module} if len(made) == before else set()
    assert alone == {"desk", "story", "add"}
    assert {one["data"]["stamp"] for one in made} == {"12.2021-05-20"}
