"""A family's timeline as html: a drawing for the eye, and a list by year that says everything in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import courses, days, domains, voices
from pilot.words import N_, _
from stories.timeline.timeline import share

if TYPE_CHECKING:
    from stories.timeline.timeline import Item, Timeline

_SHAPES = {
    "support_start": "┬", "support_end": "┴", "coach_start": "→", "coach_end": "←", "milestone": "✦", "story": "□",
}
_SAID = {
    "support_start": N_("Support begins"), "support_end": N_("Support ends"),
    "coach_start": N_("{who} becomes the coach"), "coach_end": N_("{who} stops as the coach"),
}


def shape(item: Item) -> str:
    """The shape that stands for an item wherever it is drawn."""
    if item.kind == "interview":
        return voices.SHAPES[item.voice]
    return courses.SHAPES.get(item.course) or _SHAPES[item.kind]


def _place(line: Timeline, day: str) -> float:
    return round(100 * share(line.first, line.last, day), 2)


def drawing(line: Timeline) -> Markup:
    """The line from left to right, in lanes; hidden from screen readers, for the list says the same."""
    lanes = [
        (_("Support"), _bars(line, "support_start")), (_("Coach"), _bars(line, "coach_start")),
        (_("Stories"), _marks(line, ("story",))), (_("Conversations"), _marks(line, ("interview",))),
        (_("Milestones"), _marks(line, ("milestone",))),
    ]
    rows = Markup().join(
        Markup('<div class="rd-lane"><span>{}</span><div class="rd-track">{}{}</div></div>').format(
            name, _years(line), marks) for name, marks in lanes if marks)
    years = Markup('<div class="rd-lane"><span></span><div class="rd-track rd-years">{}</div></div>').format(
        _years(line, named=True))
    return Markup('<div class="rd-drawing" aria-hidden="true">{}{}</div>').format(rows, years)


def _years(line: Timeline, *, named: bool = False) -> Markup:
    starts = [f"{year}-01-01" for year in range(int(line.first[:4]) + 1, int(line.last[:4]) + 1)]
    return Markup().join(
        Markup('<i class="rd-year" style="left:{}%">{}</i>').format(_place(line, day), day[:4] if named else "")
        for day in starts)


def _bar(line: Timeline, start: str, end: str, css: str, text: str = "") -> Markup:
    left = _place(line, start)
    width = max(0.4, _place(line, end) - left)
    return Markup('<b class="{}" style="left:{}%;width:{}%">{}</b>').format(css, left, f"{width:.2f}", text)


def _bars(line: Timeline, kind: str) -> Markup:
    found = [one for one in line.items if one.kind == kind]
    return Markup().join(
        _bar(line, one.on, one.until or line.last, "rd-bar-of", one.who)
        + (_edge(line, one.on) if one.doubtful else Markup()) for one in found)


def _marks(line: Timeline, kinds: tuple[str, ...]) -> Markup:
    found = [one for one in line.items if one.kind in kinds]
    periods = Markup().join(_bar(line, one.since, one.until, "rd-period") for one in found if one.since and one.until)
    return periods + Markup().join(
        _edge(line, one.on) or Markup('<u style="left:{}%">{}</u>').format(_place(line, one.on), shape(one))
        for one in found)


def _edge(line: Timeline, day: str) -> Markup:
    """At the end of the line: that something lies beyond it, and on which date; '' for what lies on the line."""
    if day < line.first:
        return Markup('<u class="rd-off">◂ {}</u>').format(days.short(day))
    return Markup('<u class="rd-off rd-late">{} ▸</u>').format(days.short(day)) if day > line.last else Markup()


def legend(line: Timeline) -> Markup:
    """What the shapes on this line mean, in one line."""
    went = {one.course for one in line.items if one.course}
    told = {one.voice for one in line.items if one.kind == "interview"}
    parts = [(courses.SHAPES[c], courses.name(c)) for c in courses.COURSES if c in went]
    if any(one.kind == "story" and not one.title for one in line.items):
        parts.append((_SHAPES["story"], _("story of another coach")))
    parts += [(voices.SHAPES[v], f"{_('conversation')}: {voices.name(v)}") for v in voices.VOICES if v in told]
    shown = Markup(" · ").join(Markup("<b>{}</b> {}").format(shape, words) for shape, words in parts)
    return Markup('<p class="rd-legend">{}</p>').format(shown) if shown else Markup()


def listing(line: Timeline) -> Markup:
    """Everything on the line, in order of time, by year."""
    years = groupby(line.items, key=lambda one: one.on[:4])
    return Markup('<div class="rd-thread">{}</div>').format(Markup().join(
        Markup("<section><h2>{}</h2><ol>{}</ol></section>").format(
            year, Markup().join(_entry(line, one) for one in items)) for year, items in years))


def _entry(line: Timeline, item: Item) -> Markup:
    name = Markup.escape(called(item))
    if item.document:
        name = Markup('<a href="/desk?document={}" target="_self">{}</a>').format(item.document, name)
    remark = " · ".join(_remarks(item))
    small = Markup("<small>{}</small>").format(remark) if remark else ""
    return Markup(
        '<li data-kind="{}"><span class="rd-mark" aria-hidden="true">{}</span><div><time datetime="{}">{}</time>'
        "<p>{}</p>{}{}</div></li>").format(
            item.kind, shape(item), item.on, _when(item), name, small, _strip(line, item))


def _when(item: Item) -> str:
    return _period(item) if item.kind == "story" else days.long(item.on)


def _period(item: Item) -> str:
    start = item.since or item.on
    return f"{days.long(start)} – {days.long(item.until)}" if item.until and item.until != start else days.long(start)


def called(item: Item) -> str:
    """What an item is called in words."""
    if item.kind in _SAID:
        return _(_SAID[item.kind]).format(who=item.who)
    if item.title:
        return item.title
    return _("A conversation took place") if item.kind == "interview" else _("A story of another coach")


def _remarks(item: Item) -> list[str]:
    """What stands under the name: kind, course, domains, voice, when it was told when that differs."""
    doubt = [_("far from the time of the pilot; is the date right?")] if item.doubtful else []
    if item.kind == "support_end":
        return [*filter(None, [item.title]), *doubt]
    if item.kind not in {"story", "interview"}:
        return doubt
    kind = _("story") if item.kind == "story" else _("conversation")
    found = [kind] if item.title else []
    if item.course:
        found.append(courses.name(item.course))
    if item.kind == "interview":
        found.append(_("told by: {voice}").format(voice=voices.name(item.voice)))
    if item.domains:
        found.append(", ".join(domains.name(one) for one in domains.DOMAINS if one in item.domains))
    if item.kind == "interview" and item.since:
        found.append(_("about {period}").format(period=_period(item)))
    if item.told_on != item.on:
        found.append(_("told on {date}").format(date=days.long(item.told_on)))
    if item.title and not item.document:
        found.append(_("real names still have to be taken out"))
    return found + doubt


def _strip(line: Timeline, item: Item) -> Markup:
    """The time it is about as a bar on the whole line, and a stroke where it was told."""
    if not item.since or not item.until or not item.told_on:
        return Markup()
    return Markup('<div class="rd-strip" aria-hidden="true">{}<i style="left:{}%"></i></div>').format(
        _bar(line, item.since, item.until, "rd-period"), _place(line, item.told_on))
