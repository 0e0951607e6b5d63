"""Events as they are seen: which there are, and one of them with its voices beside each other.

What is told about a family is in reach while it consents to analysing; a document that is linked keeps the rule of its
own. A coach reads of documents only what she told herself; of others she sees that a voice spoke, and when.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.vocabulary.voices import VOICES
from pilot.words import N_
from stories.events import writing
from texts import held

if TYPE_CHECKING:
    from sqlite_utils import Database


class Row(NamedTuple):
    """An event in a list: ISO dates, how many voices tell of it, how often it was noted that they differ."""

    guid: str
    family: str
    family_guid: str
    name: str
    starts_on: str
    ends_on: str | None
    voices: int
    differs: int


ORDERS = {
    "last": Order(N_("last happened first"), "e.starts_on DESC, e.shared_event_id DESC"),
    "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, e.starts_on, e.shared_event_id"),
}


def _open(viewer: Viewer, alias: str) -> str:
    """Condition: not for the team alone, or for who is of it."""
    return f"(NOT {alias}.team_only OR {int(not viewer.only_own(Right.KEEP_FILE))})"


@use_case(Right.KEEP_FILE, reads="what happened in a family")
def listed(
    db: Database, viewer: Viewer, wanted: Wanted = ALL, family_guid: str = "", *, differing: bool = False,
) -> Paged[Row]:
    """Events of one family (guid), or of all this viewer keeps the file of, while these consent.

    Args:
        differing: only those of which it was noted that they see it differently.

    Raises: NotFound; OutOfReach for one family that does not consent.
    """
    if family_guid:
        access.require_words_of(db, access.require_family(db, viewer, family_guid, Right.KEEP_FILE))
    where, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, given = access.reach.family_material_where(db, "analyse", "f")
    differs = ("(SELECT count(*) FROM shared_event_differs n WHERE n.shared_event_id = e.shared_event_id"
               f" AND {_open(viewer, 'n')})")
    found = fetch(db, "e.guid, f.pseudonym, f.guid, e.name, e.starts_on, e.ends_on,"
                  " (SELECT count(DISTINCT v.voice) FROM shared_event_voice v WHERE v.shared_event_id ="
                  f" e.shared_event_id AND v.removed_at IS NULL AND {_open(viewer, 'v')}), {differs}", Source(
        f"FROM shared_event e JOIN family f USING (family_id) WHERE e.removed_at IS NULL AND {where} AND {reached}"
        f" AND ? IN ('', f.guid) AND ({int(not differing)} OR {differs} > 0)", [*params, *given, family_guid],
        "e.name || ' ' || f.pseudonym"), wanted, ORDERS)
    return found.of(Row(*row) for row in found)


@dataclass(frozen=True)
class Told:
    """What one voice tells.

    Attributes:
        words: a passage, or what was written down here; '' for a whole document, and where they are not to be read.
        who: by what somebody is called here; told_on: ISO date, '' for not known.
        document, title, start: to open it; document '' where this viewer may not read it, start a code point or None.
        kind: 'story', 'interview', or '' for words written down here.
        gone: why it is not read, of `access.three_states`; then nothing else is said of it. '' where it is.
        changed: its text was changed since it was linked.
        team_only: for evaluators and not for the coach.
    """

    guid: str
    voice: str
    words: str = ""
    who: str = ""
    told_on: str = ""
    kind: str = ""
    document: str = ""
    title: str = ""
    start: int | None = None
    gone: str = ""
    changed: bool = False
    team_only: bool = False


class Differs(NamedTuple):
    """That they see it differently: about what, what each voice says, who noted it (label), and on which ISO date."""

    about: str
    says: dict[str, str]
    by: str
    on: str
    team_only: bool


@dataclass(frozen=True)
class Seen:
    """An event with its voices, in the order of VOICES, each with what it tells; and where they differ."""

    row: Row
    voices: tuple[tuple[str, tuple[Told, ...]], ...]
    differs: tuple[Differs, ...]


@use_case(Right.KEEP_FILE, reads="what happened in a family")
def one(db: Database, viewer: Viewer, guid: str) -> Seen:
    """One event, its voices beside each other. Raises: NotFound; OutOfReach where the family does not consent."""
    event_id, _family_id, family = writing.require(db, viewer, guid)
    held.settle(db, {row[0] for row in db.conn.execute(
        "SELECT document_id FROM shared_event_voice WHERE shared_event_id = ? AND passage_id IS NOT NULL",
        (event_id,))})
    told = _told(db, viewer, event_id)
    noted = db.conn.execute(
        "SELECT n.about, n.says, maker(u.guid, u.label), n.at, n.team_only FROM shared_event_differs n"
        f" JOIN user u ON u.user_id = n.by_user WHERE n.shared_event_id = ? AND {_open(viewer, 'n')}"
        " ORDER BY n.differs_id", (event_id,))
    differs = tuple(Differs(about, json.loads(says), by, local_day(db, at), bool(team_only))
                    for about, says, by, at, team_only in noted)
    name, starts_on, ends_on, pseudonym = db.conn.execute(
        "SELECT e.name, e.starts_on, e.ends_on, f.pseudonym FROM shared_event e JOIN family f USING (family_id)"
        " WHERE e.shared_event_id = ?", (event_id,)).fetchone()
    by_voice = tuple((voice, found) for voice in VOICES if (found := tuple(
        one for one in told if one.voice == voice)))
    return Seen(Row(guid, pseudonym, family, name, starts_on, ends_on, len(by_voice), len(differs)), by_voice, differs)


def _told(db: Database, viewer: Viewer, event_id: int) -> list[Told]:
    state, given = access.three_states.state_where(db)
    theirs, params = access.documents_where(db, viewer)
    readable, more = access.versions_where(viewer, version="r")
    rows = db.conn.execute(
        "SELECT v.guid, v.voice, v.words, v.who, coalesce(v.told_on, ''), v.team_only, v.document_id IS NOT NULL,"
        f" d.guid, d.title, d.kind, {state}, ({theirs}) AND EXISTS (SELECT 1 FROM document_version r"
        f"  WHERE r.version_id = d.read_version_id AND {readable}), v.version_id IS NOT d.read_version_id,"
        " v.passage_id IS NOT NULL, p.quote, p.start_char"
        " FROM shared_event_voice v LEFT JOIN document d ON d.document_id = v.document_id"
        " LEFT JOIN passage_place h ON h.of_id = v.passage_id AND h.version_id = d.read_version_id"
        " LEFT JOIN passage p ON p.passage_id = h.passage_id"
        f" WHERE v.shared_event_id = ? AND v.removed_at IS NULL AND {_open(viewer, 'v')}"
        " ORDER BY v.told_on IS NULL, v.told_on, v.voice_id", (*given, *params, *more, event_id))
    found = []
    for (guid, voice, words, who, told_on, team_only, linked, document, title, kind, gone, theirs_now, changed,
         is_passage, quote, start) in rows:
        if not linked:
            found.append(Told(guid, voice, words, who, told_on, team_only=bool(team_only)))
        elif gone:
            found.append(Told(guid, voice, gone=gone))
        elif not theirs_now:
            found.append(Told(guid, voice, told_on=told_on, kind=kind))
        else:
            found.append(Told(guid, voice, quote or "", "", told_on, kind, document, title, start,
                              changed=bool(changed) and (not is_passage or quote is None)))
    return found
