"""What a score rests on: words of the family's texts, chosen by who scores."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.access import blind as blindness
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound
from pilot.store.files import write
from pilot.vocabulary.domains import DOMAINS
from pilot.vocabulary.voices import VOICES
from pilot.words import N_
from stories.back.choosing import Sentence, turns_of
from stories.file import reaching
from texts import held

if TYPE_CHECKING:
    from sqlite_utils import Database


class Ground(NamedTuple):
    """Words a score rests on.

    Attributes:
        quote: the words as they stand in the text that is read now; '' where this viewer may not read it, where it was
            changed so that nobody knows where they stand, or where it is there no more.
        document, title, start: to open it (start: code points, 0-based); '' and None where it is not to be read.
        voice: who tells it; told_on: ISO. mine: this viewer chose it. by: label of who did.
    """

    guid: str
    quote: str
    document: str
    title: str
    start: int | None
    voice: str
    told_on: str
    mine: bool
    by: str


class Place(NamedTuple):
    """A slot: guids of family and round, life domain, voice."""

    family: str
    wave: str
    domain: str
    voice: str


class Text(NamedTuple):
    """A text of a family that this viewer may read: guid, title, voice, and the ISO date it was told."""

    guid: str
    title: str
    voice: str
    told_on: str


@use_case(Right.KEEP_FILE, reads="titles")
def texts_of(db: Database, viewer: Viewer, family_guid: str) -> list[Text]:
    """The texts of a family to choose words from, the last told first. Raises: NotFound, OutOfReach."""
    family_id = reaching.require_words(db, viewer, family_guid)
    where, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer)
    return [Text(*row) for row in db.conn.execute(
        f"SELECT d.guid, d.title, d.voice, d.told_on FROM document d WHERE d.family_id = ? AND {where} AND EXISTS"
        f" (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable})"
        " ORDER BY d.told_on DESC, d.document_id DESC", (family_id, *params, *more))]


class Whole(NamedTuple):
    """A text to choose words from: guid of the version that is read, and its turns (who speaks, sentences)."""

    version: str
    turns: tuple[tuple[str, tuple[Sentence, ...]], ...]


@use_case(Right.KEEP_FILE, event="opened document", reads="texts")
def whole(db: Database, viewer: Viewer, document: str) -> Whole:
    """The sentences of a text (guid) of a family whose file this viewer keeps.

    Raises: NotFound, Withdrawn, OutOfReach, NotAllowed.
    """
    version = access.require_document(db, viewer, document)
    _require_of(db, viewer, version.family_id)
    (text,) = db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    events.read(db, viewer, "opened", "document", document)
    return Whole(version.version_guid, turns_of(db, version.version_id, text, every=True))


def _require_of(db: Database, viewer: Viewer, family_id: int) -> None:
    (guid,) = db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (family_id,)).fetchone()
    reaching.require_family(db, viewer, guid)


@use_case(Right.KEEP_FILE, event="chose ground score")
def choose(
    db: Database, viewer: Viewer, place: Place, document: str, version: str, span: tuple[int, int], guid: str,
) -> None:
    """Rest one's own score on words of a text of the family; choosing them once more changes nothing.

    Args:
        document, version: guids; span: code points, 0-based, end-exclusive, into that version. guid: of the choice.

    Raises: BadInput (no such words, the text was changed meanwhile), NotFound, Withdrawn, OutOfReach, NotAllowed.
    """
    if place.domain not in DOMAINS or place.voice not in VOICES:
        raise BadInput(N_("Choose a life domain, and whose score it is."))
    with write(db):
        family_id = reaching.require_writing(db, viewer, place.family)
        read = access.require_document(db, viewer, document)
        if read.family_id != family_id:
            raise NotFound(N_("This document is not there, or it is not of this family."))
        if read.version_guid != version:
            raise BadInput(N_("This text was changed meanwhile. Open it again and choose the words once more."))
        (text,) = db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (read.version_id,)).fetchone()
        if not 0 <= span[0] < span[1] <= len(text) or not text[span[0]:span[1]].strip():
            raise BadInput(N_("Choose words of the text."))
        passage = held.hold(db, read.version_id, span, text)
        made = db.conn.execute(
            "INSERT OR IGNORE INTO score_ground(guid, family_id, wave_id, domain, voice, document_id, version_id,"
            " passage_id, chosen_by, chosen_at) SELECT ?, ?, wave_id, ?, ?, ?, ?, ?, ?, ? FROM wave WHERE guid = ?",
            (guid, family_id, place.domain, place.voice, read.document_id, read.version_id, passage, viewer.user_id,
             now(), place.wave)).rowcount
        if made:
            events.record(db, viewer, "chose ground", "score", guid)


@use_case(Right.KEEP_FILE, event="took away ground score")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Rest a score on these words no longer; for who chose them. What is away stays away. Raises: NotFound."""
    with write(db):
        where, params = access.families_where(viewer, right=Right.KEEP_FILE)
        row = db.conn.execute(
            f"SELECT g.score_ground_id, g.removed_at FROM score_ground g JOIN family f USING (family_id)"
            f" WHERE g.guid = ? AND g.chosen_by = ? AND {where}", (guid, viewer.user_id, *params)).fetchone()
        if row is None:
            raise NotFound(N_("These words are not there any more. Reload the page."))
        if row[1] is None:
            db.conn.execute("UPDATE score_ground SET removed_at = ? WHERE score_ground_id = ?", (now(), row[0]))
            events.record(db, viewer, "took away ground", "score", guid)


@inner("part of reading a sheet, and of what shows scores by family; who reads it asked the right")
def of_sheet(
    db: Database, viewer: Viewer, family_id: int, wave_id: int
) -> dict[tuple[str, str], list[Ground]]:
    """By (life domain, voice) the words that scores of a family in a round rest on, while nobody scores it blind; else
    what this viewer chose herself."""
    seen, given = blindness.scores_seen_where(viewer, "g", "chosen_by")
    held.settle(db, {row[0] for row in db.conn.execute(
        "SELECT document_id FROM score_ground WHERE family_id = ? AND wave_id = ? AND removed_at IS NULL",
        (family_id, wave_id))})
    theirs, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer, version="r")
    found: dict[tuple[str, str], list[Ground]] = defaultdict(list)
    for domain, voice, guid, is_mine, by, told_by, told_on, may, quote, document, title, start in db.conn.execute(
            "SELECT g.domain, g.voice, g.guid, g.chosen_by = ?, maker(u.guid, u.label), d.voice, d.told_on,"
            f" ({theirs}) AND EXISTS (SELECT 1 FROM document_version r WHERE r.version_id = d.read_version_id"
            f"  AND {readable}), p.quote, d.guid, d.title, p.start_char"
            " FROM score_ground g JOIN user u ON u.user_id = g.chosen_by JOIN document d USING (document_id)"
            " LEFT JOIN passage_place h ON h.of_id = g.passage_id AND h.version_id = d.read_version_id"
            " LEFT JOIN passage p ON p.passage_id = h.passage_id"
            f" WHERE g.family_id = ? AND g.wave_id = ? AND g.removed_at IS NULL AND {seen} ORDER BY g.score_ground_id",
            (viewer.user_id, *params, *more, family_id, wave_id, *given)):
        found[domain, voice].append(
            Ground(guid, quote or "", document, title, start, told_by, told_on, bool(is_mine), by) if may
            else Ground(guid, "", "", "", None, told_by, told_on, bool(is_mine), by))
    return found
