"""Plotly figures made from frames: families per period, with what was told under it.

Open bars are families with coded stories, filled bars the families among them that said it: counts, one unit of
height per family, the same in every panel. A period without coded stories is a gap with its sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pilot.vocabulary.palette import look
from pilot.words import _
from themes.figures.tables import SIGNS, color_of
from themes.matrix import State

if TYPE_CHECKING:
    import pandas as pd

    from coding.book.codebook import CodeRow

PANEL_PX, EXPOSURE_PX, MARGIN_PX = 84, 110, 70


def time_figure(times: pd.DataFrame, shown: pd.DataFrame, codes: list[CodeRow], dark: bool) -> go.Figure:
    """Small multiples over one axis of periods: a panel per code, and exposure in the last.

    Args:
        times: as `over_time.over_time`; shown: as `over_time.exposure`; codes: the panels, from the top.
    """
    heights = [float(PANEL_PX)] * len(codes) + [float(EXPOSURE_PX)]
    titles = [code.name for code in codes] + [_("Stories told (families)")]
    figure = make_subplots(
        rows=len(heights), cols=1, shared_xaxes=True, row_heights=heights, vertical_spacing=0.32 / len(heights),
        subplot_titles=titles)
    labels = [label.replace(" ", "<br>", 1) for label in shown["label"]]
    # Codes without any coded story still get room for one family.
    tallest = max(1, int(times["families_coded"].max())) if len(times) else 1
    for row, code in enumerate(codes, start=1):
        _panel(figure, row, labels, times[times["code"] == code.key], shown, color_of(code, dark), dark)
        figure.update_yaxes(range=[0, tallest * 1.75], row=row, col=1)
    _exposure(figure, len(heights), labels, shown, dark)
    _dress(figure, dark)
    figure.update_layout(height=int(sum(heights) + MARGIN_PX))
    return figure


def _panel(
    figure: go.Figure, row: int, labels: list[str], rows: pd.DataFrame, shown: pd.DataFrame, color: str, dark: bool
) -> None:
    said, coded = list(rows["families_said"]), list(rows["families_coded"])
    signs = [_bar_words(s, c, n) for s, c, n in zip(said, coded, shown["stories"], strict=True)]
    hover = "%{x}: %{text}<extra></extra>"
    figure.add_bar(
        x=labels, y=coded, row=row, col=1, text=signs, textposition="outside", cliponaxis=False, hovertemplate=hover,
        marker={"color": "rgba(0,0,0,0)", "line": {"color": color, "width": 1.5}}, textfont={"color": look(dark).ink})
    figure.add_bar(x=labels, y=said, row=row, col=1, marker={"color": color}, hoverinfo="skip")


def _bar_words(said: int, coded: int, stories: int) -> str:
    if coded:
        return _("{n} of {of}").format(n=said, of=coded)
    return SIGNS[State.TOLD_NOT_CODED if stories else State.NO_STORY]


def _exposure(figure: go.Figure, row: int, labels: list[str], shown: pd.DataFrame, dark: bool) -> None:
    texts = [f"{stories} ({families})" if stories else SIGNS[State.NO_STORY]
             for stories, families in zip(shown["stories"], shown["families"], strict=True)]
    figure.add_bar(
        x=labels, y=list(shown["stories"]), row=row, col=1, text=texts, textposition="outside", cliponaxis=False,
        hovertemplate="%{x}: %{text}<extra></extra>", textfont={"color": look(dark).ink},
        marker={"color": look(dark).line, "line": {"color": look(dark).soft, "width": 1}})
    most = int(shown["stories"].max()) if len(shown) else 1
    figure.update_yaxes(range=[0, max(1, most) * 1.5], row=row, col=1)


def _dress(figure: go.Figure, dark: bool) -> None:
    """Our look: paper and ink, no grid, no legend (the text says it), titles at the left."""
    colours = look(dark)
    figure.update_layout(
        barmode="overlay", bargap=0.45, showlegend=False, paper_bgcolor=colours.paper, plot_bgcolor=colours.paper,
        font={"family": "Source Sans, sans-serif", "size": 14, "color": colours.ink},
        margin={"l": 8, "r": 8, "t": 34, "b": 36}, dragmode=False, separators=",.",
        hoverlabel={"bgcolor": colours.paper, "font": {"color": colours.ink}})
    figure.update_xaxes(showgrid=False, linecolor=colours.line, ticks="", type="category", fixedrange=True, tickangle=0)
    figure.update_yaxes(visible=False, fixedrange=True)
    figure.for_each_annotation(lambda note: note.update(
        x=0, xanchor="left", yanchor="bottom", yshift=2, font={"size": 14, "color": colours.ink}))
