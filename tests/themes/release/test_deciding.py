"""A release is signed by a second person, frozen from its proposal on, and may be withdrawn; who sees which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from coding.book import codebook
from coding.marks.actions import apply_ops
from pilot.access import Role
from pilot.config import ROOT
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent
from pilot.store.files import new_guid, write
from tests import released
from tests.release_example import content
from themes.release import deciding, keeping, seeing
from themes.release.content import PUBLIC, TEAM

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_a_second_person_signs(small: SmallPilot, db: Database) -> None:
    """Who drafted it cannot, with another role neither; another can, once; it gets the next number."""
    drafter, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    guid = released.proposed(db, drafter)
    twofold = small.with_roles(db, "evaluator", Role.EVALUATOR, Role.ADMIN)
    for herself in (drafter, twofold):
        assert deciding.to_sign(db, herself) == []
        with pytest.raises(NotFound):
            deciding.sign(db, herself, guid, "")
    with pytest.raises(NotAllowed):
        deciding.sign(db, small.operator(db), guid, "")
    with pytest.raises(sqlite3.IntegrityError, match="nobody signs"), write(db):
        db.conn.execute("INSERT INTO release_step(release_id, did, by_user, at)"
                        " SELECT release_id, 'signed', drafted_by, '2022-01-01' FROM release")
    with pytest.raises(sqlite3.IntegrityError, match="second person"), write(db):
        db.conn.execute("UPDATE release SET state = 'signed', number = 1")
    (waits,) = deciding.to_sign(db, other)
    with pytest.raises(Conflict):
        deciding.sign(db, other, guid, "0" * 64)
    assert deciding.sign(db, other, guid, waits.sha256) == 1
    with pytest.raises(NotFound):
        deciding.sign(db, other, guid, waits.sha256)
    assert seeing.one(db, small.viewers["steering"], guid).number == 1
    assert released.signed(db, other, drafter) != guid
    assert [one.number for one in seeing.seen(db, small.viewers["steering"])] == [2, 1]


def test_what_was_proposed_stays(small: SmallPilot, db: Database) -> None:
    """No word of it can be changed, it cannot be thrown away, and neither can what was done with it."""
    guid = released.proposed(db, small.viewers["evaluator"])
    for change in ("UPDATE release SET content = '{}'", "UPDATE release SET audience = 'team'",
                   "UPDATE release SET ground = '[]'", "UPDATE release SET state = 'drafted'", "DELETE FROM release",
                   "UPDATE release SET drafted_by = drafted_by + 1", "DELETE FROM release_step",
                   "UPDATE release_step SET reason = 'x'"):
        with pytest.raises(sqlite3.IntegrityError), write(db):
            db.conn.execute(change)
    with pytest.raises(NotFound):
        keeping.throw_away(db, small.viewers["evaluator"], guid)


def test_the_exception_takes_two(small: SmallPilot, db: Database) -> None:
    """What shows more than the rules allow is signed by two who did not draft it."""
    says = replace(released.without_quotes(content()), exception="Alle gezinnen vinden dit goed.")
    guid = released.proposed(db, small.viewers["evaluator"], says)
    first = deciding.proposal(db, small.viewers["evaluator2"], guid)
    assert (first.needed, first.signed) == (2, 0)
    assert deciding.sign(db, small.viewers["evaluator2"], guid, first.sha256) is None
    assert seeing.latest(db, small.viewers["steering"]) is None
    with pytest.raises(NotFound):
        deciding.sign(db, small.viewers["evaluator2"], guid, first.sha256)
    assert deciding.proposal(db, small.viewers["admin"], guid).signed == 1
    assert deciding.sign(db, small.viewers["admin"], guid, first.sha256) == 1


def test_sent_back_and_withdrawn(small: SmallPilot, db: Database) -> None:
    """Both ask a reason, which who drafts reads; what was withdrawn is gone for all others, its number is not given
    again."""
    drafter, other, steering = (small.viewers[name] for name in ("evaluator", "evaluator2", "steering"))
    back = released.proposed(db, drafter)
    for reason in ("", "  ", "\u200b", "x" * 1001):
        with pytest.raises(BadInput):
            deciding.send_back(db, other, back, reason)
    deciding.send_back(db, other, back, "te stellig")
    assert deciding.to_sign(db, small.viewers["admin"]) == []
    assert [step.reason for step in keeping.kept_one(db, drafter, back).steps] == ["", "te stellig"]
    guid = released.signed(db, drafter, other)
    deciding.withdraw(db, small.viewers["admin"], guid, "een fout")
    assert seeing.latest(db, steering) is None
    with pytest.raises(NotFound):
        seeing.one(db, steering, guid)
    assert keeping.kept_one(db, other, guid).state == "withdrawn"
    released.signed(db, drafter, other)
    assert [one.number for one in seeing.seen(db, steering)] == [2]


def test_who_sees_which(small: SmallPilot, db: Database) -> None:
    """What is for the team is not for a steering group; it sees what is for the municipality or for everybody."""
    drafter, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    for says in (content(audience=TEAM), content(), content(audience=PUBLIC)):
        released.signed(db, drafter, other, released.without_quotes(says))
    for name, numbers in (("steering", [3, 2]), ("coach", [3, 2, 1]), ("evaluator", [3, 2, 1]), ("admin", [3, 2, 1])):
        assert [one.number for one in seeing.seen(db, small.viewers[name])] == numbers
    read = db.conn.execute("SELECT count(*) FROM event WHERE verb = 'read' AND subject = 'release'"
                           " AND actor_guid = ?", (small.accounts["steering"],))
    assert read.fetchone() == (2,)


def test_a_quote_goes_with_its_consent(small: SmallPilot, db: Database) -> None:
    """It is gone from what was signed at once, and what waits with it is not signed."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    drafter, other, steering = (small.viewers[name] for name in ("evaluator", "evaluator2", "steering"))
    talk = small.interview(db)
    apply_ops(db, drafter, talk, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": 33,
                                   "end": 77}])
    says = released.with_quote(content(), released.quoted(small, db, talk, 33, 77, "klik"))
    guid, waits = released.signed(db, drafter, other, says), released.proposed(db, drafter, says)
    assert [len(theme.quotes) for theme in seeing.one(db, steering, guid).content.themes] == [1, 0, 0]
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "quote")
    for now in (seeing.one(db, steering, guid).content, deciding.proposal(db, other, waits).content):
        assert now == released.without_quotes(says)
    with pytest.raises(Conflict):
        deciding.sign(db, other, waits, deciding.proposal(db, other, waits).sha256)
