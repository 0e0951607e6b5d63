"""Below the tables of outcomes: groups, two voices, what chance may explain, and what goes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import voices as named
from pilot.words import N_, _, ngettext
from themes.figures import outcome_tables as drawn
from themes.figures import outcome_tests as tests
from themes.figures import outcome_words as words
from themes.figures.tables import note
from themes.outcomes import figures
from themes.outcomes.choice import BY
from themes.outcomes.testing import LEAST
from views.parts.plain import plain
from views.themes.look import html

if TYPE_CHECKING:
    from themes.outcomes.laid import Laid

TOGETHER = {figures.AT_FIRST: N_("scores at the first round"), figures.AT_LAST: N_("scores at the last round"),
            figures.CHANGE: N_("change from first to last"), figures.OWN_CHANGE: N_("the start with its own change")}


def groups(found: Laid) -> None:
    """Groups beside each other, where that was chosen."""
    if not found.choice.by:
        return
    st.subheader(plain(_("By {what}").format(what=_(BY[found.choice.by]))))
    if not found.groups:
        st.caption(_("Of no family is this known."))
        return
    html(tests.groups(found, figures.beside(found)))
    if found.alone:
        st.caption(ngettext("{n} family is in no group.", "{n} families are in no group.", found.alone).format(
            n=found.alone))
    html(note(words.sizes()))


def voices(found: Laid) -> None:
    """What families say of themselves beside what professionals say; neither is averaged into the other."""
    for other in found.others:
        rows = figures.voices(found, other, found.last)
        if not any(one.change.n for one in rows):
            continue
        own, whose = named.title(found.choice.voice), named.title(other)
        st.subheader(plain(_("{one} beside {other}, {wave}").format(one=own, other=whose, wave=found.last)))
        html(drawn.two_voices(rows, own, whose))


def chance(found: Laid) -> None:
    """What a test says of each domain."""
    with st.expander(_("Is it more than chance?")):
        html(tests.changes(figures.changes(found)) + note(" ".join((words.sizes(), _(
            "Wilcoxon's signed ranks; above 0 is improvement. “p of all together” is p corrected (Holm) for the number"
            " of domains that are tested: look at that one.")))))


def _called(key: str) -> str:
    return _(TOGETHER[key])


def together(found: Laid) -> None:
    """What goes together, of what is chosen."""
    with st.expander(_("What goes together?")):
        offered = [key for key in TOGETHER if found.moves or key == figures.AT_FIRST]
        what = str(st.segmented_control(_("Look at"), offered, format_func=_called,
                                        default=offered[0], required=True, key="outcomes_together", wrap=True))
        if what == figures.OWN_CHANGE:
            html(tests.own_change(found.cube.domains, figures.own_change(found)) + note(_(
                "These two are coupled by arithmetic: who begins at 0 cannot fall, and a score that was too high once"
                " falls by itself. Do not read this as a finding.")))
            return
        html(tests.correlations(found.cube.domains, figures.correlations(found, what), _(TOGETHER[what])) + note(_(
            "Spearman's rho, from -1 to 1, and of how many families; * where chance alone seldom gives it (p under"
            " 0.05, each by itself: of 36 numbers one or two have it by chance). Of fewer than {least} families there"
            " is none.").format(least=LEAST)))
