"""ELAN's files (.eaf): tiers of annotations, whose times stand in slots of their own."""

from __future__ import annotations

from collections.abc import Mapping

from texts.importers.faults import check_lines
from texts.importers.package import Walker
from texts.importers.parsed import ParsedText
from texts.importers.tiers import WORDS_A_LINE, Tier, said_in
from texts.importers.tracks import Line

ROOT = "ANNOTATION_DOCUMENT"
_LATEST_MS = 1000 * 3_600_000
_ALIGNED, _REFERS = "ALIGNABLE_ANNOTATION", "REF_ANNOTATION"


class Elan(Walker):
    """Walks an .eaf. The paths of its recordings, and what its kinds of tier are, are passed over."""

    skipped = frozenset(("HEADER", "LICENSE", "LINGUISTIC_TYPE", "CONTROLLED_VOCABULARY", "LEXICON_REF"))

    def __init__(self) -> None:
        super().__init__()
        self._slots: dict[str, int | None] = {}
        self._tiers: dict[str, Tier] = {}
        self._opened = 0
        self._now: Tier | None = None
        self._spans: dict[str, tuple[str, str]] = {}  # of each annotation its slots
        self._said: list[tuple[Tier, str, str]] = []
        self._id = ""
        self._words: list[str] | None = None

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        if local == "TIME_SLOT":
            told = attributes.get("TIME_VALUE", "")
            check_lines(len(self._slots) // (2 * WORDS_A_LINE))
            is_time = told.isascii() and told.isdecimal() and len(told) < 11 and int(told) < _LATEST_MS
            self._slots[attributes.get("TIME_SLOT_ID", "")] = int(told) if is_time else None
        elif local == "TIER":
            self._opened += 1
            check_lines(self._opened)
            name = attributes.get("TIER_ID", "")
            self._now = self._tiers.setdefault(name, Tier(
                name, parent=attributes.get("PARENT_REF", ""), speaker=attributes.get("PARTICIPANT", "").strip()))
        elif local == _ALIGNED:
            self._id = attributes.get("ANNOTATION_ID", "")
            self._spans[self._id] = (attributes.get("TIME_SLOT_REF1", ""), attributes.get("TIME_SLOT_REF2", ""))
        elif local == _REFERS:
            self._id = attributes.get("ANNOTATION_ID", "")
            self._spans[self._id] = (attributes.get("ANNOTATION_REF", ""), "")
        elif local == "ANNOTATION_VALUE":
            self._words = []

    def characters(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def closed(self, local: str, tag: str) -> None:
        if local == "ANNOTATION_VALUE" and self._words is not None:
            if self._now is not None:
                self._said.append((self._now, self._id, " ".join("".join(self._words).split())))
                check_lines(len(self._said) // WORDS_A_LINE)
            self._words = None
        elif local == "TIER":
            self._now = None

    def text(self, name: str) -> ParsedText:
        """What was walked as turns. Raises: BadInput, as `tiers.said_in` does."""
        starts, ends = _filled(self._slots), _filled(dict(reversed(self._slots.items())))
        for tier, annotation, words in self._said:
            first, last = self._span(annotation)
            start = starts.get(first, 0)
            end = ends.get(last)
            tier.lines.append(Line("", start / 1000, None if end is None or end <= start else end / 1000, words))
        return said_in(list(self._tiers.values()), name, "eaf")

    def _span(self, annotation: str) -> tuple[str, str]:
        """The slots of an annotation, of one that refers to another those of that one."""
        for _step in range(50):
            first, last = self._spans.get(annotation, ("", ""))
            if last or first in self._slots:
                return first, last
            annotation = first
        return "", ""


def _filled(slots: Mapping[str, int | None]) -> dict[str, int]:
    """Each slot with its time, one that has none with that of the slot before it."""
    found: dict[str, int] = {}
    before = 0
    for slot, ms in slots.items():
        before = before if ms is None else ms
        found[slot] = before
    return found
