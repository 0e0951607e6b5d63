"""Bar charts that stay charts: in pptx and docx, with the numbers they are drawn from in a sheet inside.

Two rows of bars lie over one another: what was found, and out of how many; so that no part is a number by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.files.printable import printable
from pilot.files.table import harmless
from pilot.vocabulary.palette import LIGHT, SHEET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

_ROW_CM = 0.62  # how much room a bar takes
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
       ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
       ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
       ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
       f' xmlns:r="{_RELATIONS.rstrip("/")}"')
_INLINE = (
    '<w:r {ns}><w:drawing><wp:inline><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="chart {number}"'
    ' descr="{told}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData'
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{rel}"/></a:graphicData></a:graphic>'
    '</wp:inline></w:drawing></w:r>')


@dataclass(frozen=True)
class Bars:
    """What a chart shows.

    Attributes:
        names: of the bars, the first on top; found, out_of: two numbers each. colors: '#RRGGBB' each.
        found_name, out_of_name: what they count. told: what it shows, for who cannot see it.
    """

    names: Sequence[str]
    found: Sequence[int]
    out_of: Sequence[int]
    colors: Sequence[str]
    found_name: str
    out_of_name: str
    told: str


def height_cm(bars: Bars) -> float:
    """How high a chart has to be for its names to be read."""
    return 1.4 + _ROW_CM * len(bars.names)


def data(bars: Bars) -> Any:
    """What python-pptx makes a chart of; no name is a formula in the sheet inside."""
    from pptx.chart.data import CategoryChartData

    made = CategoryChartData(number_format="0")
    made.categories = [_safe(name) for name in bars.names]
    made.add_series(_safe(bars.out_of_name), list(bars.out_of))
    made.add_series(_safe(bars.found_name), list(bars.found))
    return made


def _safe(text: str) -> str:
    return str(harmless(printable(text)))


def kind() -> Any:
    """The kind of chart, as python-pptx calls it."""
    from pptx.enum.chart import XL_CHART_TYPE

    return XL_CHART_TYPE.BAR_CLUSTERED


def style(chart: Any, bars: Bars, points: float) -> None:
    """Colours of the themes, the bars over one another, the numbers at the bars, the first name on top.

    Args:
        chart: of python-pptx. points: size of its letters.
    """
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.font.size, chart.font.color.rgb = Pt(points), RGBColor.from_string(LIGHT.ink[1:])
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    behind, before = _over_one_another(chart, bars, gap=45)
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(LIGHT.edge[1:])
    for series, place in ((behind, XL_LABEL_POSITION.OUTSIDE_END), (before, XL_LABEL_POSITION.INSIDE_BASE)):
        labels = series.data_labels
        labels.show_value, labels.position, labels.font.size = True, place, Pt(points)
    before.data_labels.font.color.rgb, before.data_labels.font.bold = RGBColor(255, 255, 255), True


def bare(chart: Any, bars: Bars, most: int) -> None:
    """Bars alone, for beside words that say the same: no names, numbers or legend.

    Args:
        most: what a bar as wide as the chart stands for, so that charts beside one another compare.
    """
    from pptx.dml.color import RGBColor

    chart.has_title = chart.has_legend = chart.category_axis.visible = False
    chart.value_axis.maximum_scale = most
    behind, _before = _over_one_another(chart, bars, gap=20)
    behind.format.fill.fore_color.rgb = RGBColor.from_string(SHEET[1:])
    behind.format.line.color.rgb = RGBColor.from_string(bars.colors[0][1:])


def _over_one_another(chart: Any, bars: Bars, *, gap: int) -> tuple[Any, Any]:
    """Both rows of bars from zero, the first name on top; `gap` between them in percent of a bar. Gives both rows."""
    from pptx.dml.color import RGBColor

    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, gap
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    behind, before = plot.series
    behind.format.fill.solid()
    behind.format.fill.fore_color.rgb = RGBColor.from_string(LIGHT.line[1:])
    before.format.fill.solid()
    before.format.fill.fore_color.rgb = RGBColor.from_string(LIGHT.soft[1:])
    for at, color in enumerate(bars.colors):
        fill = before.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(color[1:])
    return behind, before


def in_docx(made: Document, bars: Bars, wide_cm: float) -> None:
    """Put a chart at the end of a document, which Word can change as one of its own."""
    from html import escape

    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.shared import Cm
    from lxml import etree
    from pptx.chart.chart import Chart
    from pptx.chart.xlsx import CategoryWorkbookWriter
    from pptx.oxml import parse_xml as parse_chart

    given: Any = data(bars)
    package = made.part.package
    number = 1 + sum("/charts/" in str(part.partname) for part in package.iter_parts())
    space: Any = parse_chart(given.xml_bytes(kind()))
    style(Chart(space, None), bars, 9)
    blob = CategoryWorkbookWriter(given).xlsx_blob
    sheet = Part(PackURI(f"/word/embeddings/sheet{number}.xlsx"), _XLSX, blob, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    outside = space._add_externalData()
    outside.set(f"{{{_RELATIONS.rstrip('/')}}}id", part.relate_to(sheet, f"{_RELATIONS}package"))
    outside._add_autoUpdate().val = False
    part._blob = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    paragraph: Any = made.add_paragraph()
    paragraph._p.append(parse_xml(_INLINE.format(
        ns=_NS, wide=Cm(wide_cm), high=Cm(height_cm(bars)), number=number, told=escape(printable(bars.told)),
        rel=made.part.relate_to(part, f"{_RELATIONS}chart"))))
