"""Web pages (.html): paragraphs, headings, lists and tables, without scripts, styles and what is hidden."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.words import N_, _
from texts.importers.charset import decode
from texts.importers.faults import entities
from texts.importers.tables import row_paragraphs
from texts.labels import turns_of
from texts.normalise import normalise
from texts.parsed import ParsedText, parsed

if TYPE_CHECKING:
    from bs4 import Tag

TABLES = N_("Tables were read row by row.")
PICTURES = N_("Pictures and other objects are left out.")

_LEFT_OUT_WORDS = """script style template noscript head title meta link iframe object embed applet audio
    video svg canvas math select datalist map"""
_OBJECT_WORDS = "img iframe object embed applet audio video svg canvas math"
_BLOCK_WORDS = """p div section article main header footer aside nav address blockquote pre h1 h2 h3 h4 h5 h6
    ul ol li dl dt dd table caption thead tbody tfoot tr td th figure figcaption form fieldset legend details
    summary hr br body html center menu"""
_LEFT_OUT, _OBJECTS, _BLOCKS = (frozenset(w.split()) for w in (_LEFT_OUT_WORDS, _OBJECT_WORDS, _BLOCK_WORDS))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:-]{1,30})", re.IGNORECASE)
_ENTITY = re.compile(r"<!entity", re.IGNORECASE)
# The web's own rule: pages that say Latin 1 or ASCII mean Windows' set.
_SETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "cp1252": "cp1252", "iso8859-15": "iso8859-15"}


def read_html(path: Path, name: str) -> ParsedText:
    """A web page as turns.

    Raises:
        BadInput: it declares entities, is binary or its character set is not clear.
    """
    data = path.read_bytes()
    page = decode(data, name, _declared(data))
    if _ENTITY.search(page):
        raise entities(name)
    paragraphs, warnings = paragraphs_in(normalise(page))
    return parsed(turns_of(paragraphs), "html", warnings)


def paragraphs_in(page: str) -> tuple[list[str], list[str]]:
    """The paragraphs of an HTML text, with a line end for each line break, and warning sentences."""
    from bs4 import BeautifulSoup

    reader = _Reader()
    reader.read(BeautifulSoup(page, "lxml"))
    return reader.paragraphs, [_(warning) for warning in reader.warnings]


class _Reader:
    """Walks the page without recursion: a page may nest thousands of elements."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.warnings: dict[str, None] = {}
        self._words: list[str] = []
        self._tables: list[list[list[list[str]]]] = []
        self._numbers: list[int | None] = []
        self._pre = 0
        self._marker = ""

    def read(self, page: Tag) -> None:
        from bs4 import NavigableString
        from bs4 import Tag as Element
        from bs4.element import PreformattedString

        todo: list[tuple[object, bool]] = [(page, False)]
        while todo:
            node, leaving = todo.pop()
            if isinstance(node, Element):
                if leaving:
                    self._leave(node)
                elif self._enter(node):
                    todo.append((node, True))
                    todo.extend((child, False) for child in reversed(node.contents))
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self._words.append(str(node) if self._pre else re.sub(r"[ \t\n\r\f]+", " ", str(node)))
        self._flush()

    def _enter(self, tag: Tag) -> bool:
        if tag.name in _OBJECTS:
            self.warnings[PICTURES] = None
        hidden = tag.has_attr("hidden") or _HIDDEN.search(str(tag.get("style") or ""))
        if tag.name in _LEFT_OUT or hidden:
            return False
        if tag.name == "br":
            self._words.append("\n")
        elif tag.name in _BLOCKS:
            self._flush()
            self._open_block(tag)
        return True

    def _open_block(self, tag: Tag) -> None:
        if tag.name == "table":
            self.warnings[TABLES] = None
            self._tables.append([])
        elif tag.name == "tr" and self._tables:
            self._tables[-1].append([])
        elif tag.name in ("td", "th") and self._tables and self._tables[-1]:
            self._tables[-1][-1].append([])
        elif tag.name in ("ol", "ul"):
            start = str(tag.get("start") or "1")
            self._numbers.append((int(start) if start.isdecimal() else 1) if tag.name == "ol" else None)
        elif tag.name == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self._marker = f"{number}. "
            self._numbers[-1] = number + 1
        self._pre += tag.name == "pre"

    def _leave(self, tag: Tag) -> None:
        if tag.name in _BLOCKS and tag.name != "br":
            self._flush()
        self._pre -= tag.name == "pre"
        if tag.name == "table" and self._tables:
            for paragraph in row_paragraphs(self._tables.pop()):
                self._emit(paragraph)
        elif tag.name in ("ol", "ul") and self._numbers:
            self._numbers.pop()

    def _flush(self) -> None:
        text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", "".join(self._words))).strip()
        self._words.clear()
        if text:
            self._emit(self._marker + text)
            self._marker = ""

    def _emit(self, paragraph: str) -> None:
        row = self._tables[-1][-1] if self._tables and self._tables[-1] else None
        (row[-1] if row else self.paragraphs).append(paragraph)


def _declared(data: bytes) -> str | None:
    """The character set the page names, where it is one that Dutch pages use."""
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    try:
        return _SETS.get(codecs.lookup(match[1].decode("ascii")).name)
    except LookupError:
        return None
