"""Reports: the files of a release, each with what it is, to take out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot import words
from pilot.access import Right
from pilot.vocabulary import days
from pilot.words import LANGUAGES, N_, _, ngettext
from themes.release.content import AUDIENCE_NAMES
from themes.reports.files import EXPORTS, NO_RELEASE, STORIES
from themes.reports.offered import WHAT, offered
from views.parts import place, take_out
from views.parts.blocks import invite
from views.parts.here import here
from views.parts.plain import plain

if TYPE_CHECKING:
    from themes.reports.offered import Offered

_NAMES = {"nl": N_("Dutch"), "en": N_("English")}


def page() -> None:
    """Show what reports there are of the newest release, or of the one that is chosen."""
    with here() as visit:
        place.head("reports", visit.viewer)
        found = offered(visit.db, visit.viewer)
        drafts = visit.viewer.may(Right.DRAFT_RELEASES)
    if not found:
        invite(_("No reports yet"), _(NO_RELEASE), *(("releases", _("Go to the releases")) if drafts else ()))
        return
    left, right = st.columns([3, 2])
    if len(found) > 1:
        chosen = left.selectbox(_("Release"), found, format_func=lambda one: _called(one))
    else:
        chosen = found[0]
        left.markdown(plain(_called(chosen)))
    language = right.segmented_control(_("Language of the file"), LANGUAGES, default=words.current(), required=True,
                                       format_func=lambda one: _(_NAMES[one]), wrap=True)
    for mark in _marks(chosen, drafts=drafts):
        st.warning(mark)
    _list(chosen, {"release": chosen.guid, "language": str(language)})


def _called(one: Offered) -> str:
    which = _("release {n}").format(n=one.number) if one.number else _("draft of a release")
    whom = _("for {whom}").format(whom=_(AUDIENCE_NAMES[one.audience]))
    return " · ".join((which, days.short(one.on), whom, one.title))


def _marks(one: Offered, *, drafts: bool) -> list[str]:
    marks = []
    if one.number is None:
        marks.append(_("Nobody signed this yet: its files say DRAFT, and are not to leave the team."))
    if one.is_stale and drafts:
        marks.append(_("What was counted has changed since this release was made; its files say so at the top."))
    return marks


def _list(one: Offered, query: dict[str, str]) -> None:
    card = Markup('<section class="rd-card"><h2>{}</h2><p>{}</p><p class="rd-files">{}</p></section>')
    rows = Markup().join(card.format(
        _(export.name), _what(export.key, one), take_out.links(export, query)) for export in EXPORTS)
    st.html(Markup('<div class="rd-reports">{}</div>').format(rows))
    st.caption(_("That you took a file out is recorded. A file that was printed stays as it was when a release is"
                 " withdrawn: take it anew before you use it again."))


def _what(key: str, one: Offered) -> str:
    if key != STORIES.key:
        return _(WHAT[key])
    if not one.stories:
        return _("There is no story of a family in this release.")
    return _(WHAT[key]) + " " + ngettext("{n} story.", "{n} stories.", one.stories).format(n=one.stories)
