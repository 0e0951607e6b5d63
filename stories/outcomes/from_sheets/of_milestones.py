"""A sheet of milestones: what happened in families, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.access import Right
from pilot.words import N_
from stories.contacts.noting import without_names
from stories.outcomes import facts
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, TextCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.from_sheets.written import compared

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

LONGEST = 200


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    label = without_names(asked.pilot, given["label"], given["family"], sure, LONGEST)
    return (facts.add_milestone(asked.db, asked.viewer, given["family"], given["on"], label, sure=sure),)


def _same(given: Mapping[str, Any]) -> tuple[str, str, str]:
    return given["family"], given["on"], compared(given["label"])


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    rows = asked.db.conn.execute(
        "SELECT label FROM milestone JOIN family f USING (family_id) WHERE f.guid = ? AND on_date = ?",
        (given["family"], given["on"]))
    return sum(compared(row[0]) == compared(given["label"]) for row in rows)


KIND = Kind(
    "milestones", N_("Milestones"), N_("a milestone of a family"), (
        Column("family", N_("Family"), FamilyCell(), called=("pseudoniem", "pseudonym")),
        Column("on", N_("On"), DayCell(), called=("datum", "date", "dag", "day", "op"), fill="day"),
        Column("label", N_("What happened"), TextCell(LONGEST), called=(
            "mijlpaal", "milestone", "wat", "what", "gebeurtenis", "event", "omschrijving"))),
    _store, _same, _here, right=Right.KEEP_FILE,
    take_back=lambda asked, guid: facts.take_away_milestone(asked.db, asked.viewer, guid))
