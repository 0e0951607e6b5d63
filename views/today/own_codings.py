"""Of Today: what waits among somebody's own codings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coding import list_files
from coding.marks import deciding, looking, work_lists
from pilot.paging import Paged, Wanted
from pilot.words import _, ngettext
from views.today.section import Section

if TYPE_CHECKING:
    from coding.marks.work_lists import Undecided
    from pilot.visit import Visit


def earlier(n: int) -> Section[int]:
    """The way to so many texts that she finished under an earlier codebook; nothing when there is none."""
    said = ngettext("{n} done under an earlier codebook", "{n} done under an earlier codebook", n).format(n=n)
    return Section(
        "before", lambda _n: _("Texts done under an earlier codebook"),
        lambda _wanted: Paged([n] if n else [], int(n > 0)),
        lambda _n: ("/documents?state=before", said, _("what is new in the codebook was not looked for in it")), "")


def to_decide(visit: Visit) -> Section[Undecided]:
    """Places in changed texts that wait for this coder."""
    load = partial(work_lists.undecided, visit.db, visit.viewer)
    return Section(
        "places", lambda _n: _("Codings that need a place in a changed text"), load,
        lambda one: (f"/desk?document={one.document}", one.title, f"{one.family} · " + ngettext(
            "{n} coding", "{n} codings", one.codings).format(n=one.codings)),
        _("Title or family"), work_lists.UNDECIDED_ORDERS, export=list_files.UNDECIDED)


def to_recode(visit: Visit) -> Section[int]:
    """The way to her codings whose code was split, or is not in use any more."""

    def load(_wanted: Wanted) -> Paged[int]:
        n = deciding.left(visit.db, visit.viewer, Wanted(size=1)).total
        return Paged([n] if n else [], int(n > 0))

    return Section(
        "decide", lambda _n: _("Codings whose code changed"), load, lambda n: (
            "/decide", ngettext("{n} coding to decide about", "{n} codings to decide about", n).format(n=n),
            _("their code was split, or is not in use any more")), "", export=list_files.LEFT)


def to_look_at(visit: Visit) -> Section[int]:
    """The way to her codings with codes that were defined otherwise when she gave them."""

    def load(_wanted: Wanted) -> Paged[int]:
        n = looking.old(visit.db, visit.viewer, Wanted(size=1)).total
        return Paged([n] if n else [], int(n > 0))

    return Section(
        "again", lambda _n: _("Codings by an older definition"), load, lambda n: (
            "/again", ngettext("{n} coding to look at again", "{n} codings to look at again", n).format(n=n),
            _("their code means something else now")), "", export=list_files.AGAIN)


def to_sign(visit: Visit) -> Section[int]:
    """The way to her codings that state no direction."""

    def load(_wanted: Wanted) -> Paged[int]:
        n = work_lists.unsigned(visit.db, visit.viewer).total
        return Paged([n] if n else [], int(n > 0))

    return Section(
        "directions", lambda _n: _("Codings without a direction"), load, lambda n: (
            "/directions", ngettext("{n} coding to complete", "{n} codings to complete", n).format(n=n),
            _("was it there and did it help, or was it missing?")), "", export=list_files.UNSIGNED)


LISTS = (to_decide, to_recode, to_look_at, to_sign)
