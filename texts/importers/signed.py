"""Who speaks with a sign before the name and none behind it: "@Moeder Ik was bang.", "#Coach: waarvoor?"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from texts.importers.label_words import Kind, kind_of
from texts.importers.marks import BOLD, PLAIN

_M = f"[{BOLD}{PLAIN}]*"
_AT = re.compile(rf"\s*{_M}@(?P<name>[^\W\d_][\w'’-]{{0,30}}(?: \d{{1,2}}(?!\S))?){_M}(?P<behind>[:：]?)(?:\s+|$){_M}")
_HASH = re.compile(rf"\s*{_M}#(?P<name>[^\W\d_][^:：#\n]{{0,40}}?){_M}(?P<behind>[:：]){_M}(?:\s+|$)")
_FEWEST, _SHARE = 2, 0.4


def with_colons(lines: Sequence[str]) -> list[str]:
    """The lines with "Moeder: " for "@Moeder " and for "#Moeder: ", where lines enough begin so and a name comes back.

    An at sign inside a chat speaks to somebody: of those lines few begin so.
    """
    for pattern in (_AT, _HASH):
        found = {n: match for n, line in enumerate(lines) if line.lstrip()[:2].strip(BOLD + PLAIN)[:1] in ("@", "#")
                 and (match := pattern.match(line[:120]))}
        if len(found) >= max(_FEWEST, _SHARE * len(lines)) and _are_people([m["name"] for m in found.values()]):
            return [f"{found[n]['name']}: {line[found[n].end():]}" if n in found else line
                    for n, line in enumerate(lines)]
    return list(lines)


def _are_people(names: Sequence[str]) -> bool:
    counts = Counter(name.casefold() for name in names)
    known = all(kind_of(name) == Kind.KNOWN for name in names)
    return len(counts) > 1 and (known or max(counts.values()) > 1) and all(kind_of(name) for name in names)
