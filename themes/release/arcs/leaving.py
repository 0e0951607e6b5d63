"""Story arcs that may leave today: for releases that are drafted, and of those that are shown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pilot.errors import RodeDraadError
from pilot.vocabulary import domains
from pilot.words import LANGUAGES, N_, ngettext, speaking, translate
from themes.release.arcs import stored
from themes.release.arcs.writing import require_ready
from themes.release.content import MUNICIPALITY, PUBLIC, TEAM, Arc, Both, Moment, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from themes.release.arcs.stored import Kept, Line
    from themes.release.content import Content

# What everybody may read the municipality and the team may read too.
_OF = {TEAM: (MUNICIPALITY, PUBLIC), MUNICIPALITY: (MUNICIPALITY, PUBLIC), PUBLIC: (PUBLIC,)}
_START = N_("at the start")
T = TypeVar("T")


def let_out(db: Database, audience: str) -> tuple[Arc, ...]:
    """The stories that a release for this audience may hold today: ready, with nothing against them by now.

    For functions that asked the right.
    """
    found = stored.kept(db, "a.state = 'ready' AND a.audience IN (SELECT value FROM json_each(?))",
                        (json.dumps(_OF[audience]),))
    return tuple(as_out(one, stored.lines(db, one.arc_id)) for one in reversed(found) if _is_fine(db, one))


def _is_fine(db: Database, one: Kept) -> bool:
    try:
        require_ready(db, one)
    except RodeDraadError:
        return False
    return True


def as_out(one: Kept, lines: list[Line]) -> Arc:
    """A story as a release holds it."""
    months = sorted({line.months for line in lines})
    return Arc(one.guid, one.title, one.who, tuple(
        Moment(when, _both(told, when), tuple(
            Statement(line.guid, _both(_domain, line.domain), line.text) for line in lines if line.months == when))
        for when in months))


def _both(say: Callable[[T], str], of: T) -> Both:
    """What is said of something, in both languages."""
    texts = {}
    for language in LANGUAGES:
        with speaking(language):
            texts[language] = say(of)
    return Both(**texts)


def _domain(domain: str) -> str:
    return domains.name(domain) if domain else ""


def told(months: int) -> str:
    """How a moment is called, such as "na 3 maanden"."""
    if months == 0:
        return translate(_START)
    return ngettext("after {n} month", "after {n} months", months).format(n=months)


def only_showable(db: Database, content: Content) -> Content:
    """What a release says without the stories that may not be shown any more: put away, or out of reach."""
    if not content.arcs:
        return content
    asked = json.dumps([one.guid for one in content.arcs])
    may = {one.guid for one in stored.kept(
        db, "a.state <> 'put away' AND a.guid IN (SELECT value FROM json_each(?))", (asked,))
        if stored.may_leave(db, one, stored.lines(db, one.arc_id))}
    return replace(content, arcs=tuple(one for one in content.arcs if one.guid in may))
