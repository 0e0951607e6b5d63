"""ELAN's own form (eaf 3.0): a tier of turns a speaker, their words under it, and a tier of places to listen to."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from pilot import clock
from pilot.files.printable import printable
from pilot.words import _
from transcribe.listen import REASON_NAMES
from transcribe.output.cues import tokens
from transcribe.output.transcript import speaker_name
from transcribe.segments import turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transcribe.output.transcript import Transcript

Said = tuple[int, int, str]
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_TURNS, _WORDS, _INSIDE = "turns", "words", "Included_In"


@dataclass
class _Times:
    """Time slots, in the order in which they are asked for."""

    values: list[int] = field(default_factory=list)

    def slot(self, ms: int) -> str:
        """The name of a new slot at this time."""
        self.values.append(ms)
        return f"ts{len(self.values)}"


def eaf(transcript: Transcript) -> bytes:
    """The file. ELAN allows no two annotations of a tier at once and none without length: borders give way."""
    times, made = _Times(), []
    heard, spoken = turns(transcript.words), tokens(transcript.segments)
    for speaker in dict.fromkeys(turn.speaker for turn in heard):
        name = speaker_name(speaker) or _("Text")
        said = _apart([(turn.start_ms, turn.end_ms, turn.text) for turn in heard if turn.speaker == speaker])
        words = _within([(one.start_ms, one.end_ms, one.text) for one in spoken if one.speaker == speaker], said)
        made.append(_tier(times, name, _TURNS, said))
        made.append(_tier(times, _("{name}: words").format(name=name), _WORDS, words, parent=name))
    if transcript.marks:
        made.append(_tier(times, _("Listen here"), _TURNS, _apart(sorted(
            (mark.start_ms, mark.end_ms, _(REASON_NAMES[mark.reason])) for mark in transcript.marks))))
    return _whole(transcript, times, made)


def _apart(said: Sequence[Said]) -> list[Said]:
    """Annotations that follow one another, each at least a millisecond long."""
    found: list[Said] = []
    at = 0
    for n, (start, end, text) in enumerate(said):
        begins = max(start, at)
        until = min(end, said[n + 1][0]) if n + 1 < len(said) else end
        at = max(until, begins + 1)
        found.append((begins, at, text))
    return found


def _within(words: Sequence[Said], said: Sequence[Said]) -> list[Said]:
    """Words inside the turn they belong to; a turn holds as many words as its text has."""
    found: list[Said] = []
    left = iter(words)
    for start, end, text in said:
        here = [next(left, (start, end, word)) for word in text.split()]
        step = [(min(max(start, one[0]), end - 1), min(end, one[1]), one[2]) for one in here]
        found.extend(one for one in _apart(step) if one[1] <= end)
    return found


def _tier(times: _Times, name: str, kind: str, said: Iterable[Said], parent: str = "") -> etree._Element:
    tier = etree.Element("TIER", LINGUISTIC_TYPE_REF=kind, TIER_ID=printable(name))
    if parent:
        tier.set("PARENT_REF", printable(parent))
    for start, end, text in said:
        one = etree.SubElement(etree.SubElement(tier, "ANNOTATION"), "ALIGNABLE_ANNOTATION")
        first = times.slot(start)
        one.set("ANNOTATION_ID", f"a{len(times.values)}")
        one.set("TIME_SLOT_REF1", first)
        one.set("TIME_SLOT_REF2", times.slot(end))
        etree.SubElement(one, "ANNOTATION_VALUE").text = printable(text)
    return tier


def _whole(transcript: Transcript, times: _Times, tiers: Sequence[etree._Element]) -> bytes:
    root = etree.Element("ANNOTATION_DOCUMENT", nsmap={"xsi": _XSI}, AUTHOR="Rode Draad", DATE=_date(), FORMAT="3.0",
                         VERSION="3.0")
    root.set(f"{{{_XSI}}}noNamespaceSchemaLocation", _SCHEMA)
    head = etree.SubElement(root, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    if transcript.media:
        # Beside this file: where it lies on somebody's machine is nobody else's business.
        mime = mimetypes.guess_type(transcript.media)[0] or "audio/unknown"
        where = f"./{quote(transcript.media)}"
        etree.SubElement(head, "MEDIA_DESCRIPTOR", MEDIA_URL=where, RELATIVE_MEDIA_URL=where, MIME_TYPE=mime)
    order = etree.SubElement(root, "TIME_ORDER")
    for n, ms in enumerate(times.values, start=1):
        etree.SubElement(order, "TIME_SLOT", TIME_SLOT_ID=f"ts{n}", TIME_VALUE=str(ms))
    root.extend(tiers)
    etree.SubElement(root, "LINGUISTIC_TYPE", LINGUISTIC_TYPE_ID=_TURNS, TIME_ALIGNABLE="true",
                     GRAPHIC_REFERENCES="false")
    etree.SubElement(root, "LINGUISTIC_TYPE", LINGUISTIC_TYPE_ID=_WORDS, TIME_ALIGNABLE="true",
                     GRAPHIC_REFERENCES="false", CONSTRAINTS=_INSIDE)
    etree.SubElement(root, "CONSTRAINT", STEREOTYPE=_INSIDE, DESCRIPTION=(
        "Time alignable annotations within the parent annotation's time interval, gaps are allowed"))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _date() -> str:
    return clock.moment().isoformat(timespec="seconds")
