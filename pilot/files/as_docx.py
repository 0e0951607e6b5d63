"""docx to print: title, what there is to know, and the rows as a table whose head returns on each page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pilot.files import docx_rows
from pilot.files.printable import printable
from pilot.vocabulary.palette import LIGHT
from pilot.words import current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from pilot.files.table import Table

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDE_COLUMNS = 5  # from here on the page lies on its side
_SHORT, _LONG, _MARGIN = 21.0, 29.7, 2.0  # cm
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def write(table: Table, report: Callable[[int, int], None] | None = None) -> bytes:
    """The file; `report`: told how many rows are written, of how many."""
    wide = len(table.frame.columns) >= _WIDE_COLUMNS
    made = begun(table.title, table.about, wide=wide)
    docx_rows.put(made, table.frame, (_LONG if wide else _SHORT) - 2 * _MARGIN, report)
    return finished(made)


def begun(title: str, about: tuple[tuple[str, str], ...], *, wide: bool = False) -> Document:
    """A document on A4 with its title and what there is to know; `wide`: on its side."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = (Cm(_LONG), Cm(_SHORT)) if wide else (Cm(_SHORT), Cm(_LONG))
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(_MARGIN)
    _styled(made)
    made.core_properties.title, made.core_properties.author = printable(title), "Rode Draad"
    made.core_properties.comments = ""  # by which library a file is written tells its readers nothing
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
    quote = _as(made.add_paragraph(), "Quote")
    quote.add_run(printable(f"{words}\N{NO-BREAK SPACE}" if sign else words))
    if sign:
        quote.add_run(sign).bold = True
    _as(made.add_paragraph(printable(" · ".join(str(part) for part in told if part))), "Caption")


def _as(paragraph: Paragraph, style: str) -> Paragraph:
    """It in a style of that id. By its name python-docx goes through all styles each time, a third of a quote book."""
    paragraph._p.style = style  # there is no other way in
    return paragraph


def labelled(made: Document, label: str, text: str) -> None:
    """A paragraph that says in bold what it is."""
    line = made.add_paragraph()
    line.add_run(printable(f"{label}: ")).bold = True
    line.add_run(printable(text))


def _styled(made: Document) -> None:
    """How it looks: dark on white, quotes set apart by a line at their side, what is said of them small under them."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    styles: Any = made.styles
    normal = styles["Normal"]
    normal.font.name = "Calibri"  # as on slides; the template names none, and Word takes a wider one
    normal.font.size, normal.paragraph_format.space_after = Pt(10), Pt(4)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGES[current()]})
    normal.element.get_or_add_rPr().append(language)
    ink, soft = (RGBColor.from_string(color[1:]) for color in (LIGHT.ink, LIGHT.soft))
    for n in range(1, 10):
        styles[f"Heading {n}"].font.color.rgb = ink
    quote, caption = styles["Quote"], styles["Caption"]
    quote.font.italic, quote.font.color.rgb = False, ink
    quote.paragraph_format.left_indent, quote.paragraph_format.keep_with_next = Cm(0.5), True
    quote.paragraph_format.space_before, quote.paragraph_format.space_after = Pt(6), Pt(0)
    side = quote.element.get_or_add_pPr()
    borders = side.makeelement(qn("w:pBdr"), {})
    borders.append(side.makeelement(qn("w:left"), {
        qn("w:val"): "single", qn("w:sz"): "12", qn("w:space"): "8", qn("w:color"): LIGHT.line[1:]}))
    side.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")
    caption.font.bold, caption.font.size, caption.font.color.rgb = False, Pt(8.5), soft
    caption.paragraph_format.left_indent, caption.paragraph_format.space_after = Cm(0.5), Pt(6)


def finished(made: Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
