"""Who speaks as a number or a letter with a point, bracket or dash behind it: "1) Hoe gaat het?", "b. Goed."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from texts.importers.marks import BOLD, PLAIN

_COUNTED = re.compile(
    rf"(?P<before>[{BOLD}{PLAIN}\s]*)(?P<who>\d|[A-Z]\d{{0,2}}|[a-h])(?:[.)]|[ \u00a0][-–—])"
    rf"(?P<behind>[{BOLD}{PLAIN}]*[ \t\u00a0]+[{BOLD}{PLAIN}]*)(?=\S)")
_SHARE = 0.75
_FEWEST = 4
_SENTENCE = re.compile(rf"[.?!…][\"'”’)]*[{BOLD}{PLAIN}\s]*$")


def with_brackets(lines: Sequence[str]) -> list[str]:
    """The lines with "[1] " for "1) ", where numbers or letters say who speaks; else the lines as they are.

    A list counts up, and begins at one again at most; its points are parts of a sentence. Who speaks comes back, and
    says sentences, not all of them questions: two who take turns, or more in no order.
    """
    found = [_COUNTED.match(line) for line in lines]
    who = [match["who"] for match in found if match]
    if len(who) < _FEWEST or len(who) < _SHARE * len(lines) or not _are_people(who):
        return list(lines)
    sentences = sum(bool(_SENTENCE.search(line)) for line in lines)
    asked = sum("?" in line for line in lines)
    if not 0 < asked < len(lines) or sentences < _SHARE * len(lines):
        return list(lines)
    return [f"{match['before']}[{match['who']}]{match['behind']}{line[match.end():]}" if match else line
            for line, match in zip(lines, found, strict=True)]


def _are_people(who: Sequence[str]) -> bool:
    times = Counter(who)
    if all(len(one) > 1 for one in who):
        # "I1." and "R1.": of two letters at least, one of which comes back with its number.
        return len({one[0] for one in who}) > 1 and max(times.values()) > 1
    if len(times) < 2 or min(times.values()) < 2:
        return False
    # In a list the one after "2" is "3", or "1" where the next list begins.
    kinds = sorted(times)
    following = dict(zip(kinds, [*kinds[1:], ""], strict=True))
    lists = all(after == following[one] or after == kinds[0] for one, after in zip(who, who[1:], strict=False))
    return len(times) == 2 or not lists
