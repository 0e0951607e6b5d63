"""What is wrong with a sheet, to take along: a table beside which somebody mends it, and lines for a terminal."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from pilot.files import as_csv, as_xlsx
from pilot.files.table import Table
from pilot.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stories.outcomes.from_sheets.model import Fault, Looked

WRITERS = {"xlsx": (as_xlsx.MIME, as_xlsx.write), "csv": ("text/csv", as_csv.write)}
_MOST = 12  # rows named beside a question


def table(faults: Sequence[Fault], name: str) -> Table:
    """A row a fault: its row in the sheet, the column, what stands there and what is wrong.

    Args:
        name: what the user calls the sheet.
    """
    import pandas as pd

    heads = [_("Row"), _("Column"), _("It says"), _("What is wrong")]
    rows = [(one.row or None, one.column, one.said, one.sentence) for one in faults]
    return Table(_("What is wrong in a sheet"), pd.DataFrame(rows, columns=heads), ((_("Sheet"), name),))


def packed(faults: Sequence[Fault], name: str) -> dict[str, str]:
    """`table` as xlsx, as a page hands it to the browser: its name, its kind of file and its bytes in base64."""
    mime, write = WRITERS["xlsx"]
    return {"name": f"{_('faults')}.xlsx", "mime": mime, "data": base64.b64encode(write(table(faults, name))).decode()}


def lines(looked: Looked) -> Iterable[str]:
    """Everything that is wrong or asked, a sentence a line, each with its row."""
    for one in looked.faults:
        where = _("row {n}").format(n=one.row) if one.row else _("the sheet")
        yield " · ".join(filter(None, (where, one.column, one.said))) + f": {one.sentence}"
    for question in looked.questions:
        yield question.sentence + rows_of(question.rows)


def rows_of(rows: Sequence[int]) -> str:
    """' (rows 3, 5)', '' where there are none."""
    if not rows:
        return ""
    shown = ", ".join(map(str, rows[:_MOST])) + (" …" if len(rows) > _MOST else "")
    return " (" + ngettext("row {rows}", "rows {rows}", len(rows)).format(rows=shown) + ")"


def counted(looked: Looked) -> str:
    """How much there is in a sheet, and how much of it is new."""
    rows = ngettext("{n} row", "{n} rows", looked.rows).format(n=looked.rows)
    families = ngettext("{n} family", "{n} families", looked.families).format(n=looked.families)
    if not looked.families:
        return _("{rows}. New: {new} of {n}.").format(rows=rows, new=looked.stored, n=looked.rows)
    return _("{rows}, about {families}. New: {new} of {n}.").format(rows=rows, families=families, new=looked.stored,
                                                                   n=looked.rows)
