"""Word (.docx) and OpenDocument (.odt) texts, streamed from their XML.

python-docx and odfdo are not used for reading: both leave out text (content controls, insertions with tracked
changes), load every picture, and build the whole tree before a limit can be kept.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from pilot.words import N_, _
from texts.importers.faults import damaged, locked
from texts.importers.labels import turns_of
from texts.importers.package import Walker, feed, package
from texts.importers.parsed import ParsedText, parsed
from texts.importers.tables import row_paragraphs

TABLES = N_("Tables were read row by row.")
NOTES = N_("Footnotes and endnotes are left out.")
COMMENTS = N_("Comments in the margin are left out.")
PICTURES = N_("Pictures and other objects are left out.")
DELETED = N_("Text that was deleted with tracked changes is left out; added text is in.")
HEADERS = N_("Page headers stand at the start and page footers at the end.")

_PAGE_NUMBER = re.compile(r"(?:(?:pagina|page|blz\.?|p\.?)\s*)?\d+(?:\s*(?:van|of|/)\s*\d+)?", re.IGNORECASE)


class _Paragraphs(Walker):
    """Collects paragraphs, table rows in place, and which warnings are due."""

    paragraph: frozenset[str] = frozenset()
    table, row, cell = "", "", ""
    warned: dict[str, str] = {}

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.warnings: dict[str, None] = {}
        self._open: list[list[str]] = []
        self._tables: list[list[list[list[str]]]] = []

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
            self._emit("".join(self._open.pop()))
        elif local == self.table and self._tables:
            for paragraph in row_paragraphs(self._tables.pop()):
                self._emit(paragraph)

    def write(self, text: str) -> None:
        """Add to the paragraph that is open, if one is."""
        if self._open:
            self._open[-1].append(text)

    def _emit(self, paragraph: str) -> None:
        row = self._tables[-1][-1] if self._tables and self._tables[-1] else None
        (row[-1] if row else self.paragraphs).append(paragraph)


class _Word(_Paragraphs):
    paragraph = frozenset({"p"})
    table, row, cell = "tbl", "tr", "tc"
    # AlternateContent holds a text box twice; its Fallback is the copy for old programs.
    skipped = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "sectPr"})
    warned = {
        "del": DELETED,
        "moveFrom": DELETED,
        "footnoteReference": NOTES,
        "endnoteReference": NOTES,
        "commentReference": COMMENTS,
        "blip": PICTURES,
        "imagedata": PICTURES,
        "object": PICTURES,
        "chart": PICTURES,
    }
    _marks = {
        "tab": "\t",
        "ptab": "\t",
        "br": "\n",
        "cr": "\n",
        "noBreakHyphen": "\u2011",
        "softHyphen": "\u00ad",
    }

    def __init__(self) -> None:
        super().__init__()
        self._in_text = False

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        # Drawings and formulas have a p and t of their own; only Word's namespace holds the text.
        if "wordprocessingml" in tag or local in self.warned:
            super().opened(local, tag, attributes)
            self._in_text = local == "t"
            self.write(self._marks.get(local, ""))

    def closed(self, local: str, tag: str) -> None:
        if "wordprocessingml" in tag:
            super().closed(local, tag)
            self._in_text = False

    def characters(self, text: str) -> None:
        if self._in_text:
            self.write(text)


class _OpenDocument(_Paragraphs):
    paragraph = frozenset({"p", "h"})
    table, row, cell = "table", "table-row", "table-cell"
    skipped = frozenset({"tracked-changes", "note", "annotation", "forms", "script", "event-listeners", "ruby-text"})
    warned = {
        "tracked-changes": DELETED,
        "note": NOTES,
        "annotation": COMMENTS,
        "image": PICTURES,
        "object": PICTURES,
    }

    def skips(self, local: str, tag: str) -> bool:
        # svg:title describes a picture; text:title is a field whose words are in the text.
        return local in self.skipped or (local in ("title", "desc") and "svg" in tag)

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        super().opened(local, tag, attributes)
        if local == "s":
            count = next((v for k, v in attributes.items() if k.endswith("}c")), "1")
            self.write(" " * (min(int(count), 100) if count.isdecimal() else 1))
        elif local == "tab":
            self.write("\t")
        elif local == "line-break":
            self.write("\n")

    def characters(self, text: str) -> None:
        # The standard: any run of white space in the XML stands for one space.
        text = re.sub(r"[ \t\r\n]+", " ", text)
        if text.startswith(" ") and self._open and "".join(self._open[-1][-1:])[-1:] in ("", " "):
            text = text[1:]
        self.write(text)


class _OpenMargins(_OpenDocument):
    """The page headers and footers among the styles of an OpenDocument text."""

    def __init__(self) -> None:
        super().__init__()
        self.above: list[str] = []
        self.below: list[str] = []

    def closed(self, local: str, tag: str) -> None:
        super().closed(local, tag)
        if local in ("header", "footer"):
            (self.above if local == "header" else self.below).extend(self.paragraphs)
            self.paragraphs.clear()


class _MainPart(Walker):
    """Where the package says its main document is."""

    target = "word/document.xml"

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.target = attributes.get("Target", self.target).lstrip("/")


def read_docx(path: Path, name: str) -> ParsedText:
    """A Word document as turns; text of tables, text boxes, headers and footers is in.

    Raises:
        BadInput: locked, damaged or hostile.
    """
    with package(path, name) as archive:
        names = set(archive.namelist())
        main = _MainPart()
        if "_rels/.rels" in names:
            feed(archive, "_rels/.rels", main, name)
        if main.target not in names:
            raise damaged(name)
        body = _Word()
        feed(archive, main.target, body, name)
        folder = str(PurePosixPath(main.target).parent)
        above, below = (
            _word_margin(archive, folder, "header", name),
            _word_margin(archive, folder, "footer", name),
        )
    return _parsed(body, above, below, "docx")


def read_odt(path: Path, name: str) -> ParsedText:
    """An OpenDocument text as turns.

    Raises:
        BadInput: locked, damaged or hostile.
    """
    with package(path, name) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise locked(name)
        if "content.xml" not in names:
            raise damaged(name)
        body, margins = _OpenDocument(), _OpenMargins()
        feed(archive, "content.xml", body, name)
        if "styles.xml" in names:
            feed(archive, "styles.xml", margins, name)
    return _parsed(body, margins.above, margins.below, "odt")


def _parsed(body: _Paragraphs, above: list[str], below: list[str], format: str) -> ParsedText:
    above, below = _once(above), _once(below)
    warnings = [_(warning) for warning in body.warnings] + ([_(HEADERS)] if above or below else [])
    return parsed(turns_of([*above, *body.paragraphs, *below]), format, warnings)


def _word_margin(archive: ZipFile, folder: str, kind: str, name: str) -> list[str]:
    walker = _Word()
    for part in sorted(archive.namelist()):
        if re.fullmatch(rf"{re.escape(folder)}/{kind}\d*\.xml", part):
            feed(archive, part, walker, name)
    return walker.paragraphs


def _once(paragraphs: list[str]) -> list[str]:
    """Paragraphs of page headers or footers, each once, without bare page numbers."""
    kept = dict.fromkeys(paragraph.strip() for paragraph in paragraphs)
    return [paragraph for paragraph in kept if paragraph and not _PAGE_NUMBER.fullmatch(paragraph)]
