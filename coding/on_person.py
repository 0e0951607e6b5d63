"""What is held on one person among codings: how much of the texts in which she is heard was coded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import blind
from pilot.access.three_states import OTHERWISE
from pilot.safety.person_file import Part, cells
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose

_HEARD = "JOIN document_person h ON h.document_id = d.document_id WHERE h.person_id = ?"


def _codings(whose: Whose) -> Iterable[Part]:
    """Not even how many are kept back is said: while a text is coded blind, a number tells what somebody else did."""
    seen, params = blind.seen_where(whose.db, whose.viewer)
    rows = whose.db.conn.execute(
        "SELECT d.told_on, d.title, count(*) FROM coding c"
        f" JOIN document d USING (document_id) {_HEARD} AND c.retracted_at IS NULL AND {seen}"
        " GROUP BY d.document_id ORDER BY 1", (whose.person.person_id, *params)).fetchall()
    columns = (_("Told on"), _("Title"), _("Codings"))
    yield Part(_("Codings in texts in which this person is heard"), columns, cells(rows))


def _memos(whose: Whose) -> Iterable[Part]:
    open_to_all, params = blind.documents_where(whose.db)
    (n,) = whose.db.conn.execute(
        "SELECT count(DISTINCT m.memo_id) FROM memo_on m JOIN document d ON d.document_id = m.document_id "
        f"{_HEARD} AND {open_to_all}", (whose.person.person_id, *params)).fetchone()
    yield Part(_("Memos of evaluators on these texts"), (_("Number"),), [], {OTHERWISE: n})


HELD = (_codings, _memos)
