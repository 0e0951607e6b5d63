"""Files: what takes long to make is asked for here, made by the worker, and taken once within a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from coding.exports import QUOTES, SEGMENTS
from coding.find.exports import PASSAGES
from exchange.exports import PILOT, WITHOUT_SOUND
from jobs import files, worker
from pilot.errors import RodeDraadError
from pilot.words import _
from themes import quote_files
from themes.scope import CONSENSUS
from views.files import came_from, made, together
from views.parts import place
from views.parts.attempt import attempt
from views.parts.here import here, server
from views.parts.plain import plain

if TYPE_CHECKING:
    from pilot.files.export import Export
    from pilot.visit import Visit

SLOW = {one.key: one for one in (PILOT, SEGMENTS, QUOTES, PASSAGES, *quote_files.EXPORTS)}
EVERY_S = 2
ALIVE = "files alive"


def page() -> None:
    """Show what can be made, what is being made and what is ready; its list looks again while something runs."""
    with here() as visit:
        place.head("files", visit.viewer)
        _asked_for(visit)
        _whole(visit)
        if together.show(visit):
            _request(visit, SEGMENTS, "xlsx", {"coder": CONSENSUS})
        alive = sum(one.alive for one in files.mine(visit.db, visit.viewer))
    st.session_state[ALIVE] = alive
    st.fragment(_list, run_every=EVERY_S if alive else None)()
    with here() as visit:
        came_from.show(visit)


def _asked_for(visit: Visit) -> None:
    """A file that a menu found too long to wait for: ?make=segments.xlsx and what was chosen."""
    key, _dot, ending = st.query_params.get("make", "").partition(".")
    export = SLOW.get(key)
    if export is None or ending not in export.formats or export is PILOT:
        return
    with st.container(border=True):
        st.write(_("This file takes a while to make: {name}").format(name=_(export.name)))
        if st.button(_("Make the file"), type="primary", key="make asked"):
            _request(visit, export, ending, {
                name: value for name, value in st.query_params.to_dict().items() if name in export.options})


def _whole(visit: Visit) -> None:
    st.subheader(_("The whole pilot, for other programs"))
    st.caption(_("A REFI-QDA project (.qdpx) for NVivo, ATLAS.ti, MAXQDA or QualCoder: every text you may read, with"
                 " codes, codings, memos, families and recordings. For the team: it is not to be passed on."))
    sound = st.checkbox(_("With the recordings"), value=True, key="files with sound")
    if st.button(_("Make the file"), key="make pilot"):
        _request(visit, PILOT, "qdpx", {} if sound else {WITHOUT_SOUND: "yes"})


def _request(visit: Visit, export: Export, ending: str, chosen: dict[str, str]) -> None:
    attempt(lambda: files.request(visit.db, visit.viewer, export, ending, chosen, server()), _("It is being made"))


def _list() -> None:
    try:
        with here() as visit:
            worker.ensure_running(visit.home)
            if made.show(visit) < st.session_state.get(ALIVE, 0):
                st.rerun()
    except RodeDraadError as error:
        st.error(plain(error.sentence()))
