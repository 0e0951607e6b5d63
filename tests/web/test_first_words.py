"""The first words of a document come with the html of the desk, for who may read them now and for nobody else."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coding.desk import practice
from pilot.families import consent
from texts.documents import NewTurn

if TYPE_CHECKING:
    from tests.web.conftest import Caller

TURNS = (NewTurn("Hoe ging het? <b>Goed</b>", "Coach", "coach", start_ms=0, end_ms=2000),
         NewTurn("Zij belde zelf.", "", "family", start_ms=3_723_000, end_ms=3_724_000),
         *(NewTurn("Lang. " * 200, "Moeder", "family") for _ in range(60)))


def html(call: Caller, name: str, address: str) -> str:
    """The page as it is sent."""
    answer = call("GET", address, name)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return str(answer.text)


@pytest.mark.slow
def test_who_may_read_gets_the_beginning(call: Caller) -> None:
    """As many turns as fill a screen, in the desk's own looks, as text and never as html; not where another place or an
    older version is asked for."""
    with closing(call.small.open()) as db:
        guid = call.small.interview(db, turns=TURNS)
        page = html(call, "evaluator", f"/desk?document={guid}")
        assert "Hoe ging het? &lt;b&gt;Goed&lt;/b&gt;</p>" in page
        assert '<span class="dk-time">01:02:03</span><span class="dk-speaker">Gezin</span>' in page
        assert page.index("Zij belde zelf.") < page.index('<div id="root">')
        assert 4 <= page.count("data-text") < 12
        assert 'class="dk-codes"' in page
        for more in ("&version=1", "&at=5"):
            assert "Zij belde zelf." not in html(call, "evaluator", f"/desk?document={guid}{more}")
        assert "Zij belde zelf." not in html(call, "evaluator", f"/documents?document={guid}")
        opened = db.conn.execute("SELECT count(*) FROM event WHERE verb = 'opened' AND subject_guid = ?", (guid,))
        assert opened.fetchone()[0] == 1
    assert "data-text" in html(call, "evaluator", f"/desk?document={practice.DOCUMENT}")


@pytest.mark.slow
def test_nobody_else_gets_a_word(call: Caller) -> None:
    """Not a coach of another family, not who reads no documents, not after consent went, and not of what is no guid."""
    with closing(call.small.open()) as db:
        guid = call.small.interview(db, turns=TURNS)
        for name in ("coach2", "steering", "admin"):
            assert "Zij belde" not in html(call, name, f"/desk?document={guid}")
        consent.withdraw(db, call.small.operator(db), call.small.persons["Berk moeder"], "analyse", "2020-06-01")
    assert "Zij belde" not in html(call, "evaluator", f"/desk?document={guid}")
    for odd in ("x", "%00", "practice%20"):
        assert "data-text" not in html(call, "evaluator", f"/desk?document={odd}")
