"""What can lie side by side: voices, municipalities, coaches, coders and layers, directions, periods, versions.

Everything that is chosen for a page counts for each side; the sides differ in one thing, and each is counted out of
its own families.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from pilot.dates import half_year
from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_, _
from themes.crossing import half_year_name
from themes.figures.signs import SIGN_NAMES
from themes.over_time import BIN_MONTHS
from themes.scope import ALL, ANY, CONSENSUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from themes.scope import Names, Scope

KINDS = {
    "voice": N_("voices"), "site": N_("municipalities"), "coach": N_("coaches"), "coder": N_("coders and layers"),
    "sign": N_("directions"), "period": N_("half-years"), "months": N_("half-years of support"),
    "version": N_("versions of the codebook")}
# The fields of a scope in which the sides of a kind differ.
FIELDS = {"period": ("from_on", "until_on"), "months": ("from_month", "until_month")}
MOST = 8  # beside each other
_NOT_THERE = N_("This address asks for something that is not there. Choose again with the filters.")


class Side(NamedTuple):
    """One side: its key in addresses, what it is called, and what counts in it."""

    key: str
    name: str
    scope: Scope


@dataclass(frozen=True)
class Sides:
    """What lies side by side: a kind (of KINDS), and the keys of the sides, in order; none for the usual ones."""

    kind: str = "voice"
    keys: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Sides:
        """What an address asks for. Raises: BadInput for a kind that is not there."""
        kind = query.get("beside") or cls.kind
        if kind not in KINDS:
            raise BadInput(_NOT_THERE)
        return cls(kind, tuple(dict.fromkeys(key for key in query.get("which", "").split(",") if key)))

    def query(self) -> dict[str, str]:
        """What to put in an address."""
        return {"beside": self.kind, "which": ",".join(self.keys)}


def known(kind: str, names: Names, days: list[str], months: list[int]) -> dict[str, str]:
    """All sides of a kind, by key, with what they are called.

    Args:
        days: dates (ISO) of all documents on the axis; months: their months of support, the first one being 1.
    """
    if kind == "voice":
        return voices.titles()
    if kind == "site":
        return names.sites
    if kind == "coach":
        return names.coaches
    if kind == "coder":
        return {ANY: _("Any coder"), ALL: _("All who are done with it"), CONSENSUS: _("What coders came to together"),
                **names.coders}
    if kind == "sign":
        return {sign: _(name) for sign, name in SIGN_NAMES.items()}
    if kind == "version":
        return {str(n): _("version {n}").format(n=n) for n in range(1, names.codebook + 1)}
    if kind == "period":
        return {key: half_year_name(key) for key in sorted({half_year(day) for day in days})}
    bins = sorted({-1 if month < 1 else (month - 1) // BIN_MONTHS for month in months})
    return {str(one + 1): _("before the start") if one < 0 else _("month {first}-{last}").format(
        first=one * BIN_MONTHS + 1, last=(one + 1) * BIN_MONTHS) for one in bins}


def usual(kind: str, there: Mapping[str, str]) -> tuple[str, ...]:
    """The sides that are shown before anybody chose."""
    if kind == "voice":
        return (voices.FAMILY, voices.COACH, voices.PARTNER)
    if kind == "coder":
        return tuple(there)[3:5] if len(there) > 4 else (ANY, CONSENSUS)
    if kind == "sign":
        return ("+", "-")
    return tuple(there)[:MOST]


def of(sides: Sides, whole: Scope, there: Mapping[str, str]) -> list[Side]:
    """The sides in a scope. Raises: BadInput for a side that is not there, or more than MOST."""
    keys = sides.keys or usual(sides.kind, there)
    if len(keys) > MOST or not set(keys) <= set(there):
        raise BadInput(_NOT_THERE)
    return [Side(key, there[key], narrowed(whole, sides.kind, key)) for key in keys]


def narrowed(whole: Scope, kind: str, key: str) -> Scope:
    """The scope of one side."""
    if kind == "period":
        year, half = key.split("-")
        start, end = ("07-01", "12-31") if half == "2" else ("01-01", "06-30")
        start, end = f"{year}-{start}", f"{year}-{end}"
        return replace(whole, from_on=max(start, whole.from_on), until_on=min(end, whole.until_on or end))
    if kind == "months":
        first = (int(key) - 1) * BIN_MONTHS + 1
        return replace(whole, from_month=str(max(first, 0)), until_month=str(max(first, 0) + BIN_MONTHS - 1)
                       if first > 0 else "0")
    return replace(whole, **{kind: key})
