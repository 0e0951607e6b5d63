"""Of asking for consent: who is asked for what, with which letter, and who answers for a child."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from pilot.clock import today
from pilot.families import consent, guardians
from pilot.families.papers import letters
from pilot.families.papers.address import uses_of
from pilot.families.papers.letter import ADULT, CHILD, YOUNG
from pilot.words import N_, _, current
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.visit import Visit

LANGUAGE_NAMES = {"nl": N_("Dutch"), "en": N_("English")}


class Choice(NamedTuple):
    """Who is asked for which uses; the letter's audience and language; the guid of who answers for a child, '' while
    none is chosen and needed; until when (ISO, '' for no end)."""

    who: Person
    uses: list[str]
    audience: str
    language: str
    given_by: str | None
    ends_on: str


def show(visit: Visit, family: Family, persons: list[Person]) -> Choice | None:
    """The fields; None while nobody is chosen or nothing is asked."""
    by_guid = {one.guid: one for one in persons}
    asked = st.query_params.get("person", "")
    left, right = st.columns(2, gap="large")
    with left:
        guid = st.selectbox(_("Who is asked"), list(by_guid), list(by_guid).index(asked) if asked in by_guid else None,
                            format_func=lambda one: _called(by_guid[one]), placeholder=_("Choose..."))
        wanted = uses_of(st.query_params.get("uses", "")) or list(consent.USE_NAMES)
        st.caption(_("Asked for"))
        uses = [use for use, name in consent.USE_NAMES.items()
                if st.checkbox(_(name), use in wanted, key=f"asked-{use}")]
    if guid is None or not uses:
        return None
    who = by_guid[guid]
    day = today(visit.db)
    with right:
        under = guardians.is_under_16(who, day)
        audiences = (CHILD, YOUNG) if under else (ADULT,)
        audience = st.radio(_("Letter for"), audiences, audiences.index(letters.audience_for(who, day)),
                            format_func=lambda one: _(letters.AUDIENCE_NAMES[one]), key=f"letter-{guid}")
        language = st.radio(_("Language of the letter"), list(LANGUAGE_NAMES), list(LANGUAGE_NAMES).index(current()),
                            format_func=lambda one: _(LANGUAGE_NAMES[one]), horizontal=True)
        given_by = _guardian(visit, family, guid) if under else None
        ends = day_field(visit, _("Ends on (if agreed)"), f"asked-ends-{family.guid}", empty=True)
    return Choice(who, uses, audience, language, given_by, ends)


def _called(one: Person) -> str:
    return f"{one.pseudonym} · {one.role}" if one.role else one.pseudonym


def _guardian(visit: Visit, family: Family, child: str) -> str:
    names = {one.guid: one.pseudonym for one in guardians.guardians(visit.db, visit.viewer, family.guid)}
    return st.selectbox(_("Parent or guardian"), list(names), None, placeholder=_("Choose..."), key=f"by-{child}",
                        format_func=lambda guid: names.get(guid, str(guid))) or ""
