"""What slides are drawn of: lines in boxes, filled areas, the red thread, all to be changed in PowerPoint."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pilot.files import links
from pilot.files.pictures import fonts
from pilot.files.printable import printable
from pilot.vocabulary.palette import LIGHT, SHEET
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilot.files.charts import Bars
    from themes.reports.facts import Facts

CM = 28.35  # points
WIDE, HIGH = 33.867, 19.05  # of a slide, cm: 16 to 9
_SERIF, _SANS = "Georgia", "Calibri"  # on the machines of those who change it
_TITLE_ONLY = 5  # of the layouts that python-pptx brings
_PX = 96 / 72  # of our letters in a point
_LEADING = 1.25
_ROOMIER, _ROOMIEST = 1.06, 1.12  # Calibri, and Georgia, against the letters we measure with


@dataclass(frozen=True)
class Line:
    """A line of a box: its words and how they look. `where` it leads, if anywhere; `note`: small, after it."""

    text: str
    points: float
    bold: bool = False
    soft: bool = False
    serif: bool = False
    where: str = ""
    before: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class Box:
    """Where something stands, in cm from the top left corner."""

    left: float
    top: float
    width: float
    height: float


def height(line: Line, wide: float, by: float = 1.0) -> float:
    """How high a line gets in a box, in cm, once it is broken."""
    points = line.points * by * (_ROOMIEST if line.serif else _ROOMIER)
    text = f"{line.text} {line.note}" if line.note else line.text
    rows = len(fonts.wrapped(text, points * _PX, wide * CM * _PX, bold=line.bold)) or 1
    return (rows * line.points * by * _LEADING + line.before * by) / CM


def high(lines: Sequence[Line], wide: float) -> float:
    """How high lines get in a box as wide as this, in cm."""
    return sum(height(line, wide) for line in lines)


def begun(facts: Facts, kind: str, size: tuple[float, float]) -> Any:
    """An empty file of slides as large as `size` (cm), which says what it is and names the pilot alone."""
    from pptx import Presentation
    from pptx.util import Cm

    shown: Any = Presentation()
    shown.slide_width, shown.slide_height = Cm(size[0]), Cm(size[1])
    about = shown.core_properties
    about.title, about.author = printable(f"{facts.title} · {kind}"), printable(facts.pilot)
    about.language = _language(facts)
    about.last_modified_by, about.comments = "", ""  # the template that is begun with has the name of its maker
    return shown


def _language(facts: Facts) -> str:
    return {"nl": "nl-NL", "en": "en-GB"}[facts.language]


def titled(shown: Any, title: str, box: Box, points: float) -> Any:
    """A slide on the paper of the pilot, with a title that a screen reader finds."""
    from pptx.dml.color import RGBColor

    slide = shown.slides.add_slide(shown.slide_layouts[_TITLE_ONLY])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor.from_string(LIGHT.paper[1:])
    place = slide.shapes.title
    _put(place, box)
    fits = next((one for one in (points, points * 0.8, points * 0.65)
                 if height(Line(title, one, bold=True), box.width) <= box.height), points * 0.5)
    _fill(place.text_frame, [Line(title, fits, bold=True, serif=True)], None)
    return slide


def only(shown: Any, said: str, facts: Facts) -> None:
    """The one slide of what has nothing to show: its title, what it is of, and why there is nothing."""
    slide = titled(shown, facts.title, Box(1.8, 1.2, WIDE - 3.6, 2.2), 34)
    write(slide, Box(1.8, 3.6, WIDE - 3.6, 8), [
        Line(f"{facts.pilot} · {facts.line}", 13, soft=True), *(Line(mark, 13, bold=True) for mark in facts.marks),
        Line(said, 20, serif=True, before=14)], facts)


def fitted(slide: Any, box: Box, lines: Sequence[Line], facts: Facts) -> None:
    """Lines in a box, smaller where they do not fit; the first at its top."""
    lines = [replace(line, before=line.before if at else 0.0) for at, line in enumerate(lines)]
    by = next((one for one in (1.0, 0.92, 0.85, 0.78, 0.7, 0.6)
               if sum(height(line, box.width, one) for line in lines) <= box.height), 0.5)
    write(slide, box, [replace(line, points=line.points * by, before=line.before * by) for line in lines], facts)


def write(slide: Any, box: Box, lines: Sequence[Line], facts: Facts) -> None:
    """Lines in a box, as they are."""
    if lines:
        made = slide.shapes.add_textbox(0, 0, 1, 1)
        _put(made, box)
        _fill(made.text_frame, lines, facts)


def _put(shape: Any, box: Box) -> None:
    from pptx.util import Cm

    shape.left, shape.top, shape.width, shape.height = (Cm(one) for one in (box.left, box.top, box.width, box.height))


def _fill(frame: Any, lines: Sequence[Line], facts: Facts | None) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_before = PP_ALIGN.LEFT, Pt(line.before)
        run(paragraph, line, facts)


def run(paragraph: Any, line: Line, facts: Facts | None) -> Any:
    """The words of a line, in their language."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    made = paragraph.add_run()
    made.text = printable(line.text)
    made.font.size, made.font.bold, made.font.name = Pt(line.points), line.bold, _SERIF if line.serif else _SANS
    made.font.color.rgb = RGBColor.from_string((LIGHT.soft if line.soft else LIGHT.ink)[1:])
    if facts is not None:
        made._r.get_or_add_rPr().set("lang", _language(facts))
    if line.where and links.server():
        made.hyperlink.address = links.server() + line.where
    if line.note:
        run(paragraph, Line(f"\N{NO-BREAK SPACE}{line.note}", line.points * 0.7, soft=True), facts)
    return made


def area(slide: Any, box: Box, color: str, name: str) -> None:
    """A filled rectangle without a line or a shadow."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE

    area = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 1, 1)
    _put(area, box)
    area.name = printable(name)
    area.shadow.inherit = False
    area.fill.solid()
    area.fill.fore_color.rgb = RGBColor.from_string(color[1:])
    area.line.fill.background()


def described(frame: Any, bars: Bars) -> None:
    """Say what a chart shows, for who cannot see it."""
    frame.name = _("In how many families")
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(bars.told))


def thread(slide: Any, box: Box) -> None:
    """The red thread."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.util import Cm, Pt

    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Cm(box.left), Cm(box.top), Cm(box.left + box.width),
                                      Cm(box.top))
    line.line.color.rgb, line.line.width = RGBColor.from_string(LIGHT.thread[1:]), Pt(2)


def dot(slide: Any, left: float, top: float, *, is_open: bool) -> None:
    """A moment on the thread; the first is open."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Cm, Pt

    dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, Cm(left), Cm(top - 0.22), Cm(0.44), Cm(0.44))
    dot.fill.solid()
    dot.fill.fore_color.rgb = RGBColor.from_string((LIGHT.paper if is_open else LIGHT.thread)[1:])
    dot.line.color.rgb, dot.line.width = RGBColor.from_string(LIGHT.thread[1:]), Pt(2)


def table(
    slide: Any, box: Box, rows: Sequence[Sequence[str]], shares: Sequence[float], facts: Facts, *,
    links: Mapping[tuple[int, int], str] | None = None,
) -> None:
    """A table in a box, its first row the head; its words as large as its rows allow.

    Args:
        shares: of the width, a column each. links: where a cell (row, column) leads.
    """
    from pptx.dml.color import RGBColor
    from pptx.util import Cm, Pt

    high = min(0.95, box.height / len(rows))
    frame = slide.shapes.add_table(len(rows), len(shares), Cm(box.left), Cm(box.top), Cm(box.width),
                                   Cm(high * len(rows)))
    made = frame.table
    made.first_row, made.horz_banding = True, False
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Cm(box.width * share)
    points = min(14.0, high * CM / 1.75)
    for at, row in enumerate(rows):
        made.rows[at].height = Cm(high)
        for n, text in enumerate(row):
            cell = made.cell(at, n)
            cell.margin_top = cell.margin_bottom = Cm(0.05)
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string((LIGHT.shade if at == 0 else SHEET)[1:])
            where = (links or {}).get((at, n), "")
            part = run(cell.text_frame.paragraphs[0], Line(text, points, bold=at == 0, where=where), facts)
            part.font.size = Pt(points)


def finished(shown: Any) -> bytes:
    """The bytes of the file."""
    out = io.BytesIO()
    shown.save(out)
    return out.getvalue()
