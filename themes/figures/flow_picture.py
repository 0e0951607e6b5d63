"""The way of families through a comparison of two groups as a picture, after the flow diagram of CONSORT 2010."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import Area, Line, Shape, Words, box
from pilot.vocabulary import trial
from pilot.words import _, ngettext
from stories.file.picture import Colors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.outcomes.arms import Flow, Reached, Trial

WIDE, GAP, WHOLE = 318.0, 44.0, 684.0  # a box, between two of them, the drawing: pixels
LETTERS, LEADING, INSIDE, DOWN = 15, 20.0, 12.0, 34.0  # letters, line to line, in a box, between two rows
TIP = 5.0


def flow_picture(found: Trial, groups: Sequence[Flow], colors: Colors = Colors()) -> Drawn:  # noqa: B008  never changes
    """Who was looked at, who was given which group, what went otherwise, and who was measured when."""
    shapes: list[Shape] = []
    middle, y = WHOLE / 2, 0.0
    if found.screened:
        y = _looked_at(found, shapes, colors)
    top, foot = _box(middle - WIDE / 2, y, divided(found), colors, bold=True)
    shapes += top
    lefts = (middle - GAP / 2 - WIDE, middle + GAP / 2)
    turn = foot + DOWN / 2
    shapes += [Line(middle, foot, middle, turn, colors.soft, 1.4),
               Line(lefts[0] + WIDE / 2, turn, lefts[1] + WIDE / 2, turn, colors.soft, 1.4)]
    feet = [turn, turn]
    for row in zip(*(steps(one) for one in groups), strict=True):
        start = max(feet) + DOWN / 2 if feet[0] == turn else max(feet) + DOWN
        for at, lines in enumerate(row):
            x = lefts[at] + WIDE / 2
            shapes += _arrow(x, feet[at], start, colors)
            drawn, feet[at] = _box(lefts[at], start, lines, colors, bold=True)
            shapes += drawn
    return Drawn(tuple(shapes), WHOLE, max(feet) + 2)


def _looked_at(found: Trial, shapes: list[Shape], colors: Colors) -> float:
    """The first box and the one beside it; returns where the next one begins."""
    middle = WHOLE / 2
    all_of_them = sum(found.screened.values()) + len(found.allotted)
    drawn, foot = _box(middle - WIDE / 2, 0, [families_looked_at(all_of_them)], colors, bold=True)
    aside, end = _box(middle + GAP / 2, foot + DOWN / 2, left_out(found), colors)
    at, tip = foot + DOWN / 2 + LEADING, middle + GAP / 2
    shapes += [*drawn, *aside, Line(middle, at, tip - TIP, at, colors.soft, 1.4),
               Area(((tip, at), (tip - TIP * 1.6, at - TIP), (tip - TIP * 1.6, at + TIP)), colors.soft),
               *_arrow(middle, foot, end + DOWN / 2, colors)]
    return end + DOWN / 2


def families_looked_at(n: int) -> str:
    """How many families were looked at."""
    return ngettext("{n} family was looked at", "{n} families were looked at", n).format(n=n)


def left_out(found: Trial) -> list[str]:
    """How many families are in no group, and why, line by line."""
    n = sum(found.screened.values())
    return [ngettext("{n} family in no group", "{n} families in no group", n).format(n=n), *(
        _("{why}: {n}").format(n=count, why=_(trial.SCREENED[kind])) for kind, count in found.screened.items())]


def divided(found: Trial) -> list[str]:
    """How many families were divided, and how."""
    n = len(found.allotted)
    return [ngettext("{n} family was divided", "{n} families were divided", n).format(n=n),
            trial.method(found.plan.method)]


def steps(group: Flow) -> list[list[str]]:
    """What stands in the boxes of a group, one below the other: the group itself, then a box for each wave."""
    went = [_("{why}: {n}").format(n=n, why=trial.departure(kind)) for kind, n in (
        (trial.NOT_BEGUN, group.not_begun), (trial.OTHER_ARM, group.other_arm), (trial.STOPPED, group.stopped)) if n]
    given = ngettext("{group}: {n} family", "{group}: {n} families", group.given).format(
        group=group.name, n=group.given)
    return [[given, *(went or [_("nothing went otherwise")])], *(_wave(group, one) for one in group.waves)]


def _wave(group: Flow, one: Reached) -> list[str]:
    why = ((one.no_more, trial.departure(trial.NO_MORE)), (one.lost, trial.departure(trial.LOST)),
           (one.out, _("consent does not hold")), (one.otherwise, _("not measured, nobody said why")))
    return [_("{wave}: {n} of {of} measured").format(wave=one.wave, n=one.measured, of=group.given),
            *(_("{why}: {n}").format(n=n, why=said) for n, said in why if n)]


def _box(
    x: float, y: float, lines: Sequence[str], colors: Colors, *, bold: bool = False
) -> tuple[list[Shape], float]:
    """A box with its lines, the first one bold where it is asked; and where it ends."""
    words: list[Shape] = []
    at = y + INSIDE + LETTERS * 0.8
    for n, line in enumerate(lines):
        heavy = bold and n == 0
        for part in fonts.wrapped(line, LETTERS, WIDE - 2 * INSIDE, bold=heavy):
            words.append(Words(x + INSIDE, at, part, LETTERS, colors.ink if heavy else colors.soft, bold=heavy))
            at += LEADING
    foot = at - LEADING + INSIDE
    return [box(x, y, WIDE, foot - y, colors.paper, colors.soft, 1.2), *words], foot


def _arrow(x: float, start: float, end: float, colors: Colors) -> list[Shape]:
    return [Line(x, start, x, end - TIP, colors.soft, 1.4),
            Area(((x, end), (x - TIP, end - TIP * 1.6), (x + TIP, end - TIP * 1.6)), colors.soft)]
