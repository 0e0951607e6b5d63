"""Text that is no document of a word processor: what it holds says whether it is talk, subtitles, JSON or a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pilot.errors import BadInput
from texts.importers.ass import is_ass
from texts.importers.charset import decode
from texts.importers.chat_exports import chat_in
from texts.importers.columns import rows_in
from texts.importers.cue_lines import has_cues, times_in
from texts.importers.cues import cues_in, of_cues
from texts.importers.faults import check_length
from texts.importers.json_text import read_json, said_in
from texts.importers.labels import spoken
from texts.importers.lines import paragraphs_of
from texts.importers.normalise import normalise
from texts.importers.other_captions import cues_in as cues_without_arrow
from texts.importers.otranscribe import otranscribe_page
from texts.importers.parsed import ParsedText, ParsedTurn, parsed
from texts.importers.private import unknown_letters, without_private
from texts.importers.source import Source
from texts.importers.talkbank import is_talkbank, read_talkbank
from texts.importers.textgrid import is_textgrid, read_textgrid
from texts.importers.tracks import captions_of

_PARAGRAPH_LIMIT = 100_000
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\")")
# What no talk begins with, also where the rest of it is damaged; and what a file called .json may begin with.
_SURELY_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"[\w .-]{1,60}\"\s*:")
_CALLED_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"\d\]-]|\Z)")
# An element of a page at the beginning, which ends somewhere; "<onverstaanbaar>" is said.
_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?P<tag>html|head|body|title|style|div|p|span|table|ul|ol|section|article|h[1-6]|b|i|"
    r"strong|em|font|center|blockquote|pre)(?=[\s>])(?=.*?</(?P=tag)\s*>)", re.IGNORECASE | re.DOTALL)
_ELEMENT = re.compile(
    r"</?(?:html|head|body|div|p|span|table|t[rdh]|[uo]l|li|d[ltd]|h[1-6]|br|b|i|u|strong|em|font|a|img|hr|pre|section"
    r"|article|main|blockquote)(?:\s[^<>]{0,500})?/?>|<!doctype", re.IGNORECASE)
_COUNTED = re.compile(r"^[ \t]*\d{1,6}[ \t]*$", re.MULTILINE)
# Before the text, "title: ..." and the like between two rules, for the program that shows the file.
_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<rows>(?:(?:[\w-][\w -]{0,39}:|- |#|[ \t]).*\n|\n){1,80}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
# "[0:05](https://...)": Descript and others write times as links; the address is nobody's words.
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(((?:https?://|mailto:)[^()\s]{1,500})\)")
# The times of YouTube's .sbv, alone on a line.
_SBV = re.compile(r"^\d{1,3}:\d\d:\d\d\.\d{2,3},\d", re.MULTILINE)


def read_plain(path: Source, name: str, extension: str) -> ParsedText:
    """A file of plain text as turns: subtitles, JSON, a page, Markdown or talk, by what stands in it.

    Args:
        extension: what its name ends in, lower case with the dot: it decides where a text may be several things.

    Raises:
        BadInput: it is binary, its character set is not clear, or it is what it says and damaged.
    """
    written = check_length(decode(path.read_bytes(), name))
    if is_talkbank(written):
        return read_talkbank(written, name)
    text = normalise(written)
    if found := _of_program(path, text, name, extension):
        return found
    if extension != ".md" and _is_page(text, extension):
        from texts.importers.webpage import read_html

        return read_html(path, name)
    if extension == ".md":
        return _markdown(text)
    text, unknown = without_private(text)
    return text_in(text, "txt", [unknown_letters(unknown)] if unknown else [])


def _of_program(path: Source, text: str, name: str, extension: str) -> ParsedText | None:
    """Subtitles or JSON as turns; None for what is neither. Raises: BadInput for what is surely one, and damaged."""
    if (page := otranscribe_page(text)) is not None:
        from texts.importers.webpage import paged

        return paged(page, name, "otr")
    if (chat := chat_in(text)) is not None:
        return chat
    if _JSON.match(text) or (extension == ".json" and _CALLED_JSON.match(text)):
        try:
            return read_json(path, name)
        except BadInput:
            if extension == ".json" or _SURELY_JSON.match(text):
                raise
    if (others := cues_without_arrow(text)) is not None:
        return of_cues(*others)
    lines = text.split("\n")
    timed = "-->" in text or _SBV.search(text)
    if text.startswith("WEBVTT") or is_ass(text) or (timed and has_cues(lines)):
        return cues_in(text, name)
    if is_textgrid(text):
        return read_textgrid(text, name)
    if (table := rows_in(text)) is not None:
        rows, kind = table
        if "start" in rows[0]:
            return said_in(rows, name, kind)
        return parsed((ParsedTurn(str(row["speaker"]), str(row["text"])) for row in rows), kind)
    if (captions := captions_of(text)) is not None:
        return cues_in(captions, name, "txt")
    looks_timed = "-->" in text or any(map(times_in, lines)) or len(_COUNTED.findall(text)) > 1
    return cues_in(text, name) if extension in (".vtt", ".srt") and looks_timed else None


def _is_page(text: str, extension: str) -> bool:
    """Whether normalised text is a web page; of one that is called so an element anywhere will do."""
    return bool(_ELEMENT.search(text) if extension in (".html", ".htm") else _PAGE.match(text))


def text_in(text: str, format: str, warnings: Sequence[str] = (), junk: Sequence[str] = ()) -> ParsedText:
    """Normalised plain text as turns; `junk` stood above it and is no speech."""
    found = spoken(paragraphs_of(text))
    return parsed(found.turns, format, warnings, junk=[*junk, *found.left_out])


def _markdown(text: str) -> ParsedText:
    """Normalised Markdown as turns, without its marks; read as the web page it would make."""
    from markdown_it import MarkdownIt

    from texts.importers.webpage import page_in

    # Angle brackets are words here (<onverstaanbaar>), and "[Moeder]: ja" is a speaker, not a link's address.
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 50})
    markdown.enable("table")
    markdown.disable(["reference", "code", "html_block", "html_inline", "link", "image"])
    front = _FRONT.match(text)
    rows = [row.strip() for row in front["rows"].split("\n") if row.strip()] if front else []
    text = text[front.end():] if front else text
    rows += [link[2] for link in _LINK.finditer(text)]
    text = _LINK.sub(r"\1", text)
    # Its time is quadratic in the length of a paragraph, and no paragraph is that long.
    if max(map(len, re.split(r"\n[ \t]*\n", text))) > _PARAGRAPH_LIMIT:
        return text_in(text, "md", junk=rows)
    page = page_in(markdown.render(text))
    found = spoken(p for block in page.paragraphs for p in paragraphs_of(block))
    return parsed(found.turns, "md", page.warnings, page.left_out, junk=[*rows, *found.left_out])
