"""What the family agrees to of a handover note, item by item: put down, and withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.families import people
from pilot.vocabulary import days
from pilot.words import _
from stories.handover import agreeing
from stories.handover.note import MANNERS, STORY, part_name
from views.parts.attempt import attempt, fresh, sure_of
from views.parts.day_field import day_field

if TYPE_CHECKING:
    from pilot.visit import Visit
    from stories.handover.note import Item, Note


def show(visit: Visit, one: Note) -> None:
    """What the family agreed to, what it has not, and the form to put it down."""
    st.markdown(f"#### {_('What the family agrees to')}")
    live = [item for item in one.items if item.chosen]
    for item in live:
        if item.agreed_on:
            agreed(visit, one, item)
    waiting = {item.guid: item for item in live if not item.agreed_on}
    if waiting:
        _form(visit, one, waiting)
    elif not live:
        st.caption(_("Write something or choose a story first; then read it with the family."))


def called(item: Item) -> str:
    """What an item is called: a part of the note, or a story by its title."""
    return _("Story: {title}").format(title=item.title) if item.kind == STORY else part_name(item.kind)


def agreed(visit: Visit, one: Note, item: Item) -> None:
    """That it agreed to one item, and the way to withdraw that."""
    st.text(_("{what}: {who} agreed on {date}, {manner}").format(
        what=called(item), who=item.by, date=days.long(item.agreed_on), manner=_(MANNERS[item.manner])))
    if st.button(_("The family agrees to this no more"), key=f"withdraw {item.guid}"):
        attempt(lambda: agreeing.withdraw(visit.db, visit.viewer, one.guid, item.guid),
                _("Closed; the other coach does not read it any more"))


def _form(visit: Visit, one: Note, waiting: dict[str, Item]) -> None:
    members = [person for person in people.persons(visit.db, visit.viewer, one.family_guid)
               if person.kind in {"parent", "child", "relative"}]
    if not members:
        st.caption(_("Nobody of this family is in the pilot yet: an administrator adds them."))
        return
    form = f"agree {one.guid}"
    with st.form(fresh(form), border=False):
        st.caption(_("Read it with the family first. What you change later is closed until it agrees again."))
        items = st.multiselect(_("The family agrees to"), list(waiting),
                               format_func=lambda guid: called(waiting[guid]))
        who = st.selectbox(_("Who agreed"), members, format_func=lambda person: person.pseudonym)
        on = day_field(visit, _("On"), f"on {form}", form, past=True)
        manner = st.selectbox(_("How"), list(MANNERS), format_func=lambda key: _(MANNERS[key]))
        sure = sure_of(form)
        if st.form_submit_button(_("Put down that the family agrees")):
            attempt(lambda: agreeing.agree(
                visit.db, visit.viewer, one.guid, {guid: waiting[guid].rev for guid in items}, by=who.guid, on=on,
                manner=manner, sure=sure), _("Put down"), form)
