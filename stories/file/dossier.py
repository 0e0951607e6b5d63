"""The dossier of a family in sections, as it stood at the start and on later days; every version is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import early
from pilot.makers import maker
from pilot.store.files import new_guid, write
from pilot.vocabulary import dossier
from pilot.words import N_
from stories.file import reaching, typed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST = 20_000  # characters of a section


class Text(NamedTuple):
    """A section as somebody wrote it: the number of the version from 1, the text, by whom and when (UTC, ISO)."""

    number: int
    text: str
    by: str
    at: str


class State(NamedTuple):
    """The dossier as it stood on a day (ISO): by section its versions, the newest first."""

    as_of: str
    sections: Mapping[str, tuple[Text, ...]]

    def text(self, section: str) -> str:
        """The newest text of a section, '' for none."""
        found = self.sections.get(section)
        return found[0].text if found else ""


@use_case(Right.KEEP_FILE, event="opened dossier family", reads="texts")
def states(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> list[State]:
    """Every state of a family's dossier, the earliest first: the first is how it was at the start.

    Raises: NotFound, OutOfReach.
    """
    family_id = reaching.require_words(db, viewer, family_guid)
    cover = typed.covering(pilot, family_guid)
    found: dict[str, dict[str, list[Text]]] = {}
    for as_of, section, number, text, guid, label, at in db.conn.execute(
            "SELECT d.as_of, d.section, d.number, d.text, u.guid, u.label, d.written_at FROM dossier_text d"
            " JOIN user u ON u.user_id = d.written_by WHERE d.family_id = ? ORDER BY d.as_of, d.number DESC",
            (family_id,)):
        found.setdefault(as_of, {}).setdefault(section, []).append(
            Text(number, cover(text), maker(guid, label), at))
    events.read(db, viewer, "opened dossier", "family", family_guid)
    return [State(day, {key: tuple(each) for key, each in sections.items()}) for day, sections in found.items()]


@use_case(Right.KEEP_FILE, reads="on which days a dossier was written")
def days(db: Database, viewer: Viewer, family_guid: str) -> list[str]:
    """The days (ISO) of which there is a state, the earliest first. Raises: NotFound, OutOfReach."""
    family_id = reaching.require_words(db, viewer, family_guid)
    return [str(row[0]) for row in db.conn.execute(
        "SELECT DISTINCT as_of FROM dossier_text WHERE family_id = ? ORDER BY 1", (family_id,))]


@use_case(Right.KEEP_FILE, event="wrote dossier family")
def write_section(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, as_of: str, section: str, text: str, was: int = 0, *,
    sure: Container[str] = (),
) -> int:
    """Keep a section as it stood on a day, as a new version; returns its number.

    Args:
        as_of: ISO. section: of `dossier.SECTIONS`. was: the number of the version that the writer saw, 0 for none.
        sure: dates (ISO) and words that are right although they are asked about.

    Raises: BadInput (empty, too long, nothing changed), Conflict (somebody wrote meanwhile; nothing is changed and both
        texts stay), AskFirst, NotFound.
    """
    said, day = typed.paragraphs(text, LONGEST), check_date(as_of)
    if section not in dossier.SECTIONS:
        raise BadInput(N_("This is no section of the dossier."))
    with write(db):
        family_id = reaching.require_writing(db, viewer, family_guid)
        last = db.conn.execute(
            "SELECT number, text FROM dossier_text WHERE family_id = ? AND as_of = ? AND section = ?"
            " ORDER BY number DESC LIMIT 1", (family_id, day, section)).fetchone() or (0, "")
        if last[0] != was:
            raise Conflict(N_(
                "Somebody else changed this section meanwhile. Your text still stands in the field, theirs above it:"
                " put together what should stay, and keep it again."))
        if said in (last[1], typed.covered(pilot, family_guid, last[1])):
            raise BadInput(N_("Nothing was changed.") if said else N_("There is no text in it."))
        early.ask_far(db, [day], sure, ahead=0)
        typed.ask(pilot, family_guid, said, sure)
        db.conn.execute(
            "INSERT INTO dossier_text(guid, family_id, as_of, section, number, text, written_by, written_at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (new_guid(), family_id, day, section, last[0] + 1, said, viewer.user_id, now()))
        events.record(db, viewer, "wrote dossier", "family", family_guid)
    return int(last[0]) + 1
