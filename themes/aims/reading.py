"""Goals of the pilot as they are read: which there are, and one of them with what speaks for and against it.

Words of a text keep the rules of their text: of one that is out of reach or withdrawn nothing is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.access.three_states import OTHERWISE
from pilot.clock import local_day
from pilot.door import use_case
from pilot.makers import maker
from pilot.vocabulary.voices import COACH, FAMILY
from stories.back.choosing import Sentence, turns_of
from stories.file import typed
from texts import held
from themes.aims import figures, naming, writing
from themes.outcomes.reached import reached

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from pilot.config import Pilot

FAMILIES, COACHES, PARTNERS, NUMBERS = GROUPS = ("families", "coaches", "partners", "numbers")


class Aim(NamedTuple):
    """A goal of the pilot.

    Attributes:
        state: of `naming.STATES`. judged: on what that rests, by whom (label) and when (ISO date), '' while it is open.
        counted: how many pieces of evidence say so, by `naming.SAYS`.
    """

    guid: str
    words: str
    shown_by: str
    state: str
    judged: str
    judged_by: str
    judged_on: str
    counted: dict[str, int]


@dataclass(frozen=True)
class Evidence:
    """Something that speaks for or against a goal.

    Attributes:
        group: of GROUPS. says: of `naming.SAYS`. words: what it says; '' where it cannot be shown (`why`).
        who: pseudonym of the family and title, a function, or what a figure is called. on: ISO date, '' for not known.
        document, start: to open a text: guid, and a code point or None; '' where there is none to open.
        gone: why it is not read, of `access.three_states`, '' where it is.
        changed: its text was changed, and the words stand nowhere in it.
    """

    guid: str
    group: str
    says: str
    words: str
    who: str
    on: str = ""
    document: str = ""
    start: int | None = None
    gone: str = ""
    changed: bool = False


class Said(NamedTuple):
    """What a goal said at some moment before: by whom (label) and from when (ISO date); the rest as of an Aim."""

    words: str
    shown_by: str
    state: str
    judged: str
    by: str
    on: str


class Whole(NamedTuple):
    """A text to choose words from: its title, guid of the version that is read, its turns with their sentences."""

    title: str
    version: str
    turns: tuple[tuple[str, tuple[Sentence, ...]], ...]


_AIM = ("SELECT a.aim_id, a.guid, a.words, a.shown_by, a.state, a.judged, u.guid, u.label, a.judged_at FROM aim a"
        " LEFT JOIN user u ON u.user_id = a.judged_by WHERE a.removed_at IS NULL")


@use_case(Right.SEE_THEMES, reads="goals of the pilot")
def aims(pilot: Pilot, db: Database, viewer: Viewer) -> list[Aim]:
    """All of them, in the order that the pilot chose."""
    cover = typed.covering(pilot, "")
    return [_aim(cover, db, *row) for row in db.conn.execute(f"{_AIM} ORDER BY a.place").fetchall()]


@use_case(Right.SEE_THEMES, reads="goals of the pilot")
def one(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> Aim:
    """One of them. Raises: NotFound."""
    aim_id = writing.require(db, viewer, guid)
    return _aim(typed.covering(pilot, ""), db, *db.conn.execute(f"{_AIM} AND a.aim_id = ?", (aim_id,)).fetchone())


@use_case(Right.SEE_THEMES, reads="goals of the pilot")
def before(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> list[Said]:
    """What a goal said before what it says now, the last first. Raises: NotFound."""
    rows = db.conn.execute(
        "SELECT v.words, v.shown_by, v.state, v.judged, u.guid, u.label, v.made_at FROM aim_version v"
        " JOIN user u ON u.user_id = v.made_by WHERE v.aim_id = ? ORDER BY v.aim_version_id DESC",
        (writing.require(db, viewer, guid),)).fetchall()
    cover = typed.covering(pilot, "")
    return [Said(cover(words), cover(shown), state, cover(judged), maker(by, label), local_day(db, at))
            for words, shown, state, judged, by, label, at in rows[1:]]


def _aim(
    cover: Callable[[str], str], db: Database, aim_id: int, guid: str, words: str, shown_by: str, state: str,
    judged: str, by: str | None, label: str | None, at: str | None,
) -> Aim:
    counted = dict(db.conn.execute("SELECT says, count(*) FROM aim_evidence WHERE aim_id = ? AND removed_at IS NULL"
                                   " GROUP BY says", (aim_id,)).fetchall())
    return Aim(guid, cover(words), cover(shown_by), state, cover(judged), maker(by, label or "") if by else "",
               local_day(db, at) if at else "", {says: counted.get(says, 0) for says in naming.SAYS})


@use_case(Right.SEE_THEMES, reads="quotes, and numbers by family")
def evidence(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> dict[str, list[Evidence]]:
    """What speaks for and against a goal, by GROUPS; figures are counted now. Raises: NotFound."""
    aim_id = writing.require(db, viewer, guid)
    held.settle(db, {row[0] for row in db.conn.execute(
        "SELECT document_id FROM aim_evidence WHERE aim_id = ? AND document_id IS NOT NULL AND removed_at IS NULL",
        (aim_id,))})
    found = [*_passages(db, viewer, aim_id), *_typed(pilot, db, aim_id), *_figures(db, viewer, aim_id)]
    return {group: [one for one in found if one.group == group] for group in GROUPS}


# Of the passage that was chosen (o): the voice that says most of it; in a conversation that need not be the text's own.
_SAID_MOST = (
    "(SELECT t.voice FROM turn t WHERE t.version_id = o.version_id AND t.start_char < o.end_char"
    " AND t.end_char > o.start_char GROUP BY t.voice"
    " ORDER BY sum(min(t.end_char, o.end_char) - max(t.start_char, o.start_char)) DESC, min(t.seq) LIMIT 1)")


def _passages(db: Database, viewer: Viewer, aim_id: int) -> list[Evidence]:
    theirs, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer, version="r")
    state, gone = access.three_states.state_where(db)
    rows = db.conn.execute(
        f"SELECT e.guid, e.says, coalesce({_SAID_MOST}, d.voice), d.guid, d.title, d.told_on, f.pseudonym,"
        f" {theirs} AND EXISTS (SELECT 1 FROM document_version r WHERE r.version_id = d.read_version_id AND"
        f" {readable}), {state}, p.quote, p.start_char"
        " FROM aim_evidence e JOIN document d USING (document_id) JOIN family f USING (family_id)"
        " JOIN passage o ON o.passage_id = e.passage_id"
        " LEFT JOIN passage_place h ON h.of_id = e.passage_id AND h.version_id = d.read_version_id"
        " LEFT JOIN passage p ON p.passage_id = h.passage_id WHERE e.aim_id = ? AND e.removed_at IS NULL"
        " ORDER BY d.told_on, e.aim_evidence_id", (*params, *more, *gone, aim_id)).fetchall()
    groups = {FAMILY: FAMILIES, COACH: COACHES}
    return [Evidence(guid, groups.get(voice, PARTNERS), says, "", "", gone=why or OTHERWISE) if not there else Evidence(
        guid, groups.get(voice, PARTNERS), says, quote or "", f"{family} · {title}", told_on, document, start,
        changed=quote is None)
        for guid, says, voice, document, title, told_on, family, there, why, quote, start in rows]


def _typed(pilot: Pilot, db: Database, aim_id: int) -> list[Evidence]:
    rows = db.conn.execute(
        "SELECT guid, says, words, who, coalesce(on_date, '') FROM aim_evidence WHERE aim_id = ? AND kind = 'words'"
        " AND removed_at IS NULL ORDER BY on_date, aim_evidence_id", (aim_id,)).fetchall()
    cover = typed.covering(pilot, "")
    return [Evidence(guid, PARTNERS, says, cover(words), cover(who), on)
            for guid, says, words, who, on in rows]


def _figures(db: Database, viewer: Viewer, aim_id: int) -> list[Evidence]:
    rows = db.conn.execute("SELECT guid, says, figure FROM aim_evidence WHERE aim_id = ? AND kind = 'figure'"
                           " AND removed_at IS NULL ORDER BY aim_evidence_id", (aim_id,)).fetchall()
    if not rows:
        return []
    now = reached(db, viewer)
    return [Evidence(guid, NUMBERS, says, figures.told(now, key), figures.name(key), now.day)
            for guid, says, key in rows]


@use_case(Right.SEE_THEMES, event="opened document", reads="texts")
def whole(db: Database, viewer: Viewer, document: str) -> Whole:
    """The sentences of a text (guid) that this viewer may read. Raises: NotFound, Withdrawn, OutOfReach, NotAllowed."""
    read = access.require_document(db, viewer, document)
    title, text = db.conn.execute(
        "SELECT d.title, v.text FROM document d JOIN document_version v USING (document_id) WHERE v.version_id = ?",
        (read.version_id,)).fetchone()
    events.read(db, viewer, "opened", "document", document)
    return Whole(title, read.version_guid, turns_of(db, read.version_id, text, every=True))
