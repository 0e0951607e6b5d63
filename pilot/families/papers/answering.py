"""What somebody answered on the screen, or on a form of which there is a photo: one write for the paper, its pictures
and every answer.

A signature and a signed form are names. Their pictures lie as files beside the register, for this account of the
machine alone; pilot.db knows only their guid, kind and hash. No export takes them along, and `pictures` shows them to
whoever may see the register of that family.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer, stopping
from pilot.access.reach import USES
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import consent, guardians, people
from pilot.families.consent import Said
from pilot.families.early import EVERY_DAY
from pilot.families.papers import letters, photo, signature
from pilot.families.papers.letter import ADULT, YOUNG
from pilot.store import large_files
from pilot.store.files import new_guid, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.papers.letter import Letter
    from pilot.families.people import Person

    Picture = tuple[str, str, bytes]  # kind, ending, bytes

_EVENTS = ("signed consent_paper", "consent given person", "consent refused person",
           "decided: renewed consent_decision", "asked consent_decision")


_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Signed(NamedTuple):
    """How somebody signed: `lines` as `signature.lines_of` reads them, or `agreed`: the words "I agree", before a
    witness, by who draws no signature."""

    lines: object = None
    agreed: bool = False


class Asked(NamedTuple):
    """Who was asked what, and what the answers were.

    Attributes:
        guid: made by who asks; the same guid twice is the same paper. person: guid.
        answers: yes or no for each use that was asked. given_by: guid of the parent or guardian of a child under 16.
        ends_on: ISO; None where nothing was agreed about an end.
    """

    guid: str
    person: str
    answers: Mapping[str, bool]
    given_by: str | None = None
    ends_on: str | None = None


@use_case(Right.RECORD_CONSENT, event=_EVENTS)
def sign(
    pilot: Pilot, db: Database, viewer: Viewer, asked: Asked, letter: int, person: Signed,
    guardian: Signed | None = None, *, on: str | None = None,
) -> None:
    """Record what somebody answered and signed on the screen, on a day (ISO; today when None).

    Args:
        letter: the number of the letter that was read. guardian: for a child under 16.

    Raises: BadInput for a missing answer or an empty signature, NotFound for a letter or person that is not there.
    """
    day = on or today(db)
    read = letters.kept(pilot, letter)
    who = people.person(db, asked.person)
    consent.require_own(db, viewer, who)
    young = _require_age(who, day, read.letter)
    drawn = _drawn("guardian", guardian) if young else []
    if not (young and read.letter.audience == YOUNG):
        drawn += _drawn("person", person)
    _record(pilot, db, viewer, asked, _Paper(
        "screen", day, letter, read.letter.sha256, young and bool(guardian and guardian.agreed), person.agreed), drawn,
        EVERY_DAY)


class ToSign(NamedTuple):
    """A letter that somebody can sign now; `done`: whether the form of this guid was signed already."""

    letter: Letter
    done: bool


@use_case(Right.RECORD_CONSENT, reads="letters about consent")
def to_sign(pilot: Pilot, db: Database, viewer: Viewer, asked: Asked, letter: int) -> ToSign:
    """The letter of this number for who is asked, before anything was answered (`asked.answers` names the uses).

    Raises: as `sign` for whatever would be wrong with it at the end, when who signs can do nothing about it.
    """
    day = today(db)
    read = letters.kept(pilot, letter).letter
    who = people.person(db, asked.person)
    consent.require_own(db, viewer, who)
    _require_age(who, day, read)
    _answered(asked)
    guardians.checked(db, who, day, asked.given_by)
    if asked.ends_on and check_date(asked.ends_on) < day:
        raise BadInput(N_("Consent cannot end before it was given."))
    return ToSign(read, _is_there(db, viewer, asked, who))


def _require_age(who: Person, day: str, read: Letter) -> bool:
    """Whether who signs is under 16. Raises: BadInput where the letter is for another age."""
    young = guardians.is_under_16(who, day)
    if young == (read.audience == ADULT):
        raise BadInput(N_("This letter is not for somebody of this age. Choose the other letter, and let it be read."))
    return young


@use_case(Right.RECORD_CONSENT, event=_EVENTS)
def keep_photo(
    pilot: Pilot, db: Database, viewer: Viewer, asked: Asked, taken: bytes, on: str, letter: int | None = None, *,
    sure: Container[str] = (),
) -> None:
    """Record what somebody answered on a paper form on a day (ISO), with a photo of it.

    Args:
        taken: the photo as it came. letter: the number on the form; None where it is another form.
        sure: dates that are right although they are early.

    Raises: BadInput, one sentence for what is wrong with the photo or the answers; AskFirst as `consent.give`.
    """
    consent.require_own(db, viewer, people.person(db, asked.person))
    sha256 = letters.kept(pilot, letter).letter.sha256 if letter else None
    _answered(asked)
    picture = photo.clean(taken)
    _record(pilot, db, viewer, asked, _Paper("photo", on, letter, sha256), [("photo", "jpg", picture)], sure)


class _Paper(NamedTuple):
    manner: str
    on: str
    letter: int | None
    sha256: str | None
    guardian_marked: bool = False
    person_marked: bool = False


def _drawn(kind: str, how: Signed | None) -> list[Picture]:
    if how is not None and how.agreed:
        return []
    if how is None:
        raise BadInput(N_("The parent or guardian has not signed yet."))
    return [(kind, "png", signature.drawn(signature.lines_of(how.lines)))]


def _answered(asked: Asked) -> tuple[list[str], list[str]]:
    """What was said yes to, and what no. Raises: BadInput where nothing was asked, or an answer is missing."""
    if not _GUID.fullmatch(asked.guid):
        raise BadInput(N_("This form has no name of its own. Begin again."))
    if not asked.answers or not set(asked.answers) <= set(USES):
        raise BadInput(N_("Say what the person consents to."))
    if not all(isinstance(answer, bool) for answer in asked.answers.values()):
        raise BadInput(N_("Say yes or no to each question."))
    return ([use for use in USES if asked.answers.get(use) is True],
            [use for use in USES if asked.answers.get(use) is False])


def _record(
    pilot: Pilot, db: Database, viewer: Viewer, asked: Asked, paper: _Paper, pictures: list[Picture],
    sure: Container[str],
) -> None:
    """The paper, its answers and its pictures, all of it or nothing; the same paper twice is recorded once."""
    yes, no = _answered(asked)
    stopping.ready()
    with _undone_on_faults(pilot) as made, write(db):
        who = people.person(db, asked.person)
        if _is_there(db, viewer, asked, who):
            return
        paper_id = _row(db, viewer, asked, paper, who)
        consent.take(db, viewer, asked.person, yes, no,
                     Said(paper.on, asked.ends_on, "", asked.given_by, paper_id), sure)
        for kind, ext, data in pictures:
            guid = new_guid()
            made.append((guid, ext))
            with large_files.appearing(large_files.paper(pilot, guid, ext)) as file:
                file.write(data)
            db.conn.execute(
                "INSERT INTO consent_picture(guid, paper_id, kind, ext, bytes, sha256) VALUES (?,?,?,?,?,?)",
                (guid, paper_id, kind, ext, len(data), hashlib.sha256(data).hexdigest()))
        events.record(db, viewer, "signed", "consent_paper", asked.guid)


@contextmanager
def _undone_on_faults(pilot: Pilot) -> Iterator[list[tuple[str, str]]]:
    """Pictures (guid, ending) made in the block are gone when it fails, as what was written with them is."""
    made: list[tuple[str, str]] = []
    try:
        yield made
    except BaseException:
        for guid, ext in made:
            large_files.paper(pilot, guid, ext).unlink(missing_ok=True)
        raise


def _is_there(db: Database, viewer: Viewer, asked: Asked, who: Person) -> bool:
    row = db.conn.execute(
        "SELECT person_id, recorded_by FROM consent_paper WHERE guid = ?", (asked.guid,)).fetchone()
    if row and row != (who.person_id, viewer.user_id):
        raise Conflict(N_("This form was recorded for somebody else already. Begin again."))
    return row is not None


def _row(db: Database, viewer: Viewer, asked: Asked, paper: _Paper, who: Person) -> int:
    by = guardians.checked(db, who, paper.on, asked.given_by)
    return int(db.conn.execute(
        "INSERT INTO consent_paper(guid, person_id, manner, answered_on, letter_sha256, letter_number, answers,"
        " given_by, person_marked, guardian_marked, recorded_by, recorded_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (asked.guid, who.person_id, paper.manner, paper.on, paper.sha256, paper.letter,
         json.dumps(dict(asked.answers)), by, paper.person_marked, paper.guardian_marked, viewer.user_id, now()),
    ).lastrowid or 0)
