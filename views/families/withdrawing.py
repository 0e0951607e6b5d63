"""Of one family: withdrawing consent, with what that touches told beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from coding.marks import codings
from pilot.families import consent
from pilot.vocabulary import days
from pilot.words import _, ngettext
from texts import touched
from views.parts.attempt import attempt, fresh
from views.parts.blocks import list_of
from views.parts.day_field import day_field
from views.parts.pages import FEW

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit


def show(visit: Visit, family: Family, persons: list[Person]) -> None:
    """Who and for what first; then what that touches; then the day, and doing it."""
    key = f"withdraw-{family.guid}"
    who = st.selectbox(_("Who"), persons, None, placeholder=_("Choose..."), format_func=lambda p: p.pseudonym,
                       key=fresh(f"{key}-who", key))
    use = st.selectbox(_("For"), list(consent.USE_NAMES), None, placeholder=_("Choose..."),
                       key=fresh(f"{key}-use", key), format_func=lambda u: _(consent.USE_NAMES[u]))
    if who is not None and use is not None:
        touches(visit, family, who, use)
    with st.form(fresh(key), border=False):
        day = day_field(visit, _("Withdrawn on"), f"withdrawn-{family.guid}", key, past=True)
        sure = st.checkbox(_("I am sure"))
        if not st.form_submit_button(_("Withdraw consent")):
            return
    if who is None or use is None:
        st.error(_("Choose who withdraws consent, and for what."))
    elif not sure:
        st.error(_("Nothing was changed. Tick that you are sure."))
    else:
        attempt(lambda: consent.withdraw(visit.db, visit.viewer, who.guid, use, day),
                _("The consent of {person} for {use} has been withdrawn.").format(
                    person=who.pseudonym, use=_(consent.USE_NAMES[use])), key)


def touches(visit: Visit, family: Family, who: Person, use: str) -> None:
    """What a no for this use touches: what goes out of reach; the titles for who may know them."""
    found = touched.what(visit.db, visit.viewer, who.guid, use)
    if found.nothing:
        st.info(_("Nothing hangs on this consent now."))
        return
    n = codings.counted(visit.db, found.documents)
    counted = [(ngettext("{n} conversation", "{n} conversations", found.conversations), found.conversations),
               (ngettext("{n} story", "{n} stories", found.stories), found.stories),
               (ngettext("{n} recording", "{n} recordings", found.sounds), found.sounds),
               (ngettext("{n} coding", "{n} codings", n), n)]
    text = {
        "analyse": _("Out of reach at once, for everybody and in every count: {what}."),
        "record": _("Cannot be played any more: {what}."), "transcribe": _("Cannot be transcribed: {what}."),
        "quote": _("Words may not leave the team any more: {what}."),
        "share": _("May not be shared any more: {what}."),
    }[use]
    what = ", ".join(said.format(n=number) for said, number in counted if number)
    st.warning(text.format(what=what) + " " + _("What becomes of it is then asked on Today."))
    list_of([(f"/desk?document={one.guid}", one.title, days.short(one.told_on)) for one in found.known[:FEW]],
            more=f"/documents?{urlencode({'family': family.pseudonym})}", total=len(found.known))
