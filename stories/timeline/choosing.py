"""Of a line: one year or half of it, one kind of thing, one voice, one life domain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pilot.vocabulary.domains import DOMAINS
from pilot.vocabulary.voices import VOICES
from stories.timeline import scale
from stories.timeline.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stories.timeline.item import Item
    from stories.timeline.timeline import Timeline


@dataclass(frozen=True)
class Choice:
    """What somebody wants to see; '' is everything.

    Attributes:
        period: a year ('2021') or half of it ('2021-1'). lane: the English name of a lane.
    """

    period: str = ""
    lane: str = ""
    voice: str = ""
    domain: str = ""

    def query(self) -> dict[str, str]:
        """As it stands in the address."""
        return {name: value for name, value in vars(self).items() if value}


def asked(query: Mapping[str, str], line: Timeline) -> Choice:
    """The choice in an address; what this line does not have counts as nothing chosen."""
    period = query.get("period", "")
    held = of(line)
    return Choice(period if period[:4] in scale.periods(line.first, line.last) and scale.bounds(period) else "",
                  *(query.get(name, "") if query.get(name, "") in held[name] else "" for name in held))


def of(line: Timeline) -> dict[str, list[str]]:
    """What there is to choose from on a line: 'lane', 'voice' and 'domain', each in its own order."""
    lanes = dict.fromkeys(kind.lane for kind in KINDS.values())
    here = {KINDS[one.kind].lane for one in line.items}
    voices = {one.voice for one in line.items}
    domains = {domain for one in line.items for domain in one.domains}
    return {"lane": [one for one in lanes if one in here], "voice": [one for one in VOICES if one in voices],
            "domain": [one for one in DOMAINS if one in domains]}


def narrowed(line: Timeline, choice: Choice) -> Timeline:
    """The line with only what was chosen on it; it runs from and to the same days. The period is `within`'s."""
    if not (choice.lane or choice.voice or choice.domain):
        return line
    return replace(line, items=tuple(one for one in line.items if _is(one, choice)), lanes=())


def within(line: Timeline, period: str) -> tuple[Item, ...]:
    """Its items of that time: what lies in it or reaches into it; all of them for ''."""
    bounds = scale.bounds(period)
    if bounds is None:
        return line.items
    first, last = bounds
    return tuple(one for one in line.items if one.on <= last and max(one.on, one.until or one.on) >= first)


def _is(item: Item, choice: Choice) -> bool:
    return ((not choice.lane or KINDS[item.kind].lane == choice.lane)
            and (not choice.voice or item.voice == choice.voice)
            and (not choice.domain or choice.domain in item.domains))
