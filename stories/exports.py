"""What of stories can be taken out: the stories, a family's timeline and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import links
from pilot.files.export import NOTHING, Export, about, leaves, list_of, tabular
from pilot.files.pictures.picture import Picture, drawable
from pilot.paging import EVERYTHING, Order, Source, Wanted, fetch
from pilot.vocabulary import courses, days, domains, voices
from pilot.words import N_, _, ngettext
from stories.listing import by_family
from stories.timeline.listing import called
from stories.timeline.picture import timeline_picture
from stories.timeline.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from pilot.files.export import Format
    from pilot.files.table import Table

OPTIONS = ("family", "search")


@use_case(Right.SEE_TIMELINE, event="exported stories", reads="titles")
def story_table(db: Database, viewer: Viewer, wanted: Wanted, family_guid: str = "") -> Table:
    """A row for each story that the list shows, of one family (guid) or of all.

    Raises: NotFound when there is none; OutOfReach where that is why.
    """
    rows = [one.story for one in by_family(db, viewer, wanted, family_guid) if one.story]
    if family_guid and not rows:
        access.require_words_of(db, access.require_family(db, viewer, family_guid, Right.SEE_TIMELINE))
    return list_of(db, viewer, "stories", _("Stories"), {
        _("Family"): [one.family for one in rows], _("Title"): [one.title for one in rows],
        _("Told on"): [one.told_on for one in rows], _("Happened from"): [one.event_from or "" for one in rows],
        _("Happened until"): [one.event_until or "" for one in rows],
        _("Course"): [courses.name(one.course) for one in rows],
        _("Life domains"): [", ".join(map(domains.name, one.domains)) for one in rows],
        _("Coach"): [one.coach for one in rows],
        _("Address"): [links.to_words(one.guid) for one in rows]},
        *_told([(one.family,) for one in rows], family_guid, wanted.search), coded=None)


@use_case(Right.SEE_TIMELINE, event="exported timeline", reads="what happened in a family, and titles")
def timeline_table(db: Database, viewer: Viewer, family_guid: str) -> Table:
    """A row for everything on a family's line, in order of time. Raises: NotFound."""
    line = timeline(db, viewer, family_guid)
    return list_of(db, viewer, "timeline", _("Timeline of {family}").format(family=line.pseudonym), {
        _("On"): [one.on for one in line.items], _("What"): [called(one) for one in line.items],
        _("From"): [one.since or "" for one in line.items], _("Until"): [one.until or "" for one in line.items],
        _("Told on"): [one.told_on for one in line.items], _("Voice"): [voices.name(one.voice) for one in line.items],
        _("Course"): [courses.name(one.course) if one.course else "" for one in line.items],
        _("Life domains"): [", ".join(map(domains.name, one.domains)) for one in line.items],
        _("Date in doubt"): [_("yes") if one.doubtful else "" for one in line.items]},
        (_("Family"), line.pseudonym), coded=None, facts=((_("Municipality"), line.site),), guid=family_guid)


@use_case(Right.SEE_TIMELINE, event="exported timeline", reads="what happened in a family, and titles")
def timeline_figure(db: Database, viewer: Viewer, family_guid: str) -> Picture:
    """The line of a family as a picture. Raises: NotFound, also for one on which nothing stands."""
    line = timeline(db, viewer, family_guid)
    if not line.items:
        raise NotFound(NOTHING)
    leaves(db, viewer, "timeline", family_guid)
    told = sum(one.kind in ("story", "interview") for one in line.items)
    said = ngettext("{n} story or conversation from {first} to {last}; a mark for each, at the day it is about.",
                    "{n} stories and conversations from {first} to {last}; a mark for each, at the day it is about.",
                    told).format(n=told, first=days.long(line.first), last=days.long(line.last))
    return Picture(_("Timeline of {family}").format(family=line.pseudonym), said, timeline_picture(line), about(
        db, viewer, (_("Family"), line.pseudonym), coded=None, facts=((_("Municipality"), line.site),)))


@use_case(Right.SEE_THEMES, event="exported milestones", reads="what happened in families")
def milestone_table(db: Database, viewer: Viewer, family_guid: str = "", search: str = "") -> Table:
    """A row for each milestone, of a family or of all that the list of families finds, of those of which what was told
    may be read today. Raises: NotFound."""
    rows = _of_families(db, viewer, "m.on_date, m.label", "milestone m", "m.on_date", (family_guid, search))
    return list_of(db, viewer, "milestones", _("Milestones"), {
        _("Family"): [one[0] for one in rows], _("On"): [one[1] for one in rows], _("What"): [one[2] for one in rows]},
        *_told(rows, family_guid, search), coded=None)


def _of_families(
    db: Database, viewer: Viewer, columns: str, source: str, order: str, of: tuple[str, str]
) -> list[tuple[Any, ...]]:
    """Rows that begin with the family's pseudonym; `of`: the guid of one ('' for all) and what is searched."""
    family_guid, search = of
    if family_guid:
        access.require_family(db, viewer, family_guid)
    where, params = access.families_where(viewer)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    return fetch(db, f"f.pseudonym, {columns}", Source(
        f"FROM {source} JOIN family f USING (family_id) LEFT JOIN site s USING (site_id)"
        f" WHERE {where} AND {reached} AND ? IN ('', f.guid)", (*params, *more, family_guid),
        "f.pseudonym || ' ' || coalesce(s.name, '')"), Wanted(search, size=EVERYTHING),
        {"family": Order("", f"f.pseudonym, {order}")})


def _told(rows: list[tuple[Any, ...]], family_guid: str, search: str) -> tuple[tuple[str, str], ...]:
    return (_("Family"), rows[0][0] if family_guid and rows else ""), (_("Searched"), search)


def _of_lists(make: Callable[[Database, Viewer, str, str], Table]) -> dict[str, Format]:
    return tabular(lambda asked: make(
        asked.db, asked.viewer, asked.query.get("family", ""), asked.query.get("search", "")))


STORIES = Export("stories", N_("Stories"), ("search", "order", "family"), tabular(
    lambda asked: story_table(asked.db, asked.viewer, asked.wanted(), asked.query.get("family", ""))))
TIMELINE = Export("timeline", N_("Timeline"), ("family",), {
    **drawable(lambda asked: timeline_figure(asked.db, asked.viewer, asked.query.get("family", ""))),
    **tabular(lambda asked: timeline_table(asked.db, asked.viewer, asked.query.get("family", "")))},
    needs=("family",))
MILESTONES = Export("milestones", N_("Milestones"), OPTIONS, _of_lists(milestone_table))
EXPORTS = (STORIES, TIMELINE, MILESTONES)
