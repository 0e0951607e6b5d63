"""Sheets of families, people and accounts: what an administrator takes in when a pilot begins."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot import words
from pilot.access import Role
from pilot.accounts import invitations, members, sittings
from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.families import people, register, support
from pilot.store.files import open_server
from stories.outcomes.from_sheets import taking
from tests.stories.outcomes.from_sheets.sheets import csv

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.outcomes.from_sheets.model import Looked
    from stories.outcomes.from_sheets.taking import Stored
    from tests.builder import SmallPilot

FAMILIES, PEOPLE, ACCOUNTS = "Pseudoniem;Begin;Plaats;Verwijzer;Coach", "Pseudoniem;Wie;Rol;Gezin", "Naam;Rollen"
TABLES = ("family", "person", "coaching", "support_period", "site", "referrer", "user", "sheet", "sheet_thing", "event")
SERVER = ("account", "membership", "invitation", "event")


@pytest.fixture(autouse=True)
def dutch() -> None:
    """Heads and sentences as administrators read them."""
    words.use("nl")


def rows(small: SmallPilot, db: Database) -> list[int]:
    """How much there is, in the pilot and in the store of accounts."""
    with closing(open_server(small.home.server_path)) as server:
        return [db[table].count for table in TABLES] + [server[table].count for table in SERVER]


def look(small: SmallPilot, db: Database, kind: str, *lines: str) -> Looked:
    """What is found, with nothing stored in either store."""
    before = rows(small, db)
    found = taking.look(small.pilot, db, small.viewers["admin"], kind, csv(*lines), "lijst.csv", home=small.home)
    assert rows(small, db) == before
    return found


def take(small: SmallPilot, db: Database, kind: str, *lines: str) -> Stored:
    """Take it in as an administrator who says that all that is asked about is right."""
    sure = [one.about for one in look(small, db, kind, *lines).questions]
    return taking.take_in(
        small.pilot, db, small.viewers["admin"], kind, csv(*lines), "lijst.csv", sure=sure, home=small.home)


def test_coaches_then_families_then_their_people(small: SmallPilot, db: Database) -> None:
    """What a page asks about is asked about here; a second time all of it is here already."""
    coaches, lines = (PEOPLE, "Kers;coach;;"), (
        FAMILIES, "Linde;4-3-2021;Emmen;De Kleine School;Kers", "Wilg;5-3-2021;;;")
    theirs = (PEOPLE, "Moeder Linde;ouder;moeder;Linde", "Zoon Linde;kind;zoon;gezin linde")
    take(small, db, "people", *coaches)
    assert any("De Kleine School" in one.sentence for one in look(small, db, "families", *lines).questions)
    assert take(small, db, "families", *lines).rows == 2
    assert take(small, db, "people", *theirs).rows == 2
    admin = small.viewers["admin"]
    linde = next(one for one in people.families(db, admin) if one.pseudonym == "Linde")
    assert (linde.starts_on, linde.site) == ("2021-03-04", "Emmen")
    assert [(one.coach, one.from_on) for one in support.coachings(db, admin, linde.guid)] == [("Kers", "2021-03-04")]
    assert [(one.pseudonym, one.role) for one in people.persons(db, admin, linde.guid)] == [
        ("Moeder Linde", "moeder"), ("Zoon Linde", "zoon")]
    for kind, again in (("families", lines), ("people", theirs), ("people", coaches)):
        found = look(small, db, kind, *again)
        assert (found.stored, found.faults) == (0, ())


def test_every_fault_of_families_by_its_row(small: SmallPilot, db: Database) -> None:
    """A word of the register, in whichever cell it stands; a family that is here with other facts; no such coach."""
    register.add_word(small.pilot, db, small.viewers["admin"], "Zwaluwhof", "person", "[naam]")
    lines = (FAMILIES, "Linde;4-3-2021;;;Niemand", "gezin Zwaluwhof;4-3-2021;;;", "Wilg;4-3-2021;;Bureau Zwaluwhof;",
             "berk;4-3-1999;;;", ";4-3-2021;;;", "Esdoorn;gisteren;;;", "Hazelaar;4-3-2021;;;", "hazelaar;4-3-2021;;;")
    found = look(small, db, "families", *lines)
    assert [one.row for one in found.faults] == [2, 3, 4, 5, 6, 7, 9]
    assert "Niemand" in found.faults[0].sentence
    assert "Zwaluwhof" in found.faults[2].sentence
    before = rows(small, db)
    with pytest.raises(BadInput):
        taking.take_in(small.pilot, db, small.viewers["admin"], "families", csv(*lines), "x.csv", sure=("2021-03-04",))
    assert rows(small, db) == before


def test_every_fault_of_people_by_its_row(small: SmallPilot, db: Database) -> None:
    """Who belongs to a family and who does not; a name in a role; somebody who is here as another."""
    register.add_word(small.pilot, db, small.viewers["admin"], "Zwaluwhof", "person", "[naam]")
    take(small, db, "people", PEOPLE, "Kers;coach;;")
    found = look(small, db, "people", PEOPLE, "Vlier;ouder;;", "Den;coach;;Berk", "Iep;buur;;Berk",
                 "Olm;ouder;moeder Zwaluwhof;Berk", "KERS;ouder;;Berk", "Spar;ouder;;Berkk")
    assert [one.row for one in found.faults] == [2, 3, 4, 5, 6, 7]
    assert "Kers" not in [line.cells[0] for line in found.lines]


def test_each_account_is_an_invitation(small: SmallPilot, db: Database) -> None:
    """Whoever follows her link chooses her own password, and is what the sheet says; no link lies anywhere."""
    done = take(small, db, "accounts", ACCOUNTS, "an;coach", "bo;evaluator, beheerder")
    assert [name for name, _token in done.links] == ["an", "bo"]
    with closing(open_server(small.home.server_path)) as server:
        for name, token in done.links:
            invitations.accept(server, token, "een lang wachtwoord")
            with pytest.raises(NotFound):
                invitations.found(server, token)
            assert sittings.sign_in(server, name, "een lang wachtwoord", "127.0.0.1")
    roles = {one.name: set(one.roles) for one in members.members(small.home, db, small.viewers["admin"])}
    assert (roles["an"], roles["bo"]) == ({Role.COACH}, {Role.EVALUATOR, Role.ADMIN})
    assert not look(small, db, "accounts", ACCOUNTS, "an;coach").stored
    with closing(open_server(small.home.server_path)) as server:
        stores = str([store.conn.execute(f"SELECT * FROM [{table}]").fetchall()
                      for store in (server, db) for table in store.table_names()])
    assert "took in" in stores
    assert not [token for _name, token in done.links if token in stores]
    labels = [row[0] for row in db.conn.execute("SELECT label FROM user")]
    assert not {"an", "bo"} & set(labels)
    assert all(re.fullmatch(r"[a-z ]+\d*", one) for one in labels)


def test_accounts_all_or_nothing(small: SmallPilot, db: Database) -> None:
    """With one fault nobody is invited: in neither store there is anything more than there was."""
    taken = members.members(small.home, db, small.viewers["admin"])[0].name
    lines = (ACCOUNTS, "an;coach", f"{taken};steering", "bo;baas", "cas;", "an;evaluator")
    assert [one.row for one in look(small, db, "accounts", *lines).faults] == [3, 4, 5, 6]
    before = rows(small, db)
    with pytest.raises(BadInput):
        take(small, db, "accounts", *lines)
    assert rows(small, db) == before
    with pytest.raises(BadInput):
        taking.look(small.pilot, db, small.viewers["admin"], "accounts", csv(*lines), "x.csv")


def test_who_may_take_in_what(small: SmallPilot, db: Database) -> None:
    """An administrator is offered what she may take in and sees those sheets alone; evaluators neither."""
    take(small, db, "families", FAMILIES, "Linde;4-3-2021;;;")
    keys = {who: [one.key for one in taking.offered(small.pilot, db, small.viewers[who])[1]]
            for who in ("admin", "evaluator")}
    assert keys["admin"] == ["families", "people", "accounts"]
    assert not set(keys["admin"]) & set(keys["evaluator"])
    assert [one.kind for one in taking.taken(db, small.viewers["admin"])] == ["families"]
    assert not taking.taken(db, small.viewers["evaluator"])
    for kind in keys["admin"]:
        with pytest.raises(NotAllowed):
            taking.look(small.pilot, db, small.viewers["evaluator"], kind, csv(FAMILIES, "Linde;4-3-2021;;;"), "x.csv")
