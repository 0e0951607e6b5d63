"""One release: a new one of what an address chooses, a draft of one's own, one to sign, or one that was drafted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.access import Right
from pilot.errors import NotFound
from pilot.words import _
from themes.release import deciding, drafting, keeping
from views.parts import place, titles
from views.parts.here import here
from views.parts.plain import plain
from views.release import edit, make, read, sign

if TYPE_CHECKING:
    from pilot.visit import Visit
    from themes.release.drafting import Draft


def page() -> None:
    """Show what this viewer can do with the release that ?release= names; without one make one."""
    with here() as visit:
        place.above("release", visit.viewer)
        guid = st.query_params.get("release", "")
        visit.viewer.require(Right.DRAFT_RELEASES, Right.SIGN_RELEASES)
        if not guid and not visit.viewer.may(Right.DRAFT_RELEASES):
            st.title(_("A release"))
            st.info(_("Choose the release to read from the list of what waits for your signature."))
        elif not guid:
            make.show(visit)
        elif mine := _mine(visit, guid):
            edit.show(visit, mine)
        elif guid in {one.guid for one in deciding.to_sign(visit.db, visit.viewer)}:
            sign.show(visit, deciding.proposal(visit.db, visit.viewer, guid))
        elif visit.viewer.may(Right.DRAFT_RELEASES):
            with titles.titled(_("A release")):
                kept = keeping.kept_one(visit.db, visit.viewer, guid)
            read.show(visit, kept)
        else:
            st.title(_("A release"))
            st.info(plain(_("This release does not wait for you: it was signed, sent back, taken back or withdrawn.")))


def _mine(visit: Visit, guid: str) -> Draft | None:
    """A draft of hers; None for anything else."""
    if not visit.viewer.may(Right.DRAFT_RELEASES):
        return None
    try:
        return drafting.draft(visit.db, visit.viewer, guid)
    except NotFound:
        return None
