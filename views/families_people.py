"""Of one family: its people, and the coaches who support it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from pilot import members, people, support
from pilot.access import Right
from pilot.words import N_, _
from views.attempt import attempt
from views.blocks import show_date

if TYPE_CHECKING:
    from pilot.people import Family
    from pilot.visit import Visit

KINDS = {"parent": N_("parent"), "child": N_("child"), "relative": N_("other relative"), "coach": N_("coach"),
         "professional": N_("professional")}


def show(visit: Visit, family: Family) -> None:
    """People and coaches, with forms for who manages families."""
    st.subheader(_("People"))
    rows = [(p.pseudonym, p.role or _(KINDS[p.kind])) for p in people.persons(visit.db, visit.viewer, family.guid)]
    coachings = support.coachings(visit.db, visit.viewer, family.guid)
    rows += [(str(c["coach"]), _coached(c)) for c in coachings]
    if rows:
        body = "".join(f'<tr><th scope="row">{escape(who)}</th><td>{escape(what)}</td></tr>' for who, what in rows)
        st.html(f'<table class="rd-table"><tbody>{body}</tbody></table>')
    else:
        st.text(_("Nobody has been added to this family yet."))
    if visit.viewer.may(Right.MANAGE_FAMILIES):
        with st.expander(_("Add somebody of the family")):
            _member(visit, family)
        with st.expander(_("Coaches of this family")):
            _coach(visit, family, coachings)


def _coached(coaching: dict[str, object]) -> str:
    start = show_date(str(coaching["from_on"]))
    if coaching["until_on"] is None:
        return _("coach since {start}").format(start=start)
    return _("coach from {start} to {end}").format(start=start, end=show_date(str(coaching["until_on"])))


def _member(visit: Visit, family: Family) -> None:
    with st.form(f"member-{family.guid}", border=False):
        kind = st.selectbox(_("Is"), people.FAMILY_KINDS, format_func=lambda k: _(KINDS[k]))
        role = st.text_input(
            _("Role"), help=_("Such as moeder, vader, zoon; labels in transcripts are matched with it."))
        name = st.text_input(_("Pseudonym"), help=_("Never the real name, such as “moeder {family}”.").format(
            family=family.pseudonym))
        if st.form_submit_button(_("Add person")):
            attempt(lambda: people.add_person(visit.db, visit.viewer, kind=kind, role=role, pseudonym=name,
                                              family_guid=family.guid), _("Person added"))


def _coach(visit: Visit, family: Family, coachings: list[dict[str, object]]) -> None:
    for one in (c for c in coachings if c["until_on"] is None):
        with st.form(f"stop-{family.guid}-{one['coach_guid']}", border=False):
            day = st.date_input(_("{coach} stopped on").format(coach=one["coach"]), value="today", format="DD-MM-YYYY")
            if st.form_submit_button(_("End with this coach")):
                attempt(partial(support.end_coaching, visit.db, visit.viewer, str(one["coach_guid"]), family.guid,
                                day.isoformat()), _("Saved"))
    coaches = [p for p in people.persons(visit.db, visit.viewer) if p.kind == "coach"]
    with st.form(f"coach-{family.guid}", border=False):
        who = st.selectbox(_("Coach"), coaches, format_func=lambda p: p.pseudonym)
        start = st.date_input(_("Supports the family from"), value="today", format="DD-MM-YYYY")
        if st.form_submit_button(_("Assign coach")) and who:
            attempt(lambda: people.start_coaching(
                visit.db, visit.viewer, who.guid, family.guid, start.isoformat()), _("Coach assigned"))
    free = support.unlinked_coaches(visit.db, visit.viewer, members.members(visit.home, visit.db, visit.viewer))
    with st.form(f"new-coach-{family.guid}", border=False):
        st.caption(_("A coach who is not in the list yet; the account is made under People."))
        name = st.text_input(_("Pseudonym of the coach"))
        account = st.selectbox(_("Account"), [None, *free], format_func=lambda a: a[1] if a else _("no account"))
        if st.form_submit_button(_("Add coach")):
            attempt(lambda: people.add_person(visit.db, visit.viewer, kind="coach", role="coach", pseudonym=name,
                                              account_guid=account[0] if account else None), _("Coach added"))
