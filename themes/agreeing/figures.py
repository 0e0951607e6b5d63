"""How far coders agree, per code, pair and document, each number with what it is counted out of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from coding.agreement.patterns import marked, patterns
from coding.agreement.sums import DRAWS, MARKS, NAMES, UNITS, VALUES, Coded, coefficients, drawn, of_pairs, sums
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.makers import CONSENSUS_GUID
from themes import frames
from themes.agreeing.beside import with_consensus
from themes.agreeing.bounds import bounds
from themes.agreeing.cutting import cut
from themes.agreeing.stated import Stated, signs, weights
from themes.scope import CONSENSUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.agreement.sums import Sums
    from coding.book.codebook import CodeRow
    from themes.agreeing.choice import Choice
    from themes.agreeing.cutting import Cut
    from themes.frames import Material

ENOUGH = 5  # documents: fewer drawn again say nothing of others


@dataclass(frozen=True)
class Number:
    """A coefficient, None where it is undefined, and where 95 % of the draws of documents lie, None for too few."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """How far coders agree on a code, or on all codes together (code None).

    Attributes:
        documents: that two coders or more judged by the code; units: in these, in the frame.
        judgements: how often a coder judged a unit; marks: and marked it. numbers: each of NAMES.
        alpha_u: of where passages begin and end, over characters whatever the unit is; None where undefined.
        signs, weights: agreement on direction and weight where two coders stated one; None where nobody did.
    """

    code: CodeRow | None
    documents: int
    units: int
    judgements: int
    marks: int
    numbers: Mapping[str, Number]
    alpha_u: float | None
    signs: Stated | None
    weights: Stated | None


@dataclass(frozen=True)
class Pair:
    """Two coders (labels), or one and what they came to together, over all codes: the documents and units both judged,
    and percent, kappa and F1."""

    one: str
    other: str
    documents: int
    units: int
    numbers: Mapping[str, float | None]


@dataclass(frozen=True)
class OfDocument:
    """A document over all codes: how many coders judged it, its units in the frame, and each of NAMES."""

    guid: str
    title: str
    family: str
    coders: int
    units: int
    numbers: Mapping[str, float | None]


@dataclass(frozen=True)
class Agreement:
    """What was found.

    Attributes:
        documents: that two coders or more finished; told: all in scope.
        coders: labels of who finished any of them.
        placeless: codings on no words of the text that is read, which are on no unit.
        held: documents of which nothing counts yet, for they are coded blind or for practice.
        all: over all codes; None where no document has two coders.
    """

    choice: Choice
    codebook: int
    documents: int
    told: int
    coders: tuple[str, ...]
    placeless: int
    held: int
    all: Line | None
    codes: tuple[Line, ...]
    pairs: tuple[Pair, ...]
    by_document: tuple[OfDocument, ...]


@use_case(Right.SEE_OTHER_CODERS, reads="numbers by coder")
def agreement(db: Database, viewer: Viewer, choice: Choice) -> Agreement | None:
    """How far coders agree on the codes of a scope; None while no codebook has been loaded.

    Raises: NotAllowed; BadInput when the scope is not in this pilot.
    """
    material = frames.load(db, viewer, choice.scope)
    if material is None:
        return None
    found = of_material(db, material, choice)
    together = frames.load(db, viewer, replace(choice.scope, coder=CONSENSUS))
    if together is None or not len(together.finished.coders):
        return found
    return replace(found, pairs=(*found.pairs, *_with_consensus(db, with_consensus(material, together), choice)))


def of_material(db: Database, material: Material, choice: Choice, draws: int = DRAWS) -> Agreement:
    """`agreement` of material that was read."""
    found = cut(db, material, choice.unit)
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    called = [labels[one] for one in material.finished.coders.tolist()]
    said = tuple(called[at] for at in np.flatnonzero(found.raters.any(axis=(1, 2))).tolist())
    if not len(found.documents):
        return Agreement(choice, material.version.number, 0, len(material.documents), (), 0, material.held,
                         None, (), (), ())
    units = found.units if choice.frame == "all" else marked(found.spans, len(found.documents))
    summed = sums(Coded(patterns(found.spans), units, found.raters))
    lines = _lines(db, material, found, summed, draws)
    return Agreement(
        choice, material.version.number, len(found.documents), len(material.documents), said, found.placeless,
        material.held, lines[-1], tuple(lines[:-1]), _pairs(summed, called), _documents(material, found, summed))


def _lines(db: Database, material: Material, found: Cut, summed: Sums, draws: int) -> list[Line]:
    """One of each code, and one of all of them."""
    whole = _and_all(summed)
    values = coefficients(whole.of.sum(axis=0), whole.pairs.sum(axis=1))
    points = drawn(whole, draws)
    judged = (whole.of[..., UNITS] > 0).sum(axis=0)
    places = bounds(db, material)
    stated = (signs(material, found), weights(db, material, found))
    lines = []
    for at, code in enumerate([*material.codes, None]):
        numbers = {name: Number(plain(values[name][at]), *(
            plain(one) if judged[at] >= ENOUGH else None for one in points[name][:, at])) for name in NAMES}
        total = whole.of[:, at].sum(axis=0)
        lines.append(Line(code, int(judged[at]), int(total[UNITS]), int(total[VALUES]), int(total[MARKS]),
                          numbers, places[at], stated[0][at], stated[1][at]))
    return lines


def _and_all(summed: Sums) -> Sums:
    """The sums with those over all codes behind them, as one code more."""
    return type(summed)(
        np.concatenate([summed.of, summed.of.sum(axis=1, keepdims=True)], axis=1),
        np.concatenate([summed.pairs, summed.pairs.sum(axis=2, keepdims=True)], axis=2), summed.coders)


def _pairs(summed: Sums, called: list[str]) -> tuple[Pair, ...]:
    numbers = of_pairs(summed.pairs.sum(axis=(1, 2)))
    return tuple(Pair(
        called[one], called[other], int((summed.pairs[at, ..., 0] > 0).any(axis=1).sum()),
        int(summed.pairs[at, ..., 0].max(axis=1).sum()), {name: plain(of[at]) for name, of in numbers.items()})
        for at, (one, other) in enumerate(summed.coders))


def _with_consensus(db: Database, both: Material, choice: Choice) -> tuple[Pair, ...]:
    """Each coder beside what they came to together."""
    found = cut(db, both, choice.unit)
    if not len(found.documents):
        return ()
    units = found.units if choice.frame == "all" else marked(found.spans, len(found.documents))
    ours, = db.conn.execute("SELECT label FROM user WHERE guid = ?", (CONSENSUS_GUID,)).fetchone()
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    called = [labels[one] for one in both.finished.coders.tolist()]
    pairs = _pairs(sums(Coded(patterns(found.spans), units, found.raters)), called)
    return tuple(pair for pair in pairs if ours in (pair.one, pair.other))


def _documents(material: Material, found: Cut, summed: Sums) -> tuple[OfDocument, ...]:
    """Those that agree least first; those of which nothing can be said last."""
    numbers = coefficients(summed.of.sum(axis=1), summed.pairs.sum(axis=2))
    called = dict(zip(material.families["family_id"], material.families["pseudonym"], strict=True))
    # As lists: a look-up in a frame costs as much as all the rest of a row, and a large pilot has ten thousand.
    heads = material.documents.iloc[found.documents][["guid", "title", "family_id"]].to_numpy().tolist()
    coders = found.raters.any(axis=2).sum(axis=0)
    units = summed.of[..., UNITS].max(axis=1)
    alpha = numbers["alpha"]
    plainly = {name: [None if one != one else one for one in of.tolist()] for name, of in numbers.items()}  # NaN
    order = np.argsort(np.where(np.isnan(alpha), np.inf, alpha), kind="stable").tolist()
    return tuple(OfDocument(
        heads[at][0], heads[at][1], called[heads[at][2]], int(coders[at]), int(units[at]),
        {name: plainly[name][at] for name in NAMES}) for at in order)


def plain(value: float) -> float | None:
    """The number, None where it is undefined (NaN)."""
    return None if np.isnan(value) else float(value)
