"""Lists of texts that can be taken out: the log, what is withdrawn or out of reach, what waits to be prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.families.standing import said
from pilot.files.export import Export, list_of, tabular
from pilot.words import N_, _
from texts import hidden, log, preparing
from texts.log_words import KINDS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home
    from pilot.files.table import Table
    from pilot.paging import Wanted

LOG_OPTIONS = ("who", "kind", "from_on", "until_on", "search", "order")


@use_case(Right.SEE_EVENTS, event="exported log", reads="events")
def log_table(home: Home, db: Database, viewer: Viewer, asked: log.Asked, wanted: Wanted) -> Table:
    """A row for each event that the log shows. Raises: NotFound when there is none."""
    rows = log.log(home, db, viewer, asked, wanted)
    people = log.people(db, viewer)
    return list_of(db, viewer, "log", _("Log"), {
        _("Day"): [one.day for one in rows], _("Time"): [one.clock for one in rows],
        _("Who"): [one.who or _("unknown") for one in rows],
        _("What"): [_(one.said).format(what=one.called or _(one.noun)) for one in rows],
        _("Clock time (UTC)"): [one.at for one in rows]},
        (_("Who"), people.get(asked.who, asked.who)), (_("Kind"), _(KINDS[asked.kind]) if asked.kind in KINDS else ""),
        (_("From"), asked.from_on), (_("Until"), asked.until_on), (_("Searched"), wanted.search), coded=None)


@use_case(Right.BRING_BACK, event="exported hidden", reads="titles")
def hidden_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each document or recording that is withdrawn or out of reach, and why. Raises: NotFound."""
    gone, shut = hidden.withdrawn(db, viewer, wanted), hidden.out_of_reach(db, viewer, wanted)
    both: list[hidden.Gone | hidden.Shut] = [*gone, *shut]
    return list_of(db, viewer, "hidden", _("Out of reach or withdrawn"), {
        _("Title"): [one.title for one in both], _("Family"): [one.family for one in both],
        _("Told on"): [one.told_on for one in both],
        _("State"): [_("Withdrawn")] * len(gone) + [_("Out of reach")] * len(shut),
        _("Since"): [*(one.withdrawn_on for one in gone), *("" for _one in shut)],
        _("Why"): [*(one.reason for one in gone),
                   *(" · ".join(f"{name}: {said(stand)}" for name, stand in one.why) for one in shut)],
        _("By"): [*(one.by for one in gone), *("" for _one in shut)]},
        coded=None, facts=((_("What it holds"), _("both lists whole, whatever was searched on the page")),))


@use_case(Right.PREPARE, event="exported waiting", reads="titles")
def waiting_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each text that waits to be prepared. Raises: NotFound when there is none."""
    rows = preparing.to_prepare(db, viewer, wanted)
    return list_of(db, viewer, "waiting", _("Texts that wait"), {
        _("Title"): [one.title for one in rows], _("Family"): [one.family for one in rows],
        _("Told on"): [one.told_on for one in rows], _("Version"): [one.number for one in rows]},
        (_("Searched"), wanted.search), coded=None)


@use_case(Right.WITHDRAW, event="exported unasked", reads="consents")
def unasked_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each person, or family, of whom there is material and no consent on record. Raises: NotFound."""
    rows = hidden.unasked(db, viewer, wanted)
    return list_of(db, viewer, "unasked", _("No consent recorded"), {
        _("Family"): [one.family for one in rows], _("Person"): [one.person for one in rows],
        _("Conversations and stories"): [one.documents for one in rows],
        _("Address"): [f"/families?family={one.family_guid}#consent" for one in rows]},
        (_("Searched"), wanted.search), coded=None)


LOG = Export("log", N_("Log"), LOG_OPTIONS, tabular(lambda asked: log_table(
    asked.home, asked.db, asked.viewer, log.Asked(*(asked.query.get(name, "") for name in LOG_OPTIONS[:4])),
    asked.wanted())))
HIDDEN = Export("hidden", N_("Out of reach or withdrawn"), (), tabular(
    lambda asked: hidden_table(asked.db, asked.viewer, asked.wanted())))
WAITING = Export("waiting", N_("Texts that wait"), ("search", "order"), tabular(
    lambda asked: waiting_table(asked.db, asked.viewer, asked.wanted())))
UNASKED = Export("unasked", N_("No consent recorded"), ("search", "order"), tabular(
    lambda asked: unasked_table(asked.db, asked.viewer, asked.wanted())))
EXPORTS = (LOG, HIDDEN, WAITING, UNASKED)
