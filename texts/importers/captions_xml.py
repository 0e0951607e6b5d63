"""Captions in XML: TTML and what is like it (`<p begin= end=>`), and YouTube's (`<text start= dur=>`, `<p t= d=>`);
the tiers of ELAN, and the turns of Transcriber.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from texts.importers import elan, transcriber
from texts.importers.cues import cues_in
from texts.importers.faults import check_length, check_lines, damaged, entities
from texts.importers.normalise import normalise
from texts.importers.package import TooDeep, Walker
from texts.importers.parsed import ParsedText

_PROGRAMS: dict[str, type[elan.Elan | transcriber.Transcriber]] = {
    elan.ROOT: elan.Elan, transcriber.ROOT: transcriber.Transcriber}
_ROOTS = frozenset(("tt", "transcript", "timedtext"))
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:\.(\d{1,9})|[:;]\d{1,3})?")
_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h)?")
_UNIT_MS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000}
# Which description of its kind a file follows; it declares nothing itself and is not fetched.
_KIND = re.compile(
    rb'<!DOCTYPE\s+[\w:]{1,40}\s+(?:SYSTEM|PUBLIC\s+"[^"<>\[\]]{0,200}")\s+"[^"<>\[\]]{0,200}"\s*>')
_HEAD_BYTES = 2000
# How a time that cannot be read is handed on, as subtitles would hold one.
_NO_TIME = "0:?"


class _Captions(Walker):
    """One line of (start, end, words, who) for each caption; `names` are those of who speaks, by their id."""

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.cues: list[tuple[str, str, str, str]] = []
        self.names: dict[str, str] = {}
        self._words: list[str] | None = None
        self._times = ("", "")
        self._speaker = ""
        self._agent = ""
        self._name: list[str] | None = None

    def skips(self, local: str, tag: str) -> bool:
        return local == "metadata" and self._words is not None

    def opened(self, local: str, tag: str, attributes: dict[str, str]) -> None:
        self.root = self.root or local
        if local == "br" and self._words is not None:
            self._words.append("\n")
        said = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        if local == "agent":
            self._agent = said.get("id", "")
        if local == "name" and self._agent and self._words is None:
            self._name = []
        if local not in ("p", "text") or self.root not in _ROOTS:
            return
        check_lines(len(self.cues))
        self._words = []
        self._times = _times(said)
        self._speaker = said.get("agent", "")

    def closed(self, local: str, tag: str) -> None:
        if local in ("p", "text") and self._words is not None:
            self.cues.append((*self._times, "".join(self._words), self._speaker))
            self._words = None
        if local == "name" and self._name is not None:
            # Of a full name and a short one the first is taken.
            self.names.setdefault(self._agent, " ".join("".join(self._name).split()))
            self._name = None
        if local == "agent":
            self._agent = ""

    def characters(self, text: str) -> None:
        if self._words is not None:
            self._words.append(re.sub(r"\s+", " ", text))
        elif self._name is not None:
            self._name.append(text)


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def read_captions(data: bytes, name: str) -> ParsedText | None:
    """XML as turns; None where it holds no captions. Raises: BadInput where it is damaged or hostile."""
    found = _Captions()
    if _fed(data, name, found, lambda: not found.root or found.root in _ROOTS):
        return _said(found, name)
    if found.root in _PROGRAMS:
        walker = _PROGRAMS[found.root]()
        _fed(data, name, walker, lambda: True)
        return walker.text(name)
    return None


def _fed(data: bytes, name: str, target: Walker, goes_on: Callable[[], bool]) -> bool:
    """Whether all of it was sent to `target`, which `goes_on` was asked about on the way. Raises: BadInput."""
    # What is UTF-8 was saved as it, whatever its first line still says.
    parser = DefusedXMLParser(target=target, encoding="utf-8" if _is_utf8(data) else None, forbid_dtd=True)
    stream = io.BytesIO(_KIND.sub(b"", data[:_HEAD_BYTES], 1) + data[_HEAD_BYTES:])
    try:
        while block := stream.read(1 << 16):
            parser.feed(block)
            if not goes_on():
                return False
        parser.close()
    except DefusedXmlException as fault:
        raise entities(name) from fault
    except (ParseError, LookupError, TooDeep) as fault:
        raise damaged(name) from fault
    return True


def _said(found: _Captions, name: str) -> ParsedText | None:
    # As subtitles from here on, so that who speaks and what is repeated is read in one way.
    text = "\n\n".join(f"{start} --> {end}\n{_voice(found, who)}{words.replace('-->', '→').strip()}"
                       for start, end, words, who in found.cues)
    format = "ttml" if found.root == "tt" else "xml"
    return cues_in(normalise(check_length(text)), name, format) if found.cues else None


def _voice(found: _Captions, who: str) -> str:
    """The mark of a voice before words; who has no name is called by the id."""
    name = found.names.get(who) or who
    return f"<v {escape(name, quote=False)}>" if name else ""


def _times(said: dict[str, str]) -> tuple[str, str]:
    """Start and end of a caption as subtitles write them."""
    if "t" in said:
        start, length = _ms(said["t"], 1), _ms(said.get("d", ""), 1)
    else:
        start, length = _ms(said.get("begin", said.get("start", "")), 1000), _ms(said.get("dur", ""), 1000)
    end = _ms(said["end"], 1000) if "end" in said else None
    if end is None and start is not None and length is not None:
        end = start + length
    return _written(start), _written(end)


def _ms(told: str, unit: int) -> int | None:
    """Milliseconds of a clock time or a number with its unit, a bare one in `unit` ms; None of anything else."""
    told = told.strip()
    if clock := _CLOCK.fullmatch(told):
        hours, minutes, seconds, fraction = clock.groups()
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        return whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
    offset = _OFFSET.fullmatch(told)
    return round(float(offset[1]) * (_UNIT_MS[offset[2]] if offset[2] else unit)) if offset else None


def _written(ms: int | None) -> str:
    if ms is None or ms >= 1000 * 3_600_000:
        return _NO_TIME
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
