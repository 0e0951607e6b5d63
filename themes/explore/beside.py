"""Choices side by side, code by code: families that said it, each side out of its own, and what differs in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pilot.access import Right, Viewer
from pilot.dates import months_since
from pilot.door import use_case
from pilot.words import N_, _
from themes import frames
from themes.explore import sides
from themes.matrix import LINES, lines, matrix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.explore.sides import Side, Sides
    from themes.frames import Material
    from themes.scope import Scope

MEANS = N_("Each side is counted out of its own families with stories coded for the code; a family may be on several"
           " sides. Under a version of the codebook counts what coders were last done with under it, by the codes of"
           " today: codings of codes that were merged or split went along, so figures of then cannot be counted"
           " anew.")


@dataclass(frozen=True)
class Beside:
    """Sides beside each other.

    Attributes:
        whole: the material that all sides are taken from; there: all sides of the kind, by key.
        codes: those that any side has.
        cells: a row per code (key) and side (key), in that order: code, side, and LINES of that side.
        told: by key of a side: how many families and how many documents are in it.
        sentences: by key of a side what counts in it.
    """

    whole: Material
    asked: Sides
    there: Mapping[str, str]
    sides: list[Side]
    codes: list[CodeRow]
    cells: pd.DataFrame
    told: dict[str, tuple[int, int]]
    sentences: dict[str, str]


@use_case(Right.SEE_THEMES, reads="sites, coaches and coders")
def choices(db: Database, viewer: Viewer, scope: Scope, kind: str) -> dict[str, str]:
    """What can lie side by side in a scope, by key, with what it is called; nothing without a codebook.

    Raises: as `beside`.
    """
    whole = frames.load(db, viewer, scope)
    return {} if whole is None else _there(whole, kind)


def _there(whole: Material, kind: str) -> dict[str, str]:
    return sides.known(kind, whole.names, whole.documents["on_date"].tolist(), _months(whole))


@use_case(Right.SEE_THEMES, reads="numbers by family")
def beside(db: Database, viewer: Viewer, scope: Scope, asked: Sides) -> Beside | None:
    """The sides of a scope; None while no codebook has been loaded.

    Raises: NotAllowed; BadInput for a scope or side that is not in this pilot.
    """
    whole = frames.load(db, viewer, scope)
    if whole is None:
        return None
    there = _there(whole, asked.kind)
    chosen = sides.of(asked, scope, there)
    materials = {side.key: _loaded(db, viewer, side.scope) for side in chosen}
    found = {key: {row[0]: row[1:] for row in lines(matrix(material)).to_numpy().tolist()}
             for key, material in materials.items()}
    codes = [code for code in whole.codes if any(code.key in rows for rows in found.values())]
    cells = pd.DataFrame(
        # Nought where a side does not have the code, as one without directions in a side of one direction.
        [(code.key, key, *rows.get(code.key, [0] * (len(LINES) - 1))) for code in codes for key, rows in found.items()],
        columns=["code", "side", *LINES[1:]])
    return Beside(
        whole, asked, there, chosen, codes, cells,
        {key: (int(one.documents["family_id"].nunique()), len(one.documents)) for key, one in materials.items()},
        {key: one.sentence() for key, one in materials.items()})


def _loaded(db: Database, viewer: Viewer, scope: Scope) -> Material:
    found = frames.load(db, viewer, scope)
    assert found is not None  # the codebook was there a moment ago, and none is ever taken away
    return found


def _months(material: Material) -> list[int]:
    """Months of support of the documents for which it is known, the first one being 1."""
    starts = dict(zip(material.families["family_id"], material.families["starts_on"], strict=True))
    return [months_since(start, day) + 1 for family, day in zip(
        material.documents["family_id"], material.documents["on_date"], strict=True)
        if isinstance(start := starts[family], str)]


def differences(found: Beside) -> dict[str, str]:
    """By key of each code what differs between the sides, in a sentence; nothing for more or fewer than two."""
    if len(found.sides) != 2:
        return {}
    names = (found.sides[0].name, found.sides[1].name)
    shares = found.cells[["families_said", "families_coded"]].to_numpy().tolist()
    return {code.key: difference(tuple(shares[2 * n]), tuple(shares[2 * n + 1]), names)
            for n, code in enumerate(found.codes)}


def difference(one: tuple[int, int], other: tuple[int, int], names: tuple[str, str]) -> str:
    """What two shares, each (families said, families coded), say beside each other, in a sentence.

    A part is larger as a fraction, compared exactly; where one family more or less would turn it round or make it even,
    that is said. Source: design of this program; no test of chance, for there are too few families for one.
    """
    (a, of_a), (b, of_b) = one, other
    missing = [name for name, of in zip(names, (of_a, of_b), strict=True) if not of]
    if missing:
        return _("cannot be compared: nothing coded in {sides}").format(sides=", ".join(missing))
    if not a and not b:
        return _("in neither")
    if a == of_a and b == of_b:
        return _("in every family of both")
    if a * of_b == b * of_a:
        return _("as often in both")
    more, less, (low, of_low), (high, of_high) = (
        (*names, other, one) if a * of_b > b * of_a else (*names[::-1], one, other))
    if not low:
        said = _("only in {more}").format(more=more)
    else:
        said = _("in a larger part of the families in {more} than in {less}").format(more=more, less=less)
    if (low + 1) * of_high >= high * of_low or low * of_high >= (high - 1) * of_low:
        said += ", " + _("by one family")
    return said
