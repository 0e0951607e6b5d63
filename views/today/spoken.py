"""Of Today: what was spoken into the browser and is not done yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.vocabulary import days
from pilot.vocabulary.timecode import lasts
from pilot.words import _, ngettext
from stories.spoken import landing
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.spoken.landing import Note


def waiting(visit: Visit) -> Section[Note]:
    """What was spoken and is not done yet: not finished, or written out and in no story."""
    return Section(
        "spoken", lambda n: ngettext("{n} recording of yours waits", "{n} recordings of yours wait", n).format(n=n),
        partial(landing.waiting, visit.db, visit.viewer), _row, _("Family"), landing.ORDERS)


def _row(one: Note) -> tuple[str, str, str]:
    """Where it is gone on with, what it is, and what it waits for."""
    href = f"/story?draft={one.draft}&family={one.family_guid}" if one.state in ("waits", "written") else "/record"
    return href, f"{one.family} · {days.short(one.told_on)}", f"{lasts(one.ms)} · {_WAITS_FOR[_waits_for(one)]()}"


def _waits_for(one: Note) -> str:
    return f"{one.state} {'kept' if one.story else 'thrown'}" if one.state == "homeless" else one.state


_WAITS_FOR = {
    "open": lambda: _("not finished"), "waits": lambda: _("not written out yet"),
    "written": lambda: _("written out: read it through in the story"),
    "homeless kept": lambda: _("written out after the story was kept: it is in no story yet"),
    "homeless thrown": lambda: _("written out after the story was thrown away: it is in no story yet"),
}
