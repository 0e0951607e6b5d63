"""What is new, for who decides: the first page of a steering group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot import clock
from pilot.vocabulary import days
from pilot.words import _
from themes.figures import release_lists, release_words
from themes.release import seeing
from views.parts import place, released
from views.parts.blocks import card

if TYPE_CHECKING:
    from pilot.visit import Visit

THEMES = "themes"


def page(visit: Visit) -> None:
    """At most five lines on what is new since the release before, large enough for the other side of a room."""
    seen = seeing.seen(visit.db, visit.viewer)
    since = days.long(clock.local_day(visit.db, seen[1].signed_at)) if len(seen) > 1 else ""
    place.head("", visit.viewer, _("New since {date}").format(date=since) if since else "")
    if not seen:
        released.none_yet()
        return
    newest = seen[0]
    lines = release_lists.news(newest.content, released.address(THEMES))
    released.show(released.which(visit, newest) + lines + Markup('<p class="rl-note">{}</p>').format(
        release_words.out_of(newest.content)))
    if not lines and len(seen) > 1:
        card(_("This release changes nothing you read before"), _(
            "What it tells stands under its themes."), f"/{THEMES}", _("Look at the themes"))
    elif not lines:
        card(_("What this release tells"), _("It stands under its themes."), f"/{THEMES}", _("Look at the themes"))
    released.earlier(visit, seen, THEMES)


def beside(visit: Visit) -> None:
    """The same as a card, for who does other things here too."""
    newest = seeing.latest(visit.db, visit.viewer)
    if newest is None:
        released.none_yet()
        return
    news = newest.content.news
    card(release_words.name(released.issue(visit, newest)), news[0].here if news else newest.content.title,
         f"/{THEMES}", _("Look at the themes"))
