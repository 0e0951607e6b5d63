"""One family in time: codes down, what it told from first to last across, and what is known of each code in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pilot.dates import months_since
from pilot.errors import NotFound
from pilot.words import N_
from themes.explore.states import COUNTS, Counts, grouped, seen
from themes.tally import tally

if TYPE_CHECKING:
    from themes.frames import Material
    from themes.tally import Tally

CELLS = ("code", "document", "state", *COUNTS)
TOLD = ("document", "title", "kind", "voice", "on_date", "month", "codes")


@dataclass(frozen=True)
class Course:
    """A family's codes in the order of its documents.

    Attributes:
        family: guid; pseudonym; starts_on: first start of support (ISO) or None.
        told: a row per document of the scope, in order: TOLD. month: months since the start of support (whole, may be
            below nought), None where that is not known; codes: how many codes were said in it.
        cells: a row per code (key) and document (guid): CELLS.
    """

    family: str
    pseudonym: str
    starts_on: str | None
    told: pd.DataFrame
    cells: pd.DataFrame


def course(material: Material, family: str, counted: Tally | None = None) -> Course:
    """The codes of one family (guid) in time. Raises: NotFound for one that is not in the scope."""
    found = material.families[material.families["guid"] == family]
    if found.empty:
        raise NotFound(N_("This family is not in what you chose. Change the filters."))
    head = found.iloc[0]
    starts_on = head["starts_on"] if isinstance(head["starts_on"], str) else None
    inside = (material.documents["family_id"] == head["family_id"]).to_numpy()
    documents = material.documents[inside]
    group = np.full(len(material.documents), -1)
    group[inside] = np.arange(len(documents))
    counts = counted or tally(material)
    numbers = grouped(counts, group, len(documents)).transpose(1, 0, 2)
    months = [months_since(starts_on, day) if starts_on else None for day in documents["on_date"].tolist()]
    told = documents[["guid", "title", "kind", "voice", "on_date"]].rename(columns={"guid": "document"}).assign(
        month=pd.Series(months, index=documents.index, dtype=object),
        codes=counts.said[inside].sum(axis=1))[list(TOLD)].reset_index(drop=True)
    flat = numbers.reshape(-1, len(COUNTS))
    return Course(family, str(head["pseudonym"]), starts_on, told, pd.DataFrame({
        "code": np.repeat(np.array([code.key for code in material.codes], dtype=object), len(documents)),
        "document": np.tile(documents["guid"].to_numpy(dtype=object), len(material.codes)),
        "state": [seen(Counts(*row)).value for row in flat.tolist()],
        **{name: flat[:, n] for n, name in enumerate(COUNTS)}}, columns=list(CELLS)))
