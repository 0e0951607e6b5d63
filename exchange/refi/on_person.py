"""What is held on one person of what another program kept: values of her family and of its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, reach
from pilot.access.three_states import OTHERWISE, OUT_OF_REACH
from pilot.safety.person_file import Part, cells
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose


def _values(whose: Whose) -> Iterable[Part]:
    """To who keeps the file of a family, while it is in reach: a value may be words."""
    reached, params = reach.family_material_where(whose.db, "analyse", "x")
    rows = [row for source in ("family x ON x.family_id = v.family_id", "document x ON x.document_id = v.document_id")
            for row in whose.db.conn.execute(
                f"SELECT n.name, v.value, {reached} FROM refi_value v JOIN refi_variable n USING (variable_id)"
                f" JOIN {source} WHERE x.family_id = ? ORDER BY 1, 2", (*params, whose.person.family_id))]
    given = [row[:2] for row in rows if row[2] and whose.viewer.may(Right.KEEP_FILE)]
    why = OTHERWISE if all(row[2] for row in rows) else OUT_OF_REACH
    yield Part(_("From another program"), (_("What"), _("Value")), cells(given), {why: len(rows) - len(given)})


HELD = (_values,)
