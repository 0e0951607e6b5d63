"""How long things are kept: periods, and what is past them."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.accounts import past as of_accounts
from pilot.accounts import sittings
from pilot.dates import add_months
from pilot.errors import BadInput, NotAllowed
from pilot.families import past as of_families
from pilot.families import people, register
from pilot.safety import retention
from pilot.safety.retention import KIND_NAMES
from pilot.store.files import new_guid, open_server, write
from stories.entry import drafts
from stories.entry import past as of_stories
from tests.builder import PASSWORD, TURNS
from tests.recordings import of_document
from tests.web.rights_table import add_recording
from texts import past as of_texts
from texts.documents import revise

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

def test_nothing_has_a_period_until_somebody_says_so(small: SmallPilot, db: Database) -> None:
    """A new pilot keeps everything; a period is told, changed and taken away again, each with an event."""
    admin = small.viewers["admin"]
    assert retention.periods(db, admin) == dict.fromkeys(KIND_NAMES)
    for months in (12, 24, None):
        retention.set_period(db, admin, "sound", months)
        assert retention.periods(db, admin)["sound"] == months
    assert db.conn.execute("SELECT count(*) FROM event WHERE subject = 'retention'").fetchone()[0] == 3


@pytest.mark.parametrize(("kind", "months"), [("stories", 12), ("sound", 0), ("sound", 601), ("sound", -1), ("", 1)])
def test_a_period_makes_sense(small: SmallPilot, db: Database, kind: str, months: int) -> None:
    """Another kind, and a period of no length or of more than fifty years, is one sentence and changes nothing."""
    with pytest.raises(BadInput):
        retention.set_period(db, small.viewers["admin"], kind, months)
    assert not any(retention.periods(db, small.viewers["admin"]).values())


def test_only_an_administrator_sets_periods(small: SmallPilot, db: Database) -> None:
    """Nobody else sees or sets how long things are kept."""
    for name in ("coach", "evaluator", "steering"):
        with pytest.raises(NotAllowed):
            retention.set_period(db, small.viewers[name], "sound", 12)
        with pytest.raises(NotAllowed):
            of_texts.texts(db, small.viewers[name])


def test_sound_counts_from_its_text(
    small: SmallPilot, db: Database, clock_at: Callable[[str], None]
) -> None:
    """A recording is past its period when its text has been there for so long; without a text it never is."""
    admin = small.viewers["admin"]
    retention.set_period(db, admin, "sound", 6)
    clock_at("2021-03-10T12:00:00Z")
    with_text, _without = (add_recording(small, db, "family", "Berk moeder") for _n in range(2))
    document = small.interview(db, title="Eerste gesprek")
    with write(db):
        of_document(db, document, with_text)
    assert of_texts.sound(db, admin) == []
    clock_at("2021-08-11T12:00:00Z")
    (soon,) = of_texts.sound(db, admin)
    assert (soon.guid, soon.called, soon.family) == (with_text, "Eerste gesprek", "Berk")
    assert (soon.since, soon.due_on) == ("2021-03-10", "2021-09-10")


@pytest.mark.slow
def test_names_in_a_text_count_from_the_version_without(
    small: SmallPilot, db: Database, clock_at: Callable[[str], None]
) -> None:
    """A raw version is past its period when one without names has stood beside it for so long."""
    admin = small.viewers["admin"]
    retention.set_period(db, admin, "raw", 3)
    clock_at("2021-03-10T12:00:00Z")
    guid = small.interview(db, kind="raw")
    small.interview(db, title="Zonder namen")
    clock_at("2021-04-10T12:00:00Z")
    revise(db, small.operator(db), guid, TURNS, kind="deidentified", engine="test")
    clock_at("2021-06-09T12:00:00Z")
    assert of_texts.raw(db, admin) == []
    clock_at("2021-06-10T12:00:00Z")
    assert [(one.guid, one.due_on) for one in of_texts.raw(db, admin)] == [(guid, "2021-07-10")]


def test_texts_and_names_count_from_the_end_of_support(
    small: SmallPilot, db: Database, clock_at: Callable[[str], None]
) -> None:
    """While a family is supported nothing of it is past its period; a period begun anew counts anew."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    guid = small.interview(db)
    register.set_family_name(small.pilot, db, admin, berk, "Jansen")
    retention.set_period(db, admin, "texts", 12)
    retention.set_period(db, admin, "names", 12)
    clock_at("2023-01-01T12:00:00Z")
    assert of_texts.texts(db, admin) == []
    people.end_support(db, admin, berk, "2021-06-30", "klaar")
    (text,) = of_texts.texts(db, admin)
    (name,) = of_families.names(small.pilot, db, admin)
    assert (text.guid, text.due_on, name.guid, name.due_on) == (guid, "2022-06-30", berk, "2022-06-30")
    assert "Jansen" not in f"{text}{name}"


def test_drafts_and_accounts(small: SmallPilot, db: Database, clock_at: Callable[[str], None]) -> None:
    """A draft counts from its last word, an account from its last use; one's own account is never among them."""
    admin = small.viewers["admin"]
    retention.set_period(db, admin, "drafts", 1)
    retention.set_period(db, admin, "accounts", 1)
    clock_at("2031-03-10T12:00:00Z")
    draft = new_guid()
    drafts.save(db, small.viewers["coach"], draft, {"page0001": 1}, {"title": "Een dag"})
    with closing(open_server(small.home.server_path)) as server:
        sittings.sign_in(server, "coach", PASSWORD, "127.0.0.1")
    clock_at("2031-03-20T12:00:00Z")
    (found,) = of_stories.drafts(db, admin)
    assert (found.guid, found.called, found.due_on) == (draft, "coach 1", "2031-04-10")
    unused = {one.guid: one for one in of_accounts.accounts(small.home, db, admin)}
    assert unused[small.accounts["coach"]].since == "2031-03-10"
    assert small.accounts["admin"] not in unused
    assert {one.called for one in unused.values()} >= {"coach 1", "evaluator 1"}


@given(since=st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
       months=st.integers(1, retention.LONGEST))
@pytest.mark.slow
def test_the_end_of_a_period_lies_so_many_months_later(since: date, months: int) -> None:
    """Whatever the day, the last day of a period lies in the month that is so many months later, and not before."""
    ends = add_months(since.isoformat(), months)
    assert ends > since.isoformat()
    assert (int(ends[:4]) - since.year) * 12 + int(ends[5:7]) - since.month == months
