"""Families laid beside a claim: in which of them its mechanism was told to be there, and which of them improved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.vocabulary import domains
from pilot.vocabulary.voices import COACH
from pilot.words import _
from stories.outcomes.scores import waves
from themes import frames as themes_frames
from themes.matrix import matrix
from themes.outcomes import frames
from themes.outcomes.beside import NOTHING, changes
from themes.outcomes.joint import Row, cells_in, fits
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.claims.reading import Version


@dataclass(frozen=True)
class Laid:
    """The families by `fits`, and the sentence that says what is counted."""

    cells: dict[tuple[bool, str], list[Row]]
    sentence: str


@use_case(Right.SEE_THEMES, reads="scores and numbers by family")
def families(db: Database, viewer: Viewer, now: Version) -> Laid | None:
    """The families of a claim as it is worded now; None where it names no code that is there.

    The change is that of the professional's scores from the first to the last round of measuring, over the domains of
    the claim (all nine where it names none) that are known at both.
    """
    materials = [one for code in now.codes if (one := themes_frames.load(db, viewer, Scope(), code)) is not None]
    if not materials:
        return None
    scores, known = frames.scores(db, viewer), frames.families(db, viewer)
    labels = [wave.label for wave in waves(db)]
    shown = now.domains or domains.DOMAINS
    done = changes(scores, labels[0], labels[-1], COACH, shown) if len(labels) > 1 else {}
    rows = [Row(family, guid, name, site, done.get(family, NOTHING)) for family, guid, name, site in
            known[["family_id", "guid", "pseudonym", "site"]].itertuples(index=False)]
    told = cells_in("", pd.concat([matrix(one) for one in materials]))
    cells = fits(rows, told, [one.codes[0].key for one in materials])
    counted = sum(len(ones) for ones in cells.values())
    return Laid(cells, _(
        "{n} of {of} families have stories coded for it. Told: by any voice, in any of the codes. Improved: the mean of"
        " {domains} fell from {first} to {last}, by the professional's scores. What goes together need not be cause and"
        " result.").format(
            n=counted, of=len(rows), first=labels[0] if labels else "–", last=labels[-1] if labels else "–",
            domains=", ".join(map(domains.name, shown)) if now.domains else _("all life domains known at both")))
