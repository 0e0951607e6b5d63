"""Of one family: its people, and the coaches who support it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.access import Right
from pilot.families import people, support
from pilot.vocabulary import days
from pilot.words import _
from views.families import asking, children, coaches, pseudonyms
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.families.people import Family, Person
    from pilot.families.support import Coaching
    from pilot.visit import Visit


def show(visit: Visit, family: Family) -> None:
    """People and coaches, with forms for who manages families."""
    st.subheader(_("People"), anchor="people")
    rows = [(p.pseudonym, Markup("{}{}").format(_called(p), asking.way(visit, family, p)))
            for p in people.persons(visit.db, visit.viewer, family.guid)]
    coachings = support.coachings(visit.db, visit.viewer, family.guid)
    rows += [(c.coach, Markup.escape(_coached(c))) for c in coachings]
    if rows:
        body = Markup().join(
            Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(who, what) for who, what in rows)
        st.html(Markup('<table class="rd-table"><tbody>{}</tbody></table>').format(body))
    else:
        st.text(_("Nobody has been added to this family yet."))
    if visit.viewer.may(Right.MANAGE_FAMILIES):
        with st.expander(_("Add somebody of the family")):
            _member(visit, family)
        with st.expander(_("When a child turns 16")):
            children.form(visit, family)
        with st.expander(_("Coaches of this family")):
            coaches.forms(visit, family, coachings)
        with st.expander(_("Change a pseudonym")):
            pseudonyms.forms(visit, family)


def _called(who: Person) -> str:
    role = who.role or _(people.KIND_NAMES[who.kind])
    if not who.turns_16_on:
        return role
    return _("{role}, 16 on {date}").format(role=role, date=days.short(who.turns_16_on))


def _coached(coaching: Coaching) -> str:
    start = days.short(coaching.from_on)
    if coaching.until_on is None:
        return _("coach since {start}").format(start=start)
    return _("coach from {start} to {end}").format(start=start, end=days.short(coaching.until_on))


def _member(visit: Visit, family: Family) -> None:
    with st.form(fresh(key := f"member-{family.guid}"), border=False):
        kind = st.selectbox(_("Who it is"), people.FAMILY_KINDS, format_func=lambda k: _(people.KIND_NAMES[k]))
        role = st.text_input(
            _("Role"), help=_("Such as moeder, vader, zoon; labels in transcripts are matched with it."))
        name = st.text_input(_("Pseudonym"), help=_("Never the real name, such as “moeder {family}”.").format(
            family=plain(family.pseudonym)))
        sixteen = day_field(visit, _("Turns 16 on (of a child)"), f"sixteen-{family.guid}", key, empty=True)
        sure = sure_of(key)
        if st.form_submit_button(_("Add person")):
            attempt(lambda: people.add_person(
                visit.db, visit.viewer, kind=kind, role=role, pseudonym=name, family_guid=family.guid,
                pilot=visit.pilot, turns_16_on=sixteen or None, sure=sure), _("Person added"), key)
