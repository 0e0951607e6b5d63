"""Step counts as plotly figures: families that have said a code so far, and codes that have come up so far.

Filled steps are counts, an open step above them what they are out of; over each stand its numbers. Nothing is smoothed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary.palette import look
from pilot.words import _
from themes.figures.charts import PANEL_PX, Panel, exposure, multiples, said_above
from themes.figures.tables import SIGNS, color_of
from themes.matrix import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from coding.book.codebook import CodeRow
    from themes.saturation import Saturation

CLEAR = "rgba(0,0,0,0)"
HIGH = 2 * PANEL_PX  # pixels of the one panel of new codes
WORDS_PX = 92  # no narrower is a step with words such as "12 (+3 of 14)"
STEP_PX = 26  # no narrower is a step with a number of two digits


def first_figure(steps: pd.DataFrame, shown: pd.DataFrame, codes: Sequence[CodeRow], dark: bool) -> go.Figure:
    """A panel per code with the families that have said it so far, and what was told in the last.

    Args:
        steps: as `first.First`; shown: as `over_time.exposure`; codes: the panels, from the top.
    """
    most = max(1, int(steps["of"].max())) if len(steps) else 1
    panels = []
    for code in codes:
        rows = steps[steps["code"] == code.key]
        words = [step_words(*row) for row in rows[["first", "at_risk", "so_far"]].itertuples(index=False, name=None)]
        color = color_of(code, dark)
        panels.append(Panel(code.name, most * 1.75, [
            said_above(rows["of"].tolist(), words, {"color": CLEAR, "line": {"color": color, "width": 1}}, dark),
            {"y": rows["so_far"].tolist(), "marker": {"color": color}, "hoverinfo": "skip"}]))
    return multiples([*panels, exposure(shown, dark)], shown["label"], dark, gap=0)


def step_words(first: int, at_risk: int, so_far: int) -> str:
    """What stands over a step: so many so far, and how many of how many families said it first; a sign for a gap."""
    if not at_risk:
        return str(so_far) if so_far else SIGNS[State.NO_STORY]
    return _("{n} (+{first} of {risk})").format(n=so_far, first=first, risk=at_risk)


def new_figure(found: Saturation, dark: bool) -> go.Figure:
    """One panel: a step per document in the order of telling, as high as the codes that came up so far, which stands
    over each step with a new code and over the last."""
    colours = look(dark)
    so_far = [one.so_far for one in found.steps]
    words = [str(one.so_far) if one.new else "" for one in found.steps[:-1]] + [str(n) for n in so_far[-1:]]
    title = _("Codes so far, of {n}").format(n=found.codes)
    return multiples([Panel(title, max([1, *so_far]) * 1.25, [
        said_above(so_far, words, {"color": colours.line, "line": {"color": colours.soft, "width": 1}}, dark)])],
        [str(n) for n in range(1, len(so_far) + 1)], dark, gap=0, last=HIGH)
