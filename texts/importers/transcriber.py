"""Transcriber's files (.trs): turns of one speaker or of several at once, with the moments between their lines."""

from __future__ import annotations

import re

from texts.importers.cues import cues_in
from texts.importers.faults import check_length, check_lines, no_text
from texts.importers.normalise import normalise
from texts.importers.package import Walker
from texts.importers.parsed import ParsedText, beside
from texts.importers.tracks import Line, captions

ROOT = "Trans"
_LATEST_S = 1000 * 3600
_NUMBER = re.compile(r"\d{1,7}(?:[.,]\d{1,9})?")


class Transcriber(Walker):
    """Walks a .trs. Names of files, topics and who wrote it out are passed over; what was noted of a sound is told."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._lines: list[Line] = []
        self._asides: list[str] = []
        self._in_turn: list[str] = []  # who speaks in this turn, by name
        self._speaker = ""
        self._start = self._end = 0.0
        self._ended = 0  # how many lines have their end
        self._words: list[str] | None = None

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "Speaker":
            name = " ".join(attributes.get("name", "").split())
            self._names[attributes.get("id", "")] = name or attributes.get("id", "")
        elif local == "Turn":
            self._in_turn = [self._names.get(one, one) for one in attributes.get("speaker", "").split()]
            self._speaker = " + ".join(self._in_turn)
            self._start, self._end = (_seconds(attributes.get(key, "")) for key in ("startTime", "endTime"))
            self._words = []
        elif self._words is None:
            return
        elif local == "Sync":
            self._said(_seconds(attributes.get("time", "")))
        elif local == "Who":
            self._keep()
            number = attributes.get("nb", "")
            if number.isascii() and number.isdecimal() and 0 < int(number[:4]) <= len(self._in_turn):
                self._speaker = self._in_turn[int(number[:4]) - 1]
        elif local in ("Event", "Comment"):
            self._asides.append(attributes.get("desc", ""))

    def characters(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def closed(self, local: str, tag: str) -> None:
        if local == "Turn":
            self._said(self._end)
            self._words = None

    def _said(self, until: float) -> None:
        """Keep what was said since the last moment, by one or by several at once: it ends here."""
        self._keep()
        if until > self._start:
            self._lines[self._ended:] = [line._replace(end=until) for line in self._lines[self._ended:]]
            self._start = until
        self._ended = len(self._lines)

    def _keep(self) -> None:
        words = " ".join("".join(self._words or ()).split())
        if words:
            check_lines(len(self._lines))
            self._lines.append(Line(self._speaker, self._start, None, words))
        self._words = []

    def text(self, name: str) -> ParsedText:
        """What was walked as turns. Raises: BadInput where nobody says anything."""
        if (found := captions(self._lines)) is None:
            raise no_text(name)
        return beside(cues_in(normalise(check_length(found)), name, "trs"), self._asides)


def _seconds(told: str) -> float:
    seconds = float(told.replace(",", ".")) if _NUMBER.fullmatch(told) else 0.0
    return seconds if seconds < _LATEST_S else 0.0
