"""The coded passage that a quote is taken from: whether its words may leave, and what is known of who said them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from pilot import access
from pilot.access import blind, reach
from pilot.door import inner
from pilot.errors import BadInput, NotFound, OutOfReach
from pilot.vocabulary import voices
from pilot.words import N_, current
from themes.release.content import MUNICIPALITY, PUBLIC

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

# To whom a quote can be let out. The municipality hears words that leave the team; what everybody may read is in the
# hands of other organisations too, so whoever is heard must consent to that as well.
AUDIENCES = (MUNICIPALITY, PUBLIC)
USES = {MUNICIPALITY: ("quote",), PUBLIC: ("quote", "share")}
LONGEST_PASSAGE = 5000  # code points
_SIGNS = ("", "+", "-", "±")


class Passage(NamedTuple):
    """What is quoted: guid of a document and of its version ('' for the one read now), code points in it (0-based,
    end-exclusive), key of a code."""

    document: str
    version: str
    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Source:
    """A passage as it is in the store.

    Attributes:
        words: of the passage, whole; voice: one of VOICES, of who says most of it; sign: '+', '-', '±' or ''.
        teller_id: who says it (`person_id`), None where that is not known.
    """

    document_id: int
    family_id: int
    family: str
    version_id: int
    start: int
    end: int
    code_id: int
    code: str
    words: str
    sign: str
    voice: str
    teller_id: int | None


@inner("part of use cases that propose words, which ask the right")
def source(db: Database, viewer: Viewer, passage: Passage) -> Source:
    """A passage whose words this viewer may propose.

    Raises: NotFound, Withdrawn, OutOfReach, NotAllowed as for reading it; BadInput with why its words can't leave.
    """
    version = access.require_document(db, viewer, passage.document, _number(db, passage))
    if version.kind != "deidentified":
        raise BadInput(N_("This text may still hold names. Only words of a text without names can leave the team."))
    if not version.is_current:
        raise BadInput(N_("This text was changed since. Choose the passage in the text as it is read now."))
    if version.document_id in blind.uncounted(db):
        raise BadInput(N_(
            "This text is coded blind or for practice. Its quotes can be proposed once that round is over."))
    code_id = _code(db, passage.code)
    text = str(db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()[0])
    if not 0 <= passage.start < passage.end <= len(text) or passage.end - passage.start > LONGEST_PASSAGE:
        raise BadInput(N_("Choose a passage of the text, of at most {n} characters."), n=LONGEST_PASSAGE)
    sign = signed(db, version.version_id, code_id, passage.start, passage.end)
    if sign is None:
        raise BadInput(N_("These words are not coded with this code. Choose a coded passage."))
    require_consent(db, version.document_id, MUNICIPALITY)
    voice, teller = _said_by(db, version.document_id, version.version_id, passage)
    family = db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (version.family_id,)).fetchone()[0]
    return Source(version.document_id, version.family_id, family, version.version_id, passage.start, passage.end,
                  code_id, passage.code, text[passage.start:passage.end], sign, voice, teller)


def _number(db: Database, passage: Passage) -> int | None:
    if not passage.version:
        return None
    row = db.conn.execute(
        "SELECT v.number FROM document_version v JOIN document d USING (document_id) WHERE v.guid = ? AND d.guid = ?",
        (passage.version, passage.document)).fetchone()
    if row is None:
        raise NotFound(N_("This version of the text is not there, or it is not for you to read."))
    return int(row[0])


def _code(db: Database, key: str) -> int:
    """The code with that key, while it is in use."""
    newest = codebook.newest(db)
    rows = codebook.codes(db, newest.codebook_version_id, current()) if newest else []
    found = next((row.code_id for row in rows if row.key == key and row.is_codable), None)
    if found is None:
        raise BadInput(N_("This code is not in use any more. Quotes can be proposed for codes in use."))
    return found


def signed(db: Database, version_id: int, code_id: int, start: int, end: int) -> str | None:
    """The direction of the codings that together cover a span of a version; None where they do not cover it.

    Args:
        start, end: code points, 0-based, end-exclusive.
    """
    bits, covered = 0, start
    for begins, ends, sign in db.conn.execute(
            "SELECT p.start_char, p.end_char, coalesce(c.sign, '') FROM coding c JOIN coding_place p USING (coding_id)"
            " WHERE c.code_id = ? AND c.retracted_at IS NULL AND p.version_id = ? AND p.passage_id IS NOT NULL"
            " AND p.start_char < ? AND p.end_char > ? ORDER BY p.start_char", (code_id, version_id, end, start)):
        if begins <= covered:
            covered = max(covered, ends)
        bits |= _SIGNS.index(sign)
    return _SIGNS[bits] if covered >= end else None


def _said_by(db: Database, document_id: int, version_id: int, passage: Passage) -> tuple[str, int | None]:
    """The voice and the person that say most of a passage; of a text that one person tells, that one."""
    said = db.conn.execute(
        "SELECT voice, person_id FROM turn WHERE version_id = ?1 AND start_char < ?3 AND end_char > ?2"
        " GROUP BY voice, person_id ORDER BY sum(min(end_char, ?3) - max(start_char, ?2)) DESC LIMIT 1",
        (version_id, passage.start, passage.end)).fetchone()
    voice, person = said or (voices.OTHER, None)
    if person is not None:
        return str(voice), int(person)
    tellers = [(row[0], voices.of_person(row[1], row[2])) for row in db.conn.execute(
        "SELECT person_id, kind, role FROM document_person JOIN person USING (person_id)"
        " WHERE document_id = ? AND tells", (document_id,))]
    of_voice = [teller for teller, speaks in tellers if speaks == voice]
    return str(voice), of_voice[0] if len(of_voice) == 1 else None


def may_leave(db: Database, documents: set[int], audience: str) -> set[int]:
    """Of these documents (`document_id`) those whose words this audience may hear today."""
    for use in USES[audience]:
        documents = reach.may_leave(db, documents, use)
    return documents


def require_consent(db: Database, document_id: int, audience: str) -> None:
    """Raises: OutOfReach where somebody's consent to what this audience takes is missing."""
    if may_leave(db, {document_id}, audience):
        return
    if audience == PUBLIC and may_leave(db, {document_id}, MUNICIPALITY):
        raise OutOfReach(N_(
            "These words may not be read by everybody: somebody's consent for sharing with others is missing, was"
            " withdrawn or has ended."))
    raise OutOfReach(N_(
        "These words may not leave the team: somebody's consent for quoting is missing, was withdrawn or has ended."))
