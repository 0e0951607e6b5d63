"""Of Today: texts to code, and what waits among one's own codings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coding.list_files import TO_CODE
from coding.marks import listing
from coding.marks.progress import progress
from pilot.paging import Paged, Wanted
from pilot.vocabulary import days
from pilot.words import _, ngettext
from views.parts.blocks import invite
from views.today.section import Section

if TYPE_CHECKING:
    from coding.marks.listing import Listed
    from pilot.visit import Visit

_TO_CODE = listing.Asked(states=("new", "begun"))

def to_code(visit: Visit) -> Section[tuple[Listed, int]]:
    """Conversations and stories this viewer has not finished, those she began first."""
    return Section(
        "code", _coding_title, partial(_with_codings, visit),
        lambda one: (f"/desk?document={one[0].guid}", one[0].title, _remark(*one)), _("Title or family"),
        listing.TO_CODE, empty=_("Everything has been coded. New conversations appear here."),
        more="/documents?state=new,begun", export=TO_CODE)


def none_yet(_visit: Visit) -> None:
    """What is said then."""
    told = _("New conversations and stories appear here, for you to code.")
    invite(_("No conversations yet"), told, "/add", _("Add the first ones"))


def _coding_title(n: int) -> str:
    said = ngettext("{n} conversation or story to code", "{n} conversations and stories to code", n)
    return said.format(n=n) if n else _("Nothing left to code")


def _with_codings(visit: Visit, wanted: Wanted) -> Paged[tuple[Listed, int]]:
    found = listing.listed(visit.db, visit.viewer, wanted, _TO_CODE, listing.TO_CODE)
    far = progress(visit.db, visit.viewer, [one.guid for one in found])
    return found.of((one, far[one.guid].codings) for one in found)


def _remark(one: Listed, n: int) -> str:
    return " · ".join((one.family, days.short(one.told_on), *([_codings(n)] if n else [])))


def _codings(n: int) -> str:
    return ngettext("{n} coding", "{n} codings", n).format(n=n)
