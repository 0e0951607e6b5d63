"""Lines to paragraphs: where an editor or a PDF broke lines at a width, they are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from texts.importers.labels import may_start_turn

_WIDEST = 120
_NARROWEST = 40
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_ITEM = re.compile(r"(?:[-–*•]|\d{1,3}[.)])\s")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text: its lines (LF), or its blocks where lines were broken at a width."""
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
    return bool(_ITEM.match(line.lstrip())) or may_start_turn(line)


def _joined(block: Sequence[str], width: int) -> list[str]:
    joined = [block[0]]
    for before, line in zip(block, block[1:], strict=False):
        if _new(line) or not _full(before, line, width):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line.strip()}"
    return joined


def joined_lines(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a page whose lines end at a width in points, so that their lengths differ a little.

    Args:
        lines: of one text, '' between blocks. A hyphen at a line's end stays: it may belong to the word.
    """
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    if width < _NARROWEST:
        return [line.strip() for line in lines if line.strip()]
    joined: list[str] = []
    before = ""
    for line in lines:
        line = line.strip()
        if line and before and joined and not _new(line) and _runs_on(before, line, width):
            glue = "" if re.search(r"[^\W\d_]-$", before) and line[0].islower() else " "
            glue = " " if re.match(r"(?:en|of)\b", line) else glue
            joined[-1] += glue + line
        elif line:
            joined.append(line)
        before = line
    return joined


def _runs_on(line: str, following: str, width: int) -> bool:
    if len(line) < 0.75 * width:
        return False
    return following[0].islower() or not _SENTENCE_END.search(line) or len(line) >= 0.95 * width
