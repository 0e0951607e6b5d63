"""Collecting the paragraphs of a document from its XML, tables row by row, and what in it is no speech."""

from __future__ import annotations

from pilot.words import N_
from texts.importers.faults import check_lines
from texts.importers.package import Walker
from texts.importers.tables import row_paragraphs

TABLES = N_("Tables were read row by row.")
NOTES = N_("Footnotes and endnotes are left out.")
COMMENTS = N_("Comments in the margin are left out.")
PICTURES = N_("Pictures and other objects are left out.")
DELETED = N_("Text that was deleted with tracked changes is left out; added text is in.")
HIDDEN = N_("Hidden text is left out.")
FORMULAS = N_("Formulas are written on one line: check them.")
SYMBOLS = N_("{number} signs of a font of symbols could not be read; □ stands in their place.")
HEADERS = N_("Page headers stand at the start and page footers at the end.")
UNKNOWN = "□"


class Paragraphs(Walker):
    """Collects paragraphs, table rows in place, which warnings are due, and the words that are left out."""

    paragraph: frozenset[str] = frozenset()
    table, row, cell = "", "", ""
    warned: dict[str, str] = {}

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.left_out: list[str] = []
        self.warnings: dict[str, None] = {}
        self.unknown_signs = 0
        self._emitted = 0
        self._open: list[list[str]] = []
        self._tables: list[list[list[list[str]]]] = []
        self._gone: dict[int, str] = {}
        self._gone_cells: dict[int, str] = {}

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local in self.warned:
            self.warnings[self.warned[local]] = None
        if local in self.paragraph:
            self._open.append([])
        elif local == self.table:
            self._tables.append([])
            self.warnings[TABLES] = None
        elif local == self.row and self._tables:
            self._tables[-1].append([])
        elif local == self.cell and self._tables and self._tables[-1]:
            self._tables[-1][-1].append([])

    def closed(self, local: str, tag: str) -> None:
        if local in self.paragraph and self._open:
            self.emit("".join(self._open.pop()))
        elif local == self.cell and self._tables:
            self._cell_ends()
        elif local == self.row and self._tables:
            self._row_ends()
        elif local == self.table and self._tables:
            for paragraph in row_paragraphs(self._tables.pop()):
                self.emit(paragraph)

    def lose_row(self, why: str) -> None:
        """The row of a table that is open is no part of the text; `why` is the warning that says so."""
        if self._tables:
            self._gone[len(self._tables)] = why

    def lose_cell(self, why: str) -> None:
        """The cell of a table that is open is no part of the text, as `lose_row`."""
        if self._tables:
            self._gone_cells[len(self._tables)] = why

    def _row_ends(self) -> None:
        why = self._gone.pop(len(self._tables), None)
        if why is not None and self._tables[-1]:
            self._lose(self._tables[-1].pop(), why)

    def _cell_ends(self) -> None:
        why = self._gone_cells.pop(len(self._tables), None)
        if why is not None and self._tables[-1] and self._tables[-1][-1]:
            self._lose([self._tables[-1][-1].pop()], why)

    def _lose(self, cells: list[list[str]], why: str) -> None:
        lost = [paragraph for cell in cells for paragraph in cell if paragraph.strip()]
        if lost:
            self.warnings[why] = None
            self.left_out += lost

    def write(self, text: str) -> None:
        """Add to the paragraph that is open, if one is."""
        if self._open:
            self._open[-1].append(text)

    def emit(self, paragraph: str) -> None:
        """Put a whole paragraph where the reading is: in a cell of a table, or in the text."""
        self._emitted += 1
        # A paragraph inside tables comes by once for each of them.
        check_lines(self._emitted // 3)
        row = self._tables[-1][-1] if self._tables and self._tables[-1] else None
        (row[-1] if row else self.paragraphs).append(paragraph)

    def sign(self, known: str) -> str:
        """A sign of a font of symbols, or what stands for one that is not known."""
        if known:
            return known
        self.unknown_signs += 1
        return UNKNOWN
