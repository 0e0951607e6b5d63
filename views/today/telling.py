"""Of Today: recordings without a text, stories to write."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.paging import of_rows
from pilot.vocabulary import days
from pilot.vocabulary.timecode import lasts
from pilot.words import _, ngettext
from stories import due
from texts import recordings
from transcribe.exports import RECORDINGS
from views.parts.blocks import card
from views.stories.draft_list import ORDERS as DRAFT_ORDERS
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.due import Draft
    from texts.recordings import Silent


def to_transcribe(visit: Visit) -> Section[Silent]:
    """Recordings that nobody can read or code yet; nothing when there are none."""
    return Section(
        "silent", lambda _n: _("Recordings without a text"),
        partial(recordings.without_text, visit.db, visit.viewer),
        lambda one: (f"/work?recording={one.guid}", f"{one.family} · {days.short(one.recorded_on)}", _waits(one)),
        _("Family"), recordings.ORDERS, more="/documents?state=waiting,writing",
        export=RECORDINGS)


def _waits(one: Silent) -> str:
    return " · ".join(filter(None, (lasts(one.duration_ms), one.by, _("to transcribe"))))


def to_write(_visit: Visit) -> None:
    """The way to a new story."""
    card(_("A visit just behind you?"), _("Write the story while it is fresh; it is kept while you type."), "/story",
         _("Write a story"))


def to_note(_visit: Visit) -> None:
    """The way to a new contact."""
    card(_("Seen or called a family?"), _("Note it in ten seconds: what it was and how long."), "/contacts",
         _("Note a contact"))


def drafts(visit: Visit) -> Section[Draft]:
    """The drafts that were not kept yet."""
    return Section(
        "drafts", lambda n: ngettext("{n} draft", "{n} drafts", n).format(n=n),
        lambda wanted: of_rows(due.my_drafts(visit.db, visit.viewer), lambda one: f"{one.title} {one.family}", wanted,
                               DRAFT_ORDERS),
        lambda one: (f"/story?draft={one.guid}", one.title or _("Untitled"), one.family), _("Title or family"),
        DRAFT_ORDERS)
