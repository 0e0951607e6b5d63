"""The list of families: where each is supported, what was told, which consent ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coding.marks import listing as told_listing
from coding.marks.listing import Told
from pilot.access import Right
from pilot.families import directory
from pilot.vocabulary import days
from pilot.words import _
from views.families import ending
from views.parts import blocks, pages
from views.parts.cells import headed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.families.people import Family
    from pilot.visit import Visit

_NUMBER = Markup('<span class="rd-number">{}</span>')


def show(visit: Visit) -> bool:
    """One row for each family: where and since when it is supported, what was told, which consent ends."""
    return pages.listed(
        "families", lambda wanted: directory.listed(visit.db, visit.viewer, wanted), lambda found: _table(visit, found),
        orders=directory.ORDERS, search=_("Family or site"))


def _table(visit: Visit, found: Sequence[Family]) -> None:
    columns: dict[str, list[str]] = {
        _("Family"): [blocks.link(f"/families?family={one.guid}", one.pseudonym) for one in found],
        _("Site"): [one.site for one in found], _("Support"): [_support(one) for one in found]}
    if visit.viewer.may(Right.SEE_TIMELINE):
        columns |= _told(visit, found)
    columns[_("Consent")] = _headed(_("Consent"), ending.of_each(visit, found))
    blocks.table(columns, zip(*columns.values(), strict=True), "rd-stack")


def _headed(head: str, cells: list[str]) -> list[str]:
    """On a phone, where the heads are away, what is not clear by itself bears its own."""
    return [headed(head, cell) if cell else "" for cell in cells]


def _support(family: Family) -> str:
    if not family.starts_on:
        return ""
    if family.ends_on is None:
        return _("since {start}").format(start=days.short(family.starts_on))
    return _("from {start} to {end}").format(start=days.short(family.starts_on), end=days.short(family.ends_on))


def _told(visit: Visit, found: Sequence[Family]) -> dict[str, list[str]]:
    """How much was told, and when last; of a coach what she told herself."""
    told = told_listing.told(visit.db, visit.viewer, [one.guid for one in found])
    each = [told.get(one.guid, Told(0, 0, "")) for one in found]
    return {_("Stories"): [_NUMBER.format(one.stories) for one in each],
            _("Conversations"): [_NUMBER.format(one.conversations) for one in each],
            _("Last told"): _headed(_("Last told"), [days.short(one.last_on) for one in each])}
