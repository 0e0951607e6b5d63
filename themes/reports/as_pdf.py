"""Reports as pdf, to print and to send."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pilot.files import links, typeset
from pilot.vocabulary.palette import LIGHT
from pilot.words import _
from themes.reports.facts import HELD
from themes.reports.factsheet import BACKS, FEW, FRONTS, factsheet, in_full
from themes.reports.methods import HELD_TOLD, figures, how
from themes.reports.panels import choices
from themes.reports.poster import CARDS, UNIT, WALLS, poster
from themes.reports.stories import no_panel, no_story, spreads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from themes.reports.facts import Facts
    from themes.reports.factsheet import Sheet
    from themes.reports.poster import Poster

LAYOUTS = Path(__file__).parent / "layouts"
Room = TypeVar("Room")
_SIZES = (11.6, 11.0, 10.4, 9.6)  # pt
_LARGE = (12.4, 12.0, 11.6, 11.2, 10.8, 10.4, 10.0, 9.6)  # pt, where all themes are told in full
_BESIDE = (11.2, 10.4, 9.6)  # pt, with figures that are no themes
_SLIDE_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)  # pt
_TABLE_SIZES = (10.5, 10.0, 9.5)  # pt
_CARD_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)  # pt
_BARE_SIZES = (15.0, 13.0, 12.0, 11.0, 10.0)  # pt, without themes
_POSTER_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 12.0, 12.0, 12.0)  # pt, one for each of WALLS


@lru_cache(maxsize=8)  # which file of it is taken, it is laid out once
def fitted(facts: Facts, larger: tuple[float, float] = (1.0, 1.0)) -> tuple[Sheet, float]:
    """The factsheet with as much on each of its two pages as goes there, and in which size (pt): larger where all of it
    does.

    Args:
        larger: so many times as large the letters count, for a file that is not laid out here and takes more room:
            where all themes are told in full, and where not.
    """
    few = len(facts.told_of()) <= FEW

    def fits(sheet: Sheet, pages: int, size: float) -> bool:
        data = {**_factsheet(facts, (sheet, size * larger[0 if few else 1])), "is_front": pages == 1}
        return typeset.pages(LAYOUTS / "factsheet.typ", data) <= pages

    if few:
        for panels in choices(facts):
            for size in _LARGE if facts.themes and not panels else _BESIDE:
                for each, quotes in ((2, 6), (1, 4), (1, 0)) if facts.themes else ((0, 0),):
                    sheet = in_full(facts, each, quotes, panels)
                    if fits(sheet, 2, size):
                        return sheet, size
    for size in _SIZES:
        whole = factsheet(facts, FRONTS[0], BACKS[0])
        if fits(factsheet(facts, FRONTS[0], BACKS[-1]), 1, size) and fits(whole, 2, size):
            return _with_panels(facts, whole, lambda one: fits(one, 2, size)), size  # noqa: B023 - asked at once
    front = _first(FRONTS, lambda one: fits(factsheet(facts, one, BACKS[-1]), 1, _SIZES[-1]))
    back = _first(BACKS, lambda one: fits(factsheet(facts, front, one), 2, _SIZES[-1]))
    return _with_panels(facts, factsheet(facts, front, back), lambda one: fits(one, 2, _SIZES[-1])), _SIZES[-1]


def _with_panels(facts: Facts, sheet: Sheet, fits: Callable[[Sheet], bool]) -> Sheet:
    """The same with as many figures that are no themes as go there."""
    return _first([replace(sheet, panels=panels) for panels in choices(facts)], fits)


def _first(rooms: Sequence[Room], fits: Callable[[Room], bool]) -> Room:
    """The first that fits, else the smallest."""
    return next((one for one in rooms if fits(one)), rooms[-1])


def factsheet_pdf(facts: Facts, on: str) -> bytes:
    """The factsheet."""
    return typeset.pdf(LAYOUTS / "factsheet.typ", _factsheet(facts, fitted(facts)), on)


def _factsheet(facts: Facts, fitted: tuple[Sheet, float]) -> dict[str, Any]:
    shown = asdict(fitted[0])
    shown.pop("facts")
    return {**_data(facts, _("Factsheet")), "sheet": shown, "size": fitted[1], "is_front": False}


def _data(facts: Facts, kind: str) -> dict[str, Any]:
    """What every layout gets."""
    return {"facts": asdict(facts), "kind": kind, "palette": asdict(LIGHT), "server": links.server(),
            "foot": f"{facts.pilot} · {facts.line}", "how": how(facts),
            "words": {"told": _("Something was told"), "news": _("What is new"),
                      "done": _("What was done with it"), "quotes": _("In their own words"),
                      "how": _("How this was counted"), "left_out": _("Also in this release"),
                      "figures": _("Every figure by its name"),
                      "story": _("How it went with one family")}}


def poster_pdf(facts: Facts, on: str) -> bytes:
    """The poster: one page A3 on its side, which reads on A4 too."""
    return typeset.pdf(LAYOUTS / "poster.typ", _poster(facts), on)


@lru_cache(maxsize=8)
def hung(facts: Facts) -> tuple[Poster, float]:
    """The poster with as much on it as goes on the page, and in which size (pt)."""
    tried = [(poster(facts, wall), size) for wall, size in zip(WALLS, _POSTER_SIZES, strict=True)]
    if len(facts.told_of()) <= CARDS:
        tried = [(poster(facts, wall, as_cards=True), size) for size in _CARD_SIZES for wall in WALLS[:1]] + tried
    if not facts.themes:
        tried = [(poster(facts, WALLS[0], panels=panels), size) for panels in choices(facts) for size in _BARE_SIZES]
    found = _first(tried, lambda one: _hangs(facts, one))
    return _first([(replace(found[0], panels=panels), found[1]) for panels in choices(facts)],
                  lambda one: _hangs(facts, one)) if facts.themes else found


def _hangs(facts: Facts, given: tuple[Poster, float]) -> bool:
    return typeset.pages(LAYOUTS / "poster.typ", _hanging(facts, given)) == 1


def _poster(facts: Facts) -> dict[str, Any]:
    return _hanging(facts, hung(facts))


def _hanging(facts: Facts, given: tuple[Poster, float]) -> dict[str, Any]:
    shown = asdict(given[0])
    shown.pop("facts")
    return {**_data(facts, _("Results at a glance")), "poster": shown, "size": given[1], "unit": _(UNIT)}


def stories_pdf(facts: Facts, on: str) -> bytes:
    """The stories in moments, a page on its side each, to show and to print."""
    return typeset.pdf(LAYOUTS / "stories.typ", _stories(facts), on)


def _stories(facts: Facts) -> dict[str, Any]:
    """Each spread on a page of its own, in the largest size in which all of them go there."""
    shown = [{"title": story.title, "who": story.who, "moments": [asdict(one) for one in part],
              "first": part[0] is story.moments[0]} for story in facts.stories for part in spreads(story)]
    data = {**_data(facts, _("Stories in moments")), "empty": no_story(facts), "spreads": shown}
    sized = [{**data, "size": size} for size in _SLIDE_SIZES]
    return _first(sized, lambda one: typeset.pages(LAYOUTS / "stories.typ", one) <= max(1, len(shown)))


def domains_pdf(facts: Facts, on: str) -> bytes:
    """Life domains, reach and money: a table each, the stories of families beside them, and how it was counted."""
    return typeset.pdf(LAYOUTS / "domains.typ", _domains(facts), on)


def _domains(facts: Facts) -> dict[str, Any]:
    """On as few pages as its sizes allow, in the largest of those: no page with the last line alone."""
    data = {**_data(facts, _("Life domains, reach and money")), "empty": no_panel(facts)}
    sized = [{**data, "size": size} for size in _TABLE_SIZES]
    return min(sized, key=lambda one: typeset.pages(LAYOUTS / "domains.typ", one))


def methods_pdf(facts: Facts, on: str) -> bytes:
    """The annex on methods, with the tables behind the figures and each figure by its name."""
    return typeset.pdf(LAYOUTS / "methods.typ", _methods(facts), on)


def _methods(facts: Facts) -> dict[str, Any]:
    shown = figures(facts)
    return {**_data(facts, _("Annex on methods")), "heads": shown.heads, "figures": shown.rows,
            "links": shown.links,
            "held": _(HELD_TOLD).format(sign=HELD)}
