"""Use of services in both groups: the difference at a moment with its interval, and all moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import services
from pilot.words import _
from stories.file.listed import ON_PAGE, shown
from themes.figures import trial_words as words
from themes.figures.differences_picture import differences_picture
from themes.figures.trial_pictures import services_axis, services_lines
from themes.outcomes import arms
from themes.outcomes.comparing import LEAST
from themes.shares import share
from views.parts import picture
from views.parts.blocks import table
from views.parts.plain import plain
from views.trial.start import headed

if TYPE_CHECKING:
    from themes.outcomes.arms import Counts, TakeUp, Trial

WAVE = "trial wave"


def show(found: Trial) -> None:
    """The figure, its sentences and its table of one moment, the last until another is chosen; then all moments."""
    st.subheader(_("Use of services and rights"), anchor="services")
    waves = found.used_waves
    if not waves:
        st.caption(_("Nobody said yet of which services families make use. Note it for each family under its name."))
        return
    wave = str(st.segmented_control(_("Moment"), waves, default=waves[-1], required=True, key=WAVE,
                                    format_func=lambda one: plain(one), wrap=True))
    rows = arms.take_up(found, wave)
    left, right = st.columns([2, 3], gap="large")
    left.markdown("\n\n".join(map(plain, words.sentences(found, rows))))
    lines = services_lines(rows)
    if any(one.reach for one in lines):
        drawn = shown(differences_picture(lines, services_axis(lines), ON_PAGE), _(
            "Drawing of the differences in use of services; the table says the same in numbers"))
        with right:
            picture.show(drawn.svg, _("Differences in use of services"), f"trial-services-{wave}")
    table((_("Service"), found.plan.support, found.plan.control, _("Difference"), _("if all were known"), _("p")),
          (_row(found, one) for one in rows), "rd-stack rd-numbers")
    st.caption(plain(_(
        "Difference: share with support minus share without, in percentage points, with the 95% interval (Newcombe),"
        " where {n} families or more are known in each group. If all were known: between these two it lies whatever the"
        " missing families would have said. p: Fisher's exact test.").format(n=LEAST)))
    if len(waves) > 1:
        with st.expander(_("All moments")):
            _all(found, waves)


def _row(found: Trial, one: TakeUp) -> tuple[str | Markup, ...]:
    low, high = one.extremes or (0.0, 0.0)
    return (words.first_large(services.name(one.service)), _cell(found.plan.support, one.support),
            _cell(found.plan.control, one.control), words.in_points(one.difference),
            headed(_("if all were known"), _("{low} to {high}").format(low=words.points(low), high=words.points(high))
                    if one.extremes else "–"),
            headed(_("p"), words.chance(one.difference and one.difference.p)))


def _cell(head: str, one: Counts) -> Markup:
    return Markup('<span class="rd-headed" data-head="{}">{} <span class="rd-soft">{}</span></span>').format(
        head, share(*one.share) if one.share.n else "–", words.missing(one))


def _all(found: Trial, waves: list[str]) -> None:
    of_wave = {wave: {one.service: one for one in arms.take_up(found, wave)} for wave in waves}
    there = [one for one in services.SERVICES if any(one in rows for rows in of_wave.values())]
    heads = [f"{wave} · {name}" for wave in waves for name in (found.plan.support, found.plan.control)]
    table((_("Service"), *heads), ((words.first_large(services.name(service)), *(
        share(*getattr(of_wave[wave][service], arm).share) if service in of_wave[wave]
        and getattr(of_wave[wave][service], arm).share.n else "–" for wave in waves for arm in arms.ARMS))
        for service in there), "rd-wide rd-numbers")
