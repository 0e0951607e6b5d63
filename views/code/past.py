"""What became of a code: each version that did something to it, the last first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from coding.book import comparing
from pilot.words import N_, _
from views.parts import codes
from views.parts.blocks import link

if TYPE_CHECKING:
    from coding.book.comparing import Step
    from pilot.visit import Visit

KINDS = {"added": N_("came into use"), "changed": N_("changed"), "gone": N_("went out of use"), "": ""}
TURNED = {
    "merged into": N_("went up in “{others}”"), "took up": N_("took up “{others}”"),
    "split into": N_("split into “{others}”"), "part of": N_("is a part of “{others}”"),
    "undone": N_("what version {others} did was undone"),
}


def show(visit: Visit, key: str) -> None:
    """The history, with what each version changed."""
    found = comparing.history(visit.db, visit.viewer, key)
    with st.expander(_("History of this code"), expanded=len(found) > 1):
        st.html(Markup('<ul class="rd-steps">{}</ul>').format(Markup().join(_step(visit, one) for one in found)))


def _step(visit: Visit, step: Step) -> Markup:
    version = step.version
    said = [_(KINDS[step.kind])] if step.kind and not step.turned else []
    said += [_(TURNED[step.turned]).format(others=", ".join(step.others))] if step.turned else []
    reason = Markup(" <q>{}</q>").format(version.reason) if version.reason else Markup()
    return Markup("<li><p>{} — {}{}</p>{}</li>").format(
        link(f"/versions?n={version.number}", codes.did(visit.db, version)), ", ".join(said), reason,
        codes.fields(step.fields))
