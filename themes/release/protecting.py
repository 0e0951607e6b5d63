"""What of the families of a release may be told: its linked tables given to the rules of disclosure, and amounts back.

In a small pilot words stand in place of counts. A word, too, may tell of one family: with the other words, or when it
joined or left since an earlier release and the two words leave one answer only; then the amount is held back.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from themes.disclosure import words
from themes.disclosure.amounts import held_back, said, shown_amount
from themes.disclosure.protect import THRESHOLDS, TOO_FEW, TOO_LIKE, differ_by_few, drafted
from themes.disclosure.rules import rounded
from themes.disclosure.tables import Drafted, Table
from themes.disclosure.wording import telling
from themes.release.content import NOTHING, WORD, Amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from themes.disclosure.tables import Shown
    from themes.release.besides import Besides
    from themes.release.counting import Guids, Whole

TOLD, BY_SITE = "told", "by site"
YES, NO = 0, 1  # columns of a table: said, and coded but not said
# A draft is composed anew whenever it is looked at, proposed or signed, mostly of the same families, and the attacker
# thinks about it for seconds: answers to the last questions are kept, in the memory of this process only.
_KEPT = 16


@dataclass(frozen=True)
class Protected:
    """What may be told.

    Attributes:
        drafted: as the rules left it; earlier: what they knew of, the oldest first.
        threshold: no figure of fewer families; in_words: whether words stand in place of counts.
        silent: (table, row) whose words, taken together, would tell what one family said.
        too_like: whether the difference with an earlier release tells of few families, where the rules of neither
            counts nor words look.
        every: how many families could have told something.
    """

    drafted: Drafted
    earlier: tuple[Drafted, ...]
    threshold: int
    in_words: bool
    silent: frozenset[tuple[int, int]] = frozenset()
    too_like: bool = False
    every: int = 0

    @property
    def waits(self) -> str | None:
        """Why this release has to wait (a msgid); None when it has not."""
        if self.too_like:
            return TOO_LIKE
        return None if self.in_words else self.drafted.reason

    @property
    def base(self) -> int:
        """What counts are rounded to, 1 for not."""
        return max((table.base for table in self.drafted.shown), default=1)

    def told(self) -> Amount:
        """In how many families something was told; held back where too few, or none, told nothing."""
        told = len(self.drafted.tables[0].families)
        if self.in_words:
            return words.amount(told, self.every, self.threshold)
        shown = self.drafted.shown[0].cells[0][YES]
        return shown_amount(shown, rounded(self.every, self.base) if self.every - told >= self.threshold else None)

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

    def mean(self, name: str) -> tuple[float | None, int] | None:
        """The mean of the table called so (None: held back) and of how many families; None where nobody is in it."""
        at = next((at for at, table in enumerate(self.drafted.tables) if table.name == name), None)
        if at is None:
            return None
        families = len(self.drafted.tables[at].families)
        told = self.drafted.means[at] if self.drafted.means else None
        return told, rounded(families, self.drafted.shown[at].base)

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
    # Only who told something is in a release: who takes her consent back has left it, and is looked after as such.
    yield Table(TOLD, (TOLD,), (TOLD,), ((whole.told,),), lone=True)
    for one in whole.themes:
        asked = one.families.asked
        yield _two(named(one.key), one.families.said, asked)
        yield Table(named(one.key, BY_SITE), tuple(whole.sites), ("yes", "no"), tuple(
            (one.families.said & guids, (asked & guids) - one.families.said) for _name, guids in whole.sites.values()))
        if one.rows[0].takes_sign:
            yield _two(named(one.key, "+"), one.plus, asked, inside=one.key)
            yield _two(named(one.key, "-"), one.minus, asked, inside=one.key)
        for voice, found in one.voices.items():
            if found.asked:
                yield _two(named(one.key, voice), found.said, found.asked, inside=one.key)


def _two(name: str, yes: Guids, asked: Guids, inside: str = "") -> Table:
    return Table(name, ("all",), ("yes", "no"), ((yes, asked - yes),), lone=True, inside=inside)


def protect(whole: Whole, audience: str, earlier: Sequence[Drafted], besides: Besides | None = None
            ) -> Protected:
    """What may be told of `whole` and of what stands besides to this audience, knowing what earlier releases told."""
    families = whole.told | besides.families if besides else whole.told
    few = len(families) < 2 * THRESHOLDS[audience]
    more = besides.tables(in_words=few) if besides else ()
    found = _drafted((*tables(whole), *more), audience, tuple(earlier))
    in_words = found.reason == TOO_FEW
    before = [one for one in earlier if one.reason == TOO_FEW]
    silent = _telling((*before, found)) if in_words else frozenset()
    too_like = any(_crosses(one, found) or _left_a_table(one, found) for one in earlier)
    return Protected(found, tuple(earlier), THRESHOLDS[audience], in_words, silent, too_like, len(whole.every))


@lru_cache(maxsize=_KEPT)
def _drafted(of: tuple[Table, ...], audience: str, earlier: tuple[Drafted, ...]) -> Drafted:
    return drafted(of, audience=audience, earlier=earlier)


@lru_cache(maxsize=_KEPT)
def _telling(releases: tuple[Drafted, ...]) -> frozenset[tuple[int, int]]:
    return telling(releases)[-1]


def _crosses(before: Drafted, now: Drafted) -> bool:
    """Whether one of the two was told in words and the other in counts, of families that differ by few.

    "5 of 12", and three families later "in a few of 9", tells one who left what the other two had said.
    """
    told = {one.reason for one in (before, now)}
    return told == {None, TOO_FEW} and differ_by_few(before.families, now.families, now.threshold)


def _left_a_table(before: Drafted, now: Drafted) -> bool:
    """Whether numbers that are not rounded differ by few families who are in one part no more, such as those of whom
    the mother took her consent back and the coach still counts."""
    was, is_ = (_exact(one) for one in (before, now))
    return any(0 < len(was[name] - families) < now.threshold for name, families in is_.items() if name in was)


def _exact(one: Drafted) -> dict[str, Guids]:
    """By name the families of the tables of which numbers are shown as they are."""
    return {table.name: table.families for table, shown in zip(one.tables, one.shown, strict=True)
            if shown.total is not None and shown.base == 1}


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
