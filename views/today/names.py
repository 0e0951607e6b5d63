"""Of Today: texts that may still hold names, for who takes them out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilot.vocabulary import days
from pilot.words import _
from texts import preparing
from texts.exports import WAITING
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from texts.preparing import ToPrepare


def to_prepare(visit: Visit) -> Section[ToPrepare]:
    """Texts that may hold names, for who prepares them; nothing when there are none."""
    return Section(
        "prepare", lambda _n: _("Texts to prepare"), partial(preparing.to_prepare, visit.db, visit.viewer),
        lambda one: (f"/prepare?document={one.guid}", one.title, f"{one.family} · {days.short(one.told_on)}"),
        _("Title or family"), preparing.ORDERS, more="/prepare", export=WAITING)
