"""What of life domains a release is counted of, read from the pilot file once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_
from stories.outcomes.scores import waves
from themes.outcomes import frames
from themes.release.choice import DOMAINS
from themes.release.measured import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from themes.release.measured import Measured
    from themes.scope import Scope


def scores(db: Database, scope: Scope, parts: Sequence[str]) -> Measured | None:
    """The scores of the families of a scope; None where they were not chosen. Periods and voices of what was told do
    not part them: rounds of measuring and voices of their own do.

    Raises: BadInput for a scope of one coach, whose families would then be told apart.
    """
    if DOMAINS not in parts:
        return None
    if scope.coach:
        raise BadInput(N_("Life domains are never told of the families of one coach. Take that filter away."))
    families = frames.all_families(db)
    if scope.site:
        name = db.conn.execute("SELECT name FROM site WHERE key = ?", (scope.site,)).fetchone()
        families = families[families["site"] == (name[0] if name else None)]
    return measured(frames.all_scores(db), families, [one.label for one in waves(db)])
