"""The pages of a role: those in the menu, and a plain word at the address of any other."""

from __future__ import annotations

from contextlib import closing, contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from pilot import words
from views import entry, menu
from views.entries import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.builder import SmallPilot


@pytest.mark.parametrize("name", ["coach", "evaluator", "steering", "admin"])
def test_a_page_of_another_role_says_so(small: SmallPilot, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Every address answers; those that a role lacks stand in no menu, and say that they are not for this role."""
    made: dict[str, SimpleNamespace] = {}
    told: list[str] = []

    @contextmanager
    def here() -> Iterator[SimpleNamespace]:
        with closing(small.open()) as db:
            yield SimpleNamespace(sitting=SimpleNamespace(language="nl"), viewer=small.viewers[name], db=db)

    def navigation(pages: list[SimpleNamespace], position: str) -> SimpleNamespace:
        made.update({page.url_path: page for page in pages})
        return SimpleNamespace(title="", url_path="desk", run=lambda: None)

    monkeypatch.setattr(entry, "here", here)
    monkeypatch.setattr(entry, "_", lambda text: words.translate(text, "nl"))
    monkeypatch.setattr(st, "Page", lambda run, **said: SimpleNamespace(run=run, **said))
    monkeypatch.setattr(st, "navigation", navigation)
    monkeypatch.setattr(st, "title", told.append)
    entry.main()
    mine = {one.path or "today" for one in menu.for_viewer(small.viewers[name])}
    assert set(made) == {one.path or "today" for one in ENTRIES}
    others = set(made) - mine
    assert others
    assert all(made[path].visibility == "hidden" for path in others)
    for path in others:
        made[path].run()
    assert told == ["Deze pagina is niet voor jouw rol"] * len(others)
