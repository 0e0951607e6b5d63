"""Of Today: texts that two coders are done with, in which it has to be decided what counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coding.consensus import listing
from pilot.words import _
from views.today.section import Section
from views.together.page import row_of

if TYPE_CHECKING:
    from coding.consensus.listing import Beside
    from pilot.visit import Visit


def to_settle(visit: Visit) -> Section[Beside]:
    """Texts with passages to decide about; nothing when there are none."""
    return Section(
        "together", lambda _n: _("Texts to settle side by side"),
        partial(listing.beside, visit.db, visit.viewer, ready=True), row_of, _("Title or family"), listing.ORDERS)
