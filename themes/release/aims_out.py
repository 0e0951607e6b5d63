"""Goals of the pilot in a release: its words, how far each was reached, and on what the team rests that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.words import _
from themes.aims import naming
from themes.release.content import Both, Panel, PanelRow
from themes.release.saying import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from themes.release.content import Content

KEY = "aims"


class Aim(NamedTuple):
    """A goal in the words of the team; state: of `naming.STATES`; judged: on what that rests, '' while nobody said."""

    words: str
    state: str
    judged: str


def read(db: Database) -> tuple[Aim, ...]:
    """All goals of the pilot, in the order that the pilot chose; for use cases that asked the right."""
    return tuple(Aim(*row) for row in db.conn.execute(
        "SELECT words, state, judged FROM aim WHERE removed_at IS NULL ORDER BY place"))


def panels(aims: Sequence[Aim]) -> tuple[Panel, ...]:
    """A panel of them; none without goals. The team's words are in one language, as it wrote them."""
    if not aims:
        return ()
    return (Panel(
        KEY, both(lambda: _("Goals of the pilot")),
        both(lambda: _("How far each was reached, as the team judged it; what speaks for and against is with the"
                       " team.")),
        both(lambda: _("Goal")), (both(lambda: _("How far")), both(lambda: _("On what that rests"))),
        tuple(PanelRow(Both(one.words, one.words), (
            both(lambda one=one: _(naming.STATES[one.state])), Both(one.judged, one.judged)))  # type: ignore[misc]
            for one in aims)),)


def own_words(content: Content) -> tuple[str, ...]:
    """What of a content the team wrote of its goals, to be looked at for names before it leaves."""
    return tuple(text for panel in content.panels if panel.key == KEY for row in panel.rows
                 for text in (row.name.nl, row.cells[-1].nl) if text)
