"""The list of codings without a direction: each is completed with one press, and leaves the list."""

from __future__ import annotations

import uuid
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.marks import actions, codings
from pilot import words
from pilot.visit import Visit
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.builder import SmallPilot


@pytest.fixture
def opened(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of an evaluator with two codings that state no direction."""
    with closing(small.open()) as db:
        codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
        guid = small.interview(db)
        actions.apply_ops(db, small.viewers["evaluator"], guid, [
            {"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": code, "start": 0, "end": 12}
            for code in ("klik", "vast_gezicht")])

    @contextmanager
    def here() -> Iterator[Visit]:
        with closing(small.open()) as db:
            words.use("en")
            yield Visit(small.home, None, small.pilot, db, small.viewers["evaluator"])  # type: ignore[arg-type]

    monkeypatch.setattr("views.directions.page.here", here)
    return AppTest.from_string("from views.directions import page\npage.page()", default_timeout=240).run()


def test_each_coding_is_completed_with_one_press(opened: AppTest, small: SmallPilot) -> None:
    """Three buttons a coding; pressed, the direction is stored and the coding is no longer in the list."""
    assert not opened.exception
    assert [button.label for button in opened.button] == [
        "+ was there and helped", "− was missing or failed", "± both"] * 2
    opened.button[1].click().run()
    assert not opened.exception
    assert len(opened.button) == 3
    opened.button[0].click().run()
    assert not opened.button
    with closing(small.open()) as db:
        guid = db.conn.execute("SELECT guid FROM document").fetchone()[0]
        found = codings.codings(db, small.viewers["evaluator"], guid)["codings"]
    assert sorted(coding["sign"] or "" for coding in found) == ["+", "-"]
