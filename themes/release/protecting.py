"""What of the families of a release may be told: its linked tables given to the rules of disclosure, and amounts back.

In a small pilot words stand in place of counts. A word, too, may tell of one family: with the other words, or when it
joined or left since an earlier release and the two words leave one answer only; then the amount is held back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.disclosure import words
from themes.disclosure.amounts import held_back, said, shown_amount
from themes.disclosure.protect import THRESHOLDS, TOO_FEW, drafted
from themes.disclosure.tables import Drafted, Table
from themes.disclosure.wording import telling
from themes.release.content import NOTHING, WORD, Amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from themes.disclosure.tables import Shown
    from themes.release.counting import Guids, Whole

TOLD, BY_SITE = "told", "by site"
YES, NO = 0, 1  # columns of a table: said, and coded but not said


@dataclass(frozen=True)
class Protected:
    """What may be told.

    Attributes:
        drafted: as the rules left it; earlier: what they knew of, the oldest first.
        threshold: no figure of fewer families; in_words: whether words stand in place of counts.
        silent: (table, row) whose words, taken together, would tell what one family said.
    """

    drafted: Drafted
    earlier: tuple[Drafted, ...]
    threshold: int
    in_words: bool
    silent: frozenset[tuple[int, int]] = frozenset()

    @property
    def waits(self) -> str | None:
        """Why this release has to wait (a msgid); None when it has not."""
        return None if self.in_words else self.drafted.reason

    @property
    def base(self) -> int:
        """What counts are rounded to, 1 for not."""
        return max((table.base for table in self.drafted.shown), default=1)

    def amount(self, name: str, row: int = 0) -> Amount:
        """In how many families, of a row of the table called so; NOTHING where there is none, or nobody was asked."""
        at = next((at for at, table in enumerate(self.drafted.tables) if table.name == name), None)
        if at is None:
            return nobody()
        yes, no = (self.drafted.tables[at].cells[row][column] for column in (YES, NO))
        if not yes | no:
            return nobody()
        if self.in_words:
            found = words.amount(len(yes), len(yes | no), self.threshold)
            pinned = (at, row) in self.silent or any(_tells(before, name, row, yes, no) for before in self.earlier)
            return held_back() if found.kind == WORD and pinned else found
        shown = self.drafted.shown[at].cells[row]
        return shown_amount(shown[YES], _both(shown))

    def shown(self, name: str) -> Shown | None:
        """The table called so as it may be shown; None for none, or while words stand in place of counts."""
        found = (table for table in self.drafted.shown if table.name == name)
        return None if self.in_words else next(found, None)


def _both(shown: Sequence[int | None]) -> int | None:
    """Out of how many: only where both parts are shown, for a sum without one of them is out of something else."""
    yes, no = shown[YES], shown[NO]
    return None if yes is None or no is None else yes + no


def nobody() -> Amount:
    """What is said where nobody was asked."""
    return Amount(NOTHING, said(words.NOBODY))


def named(key: str, part: str = "") -> str:
    """The name of a table of a code: of all families, or of a part (a sign, a voice, BY_SITE)."""
    return f"{key}/{part}" if part else key


def tables(whole: Whole) -> Iterator[Table]:
    """The linked tables of a release, families by guid, each once a table."""
    yield Table(TOLD, (TOLD,), (TOLD, "not"), ((whole.told, whole.every - whole.told),), lone=True)
    for one in whole.themes:
        asked = one.families.asked
        yield _two(named(one.key), one.families.said, asked)
        yield Table(named(one.key, BY_SITE), tuple(whole.sites), ("yes", "no"), tuple(
            (one.families.said & guids, (asked & guids) - one.families.said) for _name, guids in whole.sites.values()))
        if one.rows[0].takes_sign:
            yield _two(named(one.key, "+"), one.plus, asked)
            yield _two(named(one.key, "-"), one.minus, asked)
        for voice, found in one.voices.items():
            if found.asked:
                yield _two(named(one.key, voice), found.said, found.asked)


def _two(name: str, yes: Guids, asked: Guids) -> Table:
    return Table(name, ("all",), ("yes", "no"), ((yes, asked - yes),), lone=True)


def protect(whole: Whole, audience: str, earlier: Sequence[Drafted]) -> Protected:
    """What may be told of `whole` to this audience, knowing what earlier releases told."""
    found = drafted(tuple(tables(whole)), audience=audience, earlier=tuple(earlier))
    in_words = found.reason == TOO_FEW
    before = [one for one in earlier if one.reason == TOO_FEW]
    silent = telling([*before, found])[-1] if in_words else frozenset()
    return Protected(found, tuple(earlier), THRESHOLDS[audience], in_words, silent)


def _tells(before: Drafted, name: str, row: int, yes: Guids, no: Guids) -> bool:
    """Whether the words then and now tell what those who joined or left had said."""
    if before.reason != TOO_FEW:
        return False  # counts were shown, or nothing; the rules of disclosure look at those
    old = next((table for table in before.tables if table.name == name), None)
    if old is None or row >= len(old.rows):
        return False
    was_yes, was_no = old.cells[row][YES], old.cells[row][NO]
    return pins(len(was_yes), was_yes | was_no, len(yes), yes | no)


def pins(was: int, was_asked: Guids, now: int, asked: Guids) -> bool:
    """Whether two words tell what all who left said, or all who joined, when all others said the same as then.

    Args:
        was, now: families that said it, of `was_asked` and of `asked`.
    """
    left, joined, stay = len(was_asked - asked), len(asked - was_asked), len(asked & was_asked)
    if not (left or joined) or min(len(was_asked), len(asked)) < words.FEWEST:
        return False
    old, new = (words.meant(words.word(n, len(of)), len(of)) for n, of in ((was, was_asked), (now, asked)))
    ways = [(gone, came) for same in range(stay + 1) for gone in range(left + 1) for came in range(joined + 1)
            if same + gone in old and same + came in new]
    return any(len({way[at] for way in ways}) == 1 and ways[0][at] in (0, of)
               for at, of in ((0, left), (1, joined)) if of)
