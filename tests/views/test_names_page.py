"""The page for names and the list of how far texts are, without a browser."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def prepared(small: SmallPilot) -> str:
    """A raw text, and an evaluator who prepares; the text's guid."""
    with closing(small.open()) as db:
        small.viewers["evaluator"] = replace(small.prepares(db))
        return small.interview(db, kind="raw", title="Bij <b>haar</b>")


def html(page: AppTest) -> str:
    """All html of the page."""
    return " ".join(one.proto.body for one in page.get("html"))


def test_it_shows_the_text_that_is_asked_for(open_page: Opener, small: SmallPilot) -> None:
    """With the ways from there; of one that does not wait it says so, and of none that nothing waits."""
    with closing(small.open()) as db:
        small.viewers["evaluator"] = replace(small.prepares(db))
        free = small.interview(db)
    assert "No text waits here" in html(open_page("names", "evaluator"))
    page = open_page("names", "evaluator", document=free)
    assert "This text does not wait" in html(page)
    assert "To Prepare" in html(page)
    guid = prepared(small)
    page = open_page("names", "evaluator", document=guid)
    assert not page.exception
    assert f"/edit?document={guid}" in html(page)


def test_who_prepares_no_texts_sees_nothing(open_page: Opener, small: SmallPilot) -> None:
    """One sentence, and nothing of a text."""
    guid = prepared(small)
    page = open_page("names", "evaluator2", document=guid)
    assert [one.value for one in page.error]
    assert guid not in html(page)


def test_prepare_shows_how_far_every_text_is(open_page: Opener, small: SmallPilot) -> None:
    """Each with a way to what comes next; a choice narrows the list."""
    guid = prepared(small)
    page = open_page("prepare", "evaluator")
    assert not page.exception
    assert f"/names?document={guid}" in html(page)
    assert str(escape("Bij <b>haar</b>")) in html(page)
    assert "not looked for yet" in html(page)
    # On a phone, where the heads are away, each cell says what it tells of.
    assert all(f'data-head="{head}"' in html(page) for head in ("Written out", "Corrected", "Names out", "Readable"))
    page.session_state["prepare_far"] = "readable"
    page.run()
    assert "not looked for yet" not in html(page)
