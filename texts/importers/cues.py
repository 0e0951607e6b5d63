"""Subtitles (.vtt, .srt and .sbv) to turns: one reader for all, as they differ in a header, a comma and who speaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pilot.errors import BadInput
from pilot.words import N_, _, ngettext
from texts.importers import ass
from texts.importers.charset import decode
from texts.importers.cue_lines import Cue, Cues, cues_of
from texts.importers.dashed import DASH, mark_lists
from texts.importers.faults import check_length, check_lines, no_text, shown_name
from texts.importers.inside import Labelled, named, parted
from texts.importers.junk import is_junk
from texts.importers.labels import labels_of
from texts.importers.normalise import normalise
from texts.importers.parsed import RUNNING, ParsedText, ParsedTurn, parsed
from texts.importers.rolled import said_once
from texts.importers.source import Source
from texts.importers.times import STAMP, in_order, ms
from texts.importers.word_times import timed_rests
from texts.timings import WORD, Timing, with_own

_NOT_TIMED = N_("{name} is not a subtitle file: no line in it is a time such as 00:01:02.500 --> 00:01:05.000.")
_ROLLED = N_("Lines that captions repeat while they roll up are read once.")

# "<v Anna>", "<v.loud Anna>" and "<v>" without a name begin a voice, "</v>" ends it.
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,50})?(?:[ \t]+([^<>]{0,200}))?>|</v\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|i|b|u|ruby|rt|lang|font|s|em|strong|span)(?:[.\s][^<>]{0,200})?>|<\d[\d:.]{0,20}>", re.IGNORECASE
)
# "<00:00:01.500>" before a word says when that word begins.
# A line of more is no caption's, and what follows each of its times is looked at anew.
_LONGEST_STAMPED = 4_000
_WORD_TIME = re.compile(r"<((?:\d{1,3}:)?\d{1,2}:\d\d\.\d{1,3})>")
_STYLE = re.compile(r"\{\\[a-z][^{}]{0,60}\}", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|\\N", re.IGNORECASE)
_DASH_INSIDE = re.compile(r"(?<=[.?!…])[ \u00a0]+(?=[-–—‐‑][ \u00a0]*[^\W\d_])")
# ">> Ja.": captions write it where somebody else begins, at the start of a line or inside it.
_ANOTHER = re.compile(r"^\s*>{2,3}\s*(?=\S)")
_TURNS_INSIDE = re.compile(r"\s+(?=>{2,3}\s*[^\W\d_])")
_STAMP = re.compile(STAMP)


def read_cues(path: Source, name: str) -> ParsedText:
    """Subtitles as turns; times in integer ms. A cue whose times cannot be used keeps its words.

    Raises:
        BadInput: no line is a time of subtitles, or there is no text.
    """
    return cues_in(normalise(check_length(decode(path.read_bytes(), name))), name)


def cues_in(text: str, name: str, format: str = "") -> ParsedText:
    """The normalised text of a subtitle file as turns; `format`: what the file is, where it is no subtitles itself.

    Raises: BadInput, as `read_cues` does.
    """
    vtt = text.startswith("WEBVTT")
    found = ass.cues_of(text.split("\n")) if ass.is_ass(text) else cues_of(text.split("\n"), vtt)
    if not any(cue.start_ms is not None or cue.end_ms is not None for cue in found.cues) and not vtt:
        raise BadInput(_NOT_TIMED, name=shown_name(name)) if text.strip() else no_text(name)
    return of_cues(found, format or _format(text, vtt))


def of_cues(found: Cues, format: str) -> ParsedText:
    """Cues as turns, with who speaks in them; times that are not in order are left out, and a warning says so."""
    _drop_times_out_of_order(found)
    warnings = _warnings(found)
    voiced = any(_VOICE.search(line) for cue in found.cues for line in cue.lines)
    check_lines(sum(line.count("<v") for cue in found.cues for line in cue.lines))
    if voiced:
        turns = _voiced_turns(found)
    else:
        repeated = _say_once(found)
        warnings += [_(_ROLLED)] if repeated else []
        turns = _labelled_turns(found)
    return parsed(turns, format, warnings, glue=RUNNING, junk=found.left_out)


def _format(text: str, vtt: bool) -> str:
    if vtt:
        return "vtt"
    return "ass" if ass.is_ass(text) else "srt" if "-->" in text else "sbv"


def bad_times(number: int) -> str:
    """The warning on times that were left out."""
    return ngettext(
        "{number} time runs backwards or cannot be read and was left out; the words are all there.",
        "{number} times run backwards or cannot be read and were left out; the words are all there.",
        number,
    ).format(number=number)


def _warnings(found: Cues) -> list[str]:
    return [bad_times(found.bad_times)] if found.bad_times else []


def _drop_times_out_of_order(found: Cues) -> None:
    """Leave out the times of cues that start before one above them, as few as can be."""
    keep = in_order([(cue.start_ms, cue.end_ms) for cue in found.cues])
    for n, cue in enumerate(found.cues):
        if cue.start_ms is not None and n not in keep:
            found.cues[n] = replace(cue, start_ms=None, end_ms=None)
            found.bad_times += 1


def _say_once(found: Cues) -> int:
    """Take tags out of all lines, and what rolling captions repeat; returns how many lines that was."""
    for cue in found.cues:
        cue.stamped = [line for line in cue.lines if len(line) <= _LONGEST_STAMPED and _WORD_TIME.search(line)]
    plain = [[line for line in (_plain(line) for line in cue.lines) if line] for cue in found.cues]
    said, repeated = said_once(found.cues, plain)
    split = [[part for line in lines for one in _TURNS_INSIDE.split(line) for part in _by_dash(one)]
             for lines in said]
    found.cues[:] = [replace(cue, lines=lines) for cue, lines in zip(found.cues, split, strict=True)]
    return repeated


def _by_dash(line: str) -> list[str]:
    """The parts of a line that begins with a dash, each with its own: "- Hoe gaat het? - Goed."."""
    return _DASH_INSIDE.split(line) if DASH.match(line) else [line]


def _voiced_turns(found: Cues) -> Iterator[ParsedTurn]:
    for cue in found.cues:
        for text in _said_apart(cue):
            yield from _voices_in(text, cue, found)


def _voices_in(text: str, cue: Cue, found: Cues) -> Iterator[ParsedTurn]:
    speaker, at, dashed = "", 0, _is_dashed(cue)
    for tag in [*_VOICE.finditer(text), None]:
        words = _without_repeated_label(_plain(text[at : tag.start() if tag else len(text)]), speaker, found)
        # A dash alone stands before the next voice, "- <v Bram>Nee</v>".
        dash = DASH.match(words)
        words = "" if words in ("-", "–", "—") else words[dash.end():] if dash and (
            dashed or words[dash.end()].isupper()) else words
        # ">>" where a voice begins says the same once more; later on it is somebody else, of whom no name is given.
        for n, part in enumerate(_TURNS_INSIDE.split(_ANOTHER.sub("", words))):
            who, said = ("" if n else speaker), _ANOTHER.sub("", part)
            if said and not (is_junk(said) and not who):
                timings = _word_times(said, text[at : tag.start() if tag else len(text)], cue)
                yield ParsedTurn(who, said, cue.start_ms, cue.end_ms, timings)
            elif said:
                found.left_out.append(said)
        if tag:
            speaker, at = html.unescape(tag[1] or "").strip(), tag.end()


def _said_apart(cue: Cue) -> list[str]:
    """The words of a cue with voices, run on; without one in it, each dash begins somebody else's."""
    if not _is_dashed(cue) or any(_VOICE.search(line) for line in cue.lines):
        return [" ".join(cue.lines)]
    said: list[str] = []
    for line in cue.lines:
        if DASH.match(line) or not said:
            said.append(line)
        else:
            said[-1] += f" {line}"
    return said


def _is_dashed(cue: Cue) -> bool:
    return len(cue.lines) > 1 and sum(bool(DASH.match(_VOICE.sub("", line))) for line in cue.lines) > 1


def _without_repeated_label(words: str, speaker: str, found: Cues) -> str:
    """Words without the voice's name before a colon, and without a time that is shown before them, as noScribe does."""
    label = f"{speaker}:"
    if speaker and words.casefold().startswith(label.casefold()):
        words = words[len(label) :].lstrip()
    stamp = _STAMP.match(words)
    if stamp:
        found.left_out.append(stamp[0])
        words = words[stamp.end() :].lstrip()
    return words


def _labelled_turns(found: Cues) -> Iterator[ParsedTurn]:
    """Turns of cues whose speakers, if any, stand before a colon; of one without a label nobody knows who speaks."""
    _part(found)
    mark_lists(found.cues)
    dashes = any(_begins_with_dash(cue, n, False) for cue in found.cues for n in range(1, len(cue.lines)))
    flat = [(cue, line) for cue in found.cues for line in cue.lines]
    pairs = zip(flat, labels_of([_bare(line) for _cue, line in flat]), strict=True)
    labelled = [(cue, label, text) for (cue, _line), (label, text) in pairs]
    for cue, parts in _by_cue(labelled):
        for label, text in _joined(cue, parts, dashes):
            if is_junk(text):
                found.left_out.append(text)
            elif text:
                timings = next(filter(None, (_word_times(text, line, cue) for line in cue.stamped)), ())
                yield ParsedTurn(label, text, cue.start_ms, cue.end_ms, timings)


def _bare(line: str) -> str:
    return _ANOTHER.sub("", DASH.sub("", line))


def _part(found: Cues) -> None:
    """Put who speaks before the words of each cue, and on a line of its own where two stand on one."""
    by_cue = named([cue.lines for cue in found.cues])
    flat = [line for lines in by_cue for line in lines]
    found_labels = labels_of([_bare(line) for line in flat])
    labelled = [Labelled(line, label, len(line) - len(text) if label else 0)
                for line, (label, text) in zip(flat, found_labels, strict=True)]
    parts = iter(parted(labelled, known=True))
    found.cues[:] = [replace(cue, lines=[part for _line in lines for part in next(parts)])
                     for cue, lines in zip(found.cues, by_cue, strict=True)]


def _by_cue(labelled: Sequence[tuple[Cue, str, str]]) -> Iterator[tuple[Cue, list[tuple[str, str]]]]:
    at = 0
    while at < len(labelled):
        cue, parts = labelled[at][0], []
        while at < len(labelled) and labelled[at][0] is cue:
            parts.append(labelled[at][1:])
            at += 1
        yield cue, parts


def _begins_with_dash(cue: Cue, n: int, dashes: bool) -> bool:
    """Whether the dash before this line of the cue says that somebody else begins.

    Args:
        dashes: whether those of this file say so.
    """
    dash = DASH.match(cue.lines[n])
    if not dash or cue.listed:
        return False
    # Some put a dash only where the other begins; in the middle of a sentence it is a pause.
    ended = n > 0 and cue.lines[n - 1][-1:] in ".?!…"
    first = n == 0 and dashes
    others = sum(bool(DASH.match(line)) for line in cue.lines) > 1
    return others or ended or first or cue.lines[n][dash.end()].isupper()


def _joined(cue: Cue, parts: Sequence[tuple[str, str]], dashes: bool) -> list[tuple[str, str]]:
    """(label, words) of what each in a cue says: its lines run on until a label, a dash or ">>" begins another's."""
    said: list[tuple[str, str]] = []
    for n, (line, (label, text)) in enumerate(zip(cue.lines, parts, strict=True)):
        dash = bool(DASH.match(line))
        begins = bool(_ANOTHER.match(line)) or _begins_with_dash(cue, n, dashes)
        words = text if begins or not dash or label else line
        if said and not label and not begins:
            said[-1] = (said[-1][0], f"{said[-1][1]} {words}".strip())
        else:
            said.append((label, words))
    return said


def _word_times(words: str, line: str, cue: Cue) -> tuple[Timing, ...]:
    """When words of a cue begin, by the times inside the line they were written in."""
    rests = [(_plain(line[stamp.end() :]), ms(stamp[1])) for stamp in _WORD_TIME.finditer(line)]
    rests = [(rest, at) for rest, at in rests if at >= (cue.start_ms or 0)]
    return with_own(words, cue.start_ms, cue.end_ms, timed_rests(words, rests, WORD)) if rests else ()


def _plain(text: str) -> str:
    """The words of a cue without tags and styling, entities as the letters they stand for."""
    text = _STYLE.sub("", _TAG.sub("", _BREAK.sub(" ", _VOICE.sub("", text))))
    return normalise(html.unescape(text)).strip()
