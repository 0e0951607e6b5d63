"""What stands on a family's line: single things, and what came in such numbers that it is counted by week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Item:
    """One thing on the line; dates ISO.

    Attributes:
        kind: a key of `kinds.KINDS`.
        on: where it stands: when it happened or began; a conversation stands where it took place, `told_on`.
        since, until: the period it is about or lasted; None for one day or when it goes on.
        told_on: when a story or conversation was told, '' for the rest.
        voice: whose voice, '' where nobody tells.
        title: '' for what this viewer may not read.
        course: of a story this viewer may read, else ''.
        domains: life domains of such a story.
        who: pseudonym of the coach it is about.
        document: guid to open, '' when there is nothing this viewer may open.
        way: another address to go on to, '' for none.
        meant: what its teller said that it means, as (question, answer) in words, of a story to open.
        doubtful: a date of it lies far outside the time of the pilot, and off the line.
    """

    kind: str
    on: str
    since: str | None = None
    until: str | None = None
    told_on: str = ""
    voice: str = ""
    title: str = ""
    course: str = ""
    domains: tuple[str, ...] = ()
    who: str = ""
    document: str = ""
    way: str = ""
    doubtful: bool = False
    meant: tuple[tuple[str, str], ...] = ()

    @property
    def dates(self) -> tuple[str, ...]:
        """Every date it has."""
        return tuple(day for day in (self.on, self.since, self.until, self.told_on) if day)

    @property
    def href(self) -> str:
        """Where a click on it leads; '' for nowhere."""
        return f"/desk?document={self.document}" if self.document else self.way


class Lane(NamedTuple):
    """What is counted rather than named: a lane of bars, as high as it came often.

    Attributes:
        key: of the lane, among the lanes.
        name: what it is called on the page, an English sentence.
        said: how so many of them are said, in the language of the reader.
        days: the ISO date of each, one entry each.
    """

    key: str
    name: str
    said: Callable[[int], str]
    days: tuple[str, ...]
