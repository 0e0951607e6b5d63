"""How many documents a round needs before its agreement says something: from the width of the interval one wants.

Units are what is compared (sentences, as the plan has it). The interval of a kappa with two coders and one code that is
given or not has the variance of Bloch and Kraemer (Biometrics 45, 1989, 269-287), as Donner and Eliasziw use it for
sample sizes (Statistics in Medicine 11, 1992, 1511-1519):

    Var(k) = (1 - k) / n * ((1 - k)(1 - 2k) + k(2 - k) / (2 p (1 - p)))

with p the share of units that have the code. Units of one document are alike, so n is multiplied by the design effect
of Kish (Survey Sampling, 1965): 1 + (m - 1) r, with m units in a document and r how alike they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

from pilot.errors import BadInput
from pilot.words import N_

ALIKE = 0.02  # intraclass correlation of sentences of one conversation, where nobody knows better
SURE = 0.95


@dataclass(frozen=True)
class Plan:
    """What is needed: units in all, documents, and units in a document on average; `effect` is the design effect."""

    units: int
    documents: int
    per_document: float
    effect: float


def plan(width: float, *, kappa: float, share: float, per_document: float, alike: float = ALIKE) -> Plan:
    """The units and documents for an interval of `width` (upper minus lower bound) at 95%.

    Args:
        width: of the interval, between 0 and 1. kappa: what is expected, from 0 up to but not 1.
        share: of the units that have the code, between 0 and 1. per_document: units in a document, at least 1.
        alike: intraclass correlation, from 0 to 1.

    Raises: BadInput.
    """
    if not (0 < width < 1 and 0 <= kappa < 1 and 0 < share < 1 and 0 <= alike <= 1 and per_document >= 1):
        raise BadInput(N_("A plan needs a width, an expected kappa and a share between 0 and 1."))
    z = NormalDist().inv_cdf((1 + SURE) / 2)
    variance = (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / (2 * share * (1 - share)))
    effect = 1 + (per_document - 1) * alike
    units = ceil((2 * z / width) ** 2 * variance * effect)
    return Plan(units, max(1, ceil(units / per_document)), per_document, effect)
