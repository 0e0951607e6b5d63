"""Of one family: beside somebody, the way to asking for consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.access import Right
from pilot.families import directory
from pilot.families.papers import address
from pilot.words import _

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit


def way(visit: Visit, family: Family, who: Person) -> Markup:
    """A link, for who may ask; else nothing."""
    if not directory.family(visit.db, visit.viewer, family.guid, Right.RECORD_CONSENT):
        return Markup()
    return Markup(' <a class="rd-way" href="{}" target="_self">{}</a>').format(
        address.asking(family.guid, who.guid), _("Ask for consent"))
