"""The log: every event in words, filtered by who, what and when, newest first."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cli import ROOMS
from pilot import events
from pilot.access import Role
from pilot.accounts import accounts, sittings
from pilot.door import USE_CASES, open_all
from pilot.errors import NotAllowed
from pilot.families import consent, decisions, register
from pilot.paging import Wanted
from pilot.setup import create_pilot
from pilot.store.files import open_pilot, open_server, write
from tests.builder import PASSWORD
from texts import documents, log
from texts.log_words import KINDS, NOUNS, SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.mark.slow
def test_every_event_of_the_program_has_a_sentence() -> None:
    """Whatever a use case records is said in words, each under a kind by which it is found; all kinds have some."""
    open_all(ROOMS)
    found = {event for one in USE_CASES.values() for event in one.events}
    assert len(found) > 40
    assert found <= set(SENTENCES)
    assert {kind for kind, _said in SENTENCES.values()} == set(KINDS)
    nameless = {subject for (_verb, subject), (_kind, said) in SENTENCES.items() if "{what}" in said}
    assert nameless <= set(NOUNS)


def test_who_did_what(small: SmallPilot, db: Database) -> None:
    """Newest first, with the title where there is one; filtered by person and by kind."""
    guid, admin = small.interview(db), small.viewers["admin"]
    documents.transcript(db, small.viewers["evaluator"], guid)
    rows = log.log(small.home, db, admin, log.Asked(kind="read"))
    assert rows.total == 1
    assert (rows[0].who, rows[0].said, rows[0].called) == ("evaluator 1", "opened {what}", "Gesprek · Berk")
    mine = log.Asked(who=small.viewers["evaluator"].account_guid)
    assert {row.who for row in log.log(small.home, db, admin, mine)} == {"evaluator 1"}
    made = log.log(small.home, db, admin, log.Asked(kind="families"))
    assert {row.who for row in made} == {"the command line"}
    assert ("added {what}", "Moeder Berk") in {(row.said, row.called) for row in made}
    everything = log.log(small.home, db, admin, log.Asked())
    assert [row.at for row in everything] == sorted((row.at for row in everything), reverse=True)
    # Each account was made in the installation, where the pilot does not record it.
    assert everything.total == db.conn.execute("SELECT count(*) FROM event").fetchone()[0] + len(small.accounts)


def test_a_decision_says_about_whom(small: SmallPilot, db: Database) -> None:
    """What hangs on a consent that was withdrawn is told by the pseudonym of whose consent it was, and so is a word."""
    small.interview(db)
    admin = small.viewers["admin"]
    consent.withdraw(db, admin, small.persons["Berk moeder"], "analyse")
    (which,) = decisions.open_decisions(db, admin)
    decisions.leave(db, admin, which.guid, "Er wordt nog overlegd.")
    register.add_word(small.pilot, db, admin, "Ganzenpad", "address", "[straat]", small.families["Berk"])
    told = [(row.said, row.called) for row in log.log(small.home, db, admin, log.Asked(kind="consent"))]
    assert ("left out of reach what {what} no longer consents to", "Moeder Berk") in told
    made = [(row.said, row.called) for row in log.log(small.home, db, admin, log.Asked(kind="families"))]
    assert made[0] == ("added a word that gives {what} away", "Berk")


def test_who_signed_in(small: SmallPilot, db: Database) -> None:
    """Signing in and out is kept for the whole installation; the log has that of this pilot's own people."""
    other = create_pilot(small.home, "ander", "Ander", plain=True)
    with closing(open_server(small.home.server_path)) as server, closing(open_pilot(other.db_path)) as elsewhere:
        accounts.add(server, "elders", PASSWORD, is_demo=True)
        accounts.set_roles(server, elsewhere, "ander", "elders", [Role.ADMIN])
        for name in ("coach", "elders"):
            sittings.sign_out(server, sittings.sign_in(server, name, PASSWORD, "127.0.0.1"))
    rows = log.log(small.home, db, small.viewers["admin"], log.Asked(kind="signing in"))
    assert [(row.who, row.said) for row in rows] == [
        ("coach 1", "signed out of the program"), ("coach 1", "signed in to the program")]
    assert rows.total == 2
    everything = 2 + db["event"].count + len(small.accounts)
    assert log.log(small.home, db, small.viewers["admin"], log.Asked()).total == everything


def test_what_the_command_line_did_to_an_account(small: SmallPilot, db: Database) -> None:
    """A password that was set there, and an account that was shut, stand in the log of the pilots it belongs to."""
    with closing(open_server(small.home.server_path)) as server:
        accounts.set_password(server, "coach", "een ander lang wachtwoord")
        accounts.set_disabled(server, small.home, "coach", True)
    rows = log.log(small.home, db, small.viewers["admin"], log.Asked())
    assert [(row.who, row.said, row.called) for row in rows[:2]] == [
        ("the command line", "shut {what} out", "coach 1"),
        ("the command line", "set a new password for {what}", "coach 1")]


def test_fifty_at_a_time(small: SmallPilot, db: Database) -> None:
    """Page after page of both stores together has every event once, the newest first."""
    with write(db):
        for n in range(120):
            at = f"2030-01-01T{n // 60:02}:{n % 60:02}:00.000Z"
            events.append(db, small.accounts["coach"], "opened", "document", f"g{n}", at)
    with closing(open_server(small.home.server_path)) as server, write(server):
        for n in range(30):
            events.append(server, small.accounts["coach"], "signed in", "account", small.accounts["coach"],
                          f"2030-01-01T00:{2 * n:02}:30.000Z")
    asked, seen = log.Asked(who=small.accounts["coach"], from_on="2029-12-31"), []
    for page in (1, 2, 3):
        rows = log.log(small.home, db, small.viewers["admin"], asked, Wanted(page=page))
        assert (len(rows), rows.total, rows.page) == (50, 150, page)
        seen += [row.at for row in rows]
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 150


def test_a_day_is_the_pilots(small: SmallPilot, db: Database, clock_at: Callable[[str], None]) -> None:
    """What happens after midnight at home belongs to that day."""
    clock_at("2022-03-01T23:30:00Z")
    documents.transcript(db, small.viewers["evaluator"], small.interview(db))
    asked = log.Asked(kind="read", from_on="2022-03-02", until_on="2022-03-02")
    rows = log.log(small.home, db, small.viewers["admin"], asked)
    assert [(row.day, row.clock) for row in rows] == [("2022-03-02", "00:30")]
    for other in (log.Asked(kind="read", until_on="2022-03-01"), log.Asked(kind="read", from_on="2022-03-03")):
        assert log.log(small.home, db, small.viewers["admin"], other).total == 0


@pytest.mark.parametrize("who", ["coach", "evaluator", "steering"])
def test_only_admins_see_it(small: SmallPilot, db: Database, who: str) -> None:
    """Nobody else learns who did what."""
    with pytest.raises(NotAllowed):
        log.log(small.home, db, small.viewers[who], log.Asked())
    with pytest.raises(NotAllowed):
        log.people(db, small.viewers[who])
