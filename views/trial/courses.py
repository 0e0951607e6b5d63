"""Life domains in both groups, from the first moment to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pilot.vocabulary import domains, voices
from pilot.words import _
from stories.file.listed import ON_PAGE, shown
from themes.figures import trial_words as words
from themes.figures.differences_picture import differences_picture
from themes.figures.trial_pictures import domains_axis, domains_lines
from themes.outcomes import arms
from themes.outcomes.comparing import LEAST
from views.parts import picture
from views.parts.blocks import table
from views.parts.plain import plain
from views.trial.start import headed

if TYPE_CHECKING:
    from markupsafe import Markup

    from themes.outcomes.arms import Domain, Trial


def show(found: Trial) -> None:
    """One voice at a time: the family's own scores and the professional's are never put together."""
    of_voice = {voice: rows for voice in found.voices if (rows := arms.courses(found, voice))}
    if not of_voice:
        return
    st.subheader(_("Life domains"), anchor="domains")
    first = "coach" if "coach" in of_voice else next(iter(of_voice))
    voice = str(st.segmented_control(_("Scores by"), list(of_voice), default=first, format_func=voices.title,
                                     required=True, key="trial voice", wrap=True)) if len(of_voice) > 1 else first
    rows = of_voice[voice]
    left, right = st.columns([2, 3], gap="large")
    lines = domains_lines(rows)
    if any(one.reach for one in lines):
        drawn = shown(differences_picture(lines, domains_axis(lines), ON_PAGE), _(
            "Drawing of the differences in change of life domains; the table says the same in numbers"))
        with right:
            picture.show(drawn.svg, _("Differences in change of life domains"), f"trial-domains-{voice}")
    with left:
        st.markdown(plain(words.of_domains(found, rows)))
        st.caption(plain(_(
            "Mean score of families that are known at “{first}” and at “{last}”, from 10 (worst) to 0 (no problem): a"
            " change below 0 is for the better. The difference has a 95% interval (Welch) where {n} families or more"
            " are known in each group; p is counted over all domains together (Holm).").format(
                first=found.waves[0], last=found.waves[-1], n=LEAST)))
    table((_("Life domain"), found.plan.support, found.plan.control, _("Difference in change"), _("p of all together")),
          (_row(found, one) for one in rows), "rd-stack rd-numbers")


def _row(found: Trial, one: Domain) -> tuple[str | Markup, ...]:
    support, control = words.course(one)
    return (words.first_large(domains.name(one.domain)), headed(found.plan.support, support),
            headed(found.plan.control, control), words.in_scores(one.difference),
            headed(_("p of all together"), words.chance(one.p_of_all)))
