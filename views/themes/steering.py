"""Themes for a steering group: one line per code, until figures are released."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import days
from pilot.words import _, ngettext
from themes import summary
from themes.exports import SUMMARY
from themes.figures import tables
from views.parts import take_out
from views.parts.blocks import invite
from views.themes.look import html, is_dark

if TYPE_CHECKING:
    from pilot.visit import Visit


def show(visit: Visit) -> None:
    """One line per theme, with what it counts and what it is not."""
    found = summary.summary(visit.db, visit.viewer)
    if found is None:
        invite(_("No codebook yet"), _("Here you will see one line per theme, as soon as there is a codebook."))
        return
    st.markdown(_("**What this is not.** It counts what was told: a result, not an effect of the support."
                  " With so few families one number may point at somebody: do not try to work out who is meant, and do"
                  " not pass these numbers on. Families apart and quotes are not shown here;"
                  " the guide says why."))
    html(tables.scope_line(_counted(found)) + tables.summary_table(found, is_dark()))
    take_out.menu((SUMMARY,))


def _counted(found: summary.Summary) -> str:
    """What the numbers are out of, under which codebook, and which families they leave out."""
    parts = [_("In how many families somebody spoke of a theme, out of the families whose stories have been read for"
               " it. Codings of any coder, codebook version {version}, as it was on {date}.").format(
                   version=found.codebook, date=days.long(found.as_of))]
    if found.codebook > 1:
        parts.append(_("Codings made under an earlier version count too."))
    if found.waiting:
        parts.append(ngettext(
            "{n} of the {all} families does not count yet: it has no story, or nobody has read it.",
            "{n} of the {all} families do not count yet: they have no story, or nobody has read them.",
            found.waiting).format(n=found.waiting, all=found.families))
    return " ".join(parts)
