"""The ways from the codebook to changing it, and to what waits because it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.marks import deciding, looking
from pilot.access import Right
from pilot.paging import Wanted
from pilot.words import _, ngettext
from views.parts.blocks import actions

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """Links for who may change the codebook, and to the codings that wait for who codes."""
    ways = []
    if visit.viewer.may(Right.CODE) and (n := deciding.left(visit.db, visit.viewer, Wanted(size=1)).total):
        ways.append(("/decide", ngettext("{n} coding to decide about", "{n} codings to decide about", n).format(n=n)))
    if visit.viewer.may(Right.CODE) and (n := looking.old(visit.db, visit.viewer, Wanted(size=1)).total):
        ways.append(("/again", ngettext("{n} coding to look at again", "{n} codings to look at again", n).format(n=n)))
    if visit.viewer.may(Right.LOAD_CODEBOOK):
        ways += [("/code", _("Add a code")), ("/versions", _("Versions"))]
    if ways:
        actions(ways)
