"""Reports as pptx, to show and to change: titles, tables and charts are those of PowerPoint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pilot.files import charts
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from themes.reports import slides
from themes.reports.as_pdf import hung
from themes.reports.charted import bars_of
from themes.reports.methods import how
from themes.reports.panel_slides import begun, paneled
from themes.reports.poster import UNIT, WALLS, poster
from themes.reports.slides import HIGH, WIDE, Box, Line
from themes.reports.stories import SIDE_BY_SIDE, no_story, spreads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.reports.facts import Facts, Paneled, Story, StoryMoment, Told
    from themes.reports.poster import Poster

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_A3 = (42.0, 29.7)  # cm
_WALL = 3  # of WALLS: what a slide holds without a typesetter to try
_CARD_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)  # pt
_GAP = 0.5  # cm, between cards and around the words on one


def stories_pptx(facts: Facts) -> bytes:
    """The stories in moments: a slide for every three moments, side by side on the red thread."""
    shown = slides.begun(facts, _("Stories in moments"), (WIDE, HIGH))
    if not facts.stories:
        slides.only(shown, no_story(facts), facts)
    _told(shown, facts, first=True)
    return slides.finished(shown)


def domains_pptx(facts: Facts) -> bytes:
    """Life domains, reach and money: a table each, and the stories of families behind them."""
    shown = begun(facts)
    _told(shown, facts, first=False)
    return slides.finished(shown)


def _told(shown: Any, facts: Facts, *, first: bool) -> None:
    """A slide for every three moments; `first`: whether the marks stand on the first of them."""
    for story in facts.stories:
        for part in spreads(story):
            slide = slides.titled(shown, story.title, Box(1.8, 1.2, WIDE - 3.6, 2.0), 34)
            marks = [Line(mark, 12, bold=True) for mark in facts.marks] if first else []
            slides.write(slide, Box(1.8, 3.1, WIDE - 3.6, 1.4), [Line(story.who, 15, soft=True), *marks], facts)
            _moments(slide, part, is_first=part[0] is story.moments[0], facts=facts)
            slides.write(slide, Box(1.8, HIGH - 1.3, WIDE - 3.6, 0.8),
                   [Line(f"{facts.pilot} · {facts.line}", 11, soft=True)], facts)
            first = False


def _moments(slide: Any, part: Sequence[StoryMoment], *, is_first: bool, facts: Facts) -> None:
    left, top, room = 1.8, 5.1, WIDE - 3.6
    slides.thread(slide, Box(left, top, room, 0))
    wide = room / SIDE_BY_SIDE
    points = _size([_of_moment(one, 16) for one in part], wide - 0.8, HIGH - 1.5 - (top + 0.6))
    for at, moment in enumerate(part):
        slides.dot(slide, left + at * wide, top, is_open=is_first and at == 0)
        slides.write(slide, Box(left + at * wide, top + 0.6, wide - 0.8, HIGH - 1.5 - (top + 0.6)),
               _of_moment(moment, points), facts)


def _of_moment(moment: StoryMoment, points: float) -> list[Line]:
    lines = [Line(moment.told, points * 1.2, bold=True)]
    for domain, statement, where in moment.statements:
        lines += [Line(domain, points * 0.75, bold=True, soft=True, before=points * 0.5)] if domain else []
        lines.append(Line(statement, points, where=where, before=0 if domain else points * 0.5))
    return lines


def _size(columns: Sequence[list[Line]], wide: float, high: float) -> float:
    """The largest size (pt) of 16 and less in which the longest column fits; the columns are given in 16."""
    for points in (16, 15, 14, 13, 12, 11, 10, 9):
        by = points / 16
        if all(sum(slides.height(line, wide, by) for line in lines) <= high for lines in columns):
            return float(points)
    return 8.0


def poster_pptx(facts: Facts) -> bytes:
    """The poster on one slide as large as A3: a card for each theme where the printed one has them, else a chart where
    there are counts and a table where there are words."""
    shown = slides.begun(facts, _("Results at a glance"), _A3)
    wide, high = _A3
    slide = slides.titled(shown, facts.title, Box(2, 1.2, wide - 4, 2.3), 48)
    slides.write(slide, Box(2, 3.5, wide - 4, 1.2), [Line(f"{facts.pilot} · {facts.line}", 14, soft=True),
                                              *(Line(mark, 14, bold=True) for mark in facts.marks)], facts)
    slides.thread(slide, Box(2, 1.1, wide - 4, 0))
    top, bottom = 5.4, high - 2.6
    printed = hung(facts)[0]
    chosen = printed if printed.as_cards else poster(facts, WALLS[_WALL])
    themes = [one for _name, rows in chosen.groups for one in rows]
    left = [*([Line(facts.about, 17, serif=True)] if facts.about else []),
            Line(_("Something was told"), 13, soft=True, before=14),
            Line(facts.families.told, 24, bold=True, where=facts.families.link, note=facts.families.figure),
            Line(facts.told, 13, soft=True)]
    left += [Line(_("What is new"), 20, bold=True, before=14)] if facts.news else []
    left += [Line(f"› {one}", 15, before=4) for one in facts.news]
    slides.fitted(slide, Box(2, top, 9.4, bottom - top), left, facts)
    right = _aside(chosen)
    panels = chosen.panels if chosen.groups and not right else ()  # they stand where else a story does
    middle = Box(12.4, top, 17.2 if right else 13.2 if panels else 27.6, bottom - top)
    if not chosen.groups and chosen.panels:
        _side_by_side(slide, middle, chosen.panels, facts)
    elif chosen.empty:
        slides.write(slide, middle, [Line(chosen.empty, 20, serif=True)], facts)
    elif chosen.as_cards:
        _cards(slide, middle, chosen, facts)
    else:
        _figures(slide, middle, themes, facts)
    slides.fitted(slide, Box(30.6, top, 9.4, bottom - top), right, facts)
    _side_by_side(slide, Box(26.6, top, 13.4, bottom - top), panels, facts)
    slides.fitted(slide, Box(2, high - 2.3, wide - 4, 1.8), [Line(" ".join(how(facts)), 12, soft=True)], facts)
    return slides.finished(shown)


def _aside(chosen: Poster) -> list[Line]:
    """What stands right of the themes: a family's story, quotes that are on no card, and what was done."""
    lines = _downwards(chosen.story) if chosen.story is not None else []
    quotes = () if chosen.as_cards else chosen.quotes
    lines += [Line(_("In their own words"), 20, bold=True)] if quotes else []
    for name, said in quotes:
        lines += [Line(f"“{said.text}”", 17, serif=True, before=8), Line(f"{name} · {said.by}", 12, soft=True)]
    lines += [Line(_("What was done with it"), 20, bold=True, before=14)] if chosen.done else []
    return [*lines, *(Line(f"{name}: {done}", 15, before=4) for name, done in chosen.done)]


def _downwards(story: Story) -> list[Line]:
    """How it went with one family, its moments under one another."""
    lines = [Line(_("How it went with one family"), 20, bold=True), Line(story.title, 17, serif=True, before=4),
             Line(story.who, 12, soft=True)]
    for moment in story.moments:
        lines += [Line(moment.told, 15, bold=True, before=10),
                  *(Line(statement, 15, where=where, before=3) for _domain, statement, where in moment.statements)]
    return lines


def _cards(slide: Any, box: Box, chosen: Poster, facts: Facts) -> None:
    """A card for each theme in two columns: its name, in how many families, its sentence and a quote."""
    themes = [(name, one) for name, rows in chosen.groups for one in rows]
    most = max((one.said.of for _name, one in themes if one.said.of is not None), default=1)
    top = box.top
    if any(one.said.n is not None for _name, one in themes):
        unit = [Line(_(UNIT), 13, soft=True)]
        slides.write(slide, Box(box.left, top, box.width, slides.high(unit, box.width)), unit, facts)
        top += slides.high(unit, box.width) + 0.2
    wide, room = (box.width - _GAP) / 2, box.top + box.height - top
    points = next((size for size in _CARD_SIZES if max(_columns(themes, wide, size)[1]) <= room), _CARD_SIZES[-1])
    cut, _highs = _columns(themes, wide, points)
    for left, part in ((box.left, themes[:cut]), (box.left + wide + _GAP, themes[cut:])):
        at = top
        for group, one in part:
            high = _card_height(group, one, wide, points)
            _card(slide, Box(left, at, wide, high), (group, one), points, most, facts)
            at += high + _GAP


def _columns(themes: Sequence[tuple[str, Told]], wide: float, points: float) -> tuple[int, tuple[float, float]]:
    """How many cards stand in the first column so that both get as high, and how high they get (cm)."""
    highs = [_card_height(group, one, wide, points) + _GAP for group, one in themes]
    cut = min(range(len(highs) + 1), key=lambda at: (max(sum(highs[:at]), sum(highs[at:])), -at))
    return cut, (sum(highs[:cut]) - _GAP, sum(highs[cut:]) - _GAP)


def _card_height(group: str, one: Told, wide: float, points: float) -> float:
    inner = wide - 2 * _GAP
    return sum(slides.high(lines, inner) for lines in _on_card(group, one, points)) + _bar_height(one, points) + _GAP


def _on_card(group: str, one: Told, points: float) -> tuple[list[Line], list[Line]]:
    """What stands above the bar of a card, and what under it."""
    above = [Line(group, points * 0.82, soft=True), Line(one.name, points * 1.15, bold=True),
             Line(one.said.told, points, bold=True, where=one.said.link, note=one.said.figure)]
    under = [] if one.is_drafted else [Line(one.sentence, points, before=points * 0.3)]
    for said in one.quotes[:1]:
        under += [Line(f"“{said.text}”", points * 0.98, serif=True, before=points * 0.4),
                  Line(said.by, points * 0.82, soft=True)]
    return above, under


def _bar_height(one: Told, points: float) -> float:
    return 0.0 if one.said.n is None else points * 1.5 / slides.CM


def _card(slide: Any, box: Box, what: tuple[str, Told], points: float, most: int, facts: Facts) -> None:
    group, one = what
    slides.area(slide, box, LIGHT.shade, one.name)
    slides.area(slide, Box(box.left, box.top, 0.16, box.height), one.color, one.name)
    inner = Box(box.left + _GAP, box.top + _GAP / 2, box.width - 2 * _GAP, 0)
    above, under = _on_card(group, one, points)
    high, bar = slides.high(above, inner.width), _bar_height(one, points)
    bars = bars_of([one])
    if bars is None:  # in one box: where letters come out wider than here, what is below moves down
        slides.write(slide, replace(inner, height=box.height - _GAP), [*above, *under], facts)
        return
    slides.write(slide, replace(inner, height=high), above, facts)
    if bars:
        from pptx.util import Cm

        frame = slide.shapes.add_chart(charts.kind(), Cm(inner.left), Cm(inner.top + high), Cm(inner.width), Cm(bar),
                                       charts.data(bars))
        slides.described(frame, bars)
        charts.bare(frame.chart, bars, most)
    below = Box(inner.left, inner.top + high + bar, inner.width, slides.high(under, inner.width))
    slides.write(slide, below, under, facts)


def _figures(slide: Any, box: Box, themes: Sequence[Told], facts: Facts) -> None:
    """A chart of what is counted, and a table of what is told in words or held back."""
    bars = bars_of(themes)
    worded = [one for one in themes if one.said.n is None]
    high = 0.0
    if bars is not None:
        high = box.height * (len(bars.names) + 3) / (len(themes) + 4)
        unit = [Line(_(UNIT), 13, soft=True)]
        above = slides.high(unit, box.width) + 0.1
        slides.write(slide, Box(box.left, box.top, box.width, above), unit, facts)
        from pptx.util import Cm

        frame = slide.shapes.add_chart(charts.kind(), Cm(box.left), Cm(box.top + above), Cm(box.width),
                                       Cm(high - above), charts.data(bars))
        slides.described(frame, bars)
        charts.style(frame.chart, bars, 12)
    if worded:
        _table(slide, Box(box.left, box.top + high, box.width, box.height - high), worded, facts)


def _table(slide: Any, box: Box, themes: Sequence[Told], facts: Facts) -> None:
    rows = [(_("Theme"), _("In how many families"), _("Figure")), *(
        (one.name, one.said.told, one.said.figure) for one in themes)]
    slides.table(slide, box, rows, (0.45, 0.43, 0.12), facts, links={
        (at, 1): one.said.link for at, one in enumerate(themes, 1)})


def _side_by_side(slide: Any, box: Box, panels: Sequence[Paneled], facts: Facts) -> None:
    """Figures that are no themes, under one another in the room there is, each as high as its rows ask."""
    rows = sum(len(one.rows) + 3 for one in panels)
    top = box.top
    for one in panels:
        high = box.height * (len(one.rows) + 3) / rows
        paneled(slide, Box(box.left, top, box.width, high - _GAP), one, facts)
        top += high
