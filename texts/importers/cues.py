"""Subtitles (.vtt and .srt): one reader for both, as they differ in a header, a comma and who speaks.

webvtt-py and srt skip or glue what they cannot place; here every line is text, a time, or a named fault.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers.charset import decode
from texts.importers.faults import no_text, shown_name
from texts.importers.labels import labels_of
from texts.importers.normalise import normalise
from texts.importers.parsed import ParsedText, ParsedTurn, parsed

_NOT_TIMED = N_("{name} is not a subtitle file: line {line} should be a time such as 00:01:02.500 --> 00:01:05.000.")
_BACKWARDS = N_(
    "The times in {name} are not in order (line {line}). Save the subtitles again from the program that made them."
)

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,50})?\s+([^<>]{0,200})>|</v\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang|font|s)(?:[.\s][^<>]{0,200})?>|<\d[\d:.]{0,20}>", re.IGNORECASE)
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)(?!.*-->)")
_STYLE = re.compile(r"\{\\[a-z][^{}]{0,40}\}", re.IGNORECASE)


@dataclass(frozen=True)
class _Cue:
    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def read_cues(path: Path, name: str) -> ParsedText:
    """Subtitles as turns, one per voice in a cue; times in integer ms.

    Raises:
        BadInput: a line that should be a time is none, or times run backwards, with the number of the line.
    """
    text = normalise(decode(path.read_bytes(), name))
    vtt = text.startswith("WEBVTT")
    cues = list(_cues(text.split("\n"), vtt, name))
    if not cues:
        raise no_text(name)
    voiced = vtt and any(_VOICE.search(line) for cue in cues for line in cue.lines)
    turns = _voiced_turns(cues) if voiced else _labelled_turns(cues, vtt)
    return parsed(turns, "vtt" if vtt else "srt")


def _cues(lines: list[str], vtt: bool, name: str) -> Iterator[_Cue]:
    at = _after_header(lines) if vtt else 0
    before = 0
    while at < len(lines):
        first = at
        while at < len(lines) and lines[at].strip():
            at += 1
        block = lines[first:at]
        at += 1
        if not block or (vtt and _ASIDE.match(block[0])):
            continue
        # The line before the time is the cue's number or name.
        timed = 0 if "-->" in block[0] else 1
        times = _TIMES.fullmatch(block[timed]) if timed < len(block) else None
        if not times:
            raise BadInput(_NOT_TIMED, name=shown_name(name), line=first + min(timed, len(block) - 1) + 1)
        start, end = _ms(*times.groups()[:4]), _ms(*times.groups()[4:])
        if start < before or end < start:
            raise BadInput(_BACKWARDS, name=shown_name(name), line=first + timed + 1)
        before = start
        yield _Cue(start, end, tuple(block[timed + 1 :]))


def _after_header(lines: list[str]) -> int:
    """The index of the first line after the header block, which may hold metadata."""
    return next((i for i, line in enumerate(lines) if not line.strip() or "-->" in line), len(lines))


def _voiced_turns(cues: list[_Cue]) -> Iterator[ParsedTurn]:
    for cue in cues:
        speaker, at, text = "", 0, " ".join(cue.lines)
        for tag in [*_VOICE.finditer(text), None]:
            words = _plain(text[at : tag.start() if tag else len(text)], True)
            if words:
                yield ParsedTurn(speaker, words, cue.start_ms, cue.end_ms)
            if tag:
                speaker, at = html.unescape(tag[1] or "").strip(), tag.end()


def _labelled_turns(cues: list[_Cue], vtt: bool) -> Iterator[ParsedTurn]:
    """Turns of cues whose speakers, if any, stand before a colon; without a label the last one goes on."""
    flat = [(cue, _plain(line, vtt)) for cue in cues for line in cue.lines]
    speaker, words, last = "", "", cues[0]
    for (cue, _line), (label, text) in zip(flat, labels_of([line for _cue, line in flat]), strict=True):
        if label or cue is not last:
            if words:
                yield ParsedTurn(speaker, words, last.start_ms, last.end_ms)
            speaker, words, last = label or speaker, text, cue
        else:
            words = f"{words} {text}".strip()
    if words:
        yield ParsedTurn(speaker, words, last.start_ms, last.end_ms)


def _plain(text: str, vtt: bool) -> str:
    """The words of a cue without tags and styling; entities only mean something in vtt."""
    text = _STYLE.sub("", _TAG.sub("", text))
    return (html.unescape(text) if vtt else text).strip()


def _ms(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))
