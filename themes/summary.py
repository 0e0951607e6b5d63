"""What a steering group sees until figures are released: one unfiltered line per code, families only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from themes import frames
from themes.matrix import lines, matrix
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Line:
    """One code: `said` families of the `coded` families that have material coded for it; colours '#RRGGBB'."""

    key: str
    name: str
    group: str
    color: str
    color_dark: str
    said: int
    coded: int


@dataclass(frozen=True)
class Summary:
    """The lines of a pilot on a day (ISO), under one version of the codebook (its number).

    families: all in the pilot; waiting: of these, without a story or conversation that was coded for any code.
    """

    lines: list[Line]
    codebook: int
    as_of: str
    families: int
    waiting: int


@use_case(Right.SEE_SUMMARY, reads="numbers")
def summary(db: Database, viewer: Viewer) -> Summary | None:
    """One line per code over the whole pilot, codings of any coder; None while no codebook has been loaded.

    It takes no scope on purpose: the difference of two views would be about the families between them.
    Raises: NotAllowed.
    """
    material = frames.read(db, Scope(), access.reach.documents_where(db))
    if material is None:
        return None
    cells = matrix(material)
    ends = lines(cells)
    counting = cells.loc[cells["coded"] > 0, "family"].nunique()
    counts = {key: (said, coded) for key, said, coded in
              ends[["code", "families_said", "families_coded"]].to_numpy().tolist()}
    found = [Line(code.key, code.name, material.groups[code.key], code.color, code.color_dark,
                  *counts.get(code.key, (0, 0))) for code in material.codes]
    total = len(material.families)
    return Summary(found, material.version.number, today(db), total, total - int(counting))
