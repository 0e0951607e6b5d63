"""What of a release may still be shown: all but the quotes and stories whose consent was taken back since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes.release.arcs import leaving as arcs
from themes.release.quotes_out import leaving as quotes

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.content import Content


def only_showable(db: Database, content: Content) -> Content:
    """What a release says without what may not be shown any more; everything else stays as it was."""
    return arcs.only_showable(db, quotes.only_showable(db, content))
