"""Lines to paragraphs: where an editor or a PDF broke lines at a width, they are joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from texts.importers.chat import is_message
from texts.importers.faults import check_lines
from texts.importers.junk import is_junk
from texts.importers.label_words import Kind, kind_of
from texts.importers.labels import may_start_turn

_WIDEST = 120
_NARROWEST = 40
# A column of a page may be half as wide.
_NARROWEST_COLUMN = 24
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
BREAKING = "\u2010"
_BROKEN = re.compile(rf"[^\W\d_](?:-|\s?{BREAKING})$")
_HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_ITEM = re.compile(r"(?:[-–*•]|\d{1,3}[.)])\s")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text: its lines (LF), or its blocks where lines were broken at a width."""
    # Empty lines count for less, but they are lines to go through all the same.
    check_lines(text.count("\n") // 4)
    blocks = [block for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    lines = [[line.rstrip() for line in block.split("\n") if line.strip()] for block in blocks]
    width = max((len(line) for block in lines for line in block), default=0)
    if not _NARROWEST <= width <= _WIDEST or not _broken_at(width, lines):
        return [line for block in lines for line in block]
    return [paragraph for block in lines for paragraph in _joined(block, width)]


def _broken_at(width: int, blocks: Sequence[Sequence[str]]) -> bool:
    """Whether nearly every line ends only because its next word did not fit."""
    pairs = [(a, b) for block in blocks for a, b in zip(block, block[1:], strict=False) if not _new(b)]
    return len(pairs) >= 2 and sum(_full(a, b, width) for a, b in pairs) >= 0.9 * len(pairs)


def _full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _new(line: str) -> bool:
    return bool(_ITEM.match(line.lstrip())) or is_junk(line) or is_message(line) or may_start_turn(line)


def _joined(block: Sequence[str], width: int) -> list[str]:
    joined = [block[0]]
    for before, line in zip(block, block[1:], strict=False):
        if _new(line) or not _full(before, line, width):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line.strip()}"
    return joined


# A name that a hyphen ends; and what keeps its hyphen, for no word is broken there.
_NAME_BROKEN = re.compile(r"\b[A-Z][a-z]+-$")
_ABBREVIATED = frozenset(
    ("mbo", "hbo", "vmbo", "vwo", "ggz", "jgz", "ggd", "wmo", "wlz", "uwv", "wia", "pgb", "tv", "pc", "sms"))


def full_line(lengths: Sequence[int]) -> int:
    """How long a line is that ends only because the next word did not fit, of lines of these lengths, in characters."""
    return sorted(lengths)[int(len(lengths) * 0.9)] if lengths else 0


def joined_lines(lines: Sequence[str], widths: Sequence[int] = ()) -> list[str]:
    """The paragraphs of a page whose lines end at a width in points, so that their lengths differ a little.

    Args:
        lines: of one text, '' between blocks. A word that was broken at a line's end is put together; its hyphen stays
            where the word is written with one elsewhere, or may be a compound of names.
        widths: of the column each line stands in, in characters; 0 for one that stands in none.
    """
    widths = widths or [0] * len(lines)
    across = full_line([len(line) for line, width in zip(lines, widths, strict=True) if line and not width])
    hyphened = {word.casefold() for line in lines for word in _HYPHENED.findall(line)}
    joined: list[str] = []
    alone = _alone(lines)
    before, width = "", 0
    for line, own in zip(lines, widths, strict=True):
        line = line.strip()
        broken = bool(_BROKEN.search(before)) and bool(line) and (line[0].islower() or _is_of_names(before, line))
        runs_on = broken or (width >= _NARROWEST_COLUMN and _runs_on(before, line, width))
        if line and before and joined and (broken or not (_new(line) or line in alone)) and runs_on:
            joined[-1] = _glued(joined[-1], line, hyphened)
        elif line:
            joined.append(line)
        before, width = line, own or across
    return joined


def _alone(lines: Sequence[str]) -> frozenset[str]:
    """Those lines that are a word for somebody who speaks and nothing else, and come back: "Moeder", "Coach"."""
    counts = Counter(line.strip() for line in lines if line.strip()[:1].isupper() and len(line) < _NARROWEST)
    return frozenset(line for line, count in counts.items() if count > 1 and kind_of(line) == Kind.KNOWN)


def _is_of_names(before: str, line: str) -> bool:
    """Whether two lines are the halves of a compound of names: "Noord-" and "Holland"."""
    return line[:1].isupper() and bool(_NAME_BROKEN.search(before)) and not _new(line)


def _glued(text: str, line: str, hyphened: set[str]) -> str:
    """The text with the next line behind it, a word that was broken between them made whole."""
    if _is_of_names(text, line):
        return text + line
    if not _BROKEN.search(text) or not line[:1].islower():
        return f"{text} {line}"
    # "moeder- en kindhuis": the hyphen stands for what both share.
    if re.match(r"(?:en|of|tot|and|or|to)\b", line):
        return f"{text} {line}"
    # The sign U+2010 is what a program breaks with; the common hyphen may belong to the word.
    bare = text[:-1].rstrip() if text[-1] == BREAKING else text[:-1]
    first = re.search(r"[^\W\d_]+$", bare)
    second = re.match(r"[^\W\d_]+", line)
    whole = f"{first[0] if first else ''}-{second[0] if second else ''}".casefold()
    if text[-1] != BREAKING and (
        whole in hyphened or not first or len(first[0]) == 1 or first[0].casefold() in _ABBREVIATED
    ):
        return text + line
    return bare + line


def _runs_on(line: str, following: str, width: int) -> bool:
    if not following or len(line) < 0.75 * width:
        return False
    return following[0].islower() or not _SENTENCE_END.search(line) or len(line) >= 0.95 * width
