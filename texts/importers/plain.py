"""Plain text and Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from texts.importers.charset import decode
from texts.importers.labels import turns_of
from texts.importers.lines import paragraphs_of
from texts.importers.normalise import normalise
from texts.importers.parsed import ParsedText, parsed

_PARAGRAPH_LIMIT = 100_000


def read_txt(path: Path, name: str) -> ParsedText:
    """A plain text file as turns, lines broken at a fixed width joined again.

    Raises:
        BadInput: it is binary or its character set is not clear.
    """
    return parsed(turns_of(paragraphs_of(normalise(decode(path.read_bytes(), name)))), "txt")


def read_md(path: Path, name: str) -> ParsedText:
    """A Markdown file as turns, without its marks; read as the web page it would make.

    Raises:
        BadInput: it is binary or its character set is not clear.
    """
    from markdown_it import MarkdownIt

    from texts.importers.webpage import paragraphs_in

    # Angle brackets are words here (<onverstaanbaar>), and "[Moeder]: ja" is a speaker, not a link's address.
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 50})
    markdown.disable(["reference", "code", "html_block", "html_inline", "link", "image"])
    text = normalise(decode(path.read_bytes(), name))
    # Its time is quadratic in the length of a paragraph, and no paragraph is that long.
    if max(map(len, re.split(r"\n[ \t]*\n", text))) > _PARAGRAPH_LIMIT:
        return parsed(turns_of(paragraphs_of(text)), "md")
    page = markdown.render(text)
    paragraphs, warnings = paragraphs_in(page)
    return parsed(turns_of(p for block in paragraphs for p in paragraphs_of(block)), "md", warnings)
