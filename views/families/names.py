"""Below the list of families: sites, referrers and groups get another name, or two of them become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import joining
from pilot.words import _, ngettext
from stories.outcomes.joining import join
from views.families import joined
from views.parts.attempt import attempt, fresh
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.joining import Named
    from pilot.visit import Visit

_FORM = "names"


def forms(visit: Visit) -> None:
    """What is there of a kind; another name for one, and joining two."""
    with st.expander(_("Names of sites, referrers and groups")):
        kind = str(st.segmented_control(
            _("Names of sites, referrers and groups"), list(joining.KINDS), default=joining.SITE, required=True,
            wrap=True, format_func=lambda one: _(joining.KINDS[one]), label_visibility="collapsed"))
        found = {one.guid: one for one in joining.names(visit.db, visit.viewer, kind)}
        if not found:
            st.caption(_("There are none yet."))
            return
        for one, other in joining.likely(list(found.values())):
            st.info(plain(_("“{one}” and “{other}” may be the same: join them if they are.").format(
                one=one.name, other=other.name)))
        left, right = st.columns(2, gap="large")
        with left:
            _rename(visit, kind, found)
        with right:
            _join(visit, kind, found)
        joined.show(visit, kind, _FORM)


def _rename(visit: Visit, kind: str, found: dict[str, Named]) -> None:
    guid = _one(_("Which one gets another name"), found, f"which {kind}")
    name = st.text_input(_("New name"), key=fresh(f"new name {kind}", _FORM), max_chars=joining.LONGEST)
    if st.button(_("Change name"), disabled=not guid):
        attempt(lambda: joining.rename(visit.db, visit.viewer, kind, str(guid), name), _("Saved"), _FORM)


def _join(visit: Visit, kind: str, found: dict[str, Named]) -> None:
    goes = _one(_("This one goes away"), found, f"goes {kind}")
    stays = _one(_("Into this one"), {guid: one for guid, one in found.items() if guid != goes}, f"stays {kind}")
    if not goes or not stays:
        return
    st.caption(plain(_("Families, referrals, hours and ceilings of “{old}” go to “{new}”, and who types the old name"
                       " means the new one. It can be undone here.").format(
                           old=found[goes].name, new=found[stays].name)))
    sure = st.checkbox(_("I am sure"), key=fresh(f"sure {goes} {stays}", _FORM))
    if st.button(_("Join them"), disabled=not sure):
        attempt(lambda: join(visit.db, visit.viewer, kind, goes, stays), _("Joined"), _FORM)


def _one(label: str, found: dict[str, Named], key: str) -> str | None:
    def called(guid: str) -> str:
        n = found[guid].families
        return f"{found[guid].name} ({ngettext('{n} family', '{n} families', n).format(n=n)})"

    return st.selectbox(label, list(found), None, format_func=called, placeholder=_("Choose..."),
                        key=fresh(key, _FORM))
