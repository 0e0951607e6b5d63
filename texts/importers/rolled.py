"""Captions that roll: each repeats the lines above it, as YouTube writes them; every line is said once."""

from __future__ import annotations

from collections.abc import Sequence

from texts.importers.cue_lines import Cue

# A caption of a few milliseconds only moves the lines up.
_FLASH_MS = 50
_GAP_MS = 100


def said_once(cues: Sequence[Cue], plain: Sequence[list[str]]) -> tuple[list[list[str]], int]:
    """The lines of each cue that it brings itself, and how many lines were repetitions.

    Args:
        plain: the lines of each cue without tags, none of them empty.

    Returns:
        The lines as they are, and 0, where the captions do not roll: people do say the same twice.
    """
    if not _rolls(cues, plain):
        return [list(lines) for lines in plain], 0
    kept: list[list[str]] = []
    repeated = 0
    before: list[str] = []
    for at, lines in enumerate(plain):
        same = _overlap(before, lines) if at and _touches(cues[at - 1], cues[at]) else 0
        kept.append(list(lines[same:]))
        repeated += same
        before = list(lines)
    return kept, repeated


def _rolls(cues: Sequence[Cue], plain: Sequence[list[str]]) -> bool:
    """Whether captions follow at once and carry lines over, and it is seen from flashes or from two-line cues."""
    pairs = [
        (at, before, lines)
        for at, (before, lines) in enumerate(zip(plain, plain[1:], strict=False), 1)
        if before and lines and _touches(cues[at - 1], cues[at])
    ]
    over = [(at, before, lines) for at, before, lines in pairs if _overlap(before, lines)]
    shown = any(
        len(lines) > 1 and len(lines) > _overlap(before, lines) or _is_flash(cues[at]) for at, before, lines in over
    )
    return shown and len(over) * 3 >= len(pairs)


def _touches(before: Cue, cue: Cue) -> bool:
    if before.end_ms is None or cue.start_ms is None:
        return False
    return cue.start_ms - before.end_ms <= _GAP_MS


def _is_flash(cue: Cue) -> bool:
    return cue.start_ms is not None and cue.end_ms is not None and cue.end_ms - cue.start_ms <= _FLASH_MS


def _overlap(before: Sequence[str], lines: Sequence[str]) -> int:
    """How many of the first lines are the last ones of the cue before."""
    most = min(len(before), len(lines))
    return next((n for n in range(most, 0, -1) if list(before[-n:]) == list(lines[:n])), 0)
