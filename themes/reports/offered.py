"""Which releases somebody may take reports of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.words import N_
from themes.release import keeping, seeing, store

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.content import Content


# What is in each report, by the key of its export.
WHAT = {
    "factsheet": N_("Two pages A4: what the pilot is, what was heard of each theme, what was done with it, quotes."),
    "poster": N_("One page A3, also to print on A4: all themes with their numbers or words."),
    "story-arcs": N_("Slides: the story of a family at the start and later, in short statements by life domain."),
    "life-domains": N_(
        "How families do in the nine life domains and what changed, whom the pilot reached, what money was for."),
    "methods": N_("How it was made: who, when, which codebook, how far coders agree, what is held back, every figure."),
}


@dataclass(frozen=True)
class Offered:
    """A release of which there are reports.

    Attributes:
        number: None for one that nobody signed. on: ISO day of signing, or of the draft.
        is_stale: what it was counted of has changed since.
        stories, themes: how many are in it.
    """

    guid: str
    number: int | None
    title: str
    audience: str
    on: str
    is_stale: bool
    stories: int
    themes: int


@use_case(Right.SEE_RELEASES, event="read release", reads="releases")
def offered(db: Database, viewer: Viewer) -> list[Offered]:
    """Releases that this viewer may take reports of: signed for her, the last first; drafts for who drafts, last.

    Raises: NotAllowed.
    """
    signed = [_of(one.guid, one.number, one.content, local_day(db, one.signed_at), is_stale=one.is_stale)
              for one in seeing.seen(db, viewer)]
    drafts = keeping.kept(db, viewer) if viewer.may(Right.DRAFT_RELEASES) else []
    return [*signed, *(_of(one.guid, None, one.content, local_day(db, one.changed_at), is_stale=False) for one in drafts
                       if one.state in (store.DRAFTED, store.PROPOSED))]


def _of(guid: str, number: int | None, content: Content, on: str, *, is_stale: bool) -> Offered:
    return Offered(guid, number, content.title, content.audience, on, is_stale, len(content.arcs), len(content.themes))
