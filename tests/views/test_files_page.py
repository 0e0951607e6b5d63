"""The page of files: asking for one, what was asked for, and what a pilot was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.consensus import reading, writing
from exchange import report
from jobs import files
from pilot.store.files import new_guid, write
from tests.themes import coded

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


@pytest.mark.slow
def test_asking_for_a_file(
    small: SmallPilot, db: Database, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole pilot with or without sound, and what a menu sent here with its filters; each once."""
    monkeypatch.setattr("jobs.worker.ensure_running", lambda home: False)
    coded.code(small, db)
    page = open_page("files", "evaluator", make="segments.csv", code="klik")
    assert "Coded segments" in page.markdown[0].value
    page.button(key="make asked").click().run()
    page.checkbox(key="files with sound").uncheck().run()
    next(one for one in page.button if one.key and one.key.startswith("make pilot")).click().run()
    assert [(one.input["export"], one.input["ending"], one.input["query"])
            for one in files.mine(db, small.viewers["evaluator"])] == [
        ("segments", "csv", {"code": "klik"}), ("pilot", "qdpx", {"without_sound": "yes"})]


def test_the_consensus_as_a_file(
    small: SmallPilot, db: Database, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once coders came to anything together its passages can be had, and nothing is offered before."""
    monkeypatch.setattr("jobs.worker.ensure_running", lambda home: False)
    made = coded.code(small, db)
    assert not [one for one in open_page("files", "evaluator").button if one.key == "make consensus"]
    found = reading.together(db, small.viewers["evaluator"], made.berk)
    row, = found.rows
    writing.decide(db, small.viewers["evaluator"], made.berk, [
        {"id": new_guid(), "row": row.key, "content": row.content, "over": [],
         "codings": [{"code": coded.CODE, "start": row.start, "end": row.end}]}], version=found.readable.version_guid)
    page = open_page("files", "evaluator")
    page.button(key="make consensus").click().run()
    assert not page.exception
    asked, = files.mine(db, small.viewers["evaluator"])
    assert (asked.input["export"], asked.input["query"]) == ("segments", {"coder": "consensus"})


def test_what_a_pilot_was_made_of(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Counts in words of what came and what could not; an administrator finds it under Settings."""
    with write(db):
        report.keep(db, ("NVivo 12", "utf16_crlf2"), {"documents": 2, "codes": 0}, {"pdf_selection": 3},
                    {"pdf_selection": ["Brief", "*Rapport*"]})
    for page in (open_page("files", "evaluator"), open_page("settings", "admin")):
        told = " ".join([*(one.value for one in page.text), *(one.value for one in page.markdown)])
        assert "NVivo 12" in told
        assert "In it: texts: 2" in told
        assert "Left out: rectangles on a page of a PDF: 3" in told
        assert "rectangles on a page of a PDF (3) are of: Brief, *Rapport*" in told
