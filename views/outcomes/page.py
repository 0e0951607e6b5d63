"""Outcomes: how families do in the nine life domains, wave by wave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from pilot.vocabulary import domains
from pilot.words import _
from themes.figures.decimals import one_or_dash
from themes.outcomes import frames
from views.outcomes import doors
from views.parts import place
from views.parts.blocks import invite
from views.parts.here import here

if TYPE_CHECKING:
    import pandas as pd


def page() -> None:
    """Show how many families have a score for each domain in each wave, and their mean."""
    with here() as visit:
        place.head("outcomes", visit.viewer)
        doors.show(visit, "outcomes")
        scores = frames.scores(visit.db, visit.viewer)
        if scores.empty:
            invite(_("No scores yet"), _("Here you see how families do in the nine life domains, wave by wave."))
            return
        st.html(_table(scores[scores["state"] == "scored"]))


def _table(scores: pd.DataFrame) -> Markup:
    waves = list(dict.fromkeys(scores["wave"]))
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(one) for one in waves)
    found = scores.groupby(["domain", "wave"])["value"].agg(["count", "mean"])
    rows = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(domains.name(key), Markup().join(
            Markup("<td>{}</td>").format(_("{mean} ({n} families)").format(
                mean=one_or_dash(found.loc[(key, wave), "mean"]), n=int(found.loc[(key, wave), "count"])))
            if (key, wave) in found.index else Markup("<td></td>") for wave in waves))
        for key in domains.DOMAINS)
    return Markup('<table class="rd-table"><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table>'
                  ).format(_("Life domain"), heads, rows)
