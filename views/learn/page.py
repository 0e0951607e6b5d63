"""What we learn: chosen stories, what meetings changed, releases for coaches with sites side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.words import _
from themes.figures import release_lists, release_panels
from themes.release import seeing
from views.learn import together
from views.parts import one_theme, place, released, titles
from views.parts.here import here
from views.themes.look import is_dark

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.seeing import Seen

PATH = "learn"


def page() -> None:
    """The newest release, or the one that the address names; one theme where it names that."""
    with here() as visit:
        with titles.titled(_("What we learn")):
            seen = released.asked(visit)
        if seen is None:
            place.head(PATH, visit.viewer)
            together.show(visit)
            released.none_yet()
        elif not one_theme.show_theme(visit, seen, PATH, _("What we learn")):
            place.head(PATH, visit.viewer)
            _all(visit, seen)


def _all(visit: Visit, seen: Seen) -> None:
    to, content = released.address(PATH), seen.content
    if not st.query_params.get("release"):
        together.show(visit)
    released.show(Markup().join((
        released.which(visit, seen), _meeting(), release_lists.sites_part(content, to),
        release_panels.panels(content),
        release_lists.part(_("The themes"), release_lists.theme_list(content, to, dark=is_dark())),
        released.ending(visit, seen))))
    released.earlier(visit, seeing.seen(visit.db, visit.viewer), PATH)


def _meeting() -> Markup:
    """How a team learns from it, in the hour it has."""
    steps = (
        _("Choose one theme together, and put its page on the screen."),
        _("Read a quote aloud. Say nothing about who it could be."),
        _("What do you know of this from your own families? Tell it without names."),
        _("Look at the sites side by side. Where it goes otherwise, ask how they do it; it is not a ranking."),
        _("Agree on one thing to do differently, and tell the evaluator: it stands with the theme next time."))
    return Markup('<details class="rl-methods"><summary>{}</summary><ol class="rl-steps">{}</ol></details>').format(
        _("In a learning meeting: five steps"), Markup().join(Markup("<li>{}</li>").format(step) for step in steps))
