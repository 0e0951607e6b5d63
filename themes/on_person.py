"""What is held on one person among themes: where her family is what a claim rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.safety.person_file import Part, cells
from pilot.words import _
from themes.claims import naming

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose


def _claims(whose: Whose) -> Iterable[Part]:
    """How often, not which claim: that is of the team, and its words speak of several families."""
    rows = whose.db.conn.execute(
        "SELECT kind, side, count(*) FROM claim_ground WHERE family_id = ? GROUP BY 1, 2 ORDER BY 1, 2",
        (whose.person.family_id,))
    yield Part(_("What claims about the pilot rest on"), (_("What"), _("Speaks for it"), _("Number")), cells(
        (_(naming.KIND_NAMES[kind]), _("yes") if side == "for" else _("no"), n) for kind, side, n in rows))


HELD = (_claims,)
