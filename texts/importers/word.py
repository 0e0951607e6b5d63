"""The body of a Word document, streamed: runs that are hidden or deleted apart, numbers of lists before their
paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from texts.importers.marks import BOLD, PLAIN, bold
from texts.importers.paragraphs import COMMENTS, DELETED, FORMULAS, HIDDEN, NOTES, PICTURES, Paragraphs
from texts.importers.symbols import is_private, symbol
from texts.importers.word_fields import Form, Unsaid
from texts.importers.word_parts import HIDING, Numbering, Style, Styles, is_on, value, whole
from texts.importers.word_tables import Table

_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# What stands before a part of a formula; what is between a fraction's parts and behind a bracket is said as they end.
_MATH = {"sup": "^", "d": "(", "rad": "√"}
# Behind these no paragraph follows in the same place.
_ENDS = frozenset({"tc", "body", "hdr", "ftr", "txbxContent", "footnote", "endnote", "comment"})
_NOT_OURS = dict.fromkeys(map(ord, BOLD + PLAIN))


@dataclass
class _Run:
    """What a run says of its own text, None where its style says it."""

    hidden: bool | None = None
    bold: bool | None = None
    style: str | None = None
    font: str | None = None


@dataclass
class _Paragraph:
    style: str | None = None
    numbering: str | None = None
    level: int | None = None
    is_joined: bool = False  # its own mark was deleted, so that it runs on in the next one
    mark: _Run = field(default_factory=_Run)  # how that mark looks


class Word(Paragraphs):
    """Walks word/document.xml, or another part that holds paragraphs.

    Args:
        chunk: the paragraphs of the part that an altChunk with this relation id brings in.
    """

    paragraph = frozenset({"p"})
    table, row, cell = "tbl", "tr", "tc"
    # AlternateContent holds a text box twice; its Fallback is the copy for old programs. What changed in a property is
    # no property.
    skipped = frozenset(
        {
            "Fallback",
            "sectPr",
            "tblGrid",
            "tblPrChange",
            "tblPrExChange",
            "trPrChange",
            "tcPrChange",
            "rPrChange",
            "pPrChange",
            "numberingChange",
        }
    )
    warned = {
        "footnoteReference": NOTES,
        "endnoteReference": NOTES,
        "commentReference": COMMENTS,
        "blip": PICTURES,
        "imagedata": PICTURES,
        "object": PICTURES,
        "chart": PICTURES,
        "oMath": FORMULAS,
    }

    def __init__(self, styles: Styles, numbering: Numbering, chunk: Callable[[str], list[str]] | None = None) -> None:
        super().__init__()
        self._styles, self._numbering, self._chunk = styles, numbering, chunk
        self._runs: list[_Run] = []
        self._now: list[_Paragraph] = []
        self._text = False
        self._outside: list[str] = []  # del, moveFrom and rt that are open
        self._properties: list[str] = []  # pPr and rPr that are open
        self._in_row = False  # whether a trPr is open
        self._carried = ""
        self._grids: list[Table] = []  # the tables that are open
        self._form = Form()
        self._unsaid = Unsaid()
        self._resolved: dict[str, Style] = {}

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if "officeDocument/2006/math" in tag:
            self._math(local)
        # Drawings have a p and t of their own; only Word's namespace holds the text.
        if "wordprocessingml" in tag or local in self.warned:
            if self._in_row or local == "trPr":
                self._of_row(local, attributes)
                return
            if self._properties or local in ("pPr", "rPr"):
                self._property(local, attributes)
                return
            super().opened(local, tag, attributes)
            self._element(local, attributes)

    def _element(self, local: str, attributes: dict[str, str]) -> None:
        self._text = local in ("t", "delText")
        self._unsaid.opened(local, attributes)
        if local == "p":
            self._now.append(_Paragraph())
            if self._carried:
                self._open[-1].append(self._carried)
                self._carried = ""
        elif local == "r":
            self._runs.append(_Run())
        elif local in ("del", "moveFrom", "rt"):
            self._outside.append(local)
        elif local == "sym":
            sign = symbol(
                value(attributes, "font") or "",
                int(value(attributes, "char") or "0", 16) if _is_hex(value(attributes, "char")) else 0xF000,
            )
            self._say(self.sign(sign))
        elif local == "altChunk" and self._chunk:
            for paragraph in self._chunk(value(attributes, "id") or ""):
                self.emit(paragraph)
        elif local == "tbl":
            self._grids.append(Table())
        elif local == "tr" and self._grids:
            self._grids[-1].begin_row()
        elif local == "tc" and self._grids:
            self._grids[-1].begin_cell()
        elif local in ("tblStyle", "tblLook", "gridSpan") and self._grids:
            self._grids[-1].see(local, attributes)
        elif local == "cellDel":
            self.lose_cell(DELETED)
        elif local in _MARKS and not self._is_out():
            self.write(_MARKS[local])
        else:
            self._of_form(local, attributes)

    def _of_form(self, local: str, attributes: dict[str, str]) -> None:
        given = value(attributes)
        if local == "ffData":
            self._form = Form()
        elif local == "listEntry":
            self._form.choices.append(given or "")
        elif local == "result":
            self._form.chosen = whole(given) or 0
        elif local == "checkBox":
            self._form.is_ticked = False
        elif local in ("default", "checked") and self._form.is_ticked is not None:
            self._form.is_ticked = is_on(attributes)
        elif local == "fldChar" and value(attributes, "fldCharType") == "end":
            answer, self._form = self._form.answer(), Form()
            if answer:
                self._say(answer)

    def _property(self, local: str, attributes: dict[str, str]) -> None:
        if local in ("pPr", "rPr"):
            self._properties.append(local)
        elif self._properties == ["pPr"] or self._properties == ["pPr", "rPr"]:
            self._of_paragraph(local, attributes)
        elif self._properties == ["rPr"] and self._runs:
            _of_run(self._runs[-1], local, attributes)

    def _of_paragraph(self, local: str, attributes: dict[str, str]) -> None:
        if not self._now:
            return
        now = self._now[-1]
        if local == "pStyle":
            now.style = value(attributes)
        elif local == "numId":
            now.numbering = value(attributes)
        elif local == "ilvl":
            now.level = whole(value(attributes))
        elif local in ("del", "moveFrom") and self._properties[-1] == "rPr":
            now.is_joined = True
            self.warnings[DELETED] = None
        elif self._properties[-1] == "rPr":
            _of_run(now.mark, local, attributes)

    def _of_row(self, local: str, attributes: dict[str, str]) -> None:
        self._in_row = True
        if local == "del" or (local == "hidden" and is_on(attributes)):
            self.lose_row(DELETED if local == "del" else HIDDEN)

    def closed(self, local: str, tag: str) -> None:
        if self._in_row:
            self._in_row = local != "trPr"
            return
        if self._properties and local == self._properties[-1]:
            self._properties.pop()
            return
        if "officeDocument/2006/math" in tag:
            self._text = False
            if local in ("num", "d"):
                self._say("/" if local == "num" else ")")
        if "wordprocessingml" not in tag or self._properties:
            return
        self._unsaid.closed(local)
        if self._outside and local == self._outside[-1]:
            self._outside.pop()
        if local == "r" and self._runs:
            self._runs.pop()
        if local == "p":
            self._end_paragraph()
        elif self._carried and local in _ENDS:
            self._end_carried()
        elif local in ("tr", "tbl") and self._grids:
            self._hide_last(local)
        super().closed(local, tag)
        if local == "tbl" and self._grids:
            self._grids.pop()
        self._text = False

    def _end_carried(self) -> None:
        """What should run on stands before the end of all: no other paragraph takes it in."""
        carried, self._carried = self._carried, ""
        self.emit(carried)

    def _hide_last(self, local: str) -> None:
        """The last cell of a row, or the last row, where the table's style hides that."""
        grid = self._grids[-1]
        part, look = ("lastCol", "lastColumn") if local == "tr" else ("lastRow", "lastRow")
        if not (grid.takes(look) and self._style(grid.style).parts.get(part) and self._tables and self._tables[-1]):
            return
        if local == "tbl":
            self._lose(self._tables[-1].pop(), HIDDEN)
        elif self._tables[-1][-1]:
            self._lose([self._tables[-1][-1].pop()], HIDDEN)

    def _end_paragraph(self) -> None:
        now = self._now.pop() if self._now else _Paragraph()
        if not self._open:
            return
        if now.is_joined:
            self._carry()
            return
        style = self._style(now.style or self._styles.default)
        own = now.numbering is not None
        numbering = now.numbering if own else style.numbering
        level = now.level
        if level is None and not own and numbering:
            level = self._numbering.level_of(numbering, style.numbered_by)
            level = style.level if level is None else level
        level = level or 0
        has_words = any(part.strip() for part in self._open[-1])
        if numbering and numbering != "0" and has_words and (label := self._numbering.next(numbering, level)):
            self._open[-1].insert(0, f"{label} ")
        if self._hides(now.mark, now):
            self._carry()

    def _carry(self) -> None:
        """The words of the paragraph that ends run on in the next one."""
        self._carried = "".join(self._open[-1])
        self._open[-1] = []

    def _math(self, local: str) -> None:
        self._text = local == "t"
        if local == "oMath":
            self.warnings[FORMULAS] = None
        elif local in _MATH:
            self._say(_MATH[local])

    def characters(self, text: str) -> None:
        if not self._text:
            return
        text = text.translate(_NOT_OURS)
        if any(map(is_private, text)):
            font = self._font()
            text = "".join(self.sign(symbol(font, ord(c))) if is_private(c) else c for c in text)
        self._say(text)

    def _font(self) -> str:
        run = self._runs[-1] if self._runs else _Run()
        names = (run.style, (self._now[-1].style if self._now else None) or self._styles.default)
        return run.font or next((font for name in names if name and (font := self._style(name).font)), "")

    def _say(self, text: str) -> None:
        """Words to the paragraph, or out of the text where they are deleted or hidden."""
        if self._outside:
            if self._outside[-1] != "rt":
                self.warnings[DELETED] = None
            self.left_out.append(text)
        elif self._is_hidden():
            self.warnings[HIDDEN] = None
            self.left_out.append(text)
        elif self._unsaid.is_open:
            self.left_out.append(text)
        else:
            self.write(bold(text) if self._is_bold() else text)

    def _is_out(self) -> bool:
        return bool(self._outside) or self._unsaid.is_open or self._is_hidden()

    def _is_hidden(self) -> bool:
        return self._hides(self._runs[-1] if self._runs else _Run(), self._now[-1] if self._now else None)

    def _hides(self, run: _Run, paragraph: _Paragraph | None) -> bool:
        """Whether what looks so in this paragraph is hidden, by itself or by a style."""
        if run.hidden is not None:
            return run.hidden
        own = self._style(run.style).hidden if run.style else None
        if own is not None:
            return own
        if any(grid.hides(self._style(grid.style)) for grid in self._grids if grid.style):
            return True
        return bool(self._style((paragraph.style if paragraph else None) or self._styles.default).hidden)

    def _is_bold(self) -> bool:
        run = self._runs[-1] if self._runs else _Run()
        if run.bold is not None:
            return run.bold
        return bool(run.style and self._style(run.style).bold)

    def _style(self, name: str | None) -> Style:
        key = name or ""
        if key not in self._resolved:
            self._resolved[key] = self._styles.of(key)
        return self._resolved[key]


def _of_run(run: _Run, local: str, attributes: dict[str, str]) -> None:
    """A property of a run, or of a paragraph's mark."""
    if local in HIDING:
        # Any of them hides; one that is off says no more than that its style does not.
        run.hidden = is_on(attributes) or bool(run.hidden)
    elif local == "b":
        run.bold = is_on(attributes)
    elif local == "rStyle":
        run.style = value(attributes)
    elif local == "rFonts":
        run.font = value(attributes, "ascii")


def _is_hex(text: str | None) -> bool:
    return bool(text) and len(text or "") <= 6 and all(c in "0123456789abcdefABCDEF" for c in text or "")
