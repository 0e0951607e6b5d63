"""Short texts as a coder goes through them one after another: rows with attributes, how far she is, and as a file.

Stories of any length, and other texts of few words, such as open answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from coding.marks import listing, short
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.files import links
from pilot.files.export import Export, list_of, tabular
from pilot.paging import Key, Wanted, of_rows
from pilot.vocabulary import courses, domains, voices
from pilot.words import N_, _
from stories.listing import stories

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlite_utils import Database

    from pilot.files.table import Table
    from pilot.paging import Paged

STORY = "story"


class Short(NamedTuple):
    """A short text as a row; what only a story has is empty elsewhere.

    Attributes:
        kind: STORY, or the voice of another text.
    """

    guid: str
    title: str
    family: str
    told_on: str
    event_from: str | None
    kind: str
    coach: str = ""
    course: str = ""
    domains: tuple[str, ...] = ()


def kind_name(kind: str) -> str:
    """What it is called to choose from; '' for what is none."""
    if kind == STORY:
        return _("story")
    return _("text, {voice}").format(voice=voices.name(kind)) if kind in voices.VOICES else ""


ORDERS: dict[str, Key[Short]] = {
    "old": Key(N_("first told first"), lambda one: (one.told_on, one.guid)),
    "family": Key(N_("by family"), lambda one: (one.family.casefold(), one.told_on, one.guid)),
}
# What the rows can be narrowed down to: by key, what a text has of it.
FILTERS: dict[str, Callable[[Short], tuple[str, ...]]] = {
    "kind": lambda one: (one.kind,), "family": lambda one: (one.family,), "coach": lambda one: (one.coach,),
    "domain": lambda one: one.domains,
    "course": lambda one: (one.course,),
}
TO_CODE = ("new", "begun", "before", "done")


class Rows(NamedTuple):
    """A page of stories, all there are to code, and how far each of those is (one of TO_CODE, by guid)."""

    page: Paged[Short]
    known: list[Short]
    states: dict[str, str]


@inner("gathers what two use cases answer")
def all_short(db: Database, viewer: Viewer) -> list[Short]:
    """Stories and other short texts that this viewer may read."""
    told = [Short(one.guid, one.title, one.family, one.told_on, one.event_from, STORY, one.coach, one.course,
                  one.domains) for one in stories(db, viewer) if one.readable]
    return told + [Short(one.guid, one.title, one.family, one.told_on, one.event_from, one.voice)
                   for one in short.others(db, viewer)]


@use_case(Right.CODE, reads="titles")
def rows(db: Database, viewer: Viewer, query: Mapping[str, str], wanted: Wanted) -> Rows:
    """The short texts this coder may read and code, first told first, narrowed down by FILTERS and state in a query."""
    readable = all_short(db, viewer)
    states = short.states(db, viewer, [one.guid for one in readable])
    known = [one for one in readable if states.get(one.guid) in TO_CODE]
    chosen = [one for one in known if query.get("state", "") in ("", states[one.guid]) and all(
        query.get(name, "") in ("", *having(one)) for name, having in FILTERS.items())]
    return Rows(of_rows(chosen, lambda one: f"{one.title} {one.family}", wanted, ORDERS), known, states)


@use_case(Right.CODE, event="exported short", reads="titles")
def short_table(db: Database, viewer: Viewer, query: Mapping[str, str], wanted: Wanted) -> Table:
    """All that `rows` shows, a row each with the codes the viewer gave. Raises: NotFound when there is none."""
    found = rows(db, viewer, query, wanted).page
    far = short.far(db, viewer, [one.guid for one in found])
    said = {"domain": domains.DOMAINS, "course": courses.COURSES}
    return list_of(db, viewer, "short", _("Short texts to code"), {
        _("Title"): [one.title for one in found], _("Family"): [one.family for one in found],
        _("Told on"): [one.told_on for one in found], _("Happened from"): [one.event_from or "" for one in found],
        _("Kind"): [kind_name(one.kind) for one in found], _("Coach"): [one.coach for one in found],
        _("Course"): [courses.name(one.course) if one.course else "" for one in found],
        _("Life domains"): [", ".join(map(domains.name, one.domains)) for one in found],
        _("How far"): [_(listing.STATE_NAMES[far[one.guid].state]) for one in found],
        _("Codes"): [", ".join(far[one.guid].codes) for one in found],
        _("Address"): [links.to_words(one.guid) for one in found]},
        (_("How far"), _(listing.STATE_NAMES.get(query.get("state", ""), ""))), (_("Family"), query.get("family", "")),
        (_("Kind"), kind_name(query.get("kind", ""))), (_("Coach"), query.get("coach", "")),
        (_("Life domain"), domains.name(query["domain"]) if query.get("domain") in said["domain"] else ""),
        (_("Course"), courses.name(query["course"]) if query.get("course") in said["course"] else ""),
        (_("Searched"), wanted.search), coded=codebook.coded(db, [viewer.label]))


SHORT = Export("short", N_("Short texts to code"), ("state", *FILTERS, "search", "order"), tabular(
    lambda asked: short_table(asked.db, asked.viewer, asked.query, asked.wanted())))
EXPORTS = (SHORT,)
