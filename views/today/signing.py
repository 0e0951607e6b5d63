"""Of Today: releases that wait for this viewer's signature, and her own that were sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.paging import of_rows
from pilot.words import _, ngettext
from themes.release import deciding, keeping
from views.releases.page import to_sign as row_of
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.deciding import Proposal
    from themes.release.keeping import Kept


def to_sign(visit: Visit) -> Section[Proposal]:
    """What waits; nothing when there is none."""
    return Section(
        "sign", lambda n: ngettext("{n} release to sign", "{n} releases to sign", n).format(n=n),
        lambda wanted: of_rows(deciding.to_sign(visit.db, visit.viewer), lambda one: one.content.title, wanted),
        lambda one: row_of(visit, one),
        _("Title"), about=_("Another evaluator drafted it. Read it, and sign it or send it back."))


def came_back(visit: Visit) -> Section[Kept]:
    """Her own that were sent back, with the reason, until she drafts again."""
    return Section(
        "back", lambda n: ngettext("{n} release was sent back to you", "{n} releases were sent back to you", n).format(
            n=n),
        lambda wanted: of_rows(keeping.came_back(keeping.kept(visit.db, visit.viewer)),
                               lambda one: one.content.title, wanted),
        lambda one: (f"/release?release={one.guid}", one.content.title, " · ".join(
            (one.steps[-1].by, one.steps[-1].reason))),
        _("Title"), about=_("Open it to draft another one of the same themes, with what you wrote."))
