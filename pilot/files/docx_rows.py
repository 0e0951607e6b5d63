"""The rows of a table in a docx: columns as wide as their words need; what has too many columns, row by row as text.

Written as XML at once: python-docx looks the whole table through for each row that is added.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from pilot.files.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd
    from docx.document import Document

    Report = Callable[[int, int], None]

MOST_COLUMNS = 12  # more are not read side by side on paper
SIZE = 17  # half points
_CM = 567  # twentieths of a point
_CHAR = 108  # how wide a letter is, at SIZE
_ROOM = 200  # left and right of the words in a cell
_LONGEST_WORD = 20
_EVERY = 500  # rows between two reports
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LINE = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="D9D4CC"/>'
_RIGHT = '<w:jc w:val="right"/>'
_PROPERTIES = (
    '<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>'
    + "".join(_LINE.format(side) for side in ("top", "bottom", "insideH"))
    + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
      '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>')


def put(made: Document, frame: pd.DataFrame, room_cm: float, report: Report | None = None) -> None:
    """Write the rows of a frame at the end of a document.

    Args:
        room_cm: between the margins. report: told how many rows are written, of how many.
    """
    from docx.oxml import parse_xml

    names = [printable(str(name)) for name in frame.columns]
    rows = ([_shown(value) for value in row] for row in frame.itertuples(index=False, name=None))
    if len(names) > MOST_COLUMNS:
        _as_text(made, names, _reported(rows, len(frame), report))
        return
    widths = _widths(names, frame, room_cm)
    numbers = [_is_number(frame.iloc[:, at]) for at in range(len(names))]
    head = _row(names, widths, numbers, '<w:trPr><w:cantSplit/><w:tblHeader w:val="true"/></w:trPr>', bold=True)
    body = "".join(_row(row, widths, numbers, "<w:trPr><w:cantSplit/></w:trPr>")
                   for row in _reported(rows, len(frame), report))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table: Any = parse_xml(f"<w:tbl {_NS}>{_PROPERTIES.format(width=sum(widths))}<w:tblGrid>{grid}</w:tblGrid>"
                           f"{head}{body}</w:tbl>")
    last: Any = made.element.body.sectPr
    last.addprevious(table)
    last.addprevious(parse_xml(f"<w:p {_NS}/>"))


def _reported(rows: Iterable[list[str]], total: int, report: Report | None) -> Iterable[list[str]]:
    for n, row in enumerate(rows):
        if report and n % _EVERY == 0:
            report(n, total)
        yield row


def _shown(value: object) -> str:
    return "" if value is None or value != value else printable(str(value))


def _is_number(column: pd.Series) -> bool:
    told = [value for value in column if value is not None and value != ""]
    return bool(told) and all(isinstance(value, int | float) or hasattr(value, "dtype") for value in told)


def _widths(names: Sequence[str], frame: pd.DataFrame, room_cm: float) -> list[int]:
    """Twentieths of a point: at least the longest word, and what is left in proportion to how much stands there."""
    least, wished = [], []
    for at, name in enumerate(names):
        cells = [_shown(value) for value in frame.iloc[:, at]]
        words = (word for text in (name, *cells) for word in text.split())
        least.append(_ROOM + _CHAR * min(_LONGEST_WORD, max(map(len, words), default=1)))
        # The root, so that one column with long texts leaves room to read the others.
        wished.append(sqrt(max(map(len, cells), default=1) or 1))
    room = int(room_cm * _CM)
    if sum(least) >= room:
        return [width * room // sum(least) for width in least]
    left = room - sum(least)
    return [width + int(left * wish / sum(wished)) for width, wish in zip(least, wished, strict=True)]


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], kind: str, *, bold: bool = False) -> str:
    return f"<w:tr>{kind}" + "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>{_RIGHT if number else ""}</w:pPr>'
        f"{_run(text, bold=bold)}</w:p></w:tc>"
        for text, width, number in zip(cells, widths, numbers, strict=True)) + "</w:tr>"


def _run(text: str, *, bold: bool = False) -> str:
    if not text:
        return ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:r><w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{SIZE}"/></w:rPr>{lines}</w:r>'


def _as_text(made: Document, names: Sequence[str], rows: Iterable[list[str]]) -> None:
    """A paragraph for each row: each thing behind what it is; what is empty is left out."""
    from docx.oxml import parse_xml

    last: Any = made.element.body.sectPr
    for row in rows:
        said = _run(" · ").join(
            _run(f"{name}: ", bold=True) + _run(text) for name, text in zip(names, row, strict=True) if text)
        last.addprevious(parse_xml(
            f'<w:p {_NS}><w:pPr><w:keepLines/><w:pBdr>{_LINE.format("bottom")}</w:pBdr>'
            f'<w:spacing w:before="60" w:after="60"/></w:pPr>{said}</w:p>'))
