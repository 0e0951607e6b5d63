"""What a document is as somebody reads it: its head and its turns."""

from __future__ import annotations

from typing import TypedDict


class ReadTurn(TypedDict):
    """A turn as it is read; start, end: code points, 0-based, end-exclusive, into the version."""

    seq: int
    speaker: str
    voice: str
    text: str
    start: int
    end: int
    start_ms: int | None
    end_ms: int | None
    confidence: float | None


class Described(TypedDict):
    """What a document is, and the version of it that somebody reads.

    Attributes:
        document, family_guid, version, recording: guids; family: pseudonym; told_on: ISO.
        is_current: whether the version is the one read now. unasked: no consent is recorded of somebody it needs it of.
    """

    document: str
    title: str
    family: str
    family_guid: str
    voice: str
    told_on: str
    is_story: bool
    version: str
    number: int
    kind: str
    is_current: bool
    recording: str | None
    duration_ms: int | None
    unasked: bool


class Transcript(Described):
    """A document as somebody reads it, turn by turn."""

    turns: list[ReadTurn]
