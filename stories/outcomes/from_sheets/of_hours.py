"""A sheet of hours: who works how many hours a week for families, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.access import Right
from pilot.families import support
from pilot.words import N_
from stories.outcomes.from_sheets.cells import DayCell, NumberCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.reach import hours

if TYPE_CHECKING:
    from collections.abc import Container, Mapping


def _people(asked: Asked) -> dict[str, str]:
    return dict(hours.workers(asked.db, asked.viewer))


def _referrers(asked: Asked) -> dict[str, str]:
    return {name: name for name in support.referrers(asked.db, asked.viewer)}


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    return (hours.add_within(
        asked.db, asked.viewer, given["who"], given["hours"], given["from_on"], given.get("until_on"),
        full_week=given.get("full_week", hours.FULL_WEEK), referrer=given.get("referrer", ""), sure=sure),)


def _same(given: Mapping[str, Any]) -> tuple[str, str, str]:
    return given["who"], given["from_on"], given.get("referrer", "")


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    (n,) = asked.db.conn.execute(
        "SELECT count(*) FROM working_time w JOIN person p USING (person_id) LEFT JOIN referrer r USING (referrer_id)"
        " WHERE p.guid = ? AND w.from_on = ? AND coalesce(r.name, '') = ? AND w.removed_at IS NULL AND w.hours = ?"
        " AND w.full_week = ?", (*_same(given), given["hours"], given.get("full_week", hours.FULL_WEEK))).fetchone()
    return int(n)


KIND = Kind(
    "hours", N_("Hours a week"), N_("how many hours a week somebody works for families"), (
        Column("who", N_("Who"), WordCell(_people), called=("coach", "wie", "medewerker", "worker", "pseudoniem")),
        Column("hours", N_("Hours a week"), NumberCell(0, int(hours.LONGEST_WEEK), whole=False), called=(
            "uren", "aantal uren", "hours"), fill="number"),
        Column("from_on", N_("From"), DayCell(may_be_future=True), called=(
            "van", "begin", "start", "from"), fill="day"),
        Column("until_on", N_("Until"), DayCell(may_be_future=True), needed=False, called=(
            "tot", "tot en met", "einde", "end", "until"), fill="day"),
        Column("full_week", N_("Hours of a full week"), NumberCell(
            int(hours.SHORTEST_WEEK), int(hours.LONGEST_WEEK), whole=False), needed=False, called=(
                "voltijd", "full week", "volledige week"), fill="number"),
        Column("referrer", N_("For families of"), WordCell(_referrers), needed=False, called=(
            "aanmelder", "verwijzer", "referrer"))),
    _store, _same, _here, right=Right.SEE_THEMES,
    take_back=lambda asked, guid: hours.take_away_within(asked.db, asked.viewer, guid))
