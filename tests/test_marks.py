"""What `make quick` leaves out is marked by where a test stands and what it uses: nobody can forget to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, pytest_collection_modifyitems


class Item:
    """A test as pytest collects it."""

    def __init__(self, path: str, *fixturenames: str) -> None:
        self.path: Path = ROOT / "tests" / path
        self.fixturenames = fixturenames
        self.marks: list[str] = []
        self.add_marker = self.marks.append

    def get_closest_marker(self, name: str) -> str | None:
        """The mark, as pytest gives it."""
        return name if name in self.marks else None


@pytest.mark.parametrize(("path", "fixtures", "marks"), [
    ("browser/test_gate.py", (), ["browser"]), ("coding/marks/test_codings.py", ("db", "small"), []),
    ("faults/test_desk_kill.py", ("new_context", "chromium"), ["browser", "fault"]),
    ("views/test_menu.py", ("new_context", "chromium"), ["browser"]), ("test_cli.py", (), []),
])
def test_marks_follow_from_place_and_fixtures(path: str, fixtures: tuple[str, ...], marks: list[str]) -> None:
    """A browser is known by its folder or its fixture, a fault by its folder."""
    item: Any = Item(path, *fixtures)
    pytest_collection_modifyitems([item])
    assert item.marks == marks
