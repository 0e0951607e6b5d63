"""Of Today: signals that nobody answered yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.vocabulary import days
from pilot.words import _
from stories.signals import listing
from stories.signals.exports import UNANSWERED
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.signals.listing import Signal

_SHOWN = 80  # characters of its words


def unanswered(visit: Visit) -> Section[Signal]:
    """Open signals that wait six weeks or longer, to be sent on or asked after; nothing when there are none."""
    return Section(
        "unanswered", lambda _n: _("Signals without an answer"), partial(listing.unanswered, visit.db, visit.viewer),
        lambda one: (f"/signals?signal={one.guid}", _cut(one.words), _since(one)),
        _("Words, who it was sent to, answer"), listing.WAITING, _("Sent or noted six weeks ago or longer."),
        export=UNANSWERED)


def _since(one: Signal) -> str:
    if one.sent_on:
        return _("sent on {day}").format(day=days.short(one.sent_on))
    return _("noted on {day}, sent to nobody").format(day=days.short(one.noticed_on))


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
