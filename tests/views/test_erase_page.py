"""The page on which an administrator looks at all that would go, and has it erased."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobs import erasing as asking
from jobs import worker
from pilot.families import people
from pilot.safety import erasing
from pilot.safety.record_sets import Subject
from views.parts import confirm

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


DIALOG: list[str] = []  # what it was opened for; its own answer is sent by a browser only


@pytest.fixture(autouse=True)
def confirmed(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The administrator gave her password a moment ago, and no worker is started."""
    DIALOG.clear()
    monkeypatch.setattr(confirm, "_ask", DIALOG.append)
    small.viewers["admin"] = replace(small.viewers["admin"], confirmed=True)
    monkeypatch.setattr(worker, "ensure_running", lambda home: None)


def html(page: AppTest) -> str:
    """All of our own html on the page."""
    assert not page.exception
    return " ".join(one.proto.body for one in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    return next(one for one in page.button if one.label == label).click().run()


@pytest.mark.slow
def test_what_goes_is_seen_first(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The titles and numbers of all that goes stand on the page; it is asked for with a reason, once looked at."""
    small.interview(db, title="Gesprek <1>")
    page = open_page("erase", "admin", kind="family", guid=small.families["Berk"])
    assert "Moeder Berk" in html(page)
    page.selectbox[0].set_value("asked")
    page = press(page, "Erase for good")
    assert page.error[0].value == "Look at what goes, and say that you did."
    page.checkbox[0].check()
    page = press(page, "Erase for good")
    assert [one.value for one in page.info] == ["This is being erased. It goes on by itself, also after this computer"
                                                " was off."]
    (one,) = erasing.erasures(db)
    assert one.subject == Subject("family", small.families["Berk"])
    with closing(small.open()) as own:
        erasing.go_on(small.home, small.pilot, own, one.guid)
    page = open_page("erase", "admin", kind="family", guid=small.families["Berk"])
    assert "not there" in page.info[0].value
    assert "rows went" in page.expander[0].label
    assert "Berk" not in html(page)


@pytest.mark.slow
def test_a_family_made_by_mistake(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A family to which nothing was added goes at once."""
    guid = people.add_family(db, small.viewers["admin"], "Vergissing", starts_on="2021-01-01")
    page = press(open_page("erase", "admin", kind="family", guid=guid), "Take this family away")
    assert not page.exception
    assert db.conn.execute("SELECT count(*) FROM family WHERE guid = ?", (guid,)).fetchone()[0] == 0


@pytest.mark.slow
def test_it_asks_who_asks(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Without the password of a moment ago nothing is asked; an evaluator does not see the page."""
    small.viewers["admin"] = replace(small.viewers["admin"], confirmed=False)
    page = open_page("erase", "admin", kind="person", guid=small.persons["Berk moeder"])
    page.selectbox[0].set_value("asked")
    page.checkbox[0].check()
    page = press(page, "Erase for good")
    assert asking.reports(db, small.viewers["admin"]) == []
    (key,) = DIALOG
    assert key == f"erase person {small.persons['Berk moeder']}"
    # What the dialog does once she gave her password; the button of another subject would not go on by it.
    small.viewers["admin"] = replace(small.viewers["admin"], confirmed=True)
    page.session_state["goes on"] = "erase person other"
    assert asking.reports(db, small.viewers["admin"]) == []
    assert "goes on" not in page.run().session_state
    page.session_state["goes on"] = key
    page.run()
    assert [one.reason for one in asking.reports(db, small.viewers["admin"])] == ["asked"]
    assert "goes on" not in page.session_state
    assert open_page("erase", "evaluator", kind="person", guid=small.persons["Berk moeder"]).error
