"""What the pictures of a family's file show, in words and as html: for who cannot see them or looks closer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from pilot.files.pictures import as_svg
from pilot.vocabulary import days, kinship, patterns, voices
from pilot.words import _, ngettext
from stories.file.picture import Colors, around_picture, generations_picture

if TYPE_CHECKING:
    from pilot.files.pictures.picture import Drawn
    from stories.file.kin import Generations, Member, Pattern
    from stories.file.organisations import Organisation, Round

ON_PAGE = Colors(*(f"var(--rd-{name})" for name in ("ink", "soft", "paper", "shade", "thread")))


class Shown(NamedTuple):
    """A picture for a page: one svg element at its own size, and what it says to who cannot see it."""

    svg: Markup
    label: str


def shown(drawn: Drawn, label: str) -> Shown:
    """A drawing for a page, that names itself `label`."""
    return Shown(Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" width="{w}" height="{h}"'
        ' viewBox="0 0 {w} {h}">{inside}</svg>').format(
            label=label, w=round(drawn.width), h=round(drawn.height), inside=as_svg.within(drawn.shapes)), label)


def drawing(found: Generations) -> Shown:
    """The drawing of the generations."""
    return shown(generations_picture(found, ON_PAGE), ngettext(
        "Drawing of the generations: {n} person; the list says the same in words",
        "Drawing of the generations: {n} people; the list says the same in words",
        len(found.members)).format(n=len(found.members)))


def legend(found: Generations) -> str:
    """What the shapes, lines and numbers of the drawing mean."""
    marked = sorted({one.key for each in found.members for one in each.patterns}, key=patterns.number)
    return " · ".join((
        _("circle: woman or girl"), _("square: man or boy"), _("diamond: not said"), _("broken line: separated"),
        _("dotted line: guardian"), *(f"{patterns.number(one)} {patterns.name(one)}" for one in marked)))


def people(found: Generations) -> Markup:
    """Everybody in words: who it is, to whom he or she belongs, and the patterns with where they are known from."""
    items = Markup().join(
        Markup("<li><strong>{}</strong> {}{}</li>").format(one.name, said(found, one), _marks(one))
        for one in found.members)
    return Markup('<ul class="rd-kin">{}</ul>').format(items)


def said(found: Generations, one: Member) -> str:
    """What is known of somebody in a line."""
    ties = [(each.kind, each.other) for each in found.ties if each.one == one.guid]
    ties += [(each.kind, each.one) for each in found.ties if each.other == one.guid and each.kind in kinship.TOGETHER]
    parts = [one.role if one.is_person else "", _("born in {year}").format(year=one.birth_year)
             if one.birth_year else "", *(f"{kinship.tie_name(kind)} {found.named(other)}" for kind, other in ties)]
    return " · ".join(filter(None, parts))


def _marks(one: Member) -> Markup:
    rows = Markup().join(Markup("<li>{}</li>").format(mark(each)) for each in one.patterns)
    return Markup("<ul>{}</ul>").format(rows) if rows else Markup()


def mark(one: Pattern) -> Markup:
    """A pattern, by whom it was said and the words it rests on."""
    where = Markup()
    if one.title:
        where = Markup(' · <a href="/desk?document={}" target="_self">{}</a>').format(one.document, one.title)
    words = Markup(" <q>{}</q>").format(one.quote) if one.quote else Markup()
    return Markup("{} {} · {}{}{}").format(
        patterns.number(one.key) or "", patterns.name(one.key),
        _("said by: {voice}").format(voice=voices.name(one.said_by)), where, words)


def drawings(found: Round) -> list[Shown]:
    """The organisations round the family at the start and now."""
    made = []
    for day, title in ((found.start, _("At the start, {date}")), (found.now, _("Now, {date}"))):
        there = found.on(day)
        head = title.format(date=days.short(day))
        label = ngettext("{head}: {n} organisation round the family", "{head}: {n} organisations round the family",
                         len(there)).format(head=head, n=len(there))
        made.append(shown(around_picture(there, head, ON_PAGE), label))
    return made


def counted(found: Round) -> str:
    """How many there were at the start and are now."""
    then, now = len(found.on(found.start)), len(found.on(found.now))
    return _("{then} at the start ({start}), {now} now").format(
        then=ngettext("{n} organisation", "{n} organisations", then).format(n=then),
        start=days.short(found.start), now=now)


def period(one: Organisation) -> str:
    """Since when, or from when until when."""
    if one.until_on is None:
        return _("since {start}").format(start=days.short(one.from_on))
    return _("from {start} to {end}").format(start=days.short(one.from_on), end=days.short(one.until_on))
