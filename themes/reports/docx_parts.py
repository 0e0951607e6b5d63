"""What reports as docx are made of: numbers with their address, sentences in a frame, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.files import links
from pilot.files.printable import printable
from pilot.vocabulary.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from themes.reports.facts import Fact

ROOM_CM = 17.0
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def marked(made: Document, mark: str) -> None:
    """A sentence in a frame of thread red."""
    from docx.oxml.ns import qn

    line: Any = made.add_paragraph()
    line.add_run(printable(mark)).bold = True
    properties = line._p.get_or_add_pPr()
    frame = properties.makeelement(qn("w:pBdr"), {})
    for side in ("top", "left", "bottom", "right"):
        frame.append(properties.makeelement(qn(f"w:{side}"), {
            qn("w:val"): "single", qn("w:sz"): "8", qn("w:space"): "4", qn("w:color"): LIGHT.thread[1:]}))
    properties.insert_element_before(frame, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def table(
    made: Document, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *,
    linked: Sequence[str] = (), column: int = -1, numbers: bool = False,
) -> None:
    """A table whose head returns on each page.

    Args:
        widths: cm. linked: where each row leads, from its cell `column`. numbers: all but the first column are.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    grid = bare(made, 1 + len(rows), widths)
    for at, row in enumerate((heads, *rows)):
        for n, (cell, text) in enumerate(zip(grid.rows[at].cells, row, strict=True)):
            line: Any = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(1)
            if numbers and n:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            where = linked[at - 1] if at and linked and n == column % len(heads) else ""
            written(line, text, where).bold = at == 0
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    ended(made)


def ended(made: Document) -> None:
    """Little room under a table; without a paragraph Word would join the next one to it."""
    from docx.shared import Pt

    line = made.add_paragraph()
    line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(0), Pt(6)


def bare(made: Document, rows: int, widths: Sequence[float]) -> Any:
    """A table of as many rows, with lines between them only; widths: of its columns, cm."""
    from docx.shared import Cm

    grid: Any = made.add_table(rows=rows, cols=len(widths))
    grid.style, grid.autofit = "Table Grid", False
    _thin(grid)
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = Cm(wide)
        for cell in column.cells:
            cell.width = Cm(wide)
    return grid


def _thin(made: Any) -> None:
    """Lines between rows only, in the colour of the pilot."""
    from docx.oxml.ns import qn

    properties = made._tbl.tblPr
    borders = properties.makeelement(qn("w:tblBorders"), {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind = "single" if side in ("top", "bottom", "insideH") else "nil"
        borders.append(properties.makeelement(qn(f"w:{side}"), {
            qn("w:val"): kind, qn("w:sz"): "4", qn("w:space"): "0", qn("w:color"): LIGHT.line[1:]}))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def number(line: Any, fact: Fact) -> None:
    """A number with the name of its figure, leading to where it comes from for who may know."""
    written(line, fact.told, fact.link).bold = True
    figured(line, fact.figure)


def figured(line: Any, figure: str) -> None:
    """The name of a figure, in small behind it."""
    from docx.shared import Pt, RGBColor

    name = line.add_run(f"\N{NO-BREAK SPACE}{figure}")
    name.font.size, name.font.color.rgb = Pt(8), RGBColor.from_string(LIGHT.soft[1:])


def written(line: Any, text: str, where: str) -> Any:
    """A run with these words; it leads somewhere where the address of the server is known."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    run = line.add_run(printable(text))
    if where and links.server():
        rel = line.part.relate_to(links.server() + where, _LINK, is_external=True)
        link = line._p.makeelement(qn("w:hyperlink"), {qn("r:id"): rel})
        line._p.append(link)
        link.append(run._r)
        run.font.color.rgb = RGBColor.from_string(LIGHT.link[1:])
    return run
