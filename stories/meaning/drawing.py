"""Pictures of what tellers say, as SVG that takes the colours of the page: a triad with a point per story, bars for a
scale or a choice. Coaches are discs, families are squares: never colour alone."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.words import _, ngettext
from stories.entry.templates import COACH, FAMILY
from stories.meaning.values import FAR, point

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stories.meaning.overview import Asked

SIDE, ROOM = 300, 46
BAR, HEIGHT, STEP = 46, 120, 10  # STEP: how wide a class of a scale is, of 100
_INK, _SOFT, _LINE, _SHADE, _THREAD = (f"var(--rd-{name})" for name in ("ink", "soft", "line", "shade", "thread"))


def drawing(asked: Asked) -> Markup:
    """The answers as one SVG element; what it shows is in its label, and in the table beside it."""
    if asked.signifier.kind == "triad":
        return _triad(asked)
    return _bars(asked, classes(asked))


def classes(asked: Asked) -> list[tuple[str, int, int]]:
    """For a scale in tens, for a choice by word: (name, coaches, families); a story may count for several words."""
    if asked.signifier.kind == "scale":
        names = [f"{low}-{low + STEP - 1 if low + STEP < FAR else FAR}" for low in range(0, FAR, STEP)]
        places = [(one.teller, one.value.place or 0) for one in asked.answered if one.value]
        chosen = [(teller, [names[min(place // STEP, len(names) - 1)]]) for teller, place in places]
    else:
        names = [label.name.to() for label in asked.signifier.labels]
        keys = [label.key for label in asked.signifier.labels]
        chosen = [(one.teller, [names[keys.index(key)] for key in one.value.chosen])
                  for one in asked.answered if one.value]
    counted = Counter((teller, name) for teller, some in chosen for name in some)
    return [(name, counted[COACH, name], counted[FAMILY, name]) for name in names]


def denominators(asked: Asked) -> str:
    """Of how many stories this is, and what became of the others, in one sentence."""
    of = ngettext("{n} story answered", "{n} stories answered", len(asked.answered)).format(n=len(asked.answered))
    rest = _("{na} said that it does not fit, {open} left it open, {not_asked} were not asked; {all} stories in all")
    rest = rest.format(
        na=asked.not_fitting, open=asked.passed_over, not_asked=asked.stories - len(asked.told), all=asked.stories)
    return f"{of}; {rest}."


def _frame(inside: Sequence[Markup], width: float, height: float, label: str) -> Markup:
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="rd-figure" role="img" aria-label="{}" viewBox="0 0 {} {}"'
        ' width="{}" height="{}" font-family="Source Sans, sans-serif">{}</svg>').format(
            label, round(width), round(height), round(width), round(height), Markup().join(inside))


def _words(x: float, y: float, text: str, anchor: str = "middle", color: str = _INK, size: int = 14) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}" fill="{}" font-size="{}">{}</text>').format(
        round(x, 1), round(y, 1), anchor, color, size, text)


def _sign(teller: str, x: float, y: float) -> Markup:
    look = Markup('fill="{}" fill-opacity="0.75" stroke="var(--rd-paper)"').format(
        _THREAD if teller == FAMILY else _INK)
    if teller == FAMILY:
        return Markup('<rect x="{}" y="{}" width="11" height="11" {}/>').format(
            round(x - 5.5, 1), round(y - 5.5, 1), look)
    return Markup('<circle cx="{}" cy="{}" r="6" {}/>').format(round(x, 1), round(y, 1), look)


def _triad(asked: Asked) -> Markup:
    wide, tall = SIDE + 2 * 150, SIDE * sqrt(3) / 2
    left, top = 150, ROOM
    names = [label.name.to() for label in asked.signifier.labels]
    parts = [
        Markup('<polygon points="{},{} {},{} {},{}" fill="{}" stroke="{}"/>').format(
            left + SIDE / 2, top, left, round(top + tall, 1), left + SIDE, round(top + tall, 1), _SHADE, _LINE),
        _words(left + SIDE / 2, top - 14, names[0]), _words(left, top + tall + 22, names[1]),
        _words(left + SIDE, top + tall + 22, names[2])]
    for one in asked.answered:
        if one.value and one.value.parts:
            x, y = point(one.value.parts)
            parts.append(_sign(one.teller, left + x * SIDE, top + y * SIDE))
    parts += _legend(left, top + tall + 52)
    return _frame(parts, wide, top + tall + 62, f"{asked.signifier.question(COACH)} {denominators(asked)}")


def _legend(x: float, y: float, sign: Callable[[str, float, float], Markup] = _sign) -> list[Markup]:
    """Who told, each beside the sign that the picture has for it."""
    return [sign(COACH, x, y - 5), _words(x + 14, y, _("told by a coach"), "start", _SOFT),
            sign(FAMILY, x + 160, y - 5), _words(x + 174, y, _("told by a family"), "start", _SOFT)]


def _bar(teller: str, x: float, y: float, length: float = 11) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="12" fill="{}" fill-opacity="0.75"/>').format(
        round(x, 1), round(y - 6, 1), round(length, 1), _THREAD if teller == FAMILY else _INK)


def _bars(asked: Asked, rows: list[tuple[str, int, int]]) -> Markup:
    """Lying bars, a row each: coaches and families one below the other, with their numbers."""
    most = max((max(coaches, families) for _name, coaches, families in rows), default=0) or 1
    names, length, tall = 150, 330, 38
    parts: list[Markup] = []
    for i, (name, coaches, families) in enumerate(rows):
        y = 10 + i * tall
        parts.append(_words(names - 10, y + 20, name, "end"))
        for j, (teller, count) in enumerate(((COACH, coaches), (FAMILY, families))):
            parts.append(_bar(teller, names, y + 9 + j * 15, length * count / most))
            parts.append(_words(names + length * count / most + 6, y + 13 + j * 15, str(count), "start", _SOFT, 12))
    bottom = 10 + len(rows) * tall
    if asked.signifier.kind == "scale":
        first, second = (label.name.to() for label in asked.signifier.labels)
        parts += [_words(0, bottom + 16, f"0: {first}", "start", _SOFT),
                  _words(0, bottom + 34, f"100: {second}", "start", _SOFT)]
        bottom += 40
    parts += _legend(names, bottom + 24, _bar)
    return _frame(parts, 600, bottom + 34, f"{asked.signifier.question(COACH)} {denominators(asked)}")
