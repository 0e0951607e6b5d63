"""docx to print: title, what there is to know, and the rows as a table whose head returns on each page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pilot.words import current

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from pilot.files.table import Table

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDE_COLUMNS = 5  # from here on the page lies on its side
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def write(table: Table) -> bytes:
    """The file."""
    made = begun(table.title, table.about, wide=len(table.frame.columns) >= _WIDE_COLUMNS)
    _rows(made, table)
    return finished(made)


def begun(title: str, about: tuple[tuple[str, str], ...], *, wide: bool = False) -> Document:
    """A document on A4 with its title and what there is to know; `wide`: on its side."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    normal: Any = made.styles["Normal"]
    normal.font.size = Pt(10)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGES[current()]})
    normal.element.get_or_add_rPr().append(language)
    made.core_properties.title, made.core_properties.author = printable(title), "Rode Draad"
    made.add_heading(printable(title), level=1)
    for what, how in about:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(printable(f"{what}: ")).bold = True
        line.add_run(printable(how))
    made.add_paragraph()
    return made


def quoted(made: Document, words: str, sign: str, told: Iterable[object]) -> None:
    """A quote with its direction, and under it in small who said it and where; what is empty is left out."""
    from docx.shared import Pt

    quote: Any = made.add_paragraph(style="Intense Quote")
    quote.paragraph_format.space_after = Pt(2)
    quote.add_run(printable(f"{words} "))
    if sign:
        quote.add_run(sign).bold = True
    made.add_paragraph(printable(" · ".join(str(part) for part in told if part)), style="Caption")


def finished(made: Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def printable(text: str) -> str:
    """`text` without what XML cannot hold; our texts never have it, names of files from elsewhere may."""
    return "".join(char for char in text if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd"
                   or char > "\uffff")


def _rows(made: Document, table: Table) -> None:
    from docx.oxml.ns import qn

    frame = table.frame
    grid = made.add_table(rows=1, cols=max(len(frame.columns), 1), style="Light Grid")
    for cell, name in zip(grid.rows[0].cells, frame.columns, strict=True):
        cell.text = printable(str(name))
    properties: Any = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for values in frame.itertuples(index=False, name=None):
        # `cells` of a row is worked out anew from the whole table at each call: taken once.
        for cell, value in zip(grid.add_row().cells, values, strict=True):
            cell.text = "" if value is None or value != value else printable(str(value))
