"""What every importer hands over: turns of plain text, no file and no store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pilot.called import called
from pilot.words import N_, _
from texts.importers.faults import check_lines
from texts.importers.junk import HELD_BACK, told
from texts.importers.marks import unmarked
from texts.importers.normalise import normalise
from texts.importers.times import rising
from texts.importers.word_times import timings_in
from texts.timings import Timing, moved, with_own

# How the words of two lines, paragraphs or cues of one turn are put together.
LINES, RUNNING = "\n", " "

_LEFT_OUT = N_("No speech, and left out: {lines}.")
_FILE_NAME = N_("the name of a file")
_SHOWN_LINES, _SHOWN_CHARS = 4, 60


@dataclass(frozen=True)
class ParsedTurn:
    """Consecutive words of one speaker; of an unknown speaker one paragraph or cue.

    Args:
        speaker: the label as the file has it, '' when unknown.
        text: normalised, never empty, no line end at either side.
        start_ms: integer ms from the start of the recording, None when the file does not say.
        end_ms: integer ms, never before start_ms, None when not known.
        timings: when words inside it were said, in order; offsets into `text`.
    """

    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    timings: tuple[Timing, ...] = ()


@dataclass(frozen=True)
class ParsedText:
    """A file read as turns.

    Args:
        turns: in the order of the file, at least one.
        format: what it is, as such files are called: txt, docx, vtt, eaf, json and so on.
        speakers: the labels in order of first appearance, without ''.
        warnings: sentences in the current language on what was left out or moved.
        left_out: what stood in the file and is in no turn, in its own words: lines of programs, hidden or deleted text,
            notes, times between words. Names and times that turns hold are not in it, nor is the path of a file.
    """

    turns: tuple[ParsedTurn, ...]
    format: str
    speakers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def parsed(
    turns: Iterable[ParsedTurn],
    format: str,
    warnings: Iterable[str] = (),
    left_out: Iterable[str] = (),
    *,
    glue: str = LINES,
    junk: Iterable[str] = (),
) -> ParsedText:
    """A ParsedText of the turns that hold text, normalised; consecutive turns of one known speaker are joined.

    Args:
        left_out: words that a warning tells of already.
        junk: what nobody said; it is left out too, and a warning shows its first lines.
        glue: what stands between the words of turns that are joined, LINES or RUNNING.

    Raises:
        BadInput: there are more turns than any conversation has, or a speaker has too long a name.
    """
    kept: list[ParsedTurn] = []
    parts: list[list[ParsedTurn]] = []
    for number, turn in enumerate(turns, 1):
        check_lines(number)
        text = normalise(turn.text).strip()
        if not text:
            continue
        speaker = called(turn.speaker)
        turn = replace(turn, speaker=speaker, text=text, timings=timings_in(turn.text, text, turn.timings))
        if kept and speaker and kept[-1].speaker == speaker:
            parts[-1].append(turn)
            kept[-1] = _longer(kept[-1], turn)
        else:
            kept.append(turn)
            parts.append([turn])
    joined = _timed_in_order([_joined(turn, part, glue) for turn, part in zip(kept, parts, strict=True)])
    speakers = dict.fromkeys(turn.speaker for turn in joined if turn.speaker)
    outside = told([line for line in (normalise(unmarked(line)).strip() for line in junk) if line])
    others = [line for line in (normalise(unmarked(line)).strip() for line in left_out) if line]
    said = [*warnings, *([_shown(outside)] if outside else [])]
    return ParsedText(tuple(joined), format, tuple(speakers), tuple(dict.fromkeys(said)), (*outside, *others))


def beside(text: ParsedText, lines: Iterable[str]) -> ParsedText:
    """The text with these lines as what stood in its file and nobody said."""
    outside = told([line for line in (normalise(line).strip() for line in lines) if line])
    if not outside:
        return text
    return replace(text, warnings=(*text.warnings, _shown(outside)), left_out=(*text.left_out, *outside))


def _joined(turn: ParsedTurn, parts: list[ParsedTurn], glue: str) -> ParsedTurn:
    """The turn with the words of all its parts, and the times that its parts had."""
    if len(parts) == 1:
        return turn
    timings: list[Timing] = []
    at = 0
    for part in parts:
        timings += moved(with_own(part.text, part.start_ms, part.end_ms, part.timings), at)
        at += len(part.text) + len(glue)
    return replace(turn, text=glue.join(part.text for part in parts), timings=tuple(timings))


def _timed_in_order(turns: list[ParsedTurn]) -> list[ParsedTurn]:
    """The turns with those timings that rise with the text, and lie in their turn where its times are known."""
    every = [(n, one) for n, turn in enumerate(turns) for one in turn.timings]
    keep = rising([one.start_ms for _n, one in every])
    timings: dict[int, list[Timing]] = {}
    for place, (n, one) in enumerate(every):
        before, turn = timings.setdefault(n, []), turns[n]
        is_after = not before or before[-1].start < one.start
        if place in keep and is_after and one.start_ms >= (turn.start_ms or 0):
            before.append(one)
    return [replace(turn, timings=tuple(timings.get(n, ()))) if turn.timings else turn for n, turn in enumerate(turns)]


def _longer(turn: ParsedTurn, following: ParsedTurn) -> ParsedTurn:
    """The turn with the first start that is known and the last end; the end is unknown where the last words' is."""
    start = turn.start_ms if turn.start_ms is not None else following.start_ms
    if start is None:
        return turn
    end = following.end_ms if following.start_ms is not None else turn.end_ms
    return replace(turn, start_ms=start, end_ms=max(end, turn.end_ms or 0) if end is not None else None)


def _shown(lines: list[str]) -> str:
    """The warning that shows the first few lines that were left out."""
    first = [line if line != HELD_BACK else _(_FILE_NAME) for line in dict.fromkeys(lines)]
    shown = [line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]}…" for line in first[:_SHOWN_LINES]]
    return _(_LEFT_OUT).format(lines="; ".join(shown) + (" …" if len(first) > _SHOWN_LINES else ""))
