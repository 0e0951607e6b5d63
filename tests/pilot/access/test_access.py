"""Rights over single things: whose families, whose documents, which versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot import access
from pilot.access import ROLES, ROLES_WITH, Right, Role
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import people, register
from stories.timeline.timeline import timeline
from texts.documents import documents, transcript, withdraw

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_every_right_names_its_roles() -> None:
    """Each right stands in the table, and no account's role has them all."""
    assert set(ROLES_WITH) == set(Right)
    for role in ROLES:
        assert any(role not in roles for roles in ROLES_WITH.values())
    assert [right for right in Right if not ROLES_WITH[right]] == [Right.PREPARE]
    assert all(Role.OPERATOR not in roles for roles in ROLES_WITH.values())


def test_a_coach_never_reads_what_a_family_said(small: SmallPilot, db: Database) -> None:
    """The family's own voice is closed to its coach, even the fact that there is such a document."""
    said = small.interview(db, "Berk", "family")
    with pytest.raises(NotFound):
        transcript(db, small.viewers["coach"], said)
    assert documents(db, small.viewers["coach"]) == []


def test_a_coach_reads_what_she_told_herself(small: SmallPilot, db: Database) -> None:
    """Her own conversation opens for her and not for another coach."""
    own = small.interview(db, "Berk", "coach")
    assert transcript(db, small.viewers["coach"], own)["document"] == own
    with pytest.raises(NotFound):
        transcript(db, small.viewers["coach2"], own)


def test_a_coach_knows_her_own_families_only(small: SmallPilot, db: Database) -> None:
    """Another coach's family looks the same as one that is not there."""
    assert [f.pseudonym for f in people.families(db, small.viewers["coach"])] == ["Berk"]
    with pytest.raises(NotFound, match="not there"):
        access.require_family(db, small.viewers["coach"], small.families["Es"])


@pytest.mark.parametrize("name", ["steering", "admin"])
def test_steering_and_admins_read_no_document(small: SmallPilot, db: Database, name: str) -> None:
    """Neither lists nor opens a document."""
    guid = small.interview(db)
    with pytest.raises(NotAllowed):
        transcript(db, small.viewers[name], guid)
    with pytest.raises(NotAllowed):
        documents(db, small.viewers[name])


@pytest.mark.parametrize("kind", ["raw", "corrected"])
def test_a_version_with_names_is_for_who_prepares(small: SmallPilot, db: Database, kind: str) -> None:
    """An evaluator reads a raw or corrected version only while she has the right to prepare texts."""
    guid = small.interview(db, kind=kind)
    evaluator = small.viewers["evaluator"]
    with pytest.raises(NotAllowed, match="real names"):
        transcript(db, evaluator, guid)
    assert [d.readable for d in documents(db, evaluator)] == [False]
    preparer = small.prepares(db)
    assert transcript(db, preparer, guid)["kind"] == kind
    assert [d.readable for d in documents(db, preparer)] == [True]
    with pytest.raises(NotAllowed):
        transcript(db, small.viewers["evaluator2"], guid)
    with pytest.raises(NotAllowed):
        transcript(db, small.prepares(db, allowed=False), guid)


def test_several_roles_are_all_of_them(small: SmallPilot, db: Database) -> None:
    """Somebody who is two things may all that either may, and nothing beyond."""
    for name, roles in (("evaluator", {Role.EVALUATOR, Role.ADMIN}), ("coach", {Role.COACH, Role.STEERING})):
        viewer = small.with_roles(db, name, *roles)
        assert viewer.rights == {right for right in Right if ROLES_WITH[right] & roles}


def test_a_coach_who_evaluates_reads_all_and_her_own_in_full(small: SmallPilot, db: Database) -> None:
    """The widest counts for each thing: all families, de-identified texts, and her own words with names in them."""
    raw = {voice: small.interview(db, voice=voice, kind="raw") for voice in ("family", "coach")}
    elsewhere = small.interview(db, family="Es")
    both = small.with_roles(db, "coach", Role.COACH, Role.EVALUATOR)
    assert [f.pseudonym for f in people.families(db, both)] == ["Berk", "Es"]
    assert transcript(db, both, raw["coach"])["kind"] == "raw"
    assert transcript(db, both, elsewhere)["document"] == elsewhere
    with pytest.raises(NotAllowed, match="real names"):
        transcript(db, both, raw["family"])
    readable = {str(row.guid): row.readable for row in documents(db, both)}
    assert readable == {raw["coach"]: True, raw["family"]: False, elsewhere: True}


def test_a_right_goes_no_further_than_the_role_it_comes_with(small: SmallPilot, db: Database) -> None:
    """Who evaluates sees all families, but as a coach she still knows the names, and writes, of her own only."""
    admin = small.viewers["admin"]
    for family, name in (("Berk", "Hazeveld"), ("Es", "Kloosterling")):
        register.set_family_name(small.pilot, db, admin, small.families[family], name)
    both = small.with_roles(db, "coach", Role.COACH, Role.EVALUATOR)
    assert {row.name for row in register.names(small.pilot, db, both)} == {"Hazeveld"}
    assert [f.pseudonym for f in people.families(db, both, Right.WRITE_STORY)] == ["Berk"]
    with pytest.raises(NotFound):
        register.hits(small.pilot, db, both, small.families["Es"], "Kloosterling")
    with pytest.raises(NotFound):
        access.require_family(db, both, small.families["Es"], Right.WRITE_STORY)
    of_all = small.with_roles(db, "coach", Role.COACH, Role.ADMIN)
    assert {row.name for row in register.names(small.pilot, db, of_all)} == {"Hazeveld", "Kloosterling"}
    with pytest.raises(NotFound):
        timeline(db, of_all, small.families["Es"])


def test_an_administrator_can_prepare_texts(small: SmallPilot, db: Database) -> None:
    """With the right to prepare, an administrator reads texts; nothing else about evaluating comes with it."""
    guid = small.interview(db, kind="raw")
    admin = small.prepares(db, "admin")
    assert transcript(db, admin, guid)["kind"] == "raw"
    assert not admin.may(Right.CODE)
    assert not admin.may(Right.SEE_THEMES)


def test_a_withdrawn_document_is_gone_for_everyone(small: SmallPilot, db: Database) -> None:
    """Withdrawn means unread, but nothing is deleted."""
    guid = small.interview(db)
    withdraw(db, small.viewers["evaluator"], guid, "dubbel")
    assert documents(db, small.viewers["evaluator"]) == []
    assert db.conn.execute("SELECT count(*) FROM document_version").fetchone()[0] == 1


def test_the_register_opens_for_admin_and_own_coach(small: SmallPilot, db: Database) -> None:
    """A coach sees the names of her own family, an evaluator none, and each look is recorded."""
    admin = small.viewers["admin"]
    for family, name in (("Berk", "Hazeveld"), ("Es", "Kloosterling")):
        register.set_family_name(small.pilot, db, admin, small.families[family], name)
    assert {r.name for r in register.names(small.pilot, db, admin)} == {"Hazeveld", "Kloosterling"}
    assert {r.name for r in register.names(small.pilot, db, small.viewers["coach"])} == {"Hazeveld"}
    for name in ("evaluator", "steering"):
        with pytest.raises(NotAllowed):
            register.names(small.pilot, db, small.viewers[name])
    assert db.conn.execute("SELECT count(*) FROM event WHERE subject = 'register'").fetchone()[0] == 2


def test_a_real_name_is_not_overwritten_by_accident(small: SmallPilot, db: Database) -> None:
    """Another name for the same family or person is taken only when it is said to replace the first."""
    admin = small.viewers["admin"]
    for put, guid in ((register.set_family_name, small.families["Berk"]),
                      (register.set_person_name, small.persons["Berk moeder"])):
        put(small.pilot, db, admin, guid, "Hazeveld")
        with pytest.raises(Conflict, match="already"):
            put(small.pilot, db, admin, guid, "Pietersen")
        with pytest.raises(BadInput):
            put(small.pilot, db, admin, guid, "  ", replace=True)
        put(small.pilot, db, admin, guid, "Hazelveld", replace=True)
    assert {row.name for row in register.names(small.pilot, db, admin)} == {"Hazelveld"}


def test_no_real_name_reaches_the_pilot_file(small: SmallPilot, db: Database) -> None:
    """Names given to the register are in the register's file and nowhere in the pilot's."""
    register.set_family_name(small.pilot, db, small.viewers["admin"], small.families["Berk"], "Hazeveld")
    register.set_person_name(
        small.pilot, db, small.viewers["admin"], small.persons["Berk moeder"], "Ilona Hazeveld")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Hazeveld" not in small.pilot.db_path.read_bytes()
    assert b"Hazeveld" in small.pilot.register_path.read_bytes() or b"Hazeveld" in (
        small.pilot.register_path.with_name("register.db-wal").read_bytes())


def test_the_lexicon_is_seen_and_changed_by_right(small: SmallPilot, db: Database) -> None:
    """A coach sees words of all families and of her own; only an admin adds and removes."""
    admin, coach = small.viewers["admin"], small.viewers["coach"]
    for family, word in (("Berk", "Hazeveld"), ("Es", "Kloosterling")):
        register.add_word(small.pilot, db, admin, word, "person", "[naam]", small.families[family])
    register.add_word(small.pilot, db, admin, "De Brink", "place", "[plein]")
    assert [r.word for r in register.lexicon(small.pilot, db, coach)] == ["De Brink", "Hazeveld"]
    with pytest.raises(NotAllowed):
        register.remove_word(small.pilot, db, coach, "Hazeveld", small.families["Berk"])
    with pytest.raises(NotAllowed):
        register.lexicon(small.pilot, db, small.viewers["evaluator"])
    register.remove_word(small.pilot, db, admin, "Hazeveld", small.families["Berk"])
    register.remove_word(small.pilot, db, admin, "De Brink")
    assert [r.word for r in register.lexicon(small.pilot, db, admin)] == ["Kloosterling"]
