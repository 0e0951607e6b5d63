"""The families behind a number of outcomes: who they are, their scores, and what these rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pilot.door import inner
from pilot.errors import BadInput
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_
from themes.outcomes import laid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from pilot.access import Viewer
    from themes.outcomes.choice import Choice
    from themes.outcomes.laid import Laid

KINDS = ("improved", "stable", "worsened")
_WRONG = N_("What this number was of cannot be told from the address. Go back to the page of outcomes.")


@dataclass(frozen=True)
class Asked:
    """Which number: of a domain those known at `wave` (label), or those that `moved` (of KINDS; '' for a wave)."""

    domain: str
    wave: str
    moved: str


@dataclass(frozen=True)
class Row:
    """A family behind a number. first, last: its scores (0-10) at the two waves, None where not known."""

    guid: str
    pseudonym: str
    first: float | None
    last: float | None


@dataclass(frozen=True)
class Behind:
    """The families behind a number, those with the worst score first, and what it was counted from."""

    laid: Laid
    asked: Asked
    rows: list[Row]


def asked_of(query: Mapping[str, str]) -> Asked:
    """Which number an address asks for. Raises: BadInput."""
    asked = Asked(query.get("domain", ""), query.get("wave", ""), query.get("moved", ""))
    if asked.domain not in DOMAINS or asked.moved not in ("", *KINDS) or bool(asked.wave) == bool(asked.moved):
        raise BadInput(_WRONG)
    return asked


@inner("reads through the use cases of scores and families")
def behind(db: Database, viewer: Viewer, choice: Choice, asked: Asked) -> Behind:
    """The families behind a number. Raises: BadInput, NotAllowed."""
    found = laid.load(db, viewer, choice)
    if found is None or (asked.wave and asked.wave not in found.cube.waves):
        raise BadInput(_WRONG)
    first, last = found.cube.at(found.first, asked.domain), found.cube.at(found.last, asked.domain)
    if asked.wave:
        order = found.cube.at(asked.wave, asked.domain)
        inside = ~np.isnan(order)
    else:
        order = first
        inside = {"improved": last < first, "stable": last == first, "worsened": last > first}[asked.moved]
    at = np.flatnonzero(inside)
    at = at[np.argsort(-order[at], kind="stable")]
    guids, names = found.families["guid"].tolist(), found.families["pseudonym"].tolist()
    return Behind(found, asked, [Row(guids[one], names[one], _known(first[one]), _known(last[one])) for one in at])


def _known(score: float) -> float | None:
    return None if np.isnan(score) else float(score)
