"""The matrix of families and codes: four states per cell, every cell with what it is counted out of."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from themes.finished import positions
from themes.tally import Tally, tally

if TYPE_CHECKING:
    from themes.frames import Material

SIGNS = ("plus", "minus", "both")
CELLS = ("code", "family", "state", "passages", *SIGNS, "said", "coded", "told")
LINES = ("code", "families_said", "families_coded", "families_told", "passages", *SIGNS, "said", "coded", "told")


class State(StrEnum):
    """What is known of a code in a family."""

    SAID = "said"
    CODED_NOT_SAID = "coded_not_said"  # all that was told is coded for this code, and it was not used
    TOLD_NOT_CODED = "told_not_coded"  # something told is not yet coded for this code
    NO_STORY = "no_story"


def matrix(material: Material, counted: Tally | None = None) -> pd.DataFrame:
    """One row per code and family, in the order of the material.

    Returns: code (key), family (guid), state (State), passages, of these plus, minus and both (the rest states no
        direction), and documents said, coded for the code, told.
    """
    counts = counted or tally(material)
    passages, plus, minus, both, said, coded, one_code = (_by_family(material, part) for part in (
        counts.passages, *counts.signs, counts.said, counts.coded, np.ones((len(counts.said), 1), dtype=np.int64)))
    told = np.broadcast_to(one_code, passages.shape)
    states = np.select(
        [told == 0, said > 0, coded == told],
        [State.NO_STORY.value, State.SAID.value, State.CODED_NOT_SAID.value], State.TOLD_NOT_CODED.value)
    codes = [code.key for code in material.codes]
    families = list(material.families["guid"])
    return pd.DataFrame({
        "code": np.repeat(np.array(codes, dtype=object), len(families)),
        "family": np.tile(np.array(families, dtype=object), len(codes)),
        "state": states.T.ravel(),
        **{name: part.T.ravel()
           for name, part in (("passages", passages), ("plus", plus), ("minus", minus), ("both", both),
                              ("said", said), ("coded", coded), ("told", told))},
    }, columns=list(CELLS))


def lines(cells: pd.DataFrame) -> pd.DataFrame:
    """The end of each row of `matrix`, in the same order; `cells` are whole rows of it, one after the other.

    Returns: code (key), families said, coded (with material coded for the code) and told, and over those families
        passages with plus, minus and both, and documents said, coded and told.
    """
    counted = {
        "families_said": cells["said"] > 0, "families_coded": cells["coded"] > 0, "families_told": cells["told"] > 0,
        **{name: cells[name] for name in ("passages", *SIGNS, "said", "coded", "told")}}
    code = cells["code"].to_numpy(dtype=object)
    begins = np.flatnonzero(np.append(True, code[1:] != code[:-1])) if len(code) else np.zeros(0, dtype=np.int64)
    summed = {name: np.add.reduceat(column.to_numpy(dtype=np.int64), begins) if len(code) else begins
              for name, column in counted.items()}
    return pd.DataFrame({"code": code[begins], **summed}, columns=list(LINES))


def _by_family(material: Material, counts: np.ndarray) -> np.ndarray:
    """Counts per document and code, summed per family and code."""
    at, code = np.nonzero(counts)
    family = positions(material.documents["family_id"].to_numpy(), material.families["family_id"].to_numpy())
    shape = len(material.families), counts.shape[1]
    summed = np.bincount(family[at] * shape[1] + code, weights=counts[at, code], minlength=shape[0] * shape[1])
    return summed.astype(np.int64).reshape(shape)
