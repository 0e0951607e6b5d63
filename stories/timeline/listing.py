"""A family's timeline in words: a list by year, of everything or of what was chosen."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.vocabulary import courses, days, domains, voices
from pilot.words import _
from stories.timeline.kinds import BAR, KINDS, STATE, sign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stories.timeline.item import Item

_TOLD = frozenset({"story", "interview"})


def listing(items: Iterable[Item]) -> Markup:
    """These, in order of time, by year."""
    years = groupby(items, key=lambda one: one.on[:4])
    return Markup('<div class="rd-thread">{}</div>').format(Markup().join(
        Markup("<section><h2>{}</h2><ol>{}</ol></section>").format(
            year, Markup().join(entry(one) for one in found)) for year, found in years))


def mark(shape: str) -> Markup:
    """A shape, drawn by `timeline.css`; words beside it say what it means."""
    return Markup('<i class="rd-sign" data-sign="{}" aria-hidden="true"></i>').format(shape)


def entry(item: Item) -> Markup:
    """One thing as an entry of a list: its shape, when, what it is called, and what there is to say of it."""
    name = Markup.escape(called(item))
    if item.href:
        name = Markup('<a href="{}" target="_self">{}</a>').format(item.href, name)
    remark = " · ".join(_remarks(item))
    small = Markup("<small>{}</small>").format(remark) if remark else ""
    return Markup(
        '<li data-kind="{}">{}<div><time datetime="{}">{}</time><p>{}</p>{}{}</div></li>').format(
            item.kind, mark(sign(item.kind, item.course, item.voice)), item.on, _when(item), name, small, _meant(item))


def _meant(item: Item) -> Markup:
    """What the teller said that it means, closed until somebody asks for it; nothing where nothing was said."""
    if not item.meant:
        return Markup()
    return Markup("<details><summary>{}</summary><dl>{}</dl></details>").format(
        _("What the teller said it means"), Markup().join(
            Markup("<dt>{}</dt><dd>{}</dd>").format(question, answer) for question, answer in item.meant))


def _when(item: Item) -> str:
    return period(item) if item.kind == "story" else days.long(item.on)


def period(item: Item) -> str:
    """The time it is about, or the day on which it was told."""
    start = item.since or item.on
    return f"{days.long(start)} – {days.long(item.until)}" if item.until and item.until != start else days.long(start)


def called(item: Item) -> str:
    """What an item is called in words."""
    said = KINDS[item.kind].said
    if said:
        return _(said).format(who=item.who, title=item.title)
    if item.title:
        return item.title
    return _("A conversation took place") if item.kind == "interview" else _("A story of another coach")


def _remarks(item: Item) -> list[str]:
    """What stands under the name: kind, course, domains, voice, when it was told when that differs."""
    doubt = [_("far from the time of the pilot; is the date right?")] if item.doubtful else []
    if item.kind not in _TOLD:
        return [*_lasted(item), *doubt]
    kind = _("story") if item.kind == "story" else _("conversation")
    found = [kind] if item.title else []
    if item.course:
        found.append(courses.name(item.course))
    if item.kind == "interview":
        found.append(_("told by: {voice}").format(voice=voices.name(item.voice)))
    if item.domains:
        found.append(", ".join(domains.name(one) for one in domains.DOMAINS if one in item.domains))
    if item.kind == "interview" and item.since:
        found.append(_("about {period}").format(period=period(item)))
    if item.told_on != item.on:
        found.append(_("told on {date}").format(date=days.long(item.told_on)))
    if item.title and not item.document:
        found.append(_("real names still have to be taken out"))
    return found + doubt


def _lasted(item: Item) -> list[str]:
    """Until when something lasted, and where a time of relapse comes from."""
    form = KINDS[item.kind].form
    if item.kind == "support_end":
        return [item.title] if item.title else []
    if form == STATE:
        return [_("until {date}, when a story says that it went better or stayed steady").format(
            date=days.long(item.until)) if item.until else _("no story since then says that it went better")]
    if form == BAR and item.until and item.until != item.on:
        return [_("until {date}").format(date=days.long(item.until))]
    return []
