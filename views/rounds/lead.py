"""Of Rounds: what who leads one can do: show it, let somebody go on or out, a date, ending it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from coding.double import leading, rounds
from pilot.words import _, ngettext
from views.parts import first
from views.parts.attempt import attempt
from views.parts.day_field import day_field
from views.parts.plain import plain
from views.rounds import sheets

if TYPE_CHECKING:
    from coding.double.rounds import Round, Task
    from pilot.visit import Visit


def show(visit: Visit, found: Round, parts: list[Task]) -> None:
    """All of it, as far as the round has come."""
    st.subheader(_("Leading this round"))
    if found.state == rounds.BLIND:
        n = rounds.waiting(visit.db, found.round_id)
        st.text(ngettext("{n} part is not done yet.", "{n} parts are not done yet.", n).format(n=n) if n else
                   _("All are done."))
        if first.asks(_("Show the codings"), _(
                "All coders see what each coded, and nobody codes blind in it any more. That cannot be undone."),
                f"show {found.guid}", type="primary", disabled=n > 0):
            attempt(partial(leading.reveal, visit.db, visit.viewer, found.guid), _("The round is shown"))
        _parts(visit, found, parts)
        sheets.show(visit, found, parts)
    end(visit, found)


def _parts(visit: Visit, found: Round, parts: list[Task]) -> None:
    """Reopening, letting out and a date, of one coder."""
    labels = dict.fromkeys((one.coder, one.label) for one in parts)
    if not labels:
        return
    titles = {one.guid: one.title for one in rounds.documents(visit.db, visit.viewer, found)}
    with st.expander(_("Change who codes what")):
        coder = st.selectbox(_("Coder"), list(labels), format_func=lambda one: one[1], key="coder")
        due = day_field(visit, _("Done by"), "due", empty=True)
        if st.button(_("Set this date")):
            attempt(partial(leading.set_due, visit.db, visit.viewer, found.guid, coder[0], due or None), _("Saved"))
        hers = [one for one in parts if one.coder == coder[0]]
        part = st.selectbox(_("Document"), hers, format_func=lambda one: titles[one.document], key=f"part {coder[0]}")
        with st.container(horizontal=True):
            if st.button(_("Let her go on"), disabled=not (part and part.done_at)):
                attempt(partial(leading.reopen, visit.db, visit.viewer, found.guid, part.document, part.coder),
                        _("Opened again"))
            if first.asks(_("Ask no more of her in it"), _("What she coded in it stays. She is not asked again."),
                          f"out {found.guid} {part and part.document} {coder[0]}", disabled=part is None):
                attempt(partial(leading.let_out, visit.db, visit.viewer, found.guid, part.document, part.coder),
                        _("Saved"))


def end(visit: Visit, found: Round) -> None:
    """Breaking it off or putting it away, or who does; nothing where there is nothing to end."""
    if not found.can_end:
        return
    if not found.may_end(visit.viewer):
        st.caption(plain(_("Only {leader}, who leads this round, or an administrator ends it.").format(
            leader=found.leader)))
        return
    what = _("Break this round off") if found.counts else _("Put this practice round away")
    told = _("Its codings stay, and everybody sees them at once.") if found.counts else _(
        "Its codings are removed, and its documents are as all others again.")
    with st.expander(plain(what)):
        st.text(told)
        if st.button(plain(what), key=f"end-{found.guid}"):
            attempt(partial(leading.close, visit.db, visit.viewer, found.guid), _("The round is over"))
