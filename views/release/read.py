"""Of one release: what became of it, all that it says, and the way from each figure to what is behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from pilot.clock import local_day
from pilot.vocabulary import days, voices
from pilot.words import N_, _, ngettext
from themes.figures import release_theme
from themes.release import deciding, drafting, ground, store
from themes.release.content import AUDIENCE_NAMES
from views.parts.attempt import attempt
from views.parts.blocks import list_of
from views.parts.plain import plain
from views.release import check

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.ground import Figure
    from themes.release.keeping import Kept

_DID = {store.PROPOSED: N_("proposed"), store.SIGNED: N_("signed"), store.SENT_BACK: N_("sent back"),
        store.TAKEN_BACK: N_("taken back"),
        store.WITHDRAWN: N_("withdrawn")}
_SIGNS = {"+": release_theme.PLUS, "-": release_theme.MINUS}


def show(visit: Visit, kept: Kept) -> None:
    """Its steps, a mark where its ground changed, its content and its ground."""
    st.title(plain(kept.content.title))
    st.text(_("For {whom}").format(whom=_(AUDIENCE_NAMES[kept.audience])))
    list_of([("", _(_DID[one.did]), " · ".join(filter(None, (
        days.short(local_day(visit.db, one.at)), one.by, one.reason)))) for one in kept.steps])
    behind = ground.behind(visit.db, visit.viewer, kept.guid)
    if behind.changed:
        st.warning(ngettext("The ground changed: {n} family. A new release would be counted otherwise.",
                            "The ground changed: {n} families. A new release would be counted otherwise.",
                            behind.changed).format(n=behind.changed))
    check.as_read(kept.content)
    with st.expander(_("Where each figure came from")):
        st.caption(_("For evaluators: the quotes behind it, with families and sound."))
        list_of([("/quotes?" + urlencode(one.query), *_called(kept, one)) for one in behind.figures])
    if kept.state != store.DRAFTED and st.button(_("Draft another one of the same themes")):
        attempt(partial(_again, visit, kept.guid), _("The release is drafted"))
    if kept.state == store.PROPOSED and kept.is_mine and st.button(_("Take it back, before it is signed")):
        attempt(partial(drafting.take_back, visit.db, visit.viewer, kept.guid), _("Taken back"))
    if kept.state == store.SIGNED:
        with st.form("withdraw", width=760):
            reason = st.text_input(_("Why it is withdrawn"), max_chars=deciding.MOST_WORDS, autocomplete="off")
            if st.form_submit_button(_("Withdraw this release")):
                attempt(partial(deciding.withdraw, visit.db, visit.viewer, kept.guid, reason), _("Withdrawn"))


def _called(kept: Kept, one: Figure) -> tuple[str, str]:
    """The theme of a figure, and what of it."""
    theme = kept.content.theme(one.theme)
    if theme is None:
        return one.theme, ""
    sites = {site.key: site.name for site in theme.sites}
    part = {"voice": voices.title(one.part), "site": sites.get(one.part, ""), "sign": _(_SIGNS.get(one.part, ""))}.get(
        one.kind, _("all families"))
    return theme.name.here, part


def _again(visit: Visit, guid: str) -> None:
    st.query_params["release"] = drafting.again(visit.db, visit.viewer, guid)
