"""A transcript laid out in columns with times in numbers, as Whisper's .tsv and other programs' .csv have it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMES: Mapping[str, Sequence[str]] = {
    "start": ("start", "begin", "from", "van", "start time", "starttime", "starttijd", "begintijd", "start_time",
              "start (ms)", "start (s)", "start_ms", "tijd", "time", "timecode", "tijdcode", "timestamp", "tijdstip",
              "timespan", "tijdsbestek", "tijdspanne"),
    "end": ("end", "eind", "einde", "to", "tot", "stop", "end time", "endtime", "eindtijd", "end_time", "end (ms)",
            "end (s)", "end_ms"),
    "speaker": ("speaker", "spreker", "speaker name", "naam", "name", "wie", "who", "participant", "deelnemer"),
    "text": ("text", "tekst", "transcript", "transcriptie", "utterance", "content", "inhoud", "words", "sentence"),
}
NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?"
CLOCK = re.compile(_TIME)
# "00:00:03:10": the last are frames of a picture, and how many go into a second is not told.
_FRAMED = re.compile(r"(\d{1,3}:\d{2}:\d{2})[:;]\d{2,3}")
SPAN = re.compile(rf"({_TIME})\s*[-–—]\s*({_TIME})")
_HEAD_CHARS = 300


def rows_in(text: str) -> tuple[list[dict[str, object]], str] | None:
    """The rows as a program's JSON would have them, with start, end, speaker and text, and whether they are "tsv" or
    "csv"; None of any other text.

    A row is one where the head names a text and a start, and where nearly all starts are times.
    """
    head, _end, _rest = text.lstrip("\n").partition("\n")
    if len(head) > _HEAD_CHARS or not any(sign in head for sign in "\t;,|"):
        return None
    separator = max("\t;,|", key=head.count)
    try:
        first, *rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(map(str.strip, row))]
    except (csv.Error, ValueError):
        return None
    at = {key: place for place, cell in enumerate(first) for key, names in _NAMES.items()
          if cell.strip().casefold() in names}
    # Of two columns alone nothing tells that these are turns but who speaks, again and again.
    untimed = "start" not in at and "speaker" in at
    if "text" not in at or not ("start" in at or untimed) or not rows or any(len(row) <= at["text"] for row in rows):
        return None
    if untimed:
        return [{key: row[at[key]] for key in ("speaker", "text")} for row in rows if len(row) > max(at.values())], (
            "tsv" if separator == "\t" else "csv")
    rows = [[_unframed(cell) for cell in row] for row in rows]
    starts = [row[at["start"]] for row in rows]
    if sum(any(kind.fullmatch(one) for kind in (NUMBER, CLOCK, SPAN)) for one in starts) < 0.9 * len(rows):
        return None
    found = [{key: _cell(row[place], key) for key, place in at.items() if place < len(row)} for row in rows]
    return [_spanned(row) for row in found], "tsv" if separator == "\t" else "csv"


def _unframed(cell: str) -> str:
    """A time without its frames; any other cell without the space around it."""
    framed = _FRAMED.fullmatch(cell.strip())
    return framed[1] if framed else cell.strip()


def _spanned(row: dict[str, object]) -> dict[str, object]:
    """The row with start and end apart, where one cell held both: "0:00.0 - 0:05.3", as NVivo writes them."""
    both = SPAN.fullmatch(str(row.get("start", "")))
    return row | {"start": both[1], "end": both[2]} if both else row


def _cell(cell: str, key: str) -> object:
    cell = cell.strip()
    if key in ("start", "end") and NUMBER.fullmatch(cell):
        return float(cell.replace(",", ".")) if re.search("[.,]", cell) else int(cell)
    return cell
