"""Where a code was said in a family, or in all: the places behind a cell of the matrix, as far as somebody may read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coding.marks.packed import SIGN_NUMBERS
from pilot import access
from pilot.door import inner
from pilot.errors import NotFound
from pilot.words import N_
from themes import frames
from themes.crossing import of_cell
from themes.tally import places, tally

if TYPE_CHECKING:
    import pandas as pd
    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from pilot.access import Viewer
    from themes.crossing import Crossing
    from themes.frames import Material
    from themes.scope import Scope


# What can be asked of places: those on which coders differ, by code and direction, or also by where they begin or end.
CODES, BOUNDS = "1", "bounds"
DIFFER = (CODES, BOUNDS)


@dataclass(frozen=True)
class Waiting:
    """A document that is not yet coded for the code."""

    document: str
    title: str
    family: str
    on_date: str


@dataclass(frozen=True)
class Place:
    """Overlapping codings of one code as one span: code points, 0-based, end-exclusive, into its version.

    of: its codings, each (coder_id, start, end); sign: their directions together, as in `SIGN_NUMBERS`; signs:
    that of each.
    """

    document_id: int
    version_id: int
    start: int
    end: int
    of: tuple[tuple[int, int, int], ...]
    sign: int
    signs: tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """A code in a family, or in all: the documents with what is `said` and `coded` in each, its places, what they are
    called by document_id."""

    code: CodeRow
    documents: pd.DataFrame
    readable: list[Place]
    withheld: int
    heads: dict[int, Waiting]


class Chosen(NamedTuple):
    """What counts, the sentence that says so, and the name of the column of a table it was narrowed to ('' for none).
    """

    material: Material
    sentence: str
    column: str


@inner("part of use cases about quotes, which ask the right")
def material_of(
    db: Database, viewer: Viewer, scope: Scope, key: str, family: str, cell: Crossing | None = None
) -> Chosen | None:
    """The material of a scope with one code, or all of its codes ('').

    Args:
        cell: only the codings behind that cell of a table.

    Raises: NotFound for a family (guid) that is not there; BadInput for a column; as `frames.load`.
    """
    if family:
        access.require_family(db, viewer, family)
    # What is together with a code is told by the codings of that other code.
    found = frames.load(db, viewer, scope, "" if cell and cell.across == "code" else key)
    if found is None:
        return None
    if cell is None:
        return Chosen(found, found.sentence(), "")
    material, name = of_cell(db, found, cell, key)
    return Chosen(material, found.sentence(), name)


def differing(material: Material, cell: Cell, how: str) -> Cell:
    """The cell with only the places on which coders who are done with the document differ.

    Args:
        how: one of DIFFER; where BOUNDS is asked, places that they let begin or end elsewhere differ too.
    """
    done, coders = material.finished.for_code[:, :, 0], material.finished.coders
    at = {number: place for place, number in enumerate(material.documents["document_id"].tolist())}
    judges = {number: set(coders[done[:, place]].tolist()) for number, place in at.items()}

    def differs(place: Place) -> bool:
        spans: dict[int, set[tuple[int, int]]] = {}
        signs: dict[int, int] = {}
        for (coder, start, end), sign in zip(place.of, place.signs, strict=True):
            spans.setdefault(coder, set()).add((start, end))
            signs[coder] = signs.get(coder, 0) | sign
        who = judges[place.document_id]
        return len(who) > 1 and (
            set(spans) != who or len({sign for sign in signs.values() if sign}) > 1
            or (how == BOUNDS and any(one != next(iter(spans.values())) for one in spans.values())))

    kept = [place for place in cell.readable if differs(place)]
    return Cell(cell.code, cell.documents, kept, cell.withheld, cell.heads)


@inner("part of use cases about quotes, which ask the right")
def cells_of(db: Database, viewer: Viewer, material: Material, family: str) -> list[Cell]:
    """One for each code of the material."""
    counts = tally(material)
    called = dict(zip(material.families["family_id"], material.families["pseudonym"], strict=True))
    all_of_them = material.documents.assign(family=material.documents["family_id"].map(called))
    inside = np.ones(len(all_of_them), dtype=bool)
    if family:
        inside = (all_of_them["family"] == pseudonym(material, family)).to_numpy()
    heads = {number: Waiting(*head) for number, *head in
             all_of_them[["document_id", "guid", "title", "family", "on_date"]].to_numpy().tolist()}
    readable = _readable(db, viewer, material.marks["version_id"].unique().tolist())
    cells = []
    for i, code in enumerate(material.codes):
        documents = all_of_them.assign(said=counts.said[:, i], coded=counts.coded[:, i])[inside]
        said = documents.loc[documents["said"], "document_id"]
        marks = material.marks
        found = _places(marks[(marks["code_id"] == code.code_id) & marks["document_id"].isin(said)],
                        material.scope.sign)
        kept = [place for place in found if place.version_id in readable]
        cells.append(Cell(code, documents, kept, len(found) - len(kept), heads))
    return cells


def pseudonym(material: Material, family: str) -> str:
    """What a family (guid) of the material is called; '' for all. Raises: NotFound."""
    if not family:
        return ""
    found = material.families.loc[material.families["guid"] == family, "pseudonym"]
    if found.empty:
        raise NotFound(N_("This family is not in what you chose. Change the filters."))
    return str(found.iloc[0])


def _places(marks: pd.DataFrame, sign: str) -> list[Place]:
    """The places of these codings of one code, each with its coders; with this direction only ('' for all)."""
    order, fresh = places(marks)
    found: list[Place] = []
    for (document, version, _code, coder, said, start, end), new in zip(
            marks.iloc[order].to_numpy().tolist(), fresh, strict=True):
        at = Place(document, version, start, end, ((coder, start, end),), said, (said,))
        if not new:
            last = found.pop()
            at = Place(at.document_id, at.version_id, last.start, max(last.end, at.end), last.of + at.of,
                        last.sign | at.sign, last.signs + at.signs)
        found.append(at)
    wanted = SIGN_NUMBERS.get(sign)
    return [place for place in found if wanted in (None, place.sign)]


def _readable(db: Database, viewer: Viewer, versions: list[int]) -> set[int]:
    """Of these versions those this viewer may read."""
    where, params = access.versions_where(viewer)
    return {row[0] for row in db.conn.execute(
        "SELECT v.version_id FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.version_id IN (SELECT value FROM json_each(?)) AND {where}", (json.dumps(versions), *params))}
