"""What is held on one person among codings: how much of the texts in which she is heard was coded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import blind
from pilot.safety.person_file import Part, cells
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose

_HEARD = "JOIN document_person h ON h.document_id = d.document_id WHERE h.person_id = ?"


def _codings(whose: Whose) -> Iterable[Part]:
    seen, params = blind.seen_where(whose.db, whose.viewer)
    rows = whose.db.conn.execute(
        f"SELECT d.told_on, d.title, count(*) FILTER (WHERE {seen}), count(*) FILTER (WHERE NOT {seen}) FROM coding c"
        f" JOIN document d USING (document_id) {_HEARD} AND c.retracted_at IS NULL GROUP BY d.document_id ORDER BY 1",
        (*params, *params, whose.person.person_id)).fetchall()
    yield Part(_("Codings in texts in which this person is heard"), (_("Told on"), _("Title"), _("Codings")),
               cells(row[:3] for row in rows if row[2]), sum(row[3] for row in rows))


def _memos(whose: Whose) -> Iterable[Part]:
    (n,) = whose.db.conn.execute(
        "SELECT count(DISTINCT m.memo_id) FROM memo_on m JOIN document d ON d.document_id = m.document_id "
        f"{_HEARD}", (whose.person.person_id,)).fetchone()
    yield Part(_("Memos of evaluators on these texts"), (_("Number"),), [], n)


HELD = (_codings, _memos)
