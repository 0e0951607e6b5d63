"""The note with what is laid beside a claim, and the button that lays it there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pilot.words import _
from themes.claims import naming
from views.events import names
from views.parts.attempt import attempt, fresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.visit import Visit
    from themes.claims.grounding import Beside


def keep(_visit: Visit, beside: Beside, lay: Callable[[Beside, bool], tuple[str, ...]]) -> None:
    """Ask for the note, and `lay` it there: given what it lies beside, and whether words of the register may stay."""
    form = f"lay {beside.claim}"
    note = st.text_area(_("Why you lay it here"), max_chars=naming.LONGEST, height=80, key=fresh(f"note {form}", form),
                        help=_("Write no real names: mother, son, the neighbour."))
    anyway = names.ask(form)
    if st.button(_("Lay it beside"), type="primary"):
        attempt(lambda: names.keep(form, lambda: lay(replace(beside, note=note), anyway)),
                lambda: names.told(form), form)
