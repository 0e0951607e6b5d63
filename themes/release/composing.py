"""A content out of what was chosen and counted: the figures as they may be told, and what the program says of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pilot.clock import today
from pilot.errors import BadInput
from pilot.files.export import version
from pilot.vocabulary import days, voices
from pilot.words import N_, _, ngettext
from themes.release import besides, methods, news, protecting
from themes.release import ground as grounds
from themes.release.arcs import leaving as stories
from themes.release.content import (
    COUNT,
    HELD,
    TEAM,
    WORD,
    Amount,
    Arc,
    Both,
    Content,
    QuoteOut,
    ShownTable,
    Site,
    Sure,
    Theme,
    Voice,
)
from themes.release.counting import count
from themes.release.kept_ground import Ground
from themes.release.quotes_out import leaving
from themes.release.saying import NOTHING, both
from themes.release.since import since

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from themes.release.choice import Choice, Chosen
    from themes.release.counting import Counted, Whole
    from themes.release.protecting import Protected

_TELLERS = {
    voices.FAMILY: N_("families"), voices.COACH: N_("coaches"), voices.PARTNER: N_("partner organisations"),
    voices.COORDINATOR: N_("coordinators"), voices.OTHER: N_("others"),
}


@dataclass(frozen=True)
class Composed:
    """A content, where it came from, why it has to wait (a msgid; None when it has not), guids of families with
    something told, and key and name of each code of the scope."""

    content: Content
    ground: Ground
    waits: str | None
    families: frozenset[str]
    codes: tuple[tuple[str, str], ...]


def compose(db: Database, choice: Choice, day: str = "") -> Composed:
    """All that a release of this choice says; for use cases that asked the right.

    Args:
        day: ISO, on which a draft was counted that this is held beside; today for ''.

    Raises: BadInput where there is nothing to release, or something chosen is not there.
    """
    choice, day = choice.checked(), day or today(db)
    scope = choice.scope(day)
    whole = count(db, scope, [one.key for one in choice.themes])
    more = besides.read(db, scope, choice.parts, whole.themes)
    known = grounds.earlier(db, choice.audience)
    kept = [(row, found) for row in known if (found := grounds.of(row)) is not None]
    protected = protecting.protect(whole, choice.audience, [found.drafted for _row, found in kept], more)
    before = next((row.content for row in reversed(known) if row.state == "signed"), None)
    if choice.audience == TEAM:
        before = grounds.last_for_team(db)
    content = _content(choice, whole, protected, before, day, _quotes(db, choice),
                       stories.let_out(db, choice.audience), more.news(protected, before))
    content = replace(content, panels=more.panels(protected),
                      tables=(*content.tables, *more.shown_tables(protected)))
    return Composed(
        replace(content, methods=methods.annex(content, whole, protected, more.scores)),
        Ground(scope.query(), tuple(one.key for one in choice.themes),
               more.digests(whole.digests),
               tuple(row.guid for row in known), protected.drafted, choice.parts), protected.waits, whole.told,
        tuple((code.key, code.name) for code in whole.material.codes))


def _quotes(db: Database, choice: Choice) -> dict[str, tuple[QuoteOut, ...]]:
    """By theme the quotes she chose, of those that may leave."""
    out = leaving.let_out(db, choice.audience, [one.key for one in choice.themes])
    by_guid = {quote.guid: quote for quotes in out.values() for quote in quotes}
    return {one.key: tuple(by_guid[guid] for guid in one.quotes if guid in by_guid) for one in choice.themes}


def _content(choice: Choice, whole: Whole, protected: Protected, before: Content | None, day: str,
             quotes: Mapping[str, Sequence[QuoteOut]], arcs: tuple[Arc, ...], figures: tuple[Both, ...]) -> Content:
    material = whole.material
    themes = tuple(_theme(one, chosen, whole, protected, before, quotes.get(chosen.key, ()))
                   for one, chosen in zip(whole.themes, choice.themes, strict=True))
    lines, keys = news.lines(themes, before, choice.exact.line, figures)
    told = len(material.documents)
    return Content(
        choice.audience, choice.title, day, material.scope.from_on, choice.query.get("until_on", ""),
        material.version.number, version(), protected.told(),
        both(lambda: ngettext("{n} story or conversation", "{n} stories and conversations", told).format(n=told)),
        protected.threshold, protected.base, protected.in_words, lines, themes, _tables(whole, protected), (),
        exception=choice.exact.reason, about=choice.about, arcs=arcs, news_keys=keys, exact=choice.exact.line)


def _theme(one: Counted, chosen: Chosen, whole: Whole, protected: Protected, before: Content | None,
           quotes: Sequence[QuoteOut]) -> Theme:
    nl, en = one.rows
    families = protected.amount(protecting.named(one.key))
    begun = whole.material.started_on or str(whole.material.documents["on_date"].min())
    found = Theme(
        one.key, Both(nl.name, en.name), Both(*one.groups), Both(nl.definition, en.definition), nl.color, nl.color_dark,
        families, protected.amount(protecting.named(one.key, "+")), protected.amount(protecting.named(one.key, "-")),
        since(one, families, begun, protected.threshold),
        tuple(Voice(voice, protected.amount(protecting.named(one.key, voice)))
              for voice, answer in one.voices.items() if answer.asked),
        tuple(Site(key, name, protected.amount(protecting.named(one.key, protecting.BY_SITE), at))
              for at, (key, (name, _guids)) in enumerate(whole.sites.items()) if key),
        NOTHING, chosen.sentence, chosen.done, tuple(quotes), _sure(one, protected.threshold), NOTHING)
    found = replace(found, drafted=both(lambda: _drafted(found)))
    return replace(found, news=news.of_theme(found, before))


def _drafted(theme: Theme) -> str:
    """What the program says of a theme, of what it may show of it."""
    if theme.families.kind == HELD:
        return _("“{theme}”: in how many families it came up may not be told.").format(theme=theme.name.here)
    if theme.families.kind not in (COUNT, WORD):
        return _("“{theme}” was not looked for yet in what was told.").format(theme=theme.name.here)
    said = _("“{theme}” comes up {families}").format(theme=theme.name.here, families=theme.families.told.here)
    if theme.since.here:
        said += f", {theme.since.here}"
    by = [_(_TELLERS[one.voice]) for one in theme.voices if _some(one.families)]
    if by:
        said += _(", told by {voices}").format(voices=_listed(by))
    if _some(theme.minus):
        said += _("; also where it was missing or failed")
    return said + "."


def _some(amount: Amount) -> bool:
    """Whether it says that there are some."""
    return bool(amount.n) if amount.kind == COUNT else amount.kind == WORD and amount.word != "few"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def _sure(one: Counted, threshold: int) -> Sure:
    """How far coders agree on it; in how few texts that was tried is not said."""
    people = one.coders
    if one.twice < max(threshold, 1):
        return Sure(people, None, None, both(lambda: ngettext(
            "{n} person coded it; too few texts were coded by two to say how far they agree.",
            "{n} people coded it; too few texts were coded by two to say how far they agree.", people,
        ).format(n=people)))
    return Sure(people, one.agree, one.twice, both(lambda: _(
        "{n} people coded it; of the texts that two or more read, they agree in {agree} of {of} on whether it was"
        " said.").format(n=people, agree=one.agree, of=one.twice)))


def _tables(whole: Whole, protected: Protected) -> tuple[ShownTable, ...]:
    """Of each theme who said it and who did not, by site; none while words stand in place of counts."""
    found = []
    for one in whole.themes:
        shown = protected.shown(protecting.named(one.key, protecting.BY_SITE))
        if shown is None or shown.total is None:
            continue
        nl, en = one.rows
        found.append(ShownTable(
            f"{one.key}-by-site", Both(f"{nl.name} per gemeente", f"{en.name} by site"), both(lambda: _("families")),
            tuple(both(lambda name=name: name or _("no site known")) for name, _guids in whole.sites.values()),  # type: ignore[misc]
            (both(lambda: _("said")), both(lambda: _("coded, not said"))), shown.cells, shown.row_totals,
            shown.column_totals, shown.total))
    return tuple(found)


def require_agreed(composed: Composed, choice: Choice, day: str) -> None:
    """Raises: BadInput for an exact line without a reason, or that a family did not agree with up to `day` (ISO)."""
    exact = choice.exact
    if not exact.line:
        if exact.reason:
            raise BadInput(N_("There is a reason for an exact line, and no line. Write it, or take the reason out."))
        return
    if not exact.reason:
        raise BadInput(N_("Say why this line says more than the rules allow."))
    if not composed.content.in_words:
        raise BadInput(N_("An exact line is for a small pilot, where words stand in place of counts."))
    agreed = dict(exact.agreed)
    missing = composed.families - set(agreed)
    if missing:
        raise BadInput(N_("Every family it may be about has to agree with the exact line: {n} did not yet."),
                       n=len(missing))
    late = max(agreed.values())
    if late > day:
        raise BadInput(N_("A family cannot have agreed after today: {day}."), day=days.long(late))
