"""Web pages (.html): paragraphs, headings, lists and tables, without scripts, styles and what is hidden."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.words import N_, _
from texts.importers.charset import decode
from texts.importers.faults import damaged, entities
from texts.importers.labels import turns_of
from texts.importers.normalise import normalise
from texts.importers.package import TooDeep
from texts.importers.parsed import ParsedText, parsed
from texts.importers.tables import row_paragraphs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
        BadInput: it declares entities, nests without end, is binary or its character set is not clear.
    """
    data = path.read_bytes()
    page = decode(data, name, _declared(data))
    if _ENTITY.search(page):
        raise entities(name)
    try:
        paragraphs, warnings = paragraphs_in(normalise(page))
    except TooDeep as fault:
        raise damaged(name) from fault
    return parsed(turns_of(paragraphs), "html", warnings)


def paragraphs_in(page: str) -> tuple[list[str], list[str]]:
    """The paragraphs of an HTML text, with a line end for each line break, and warning sentences.

    Raises:
        TooDeep: elements nest deeper than the parser goes, so text would be lost.
    """
    reader = _Reader()
    reader.read(page)
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

    def read(self, page: str) -> None:
        """Take in the whole page."""
        from lxml import etree, html

        # "huge" still stops at 2,048 levels; without it all text below 256 levels would vanish unsaid.
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        tree = html.document_fromstring(f"<html><body>{page}".encode(), parser=parser)
        if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            raise TooDeep
        walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        skipped = None
        for event, node in walker:
            if event == "start":
                if self._enter(node):
                    self._write(node.text)
                else:
                    walker.skip_subtree()
                    skipped = node
                continue
            if event == "end" and node is not skipped:
                self._leave(node.tag)
            self._write(node.tail)
        self._flush()

    def _write(self, text: str | None) -> None:
        if text:
            self._words.append(text if self._pre else re.sub(r"[ \t\n\r\f]+", " ", text))

    def _enter(self, tag: HtmlElement) -> bool:
        if tag.tag in _OBJECTS:
            self.warnings[PICTURES] = None
        hidden = "hidden" in tag.attrib or _HIDDEN.search(str(tag.get("style") or ""))
        if tag.tag in _LEFT_OUT or hidden:
            return False
        if tag.tag == "br":
            self._words.append("\n")
        elif tag.tag in _BLOCKS:
            self._flush()
            self._open_block(tag)
        return True

    def _open_block(self, tag: HtmlElement) -> None:
        if tag.tag == "table":
            self.warnings[TABLES] = None
            self._tables.append([])
        elif tag.tag == "tr" and self._tables:
            self._tables[-1].append([])
        elif tag.tag in ("td", "th") and self._tables and self._tables[-1]:
            self._tables[-1][-1].append([])
        elif tag.tag in ("ol", "ul"):
            start = str(tag.get("start") or "1")
            self._numbers.append((int(start) if start.isdecimal() else 1) if tag.tag == "ol" else None)
        elif tag.tag == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self._marker = f"{number}. "
            self._numbers[-1] = number + 1
        self._pre += tag.tag == "pre"

    def _leave(self, name: str) -> None:
        if name in _BLOCKS and name != "br":
            self._flush()
        self._pre -= name == "pre"
        if name == "table" and self._tables:
            for paragraph in row_paragraphs(self._tables.pop()):
                self._emit(paragraph)
        elif name in ("ol", "ul") and self._numbers:
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
