"""Transcripts in JSON by whichever program: what is said, by whom and when is found by what it is called.

Whisper and WhisperX write segments with start and end in seconds, whisper.cpp a transcription with offsets in ms,
Amberscript words by speaker, others utterances, monologues or paragraphs. One odd segment never refuses the file.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pilot.errors import BadInput
from pilot.words import N_
from texts.importers import joined
from texts.importers.charset import decode
from texts.importers.cues import bad_times, cues_in
from texts.importers.faults import check_lines, damaged, shown_name
from texts.importers.json_speakers import with_speakers
from texts.importers.json_times import END, START, is_in_ms, times_of
from texts.importers.labels import reads_as_label
from texts.importers.normalise import normalise
from texts.importers.parsed import RUNNING, ParsedText, ParsedTurn, parsed
from texts.importers.source import Source
from texts.importers.times import in_order
from texts.importers.word_times import timed_words
from texts.timings import Timing

_NOT_WHISPER = N_(
    "{name} is not a transcript made by Whisper or another program: it has no list of segments with start, end and "
    "text. Choose another file."
)

_TEXTS_WORDS = """
    text transcript body display punctuated_word content value utf8 caption sentence utterance word Text line
    lexical transcription tekst
"""
_SPEAKERS_WORDS = """
    speaker_name speakerName speaker speaker_label speakerLabel speaker_id speakerId spkid spk Speaker voice sid
    speaker_number channelTag speakerTag
"""
# Lists of what is said, and of its words; the first of those that is there and holds text is read.
_LISTS_WORDS = """
    utterances segments transcription monologues transcript paragraphs blocks captions events phrases
    recognizedPhrases sentences entries items cues results chunks turns lines channels alternatives data words
    elements monologue timeline nBest speech result subtitles content
"""
_TEXTS, _SPEAKERS, _LISTS = (tuple(words.split()) for words in (_TEXTS_WORDS, _SPEAKERS_WORDS, _LISTS_WORDS))
_WORDS = ("words", "elements", "segs", "items", "tokens", "terms", "Words", "monologue")
_NAMES = ("name", "label", "displayName", "speaker_name", "title")
_IDS = ("spkid", "id", "speaker_id", "speakerId", "speaker", "key", "tag")
_DEPTH_LIMIT = 12


@dataclass(frozen=True)
class _Said:
    """One segment: its words, who says them, and the fields that hold its times (the last's end may be in another).

    `words`: the entries of its single words, where there are any.
    """

    text: str
    speaker: str
    first: Mapping[str, Any]
    last: Mapping[str, Any]
    words: Sequence[Mapping[str, Any]] = ()


def read_json(path: Source, name: str) -> ParsedText:
    """Segments as turns; times to integer ms, rounded; the speaker's name where one is given.

    Raises:
        BadInput: no JSON, or nothing in it is a list of what was said.
    """
    text = decode(path.read_bytes(), name)
    if "-->" in text[:4096] and text.lstrip()[:1] not in ("{", "["):
        return cues_in(normalise(text), name)
    data = _loaded(text, name)
    return joined.from_file(data, name) if joined.is_joined(data) else said_in(data, name)


def said_in(data: Any, name: str, format: str = "json") -> ParsedText:
    """What a program's JSON holds, once it is read, as turns. Raises: BadInput where nothing in it was said."""
    names = _names_in(data)
    said = _found(with_speakers(data), names, 0)
    if not said:
        raise BadInput(_NOT_WHISPER, name=shown_name(name))
    turns, bad = _turns(said)
    return parsed(turns, format, [bad_times(bad)] if bad else [], glue=RUNNING)


def _loaded(text: str, name: str) -> Any:
    """What the file holds; a list of its lines where each is JSON of its own. Raises: BadInput."""
    try:
        return json.loads(text, parse_int=_whole)
    except (ValueError, RecursionError) as fault:
        lines = [line for line in text.splitlines() if line.strip()]
        check_lines(len(lines))
        try:
            if len(lines) > 1 and all(line.lstrip()[0] in "{[" for line in lines):
                return [json.loads(line, parse_int=_whole) for line in lines]
        except (ValueError, RecursionError):
            pass
        raise damaged(name) from fault


def _whole(digits: str) -> int | float:
    """A whole number; one of hundreds of digits, which nothing that is meant needs, as infinity."""
    return int(digits) if len(digits) <= 18 else float("inf")


def _found(data: Any, names: Mapping[str, str], depth: int) -> list[_Said]:
    """The segments in what was read, from the first list that holds any."""
    if depth > _DEPTH_LIMIT:
        return []
    if isinstance(data, list):
        return _in_list(data, names, depth)
    if not isinstance(data, dict):
        return []
    if said := _by_paragraph(data, names):
        return said
    for key in _LISTS:
        inner = data.get(key)
        if isinstance(inner, list | dict) and (said := _found(inner, names, depth + 1)):
            return said
    return []


def _in_list(entries: Sequence[Any], names: Mapping[str, str], depth: int) -> list[_Said]:
    dicts = [entry for entry in entries if isinstance(entry, dict)]
    if not dicts:
        return [one for entry in entries[:1] for one in _found(entry, names, depth + 1)]
    if any(_is_timed(entry) for entry in dicts):
        # Words are put together to turns; of anything else there is one a turn.
        are_words = _are_words(dicts)
        check_lines(len(dicts) // 8 if are_words else len(dicts))
        if are_words:
            return _by_speaker(dicts, names)
        return [one for entry in dicts for one in _segment(entry, names)]
    return [one for entry in dicts for one in (_found(entry, names, depth + 1) or _segment(entry, names))]


def _by_paragraph(data: Mapping[str, Any], names: Mapping[str, str]) -> list[_Said]:
    """The words that lie beside paragraphs, which say who speaks from when on and hold no words themselves (Trint)."""
    words, listed = _words(data), data.get("paragraphs")
    marks = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not words or not any(_speaker(one, names) for one in marks) or any(
            _text(one) is not None or _words(one) for one in marks):
        return []
    check_lines(len(words) // 8)
    # All are in one unit; of whole numbers it does not matter which.
    whole = not any(isinstance(value, float) and value % 1 for one in (*marks, *words) for value in one.values())
    starts = [times_of(one, one, whole)[0] for one in marks]
    known = [start for start in starts if start is not None]
    if len(known) < len(starts) or known != sorted(known) or any(_speaker(word, names) for word in words):
        return []
    said, at = [], 0
    for word in words:
        start = times_of(word, word, whole)[0]
        at = at if start is None else max(at, bisect_right(known, start) - 1)
        said.append({**word, "speaker": _speaker(marks[at], names)})
    return _by_speaker(said, {})


def _is_timed(entry: Mapping[str, Any]) -> bool:
    """Whether an entry says when something was said: a time of its own beside text, or words with times."""
    if any(key in entry for key in (*START, *END)) and (_text(entry) is not None or _words(entry)):
        return True
    return any(any(key in word for key in START) for word in _words(entry)[:3])


def _are_words(entries: Sequence[Mapping[str, Any]]) -> bool:
    """Whether entries are single words, to be put together by speaker."""
    texts = [text for text in (_text(entry) for entry in entries) if text]
    return (
        len(texts) > 1
        and not any(_words(entry) for entry in entries[:20])
        and (
            any(entry.get("type") in ("punct", "punctuation", "word", "pronunciation", "spacing") for entry in entries)
            or (
                sum(len(text.split()) == 1 for text in texts) >= 0.95 * len(texts)
                and any("word" in entry or "value" in entry for entry in entries)
            )
        )
    )


def _segment(entry: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[_Said]:
    """What one entry says; nothing where it has no words."""
    words = _words(entry)
    text = _text(entry)
    if _speak_themselves(entry, words, names):
        yield from _by_speaker(_with_speakers(words, _speaker(entry, names), names), names)
        return
    if text is None and words:
        text = _put_together(words)
    if text is None or not text.strip():
        return
    timed = [word for word in words if any(key in word for key in START)]
    own = any(key in entry for key in START)
    first = entry if own or not timed else timed[0]
    last = entry if any(key in entry for key in END) or own or not timed else timed[-1]
    yield _Said(text, _speaker(entry, names), first, last, timed)


def _speak_themselves(
    entry: Mapping[str, Any], words: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> bool:
    """Whether the words of an entry say who speaks: they alone do, or another than the entry does (WhisperX).

    Words that are not all of the text only count where the entry names nobody.
    """
    own = _speaker(entry, names)
    others = {_speaker(word, names) for word in words} - {"", own}
    whole = "".join((_text(entry) or "").split())
    return bool(others) and (not own or not whole or whole == "".join(_put_together(words).split()))


def _with_speakers(
    words: Sequence[Mapping[str, Any]], own: str, names: Mapping[str, str]
) -> Iterator[Mapping[str, Any]]:
    """The words, one without a speaker as said by who says the word before it, the first by the entry's `own`."""
    for word in words:
        if _speaker(word, names):
            own = _speaker(word, names)
        yield word if _speaker(word, names) or not own else {**word, "speaker": own}


def _by_speaker(words: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[_Said]:
    """Words put together to one segment for as long as one speaker goes on; without speakers, to the end of a
    sentence.
    """
    runs: list[list[Mapping[str, Any]]] = []
    before: str | None = None
    for word in words:
        speaker = _speaker(word, names)
        ended = runs and not speaker and str(_text(runs[-1][-1]) or "").rstrip().endswith((".", "?", "!"))
        # A comma of its own has no speaker: it belongs to the word before it.
        same = speaker == before or (not speaker and _is_mark(word))
        if not runs or not same or (ended and not _is_mark(word)):
            runs.append([])
            before = speaker
        runs[-1].append(word)
    said = []
    for run in runs:
        timed = [word for word in run if any(key in word for key in START)] or run
        said.append(_Said(_put_together(run), _speaker(run[0], names), timed[0], timed[-1], timed))
    return [one for one in said if one.text.strip()]


def _is_mark(word: Mapping[str, Any]) -> bool:
    return not any(c.isalnum() for c in str(_text(word) or ""))


def _put_together(words: Sequence[Mapping[str, Any]]) -> str:
    """The words with spaces between them, where they bring none of their own; marks stand against the word before."""
    texts = [_text(word) or "" for word in words]
    if any(text[:1].isspace() or text[-1:].isspace() for text in texts):
        return "".join(texts).strip()
    whole = ""
    for text in texts:
        mark = (
            bool(text)
            and not any(c.isalnum() for c in text)
            and text.strip() in {".", ",", "?", "!", ";", ":", "…", "...", "%"}
        )
        whole += text if mark or not whole else f" {text.strip()}"
    return whole.strip()


def _text(entry: Mapping[str, Any]) -> str | None:
    """The words of an entry, a number as its digits; None where none of its fields is text."""
    for key in _TEXTS:
        value = entry.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    best: list[Any] = next(
        (entry[key] for key in ("alternatives", "nBest", "NBest") if isinstance(entry.get(key), list)), []
    )
    return _text(best[0]) if best and isinstance(best[0], dict) else None


def _words(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    for key in _WORDS:
        value = entry.get(key)
        if isinstance(value, list) and any(isinstance(word, dict) and _text(word) is not None for word in value):
            return [word for word in value if isinstance(word, dict)]
    return []


def _speaker(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    for key in _SPEAKERS:
        value = entry.get(key)
        if isinstance(value, dict):
            value = next((value[k] for k in (*_NAMES, *_IDS) if isinstance(value.get(k), str | int)), None)
        if isinstance(value, bool) or value is None or value == "":
            continue
        if isinstance(value, str | int):
            # A number is named in a list of speakers, or shown as it is.
            known = names.get(str(value), "")
            return known or str(value).strip()
    return ""


def _names_in(data: Any) -> dict[str, str]:
    """What speakers are called, by their key: a list of speakers, or a map, somewhere near the top."""
    found: dict[str, str] = {}
    for holder in [data, *(data.values() if isinstance(data, dict) else [])]:
        speakers = holder.get("speakers") if isinstance(holder, dict) else None
        if isinstance(speakers, dict):
            found |= {str(key): _called(value) for key, value in speakers.items() if _called(value)}
        elif isinstance(speakers, list):
            for number, one in enumerate(speakers):
                if isinstance(one, dict) and _called(one):
                    key = next((str(one[k]) for k in _IDS if isinstance(one.get(k), str | int)), str(number))
                    found[key] = _called(one)
    return found


def _called(value: Any) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in _NAMES if isinstance(value.get(key), str) and value[key].strip()), "")
    return value.strip() if isinstance(value, str) and reads_as_label(value.strip() or "-") else ""


def _word_times(one: _Said, text: str, in_ms: bool) -> tuple[Timing, ...]:
    """When the words of a segment were said, whose normalised text this is; nothing where the file tells it of one."""
    if len(one.words) < 2:
        return ()
    return timed_words(text, ((_text(word) or "", *times_of(word, word, in_ms)[:2]) for word in one.words))


def _turns(said: Sequence[_Said]) -> tuple[list[ParsedTurn], int]:
    """The segments as turns, and how many times could not be used: none, below zero, or against the order."""
    in_ms = is_in_ms([(one.text, one.first, one.last) for one in said])
    turns, bad = [], 0
    for one in said:
        start, end, odd = times_of(one.first, one.last, in_ms)
        bad += odd
        text = normalise(one.text)
        turns.append(ParsedTurn(one.speaker, text, start, end, _word_times(one, text, in_ms)))
    keep = in_order([(turn.start_ms, turn.end_ms) for turn in turns])
    out = {n for n, turn in enumerate(turns) if turn.start_ms is not None and n not in keep}
    for n in out:
        turns[n] = replace(turns[n], start_ms=None, end_ms=None, timings=())
    return turns, bad + len(out)
