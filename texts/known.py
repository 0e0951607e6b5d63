"""What lists show of a document."""

from __future__ import annotations

from typing import NamedTuple


class Known(NamedTuple):
    """A document as lists show it; dates ISO.

    Attributes:
        family: its pseudonym. words: how many, counted by the spaces between them.
        readable: False when only versions exist that this viewer may not read.
        unasked: no consent is recorded of somebody it needs it of.
    """

    guid: str
    title: str
    kind: str
    voice: str
    family: str
    family_guid: str
    told_on: str
    event_from: str | None
    event_until: str | None
    words: int
    recording_guid: str | None
    readable: bool
    unasked: bool
