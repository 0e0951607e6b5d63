"""Of Today: quotes that somebody else proposed to let out, and that wait for a second pair of eyes."""

from __future__ import annotations

from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING

from pilot.words import _, ngettext
from themes.release.quotes_out import seeing
from views.today.section import Section

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.quotes_out.seeing import Seen


def to_look_at(visit: Visit) -> Section[Seen]:
    """Quotes that wait for this viewer; nothing when there are none."""
    return Section(
        "quotes_out",
        lambda n: ngettext("{n} quote waits for your eyes", "{n} quotes wait for your eyes", n).format(n=n),
        partial(seeing.listed, visit.db, visit.viewer, mine_to_see=True), _row, _("Words, code or whose they are"),
        seeing.ORDERS)


def _row(one: Seen) -> tuple[str, str, str]:
    return (f"/quotes_out?quote={one.out.guid}", shorten(one.out.text, 80, placeholder="…"),
            f"{one.code_name} · {one.proposed_by}")
