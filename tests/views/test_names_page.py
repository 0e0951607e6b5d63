"""The page for names and the list of how far texts are, without a browser."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

from pilot.accounts import sittings
from pilot.families import register
from pilot.store.files import open_server
from pilot.visit import visit
from views.parts import confirm

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def test_real_names_are_for_who_just_showed_who_she_is(
    open_page: Opener, small: SmallPilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a screen that was left open nobody reads a name; the page asks in their place, beside the forms."""
    with closing(small.open()) as db, closing(open_server(small.home.server_path)) as server:
        boss = small.viewers["admin"]
        register.set_person_name(small.pilot, db, boss, small.persons["Berk moeder"], "Zus Vlinderman")
        token = sittings.sign_in(server, "admin", "demo", "127.0.0.1")
        server.conn.execute("UPDATE session SET confirmed_at = '2020-01-01T00:00:00.000Z'")
        server.conn.commit()
    shown, small.viewers["admin"] = small.viewers["admin"], replace(small.viewers["admin"], confirmed=False)
    monkeypatch.setattr(confirm, "here", lambda: visit(token, small.home))
    page = open_page("register", "admin")
    assert not page.exception
    assert "Vlinderman" not in html(page)
    fields = {one.label: one for one in page.text_input}
    assert "Real name" in fields
    for given, said in (("iets anders", ["This is not your password. Try again."]), ("demo", [])):
        fields["Your password"].set_value(given)
        next(one for one in page.button if one.label == "Go on").click().run()
        assert [one.value for one in page.error] == said
        fields = {one.label: one for one in page.text_input}
    with visit(token, small.home) as now:
        assert now.viewer.confirmed
    small.viewers["admin"] = shown
    page.run()
    assert "Zus Vlinderman" in html(page)


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
