"""Web pages (.html): paragraphs, headings, lists and tables, without scripts, styles and what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.words import N_, _
from texts.importers.charset import decode
from texts.importers.chat_exports import is_chat_page, messages_on
from texts.importers.faults import check_lines, damaged, entities
from texts.importers.labels import spoken
from texts.importers.marks import BOLD, PLAIN
from texts.importers.normalise import normalise
from texts.importers.package import TooDeep
from texts.importers.parsed import ParsedText, parsed
from texts.importers.source import Source
from texts.importers.tables import row_paragraphs
from texts.importers.times import STAMP

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TABLES = N_("Tables were read row by row.")
PICTURES = N_("Pictures and other objects are left out.")
HIDDEN = N_("Hidden text is left out.")
DELETED = N_("Text that was deleted is left out.")

_LEFT_OUT_WORDS = """script style template noscript head title meta link iframe object embed applet audio
    video svg canvas math select datalist map"""
_OBJECT_WORDS = "img iframe object embed applet audio video svg canvas math"
_BLOCK_WORDS = """p div section article main header footer aside nav address blockquote pre h1 h2 h3 h4 h5 h6
    ul ol li dl dt dd table caption thead tbody tfoot tr td th figure figcaption form fieldset legend details
    summary hr br body html center menu"""
_LEFT_OUT, _OBJECTS, _BLOCKS = (frozenset(w.split()) for w in (_LEFT_OUT_WORDS, _OBJECT_WORDS, _BLOCK_WORDS))
_UNSEEN = (
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0*\.?0+(?:px|pt|em|rem|%)?\s*(?:[;!}\"]|$)"
    r"|mso-hide\s*:\s*(?:all|screen))"
)
_HIDDEN = re.compile(_UNSEEN, re.IGNORECASE)
# A rule of a style sheet that hides by class, id or tag; without nesting, as programs write them.
_HIDING = re.compile(rf"([^{{}}]{{1,300}})\{{[^{{}}]{{0,2000}}?{_UNSEEN}", re.IGNORECASE)
_SELECTOR = re.compile(r"[.#]?[a-zA-Z][\w-]{0,60}")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:-]{1,30})", re.IGNORECASE)
_XML_SET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([a-zA-Z0-9_:-]{1,30})", re.IGNORECASE)
_SHOWN_TIME = re.compile(STAMP)
# A picture written into the page: megabytes of letters that nobody reads.
_PICTURE = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]+")
_ENTITY = re.compile(r"<!entity", re.IGNORECASE)
# noScribe names every segment by its times in ms and its speaker: <a name="ts_690_2070_S00">.
_SEGMENT = re.compile(r"ts_(\d{1,10})_\d{1,10}(?:_.{0,60})?", re.DOTALL)
# A number a list starts at; a longer one is no number of a list.
_START_DIGITS = 7


@dataclass
class Page:
    """What a page holds: paragraphs with a line end for each line break, warning sentences, and what is left out.

    `stamps`: times written into the paragraphs that the page does not show.
    """

    paragraphs: list[str]
    warnings: list[str]
    left_out: list[str]
    stamps: frozenset[str] = frozenset()


# oTranscribe's times, which stand between words like any other.
_PLAYED = re.compile(
    r"<span[^<>]{0,200}\bclass=\"timestamp\"[^<>]{0,200}>\s*((?:\d{1,3}:)?\d{1,3}:\d\d(?:\.\d{1,3})?)\s*</span>(?:&nbsp;)?")


def read_html(path: Source, name: str) -> ParsedText:
    """A web page as turns.

    Raises:
        BadInput: it declares entities, nests without end, is binary or its character set is not clear.
    """
    data = path.read_bytes()
    return paged(decode(data, name, declared_set(data)), name, "html")


def paged(page: str, name: str, format: str) -> ParsedText:
    """The HTML of a file of this format as turns. Raises: BadInput, as `read_html` does."""
    page = _PLAYED.sub(r"[\1] ", _PICTURE.sub("", page))
    if _ENTITY.search(page):
        raise entities(name)
    if is_chat_page(page):
        outside: list[str] = []
        return parsed(spoken(messages_on(normalise(page), outside)).turns, format, junk=outside)
    try:
        read = page_in(normalise(page))
    except TooDeep as fault:
        raise damaged(name) from fault
    found = spoken(read.paragraphs)
    junk = [line for line in found.left_out if line not in read.stamps]
    return parsed(found.turns, format, read.warnings, read.left_out, junk=junk)


def page_in(page: str) -> Page:
    """What an HTML text holds.

    Raises:
        TooDeep: elements nest deeper than the parser goes, so text would be lost.
    """
    # A turn takes a few tags.
    check_lines(page.count("<") // 8)
    reader = _Reader()
    reader.read(page)
    return Page(reader.paragraphs, [_(one) for one in reader.warnings], reader.left_out, frozenset(reader.stamps))


class _Reader:
    """Walks the page without recursion: a page may nest thousands of elements."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.left_out: list[str] = []
        self.warnings: dict[str, None] = {}
        self._words: list[str] = []
        self._tables: list[list[list[list[str]]]] = []
        self._numbers: list[int | None] = []
        self._pre = 0
        self._marker = ""
        self._bold = 0
        self._hidden: frozenset[str] = frozenset()
        self.stamps: set[str] = set()

    def read(self, page: str) -> None:
        """Take in the whole page."""
        from lxml import etree, html

        # "huge" still stops at 2,048 levels; without it all text below 256 levels would vanish unsaid.
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        tree = html.document_fromstring(f"<html><body>{page}".encode(), parser=parser)
        if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            raise TooDeep
        self._hidden = _hidden_by_style(tree)
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
                self._leave(node)
            self._write(node.tail)
        self._flush()

    def _write(self, text: str | None) -> None:
        if text:
            self._words.append(text if self._pre else re.sub(r"[ \t\n\r\f]+", " ", text))

    def _enter(self, tag: HtmlElement) -> bool:
        if tag.tag in _OBJECTS:
            self.warnings[PICTURES] = None
        if tag.tag in _LEFT_OUT:
            return False
        if self._is_hidden(tag) or tag.tag == "del":
            self.warnings[DELETED if tag.tag == "del" else HIDDEN] = None
            self.left_out.append(re.sub(r"\s+", " ", str(tag.text_content())).strip())
            return False
        if tag.tag == "a" and (segment := _SEGMENT.fullmatch(str(tag.get("name") or ""))):
            self._stamp(tag, int(segment[1]))
        if tag.tag == "br":
            self._words.append("\n")
        elif tag.tag in _BLOCKS:
            self._flush()
            self._open_block(tag)
        if _is_bold(tag):
            self._bold += 1
            self._words.append(BOLD if self._bold == 1 else "")
        return True

    def _stamp(self, tag: HtmlElement, ms: int) -> None:
        """Write the time of a segment before its words, as other programs do, unless the page shows one there."""
        words = str(tag.text_content())
        if not words.strip() or _SHOWN_TIME.search(words[:160]):
            return
        stamp = f"[{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}]"
        self.stamps.add(stamp)
        begins = not "".join(self._words).strip(f"{BOLD}{PLAIN} \n")
        self._words.append(f"{stamp} " if begins else stamp)

    def _is_hidden(self, tag: HtmlElement) -> bool:
        if "hidden" in tag.attrib or _HIDDEN.search(str(tag.get("style") or "")):
            return True
        names = [str(tag.tag), f"#{tag.get('id')}", *(f".{name}" for name in str(tag.get("class") or "").split())]
        return bool(self._hidden) and not self._hidden.isdisjoint(names)

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
            usable = start.isascii() and start.isdecimal() and len(start) <= _START_DIGITS
            self._numbers.append((int(start) if usable else 1) if tag.tag == "ol" else None)
        elif tag.tag == "li" and self._numbers and (number := self._numbers[-1]) is not None:
            self._marker = f"{number}. "
            self._numbers[-1] = number + 1
        self._pre += tag.tag == "pre"

    def _leave(self, tag: HtmlElement) -> None:
        name = tag.tag
        if _is_bold(tag):
            self._bold -= 1
            self._words.append("" if self._bold else PLAIN)
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
        if self._bold:
            # A block inside bold type ends it for this paragraph and begins it for the next.
            text += PLAIN
            self._words.append(BOLD)
        if text.strip(f"{BOLD}{PLAIN} \n"):
            self._emit(self._marker + text)
            self._marker = ""

    def _emit(self, paragraph: str) -> None:
        row = self._tables[-1][-1] if self._tables and self._tables[-1] else None
        (row[-1] if row else self.paragraphs).append(paragraph)


def _is_bold(tag: HtmlElement) -> bool:
    return tag.tag in ("b", "strong") or bool(_BOLD_STYLE.search(str(tag.get("style") or "")))


def _hidden_by_style(tree: HtmlElement) -> frozenset[str]:
    """The tags, classes and ids that a style sheet in the page hides."""
    found: set[str] = set()
    for sheet in tree.iter("style"):
        for rule in _HIDING.finditer(re.sub(r"/\*.*?\*/", "", str(sheet.text or "")[:200_000], flags=re.DOTALL)):
            names = [one.strip() for one in rule[1].split(",")]
            found |= {name for name in names if _SELECTOR.fullmatch(name)}
    return frozenset(found)


def declared_set(data: bytes) -> str | None:
    """The character set the page names, in its head or as XML."""
    match = _CHARSET.search(data[:4096]) or _XML_SET.search(data[:200])
    return match[1].decode("ascii") if match else None
