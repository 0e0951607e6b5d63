"""Figures of a release that say in how many families something holds, and whom the pilot reached.

Each is a table of yes and no, or one table of all answers where a family gives just one, for those add up; under the
same rules as themes: counts where they may be shown, words in a small pilot.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pilot.words import _
from stories.outcomes.reach import kinds as referrals
from themes.disclosure.tables import Table
from themes.disclosure.words import FEW
from themes.release.choice import REACH
from themes.release.content import HELD, Panel, PanelRow
from themes.release.saying import both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlite_utils import Database

    from themes.release.content import Amount, Both
    from themes.release.protecting import Protected

Guids = frozenset[str]


@dataclass(frozen=True)
class Row:
    """In which families something holds, of those of which it is known; `name` in the language spoken."""

    key: str
    name: Callable[[], str]
    yes: Guids
    asked: Guids


@dataclass(frozen=True)
class Group:
    """Rows that belong together.

    Attributes:
        is_one: each family is in just one of them, so that they add up.
        only_many: rows of few families or none, or that are held back, are left out, for there are many such. So all
            rows there could be are in it: to leave out only those of nobody would tell that there is somebody.
    """

    key: str
    rows: tuple[Row, ...]
    is_one: bool = False
    only_many: bool = False


@dataclass(frozen=True)
class Part:
    """A part of a release: its rows, and in the language spoken its title, what its rows are, and how to read it."""

    key: str
    title: Callable[[], str]
    head: Callable[[], str]
    note: Callable[[], str]
    groups: tuple[Group, ...]

    @property
    def families(self) -> Guids:
        """All families in it."""
        return frozenset().union(*(row.asked for group in self.groups for row in group.rows))


def reach(db: Database, site: str, guids: Mapping[int, str]) -> Part:
    """Referrals; one that became no family counts by itself.

    Args:
        site: key, '' for all. guids: by family_id, of those of it that may be counted today.
    """
    rows = db.conn.execute(
        "SELECT r.guid, r.family_id, r.state, r.known FROM referral r LEFT JOIN site s USING (site_id)"
        " WHERE r.removed_at IS NULL AND ? IN ('', coalesce(s.key, '')) ORDER BY r.referral_id", (site,)).fetchall()
    ids = [guids.get(family_id) or guid for guid, family_id, _state, _known in rows]
    every = frozenset(ids)
    where = {state: frozenset(one for one, row in zip(ids, rows, strict=True) if row[2] == state)
             for state in referrals.STATES}
    known = {one: row[3] for one, row in zip(ids, rows, strict=True) if row[3]}
    states = tuple(Row(state, lambda state=state: _(referrals.STATES[state]), there, every)  # type: ignore[misc]
                   for state, there in where.items())
    before = tuple(Row(key, lambda key=key: _(referrals.KNOWN[key]),  # type: ignore[misc]
                       frozenset(one for one, said in known.items() if said == key), frozenset(known))
                   for key in referrals.KNOWN)
    return Part(REACH, lambda: _("Whom the pilot reached"), lambda: _("Referrals"),
                lambda: _("Of all referrals to the pilot; whether a family was known to the social service before, of"
                          " those of which that is known."),
                (Group("states", states, is_one=True), Group("known", before, is_one=True)))


def tables(parts: Sequence[Part], *, in_words: bool) -> Iterator[Table]:
    """Their linked tables; for words always of yes and no."""
    for part in parts:
        for group in part.groups:
            if group.is_one and not in_words:
                yield Table(_named(part, group), tuple(row.key for row in group.rows), ("families",),
                            tuple((row.yes,) for row in group.rows), lone=True)
                continue
            for row in group.rows:
                yield Table(_named(part, group, row), ("all",), ("yes", "no"), ((row.yes, row.asked - row.yes),),
                            lone=True)


def _named(part: Part, group: Group, row: Row | None = None) -> str:
    return "/".join((part.key, group.key, *((row.key,) if row else ())))


def panels(parts: Sequence[Part], protected: Protected) -> tuple[Panel, ...]:
    """What may be told of them; a row of which nobody is known is left out."""
    return tuple(_panel(part, protected) for part in parts)


def _panel(part: Part, protected: Protected) -> Panel:
    told = [(row, _told(part, group, at, protected)) for group in part.groups for at, row in enumerate(group.rows)
            if row.asked and not (group.only_many and _is_few(protected.amount(_named(part, group, row))))]
    return Panel(part.key, both(part.title), both(part.note), both(part.head), (both(lambda: _("In how many")),),
                 tuple(PanelRow(both(row.name), (said,)) for row, said in told))


def _told(part: Part, group: Group, at: int, protected: Protected) -> Both:
    if protected.in_words or not group.is_one:
        return protected.amount(_named(part, group, group.rows[at])).told
    shown = protected.shown(_named(part, group))
    n = shown.cells[at][0] if shown else None
    return both(lambda: str(n)) if n is not None else both(lambda: _("held back"))


def _is_few(amount: Amount) -> bool:
    return amount.kind == HELD or amount.word == FEW or amount.n == 0


def digests(parts: Sequence[Part], told: Mapping[str, str]) -> dict[str, str]:
    """By family (guid) one number (hex) of what holds for it and of what `told` has of it."""
    found = {guid: [digest] for guid, digest in told.items()}
    for part in parts:
        for group in part.groups:
            for row in group.rows:
                for guid in row.asked:
                    found.setdefault(guid, []).append(f"{_named(part, group, row)}={guid in row.yes}")
    return {guid: sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16] for guid, lines in found.items()}
