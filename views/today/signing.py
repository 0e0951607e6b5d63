"""Of Today: releases that somebody else drafted and that wait for this viewer's signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.paging import of_rows
from pilot.words import _, ngettext
from themes.release import deciding
from views.releases.page import to_sign as row_of
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.deciding import Proposal


def to_sign(visit: Visit) -> Section[Proposal]:
    """What waits; nothing when there is none."""
    return Section(
        "sign", lambda n: ngettext("{n} release to sign", "{n} releases to sign", n).format(n=n),
        lambda wanted: of_rows(deciding.to_sign(visit.db, visit.viewer), lambda one: one.content.title, wanted),
        lambda one: row_of(visit, one),
        _("Title"), about=_("Another evaluator drafted it. Read it, and sign it or send it back."))
