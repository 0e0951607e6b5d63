"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from pilot.errors import BadInput
from texts.importers.ass import is_ass
from texts.importers.charset import decode
from texts.importers.cue_lines import has_cues
from texts.importers.cues import cues_in
from texts.importers.faults import check_length
from texts.importers.json_text import read_json
from texts.importers.labels import spoken
from texts.importers.lines import paragraphs_of
from texts.importers.normalise import normalise
from texts.importers.parsed import ParsedText, parsed
from texts.importers.private import unknown_letters, without_private
from texts.importers.source import Source

_PARAGRAPH_LIMIT = 100_000
# The times of YouTube's .sbv, alone on a line.
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\")")
# Before the text, "title: ..." and the like between two rules, for the program that shows the file.
_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<rows>(?:(?:[\w-][\w -]{0,39}:|- |#|[ \t]).*\n|\n){1,80}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_SBV = re.compile(r"^\d{1,3}:\d\d:\d\d\.\d{2,3},\d", re.MULTILINE)


def read_txt(path: Source, name: str) -> ParsedText:
    """A plain text file as turns, lines broken at a fixed width joined again; subtitles in it are read as subtitles.

    Raises:
        BadInput: it is binary or its character set is not clear.
    """
    text = normalise(check_length(decode(path.read_bytes(), name)))
    if _JSON.match(text):
        # A program's JSON under another name; what only begins so is text.
        with suppress(BadInput):
            return read_json(path, name)
    timed = "-->" in text or _SBV.search(text)
    if text.startswith("WEBVTT") or is_ass(text) or (timed and has_cues(text.split("\n"))):
        return cues_in(text, name)
    text, unknown = without_private(text)
    return text_in(text, "txt", [unknown_letters(unknown)] if unknown else [])


def text_in(text: str, format: str, warnings: Sequence[str] = (), junk: Sequence[str] = ()) -> ParsedText:
    """Normalised plain text as turns; `junk` stood above it and is no speech."""
    found = spoken(paragraphs_of(text))
    return parsed(found.turns, format, warnings, junk=[*junk, *found.left_out])


def read_md(path: Source, name: str) -> ParsedText:
    """A Markdown file as turns, without its marks; read as the web page it would make.

    Raises:
        BadInput: it is binary or its character set is not clear.
    """
    from markdown_it import MarkdownIt

    from texts.importers.webpage import page_in

    # Angle brackets are words here (<onverstaanbaar>), and "[Moeder]: ja" is a speaker, not a link's address.
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 50})
    markdown.enable("table")
    markdown.disable(["reference", "code", "html_block", "html_inline", "link", "image"])
    text = normalise(check_length(decode(path.read_bytes(), name)))
    front = _FRONT.match(text)
    rows = [row.strip() for row in front["rows"].split("\n") if row.strip()] if front else []
    text = text[front.end():] if front else text
    # Its time is quadratic in the length of a paragraph, and no paragraph is that long.
    if max(map(len, re.split(r"\n[ \t]*\n", text))) > _PARAGRAPH_LIMIT:
        return text_in(text, "md", junk=rows)
    page = page_in(markdown.render(text))
    found = spoken(p for block in page.paragraphs for p in paragraphs_of(block))
    return parsed(found.turns, "md", page.warnings, page.left_out, junk=[*rows, *found.left_out])
