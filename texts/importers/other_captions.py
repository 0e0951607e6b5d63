"""Subtitles of players and of discs that are plain text without an arrow: MicroDVD (.sub), MPL2, TMPlayer, SubViewer,
Spruce (.stl), SAMI (.smi), RealText (.rt), LRC with a time for each word, and those of `caption_blocks`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from texts.importers.caption_blocks import cheetah, jacosub
from texts.importers.cue_lines import Cue, Cues, cues_of, times_in
from texts.importers.faults import check_lines
from texts.importers.times import ms

_SHARE = 0.9
# "{25}{75}Dag.|Ja." counts pictures; "{1}{1}25.000" says how many there are in a second.
_PICTURES = re.compile(r"\s*\{(\d{1,7})\}\{(\d{0,7})\}(.*)")
_RATE = re.compile(r"\d{2,3}(?:[.,]\d{1,3})?")
_RATES = (10.0, 120.0)
_TENTHS = re.compile(r"\s*\[(\d{1,6})\]\[(\d{0,6})\](.*)")
_SECONDS = re.compile(r"\s*(\d{1,2}:[0-5]\d:[0-5]\d)[:=](?=\S)(.*)")
_DISC = re.compile(r"\s*(\d\d:\d\d:\d\d)[:;.]\d\d\s*,\s*(\d\d:\d\d:\d\d)[:;.]\d\d\s*,\s*(.*)")
_DISC_ASIDE = re.compile(r"\s*(?://|\$\w+\s*=).*")
_STYLE = re.compile(r"\{[A-Za-z]:[^{}]{0,60}\}|\^[BIU](?![a-z])")
_VIEWER = re.compile(r"\s*\[(?:INFORMATION|SUBTITLE)\]\s*\n", re.IGNORECASE)
_VIEWER_BREAK = re.compile(r"\[br\]", re.IGNORECASE)
_SAMI = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<sami\b", re.IGNORECASE)
_SYNC = re.compile(r"<sync\s+[^<>]{0,60}?\bstart\s*=\s*[\"']?(-?\d{1,9})[^<>]{0,60}>", re.IGNORECASE)
_SOURCE = re.compile(r"<p\b[^<>]{0,100}\bid\s*=\s*[\"']?source\b[^<>]{0,60}>([^<]{0,80})", re.IGNORECASE)
_REAL = re.compile(r"\s*<window\b", re.IGNORECASE)
_MOMENT = re.compile(r"<time\s+begin\s*=\s*[\"']?([\d:.]{1,16})[\"']?"
                     r"(?:\s+end\s*=\s*[\"']?([\d:.]{1,16}))?[^<>]{0,40}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEAD_CHARS = 20_000
_ASIDE = re.compile(r"<(style|title)\b.{0,20000}?</\1\s*>|<!--.{0,20000}?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_SUNG = re.compile(r"\s*\[(\d{1,3}:[0-5]\d(?:[.:]\d{1,3})?)\](.*)")
_SUNG_WORD = re.compile(r"<\d{1,3}:[0-5]\d\.\d{1,3}>")


def cues_in(text: str) -> tuple[Cues, str] | None:
    """The cues of such subtitles and what they are called ("sub", "smi"); None of any other text.

    Args:
        text: normalised.
    """
    if _SAMI.match(text):
        return _marked(text, _SYNC, _sync), "smi"
    if _REAL.match(text):
        return _marked(text, _MOMENT, _moment), "rt"
    if _VIEWER.match(text):
        return _viewer(text.split("\n")), "sub"
    lines = [line for line in text.split("\n") if line.strip()]
    if found := jacosub(lines):
        return found, "jss"
    if found := cheetah(lines):
        return _lasting(found), "cap"
    if found := _by_picture(lines):
        return found, "sub"
    if found := _by_line(lines, _TENTHS, lambda told: int(told) * 100):
        return found, "mpl"
    if found := _by_line(lines, _DISC, ms, _DISC_ASIDE):
        return found, "stl"
    if found := _sung(lines):
        return found, "lrc"
    found = _by_line(lines, _SECONDS, ms)
    return (_lasting(found), "txt") if found and len(found.cues) > 1 else None


def _by_line(
    lines: Sequence[str], pattern: re.Pattern[str], time: Callable[[str], int], aside: re.Pattern[str] | None = None
) -> Cues | None:
    """A cue of each line with its times before the words; None where lines are otherwise."""
    asides = {n for n, line in enumerate(lines) if aside and aside.fullmatch(line)}
    matches = [match for line in lines if (match := pattern.fullmatch(line))]
    if not matches or len(matches) < _SHARE * (len(lines) - len(asides)):
        return None
    check_lines(len(matches))
    found = Cues(left_out=[lines[n].strip() for n in sorted(asides)])
    for n, line in enumerate(lines):
        if match := pattern.fullmatch(line):
            start, *more, words = match.groups()
            found.cues.append(_cue(time(start), time(more[0]) if more and more[0] else None, words, found))
        elif found.cues and n not in asides:
            found.cues[-1].lines.append(line.strip())
        elif n not in asides:
            found.cues.append(Cue(None, None, [line.strip()]))
    return found


def _cue(start: int, end: int | None, words: str, found: Cues) -> Cue:
    backwards = end is not None and end < start
    found.bad_times += backwards
    lines = [line.strip().removeprefix("/") for line in _STYLE.sub("", words).split("|")]
    return Cue(start, None if backwards else end, [line for line in lines if line])


def _by_picture(lines: Sequence[str]) -> Cues | None:
    """MicroDVD; without the number of pictures in a second its times say nothing, and are left out."""
    found = _by_line(lines, _PICTURES, int)
    if found is None:
        return None
    first = _PICTURES.fullmatch(lines[0])
    told = _RATE.fullmatch(first[3].strip()) if first and first[1] in "01" else None
    rate = float(told[0].replace(",", ".")) if told else 0.0
    if told:
        found.left_out.append(lines[0].strip())
        del found.cues[0]
    if not _RATES[0] <= rate <= _RATES[1]:
        found.cues[:] = [replace(cue, start_ms=None, end_ms=None) for cue in found.cues]
        found.bad_times = len(found.cues)
        return found
    found.cues[:] = [replace(cue, start_ms=_ms(cue.start_ms, rate), end_ms=_ms(cue.end_ms, rate))
                     for cue in found.cues]
    return found


def _ms(pictures: int | None, rate: float) -> int | None:
    return None if pictures is None else round(pictures * 1000 / rate)


def _viewer(lines: list[str]) -> Cues:
    """SubViewer: a head, then cues as .sbv has them, with "[br]" between their lines."""
    first = next((n for n, line in enumerate(lines) if times_in(line)), len(lines))
    # Titles are often the name of a file, or of who made it.
    heads = [re.sub(r"(\[(?:title|author|source|filepath)\]).*", r"\1 …", line.strip(), flags=re.IGNORECASE)
             for line in lines[:first] if line.strip()]
    found = cues_of(lines[first:], vtt=False)
    found.left_out[:0] = heads
    found.cues[:] = [replace(cue, lines=[part.strip() for line in cue.lines for part in _VIEWER_BREAK.split(line)])
                     for cue in found.cues]
    return found


def _marked(text: str, mark: re.Pattern[str], times: Callable[[re.Match[str]], tuple[int, int | None]]) -> Cues:
    """Subtitles between the marks of a page; one lasts until the next, where nothing says when it ends."""
    matches = list(mark.finditer(text))
    check_lines(len(matches))
    found = Cues()
    head = text[: matches[0].start()] if matches else text
    above = _plain(_ASIDE.sub("", head) if len(head) < _HEAD_CHARS else head)
    if above:
        found.cues.append(Cue(None, None, above))
    for n, match in enumerate(matches):
        start, end = times(match)
        words = text[match.end() : matches[n + 1].start() if n + 1 < len(matches) else len(text)]
        named = _SOURCE.search(words)
        lines = _plain(_SOURCE.sub("", words))
        if named and lines and named[1].strip():
            lines[0] = f"<v {html.unescape(named[1]).strip()}>{lines[0]}"
        backwards = start < 0 or (end is not None and end < start)
        found.bad_times += backwards
        found.cues.append(Cue(None if start < 0 else start, None if backwards else end, lines))
    _lasting(found)
    # What shows nothing only ends the one before it.
    found.cues[:] = [cue for cue in found.cues if cue.lines]
    return found


def _sync(match: re.Match[str]) -> tuple[int, int | None]:
    return int(match[1]), None


def _moment(match: re.Match[str]) -> tuple[int, int | None]:
    return _clock(match[1]), _clock(match[2]) if match[2] else None


def _clock(told: str) -> int:
    """A bare number is seconds; -1 of what is no time."""
    parts = told.split(":")
    if len(parts) > 3 or not all(re.fullmatch(r"\d{1,6}(?:\.\d{0,6})?", part) for part in parts):
        return -1
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000)


def _plain(marked: str) -> list[str]:
    text = _TAG.sub("", _BREAK.sub("\n", marked.replace("\n", " ")))
    return [line for line in (" ".join(html.unescape(one).split()) for one in text.split("\n")) if line]


def _sung(lines: Sequence[str]) -> Cues | None:
    """LRC in which words have times of their own; without them it reads as talk with times in brackets."""
    if not any(_SUNG_WORD.search(line) for line in lines[:100] if line.lstrip().startswith("[")):
        return None
    found = Cues()
    for line in lines:
        if match := _SUNG.fullmatch(line):
            found.cues.append(Cue(ms(match[1].replace(".", ",")), None, [match[2].strip()]))
        elif found.cues and not re.fullmatch(r"\s*\[[a-z#]{1,10}:.*\]\s*", line):
            found.cues[-1].lines.append(line.strip())
        else:
            found.left_out.append(line.strip())
    check_lines(len(found.cues))
    found = _lasting(found)
    found.cues[:] = [cue for cue in found.cues if cue.lines != [""]]
    return found if found.cues else None


def _lasting(found: Cues) -> Cues:
    """Each cue that does not say when it ends ends where the next one begins."""
    for cue, following in zip(found.cues, found.cues[1:], strict=False):
        later = following.start_ms
        if cue.end_ms is None and cue.start_ms is not None and later is not None and later >= cue.start_ms:
            cue.end_ms = later
    return found
