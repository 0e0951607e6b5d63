"""What became of a code: each version that did something to it, the last first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import comparing, naming
from coding.book_files import HISTORY
from pilot.words import _
from views.parts import codes, take_out
from views.parts.blocks import link

if TYPE_CHECKING:
    from coding.book.comparing import Step
    from pilot.visit import Visit


def show(visit: Visit, key: str) -> None:
    """The history, with what each version changed."""
    found = comparing.history(visit.db, visit.viewer, key)
    with st.expander(_("History of this code"), expanded=len(found) > 1):
        st.html(Markup('<ul class="rd-steps">{}</ul>').format(Markup().join(_step(visit, one) for one in found)))
        take_out.menu((HISTORY,), {"key": key})


def _step(visit: Visit, step: Step) -> Markup:
    version = step.version
    reason = Markup(" <q>{}</q>").format(version.reason) if version.reason else Markup()
    return Markup("<li><p>{} — {}{}</p>{}</li>").format(
        link(f"/versions?n={version.number}", naming.did(visit.db, version)), naming.became(step), reason,
        codes.fields(step.fields))
