"""Of asking for consent: the three ways to do it, signing on this screen, a photo of the paper form, printing it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pilot.clock import today
from pilot.families.papers import address, letters
from pilot.words import N_, _
from stories.entry.drafts import owner
from views.parts.module import module

if TYPE_CHECKING:
    from pilot.families.people import Family
    from pilot.visit import Visit
    from views.consent.choosing import Choice

_signing = module("rode_draad_signing", "papers/signing.js")
_photo = module("rode_draad_photo", "papers/photo.js")
WAYS = {"screen": N_("Sign on this screen"), "photo": N_("Photo of a paper form"), "print": N_("Print the form")}


def show(visit: Visit, family: Family, choice: Choice, back: str) -> None:
    """The way that is chosen."""
    way = st.radio(_("How"), list(WAYS), format_func=lambda one: _(WAYS[one]), horizontal=True)
    if way == "print":
        _print(choice)
    elif choice.given_by == "":
        st.caption(_("Choose the parent or guardian who answers for this child first."))
    elif way == "screen":
        _sign(visit, family, choice, back)
    else:
        _photograph(visit, family, choice, back)


def _print(choice: Choice) -> None:
    asked = urlencode({"audience": choice.audience, "language": choice.language, "uses": ",".join(choice.uses)})
    st.html(Markup('<p class="rd-actions"><a class="rd-action" href="/export/consent-form.pdf?{}" target="_self">{}</a>'
                   "</p>").format(asked, _("Letter and form (pdf)")))
    st.caption(_("Nobody's name or pseudonym is printed on it; the name is written by hand. Take a photo of it"
                 " afterwards, or say where it lies, in the family file."))


def _asked(family: Family, choice: Choice, back: str) -> dict[str, object]:
    """What both ways send and do afterwards."""
    return {"person": choice.who.guid, "given_by": choice.given_by, "ends_on": choice.ends_on or None,
            "after": back or address.asking(family.guid, choice.who.guid)}


def _sign(visit: Visit, family: Family, choice: Choice, back: str) -> None:
    number = letters.to_read(visit.pilot, visit.db, visit.viewer, choice.audience, choice.language).number
    asked = _asked(family, choice, back)
    _signing(key=f"sign-{choice.who.guid}-{number}-{'-'.join(choice.uses)}-{choice.given_by}-{choice.ends_on}", data={
        **asked, "back": asked["after"], "letter": number, "uses": choice.uses, "called": choice.who.pseudonym,
        "owner": owner(visit.viewer),
        "here": address.asking(family.guid, choice.who.guid, choice.uses, back)})


def _photograph(visit: Visit, family: Family, choice: Choice, back: str) -> None:
    known = letters.known(visit.pilot, visit.db, visit.viewer)
    version = letters.to_read(visit.pilot, visit.db, visit.viewer, choice.audience, choice.language)
    _photo(key=f"photo-{choice.who.guid}-{'-'.join(choice.uses)}-{choice.given_by}-{choice.ends_on}", data={
        **_asked(family, choice, back), "today": today(visit.db), "number": version.number,
        "letters": sorted({version.number, *(one.number for one in known if one.audience == choice.audience)},
                          reverse=True),
        "questions": [one._asdict() for one in version.letter.about(choice.uses)]})
