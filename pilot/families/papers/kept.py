"""What there is of a family's papers: how each was asked, with which letter, what was answered, where the form lies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.words import N_, _

if TYPE_CHECKING:
    from sqlite_utils import Database

MANNERS = {"paper": N_("on paper"), "screen": N_("signed on the screen"), "photo": N_("on paper, with a photo")}
PICTURE_NAMES = {"person": N_("signature"), "guardian": N_("signature of the parent or guardian"),
                 "photo": N_("photo of the form")}


class Drawn(NamedTuple):
    """A picture of a paper: kind of PICTURE_NAMES; `removed`: why it went, '' while it is there."""

    guid: str
    kind: str
    removed: str


class Paper(NamedTuple):
    """A form that was answered.

    Attributes:
        person, given_by: pseudonyms ('' where nobody answered for a child). manner: of MANNERS. on: ISO.
        letter: the number of the letter, None for a form that is not of this program. answers: by use.
        marked: who said "I agree" before a witness and drew nothing: 'person', 'guardian'.
    """

    guid: str
    person: str
    manner: str
    on: str
    letter: int | None
    answers: dict[str, bool]
    given_by: str
    marked: tuple[str, ...]
    pictures: tuple[Drawn, ...]


@use_case(Right.SEE_FAMILIES, reads="consents")
def papers(db: Database, viewer: Viewer, family_guid: str) -> list[Paper]:
    """The forms of a family that were signed on the screen or photographed, the last first. Raises: NotFound."""
    family_id = access.require_family(db, viewer, family_guid)
    rows = db.conn.execute(
        "SELECT paper_id, c.guid, p.pseudonym, c.manner, c.answered_on, c.letter_number, c.answers,"
        " coalesce(g.pseudonym, ''), c.person_marked, c.guardian_marked"
        " FROM consent_paper c JOIN person p ON p.person_id = c.person_id"
        " LEFT JOIN person g ON g.person_id = c.given_by WHERE p.family_id = ?"
        " ORDER BY c.answered_on DESC, c.paper_id DESC", (family_id,)).fetchall()
    return [Paper(guid, person, manner, on, letter, json.loads(answers), by,
                  (*(["person"] if own else []), *(["guardian"] if theirs else [])), _pictures(db, paper_id))
            for paper_id, guid, person, manner, on, letter, answers, by, own, theirs in rows]


def _pictures(db: Database, paper_id: int) -> tuple[Drawn, ...]:
    return tuple(Drawn(*row) for row in db.conn.execute(
        "SELECT guid, kind, removed_reason FROM consent_picture WHERE paper_id = ? ORDER BY picture_id", (paper_id,)))


class Form(NamedTuple):
    """How a consent was asked: whose (pseudonym) and of which day (ISO), of MANNERS, with which letter, where it lies.
    """

    person: str
    given_on: str
    manner: str
    letter: int | None
    evidence: str


_FORMS = (
    "SELECT DISTINCT p.pseudonym, c.given_on, coalesce(m.manner, 'paper'), m.letter_number, c.evidence"
    " FROM consent c JOIN person p ON p.person_id = c.person_id LEFT JOIN consent_paper m ON m.paper_id = c.paper_id"
    " WHERE p.family_id = ?")


@use_case(Right.SEE_FAMILIES, reads="consents")
def forms(db: Database, viewer: Viewer, family_guid: str) -> list[Form]:
    """How the consents of a family were asked and where the forms lie, as far as it is known, the last first."""
    family_id = access.require_family(db, viewer, family_guid)
    return [Form(*row) for row in db.conn.execute(
        f"{_FORMS} AND (c.evidence <> '' OR c.paper_id IS NOT NULL) ORDER BY c.given_on DESC, p.person_id",
        (family_id,))]


@use_case(Right.SEE_FAMILIES, reads="consents")
def last_forms(db: Database, viewer: Viewer, family_guid: str) -> dict[str, Form]:
    """Of each person of a family (pseudonym) how they were last asked; nobody who never was."""
    family_id = access.require_family(db, viewer, family_guid)
    rows = db.conn.execute(f"{_FORMS} ORDER BY c.given_on, c.paper_id IS NOT NULL, c.paper_id", (family_id,))
    return {row[0]: Form(*row) for row in rows}


def said(form: Form) -> str:
    """Such as "signed on the screen, letter 2"."""
    how = _(MANNERS[form.manner])
    return how if form.letter is None else _("{how}, letter {number}").format(how=how, number=form.letter)
