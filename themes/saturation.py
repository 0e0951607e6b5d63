"""Saturation: which codes come up for the first time in each conversation, in the order in which they were told.

It says when coders found nothing new any more with this codebook, not that there is nothing new to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.words import N_
from themes import frames
from themes.tally import Tally, tally

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.frames import Material
    from themes.scope import Scope

KINDS = {"interview": N_("conversations"), "story": N_("stories"), "all": N_("conversations and stories")}


@dataclass(frozen=True)
class Step:
    """A document: how many codes were said in it, which for the first time (names), and how many codes so far."""

    guid: str
    title: str
    family: str
    on_date: str
    said: int
    new: tuple[str, ...]
    so_far: int


@dataclass(frozen=True)
class Saturation:
    """Coded documents of a scope in the order of telling.

    Attributes:
        coders: labels of whose codings count. codes: how many there are. waiting: documents of that kind that nobody is
            done with, which are not among the steps.
    """

    sentence: str
    codebook: str
    coders: tuple[str, ...]
    codes: int
    steps: tuple[Step, ...]
    waiting: int

    @property
    def since(self) -> int:
        """How many documents since the last one with a new code."""
        return next((n for n, one in enumerate(reversed(self.steps)) if one.new), len(self.steps))


@use_case(Right.SEE_THEMES, reads="numbers by family")
def saturation(db: Database, viewer: Viewer, scope: Scope, kind: str = "interview") -> Saturation | None:
    """New codes per document of a kind (of KINDS); None while no codebook has been loaded.

    Raises: NotAllowed; BadInput for another kind, or a scope that is not in this pilot.
    """
    if kind not in KINDS:
        raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
    material = frames.load(db, viewer, scope)
    if material is None:
        return None
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    return of_material(material, kind, tuple(sorted(labels[one] for one in material.finished.coders.tolist())))


def of_material(
    material: Material, kind: str, coders: tuple[str, ...] = (), *, counted: Tally | None = None,
) -> Saturation:
    """`saturation` of material that was read, and counted where it was."""
    counted = counted or tally(material)
    documents = material.documents
    of_kind = np.ones(len(documents), dtype=bool) if kind == "all" else (documents["kind"] == kind).to_numpy()
    is_coded = np.any(counted.coded, axis=1)
    called = dict(zip(material.families["family_id"], material.families["pseudonym"], strict=True))
    names = [code.name for code in material.codes]
    seen = np.zeros(len(names), dtype=bool)
    steps = []
    for at in np.flatnonzero(of_kind & is_coded).tolist():
        said = counted.said[at]
        new = said & ~seen
        seen |= said
        head = documents.iloc[at]
        steps.append(Step(head["guid"], head["title"], called[head["family_id"]], head["on_date"], int(said.sum()),
                          tuple(name for name, is_new in zip(names, new.tolist(), strict=True) if is_new),
                          int(seen.sum())))
    return Saturation(material.sentence(), material.version.told, coders, len(names), tuple(steps),
                      int((of_kind & ~is_coded).sum()))
