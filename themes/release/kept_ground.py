"""The ground of a release as it is kept beside it: where each figure came from. It names families, and never leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from themes.disclosure.tables import Drafted, Shown, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Ground:
    """Where the figures of a release came from.

    Attributes:
        query: the scope that was counted, as in an address; keys: the codes, in order.
        digests: as `counting.digests`, by family (guid).
        earlier: guids of the releases that were known to who reads this one, the oldest first.
        drafted: as the rules of disclosure left it, with families.
        parts: what was counted besides themes, as `Choice.parts`.
    """

    query: Mapping[str, str]
    keys: tuple[str, ...]
    digests: Mapping[str, str]
    earlier: tuple[str, ...]
    drafted: Drafted
    parts: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        """As JSON has it; each family is written once, cells hold their places in that list."""
        families = sorted(self.drafted.families | set(self.digests))
        at = {guid: place for place, guid in enumerate(families)}
        tables = [[one.name, one.rows, one.columns, one.lone,
                   [[sorted(at[guid] for guid in cell) for cell in row] for row in one.cells], one.scores, one.inside]
                  for one in self.drafted.tables]
        shown = [[one.name, one.rows, one.columns, one.cells, one.row_totals, one.column_totals, one.total, one.base]
                 for one in self.drafted.shown]
        return {
            "query": dict(self.query), "keys": self.keys, "families": families, "earlier": self.earlier,
            "parts": self.parts, "digests": [self.digests.get(guid) for guid in families],
            "drafted": {"tables": tables, "shown": shown, "reason": self.drafted.reason,
                        "threshold": self.drafted.threshold, "rounding": self.drafted.rounding,
                        "means": self.drafted.means}}


def from_plain(kept: dict[str, Any]) -> Ground:
    """What `as_plain` kept."""
    families, was = kept["families"], kept["drafted"]
    tables = tuple(
        Table(name, tuple(rows), tuple(columns),
              tuple(tuple(frozenset(families[place] for place in cell) for cell in row) for row in cells), lone,
              *_more(*more))
        for name, rows, columns, lone, cells, *more in was["tables"])
    shown = tuple(
        Shown(name, tuple(rows), tuple(columns), tuple(tuple(row) for row in cells), tuple(across), tuple(down), total,
              base)
        for name, rows, columns, cells, across, down, total, base in was["shown"])
    return Ground(
        kept["query"], tuple(kept["keys"]),
        {guid: digest for guid, digest in zip(families, kept["digests"], strict=True) if digest},
        tuple(kept["earlier"]), Drafted(tables, shown, was["reason"], was["threshold"], was["rounding"],
                tuple(was.get("means", ()))), tuple(kept.get("parts", ())))


def _more(scores: Sequence[float] = (), inside: str = "") -> tuple[tuple[float, ...], str]:
    """What older releases were kept without."""
    return tuple(scores), inside
