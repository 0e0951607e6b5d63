"""A release on a page: the newest, or the one that an address names; all of its themes, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pilot import clock
from pilot.setup import pilot_name
from pilot.vocabulary import days
from pilot.words import _
from themes.figures import release_look, release_words
from themes.figures.release_words import Issue
from themes.release import seeing
from themes.release.content import AUDIENCE_NAMES
from views.parts.blocks import invite, list_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit
    from themes.release.seeing import Seen


def asked(visit: Visit) -> Seen | None:
    """The release that the address names, else the newest; None while there is none. Raises: NotFound; NotAllowed."""
    guid = st.query_params.get("release", "")
    return seeing.one(visit.db, visit.viewer, guid) if guid else seeing.latest(visit.db, visit.viewer)


def none_yet() -> None:
    """What stands on each of these pages before the first release."""
    invite(_("Nothing has been released yet"), _(
        "As soon as evaluators release figures or quotes and a second person has signed them, you read here what is"
        " new. Ask the evaluator when that will be."), "/guide", _("Read what a release tells, and what not"))


def issue(visit: Visit, seen: Seen) -> Issue:
    """Which release it is, on the pilot's own calendar."""
    return Issue(seen.number, clock.local_day(visit.db, seen.signed_at), seen.content)


def address(path: str, seen: Seen | None = None) -> Callable[[str], str]:
    """What gives the address of a theme at `path`, of all themes for ''; of that release, else of the one asked for."""
    guid = seen.guid if seen else st.query_params.get("release", "")

    def to(key: str) -> str:
        return f"/{path}?{urlencode([one for one in (('release', guid), ('theme', key)) if one[1]])}".rstrip("?")

    return to


def show(body: Markup) -> None:
    """What a page shows of a release, in its own style; in one go, for the style goes along each time."""
    st.html(release_look.framed(body))


def which(visit: Visit, seen: Seen) -> Markup:
    """Which release this is, what it is called, and where it shows nothing why."""
    nothing = release_words.nothing_shown(seen.content)
    return Markup('<p class="rl-which">{}</p><p class="rl-title">{}</p>{}').format(
        release_words.name(issue(visit, seen)), seen.content.title,
        Markup('<p class="rl-nothing">{}</p>').format(nothing) if nothing else "")


def ending(visit: Visit, seen: Seen) -> Markup:
    """Under a list of themes: how it was counted, and which release it is."""
    return release_words.methods(seen.content) + release_words.foot(issue(visit, seen), pilot_name(visit.db))


def earlier(visit: Visit, seen: list[Seen], path: str) -> None:
    """The releases before the newest, each with the way to its themes; nothing where there are none."""
    if len(seen) > 1:
        st.subheader(_("Earlier releases"))
        list_of([(address(path, one)(""), one.content.title or _("release {n}").format(n=one.number), " · ".join((
            _("release {n}").format(n=one.number), days.long(clock.local_day(visit.db, one.signed_at)),
            _("for {whom}").format(whom=_(AUDIENCE_NAMES[one.audience]))))) for one in seen[1:]])
