"""One row of the list of texts and recordings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A text or recording in the list.

    Attributes:
        guid: of the document or recording.
        kind: 'interview', 'story', or 'recording' while there is no text.
        state: of listing.STATES.
        title: '' for a recording without a text.
        note: what there is to know of it besides its state, or ''.
        told_on: ISO date on which it was told or recorded.
        size: how long it is, in words.
        remark: what more there is to say of its state, or ''.
        href: where it leads; '' for what the viewer may not read.
        details: where she changes what is known of it, or ''. memos: whether she writes memos on it.
        words: where she mends its words, or ''. names: where she takes its names out, or ''.
    """

    guid: str
    kind: str
    state: str
    family: str
    family_guid: str
    title: str
    note: str
    told_on: str
    voice: str
    size: str
    remark: str
    href: str
    details: str = ""
    memos: bool = False
    words: str = ""
    names: str = ""
