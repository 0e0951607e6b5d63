"""The minutes of a learning meeting as files: what lay on the table, what was learnt, and what was agreed on."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Viewer, three_states
from pilot.clock import today
from pilot.door import use_case
from pilot.files import as_docx, typeset
from pilot.files.export import Export, Format, about, leaves, list_of, tabular
from pilot.files.printable import printable
from pilot.vocabulary import days
from pilot.vocabulary.palette import LIGHT
from pilot.words import N_, _, current, ngettext
from stories.learning import agreements, meetings
from stories.learning.agreements import OUTCOMES, Agreed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from pilot.files.table import Table
    from stories.learning.meetings import Meeting

LAYOUT = Path(__file__).parent / "minutes.typ"


class Minutes(NamedTuple):
    """The minutes in words, in the language of who takes them out.

    Attributes:
        title, day, topic, present: of the meeting. table: titles of what lay on it. learnt: paragraphs.
        before, agreed: lines of agreements, of earlier meetings and of this one. notes: what a file tells of itself.
    """

    title: str
    day: str
    topic: str
    present: str
    table: list[str]
    learnt: list[str]
    before: list[str]
    agreed: list[str]
    notes: tuple[tuple[str, str], ...]

    @property
    def parts(self) -> list[tuple[str, list[str], bool]]:
        """What is in it: heading, lines, and whether they are a list; parts without lines are left out."""
        found = [(_("What it is about"), [self.topic] if self.topic else [], False),
                 (_("On the table"), self.table, True), (_("What we agreed before"), self.before, True),
                 (_("What we learn"), self.learnt, False), (_("What we agree on"), self.agreed, True)]
        return [part for part in found if part[1]]


def line(one: Agreed) -> str:
    """An agreement in one line: what, who, by when, and what came of it."""
    told = f"{_(OUTCOMES[one.outcome])}{f': {one.why}' if one.why else ''}" if one.outcome else ""
    return " · ".join(part for part in (one.what, one.who, _("by {day}").format(day=days.short(one.by)), told) if part)


def _minutes(db: Database, viewer: Viewer, found: Meeting) -> Minutes:
    stories, gone = meetings.on_table(db, viewer, found)
    table = [one.title for one in stories] + three_states.stories(gone)
    if found.releases:
        table.append(ngettext("{n} release", "{n} releases", len(found.releases)).format(n=len(found.releases)))
    return Minutes(
        found.title, days.long(found.on), found.topic, found.present, table,
        [part for part in found.learnt.split("\n") if part.strip()],
        [line(one) for one in agreements.of_before(db, viewer, found)],
        [line(one) for one in agreements.of_meeting(db, viewer, found)],
        about(db, viewer, (_("Who was there"), found.present), coded=None, facts=((_("On"), days.long(found.on)),)))


@use_case(Right.CHOOSE_STORIES, event="exported meeting", reads="minutes")
def minutes(db: Database, viewer: Viewer, guid: str, write: Callable[[Minutes], bytes]) -> bytes:
    """The minutes of a meeting as a text; `write` makes the file. Raises: NotFound."""
    made = write(_minutes(db, viewer, meetings.one(db, viewer, guid)))
    leaves(db, viewer, "meeting", guid)
    return made


@use_case(Right.CHOOSE_STORIES, event="exported meeting", reads="minutes")
def agreed_table(db: Database, viewer: Viewer, guid: str) -> Table:
    """A row for each agreement that the meeting made or looked back at. Raises: NotFound, also when there is none."""
    found = meetings.one(db, viewer, guid)
    rows = [*agreements.of_before(db, viewer, found), *agreements.of_meeting(db, viewer, found)]
    return list_of(db, viewer, "meeting", _("What was agreed: {title}").format(title=found.title), {
        _("What we change"): [one.what for one in rows], _("Who does it"): [one.who for one in rows],
        _("To be done by"): [one.by for one in rows],
        _("Was it done?"): [_(OUTCOMES[one.outcome]) if one.outcome else "" for one in rows],
        _("Why"): [one.why for one in rows], _("Agreed at"): [one.title for one in rows],
        _("Agreed on"): [one.met_on for one in rows]}, (_("Meeting"), found.title), coded=None, guid=guid)


def _docx(told: Minutes) -> bytes:
    made = as_docx.begun(told.title, told.notes)
    for heading, lines, is_list in told.parts:
        made.add_heading(heading, level=2)
        for each in lines:
            made.add_paragraph(printable(each), style="List Bullet" if is_list else None)
    return as_docx.finished(made)


def _pdf(db: Database) -> Callable[[Minutes], bytes]:
    def made(told: Minutes) -> bytes:
        return typeset.pdf(LAYOUT, {
            "language": current(), "title": told.title, "day": told.day, "present": told.present,
            "palette": asdict(LIGHT), "there": _("Who was there"), "parts": told.parts, "notes": told.notes}, today(db))

    return made


_TABLES = tabular(lambda asked: agreed_table(asked.db, asked.viewer, asked.query.get("meeting", "")))
MINUTES = Export("minutes", N_("Minutes of a learning meeting"), ("meeting",), {
    "docx": Format(as_docx.MIME, lambda asked: minutes(asked.db, asked.viewer, asked.query.get("meeting", ""), _docx)),
    "pdf": Format(typeset.MIME, lambda asked: minutes(
        asked.db, asked.viewer, asked.query.get("meeting", ""), _pdf(asked.db))),
    "xlsx": _TABLES["xlsx"], "csv": _TABLES["csv"]}, needs=("meeting",))
EXPORTS = (MINUTES,)
