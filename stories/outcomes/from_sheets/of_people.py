"""A sheet of people in and around families: a row for each, by pseudonym."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.access import Right
from pilot.errors import Conflict
from pilot.families import people
from pilot.words import N_
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, TextCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.from_sheets.of_families import LONGEST, without_names
from stories.outcomes.from_sheets.written import compared

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from pilot.families.people import Person

_MORE = {"moeder": "parent", "vader": "parent", "zoon": "child", "dochter": "child", "oma": "relative",
         "opa": "relative", "tante": "relative", "oom": "relative", "familielid": "relative", "gezinscoach": "coach"}
_TAKEN = N_("There is somebody called “{name}” already, and not all that is in this row holds for that person. Choose"
            " another pseudonym.")


def _held(asked: Asked) -> dict[str, Person]:
    """Everybody who is here, by the pseudonym as it is compared."""
    if "persons" not in asked.looked:
        asked.looked["persons"] = {compared(row[0]): people.person(asked.db, row[1]) for row in asked.db.conn.execute(
            "SELECT pseudonym, guid FROM person").fetchall()}
    found: dict[str, Person] = asked.looked["persons"]
    return found


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    if compared(given["pseudonym"]) in _held(asked):
        raise Conflict(_TAKEN, name=given["pseudonym"])
    role = given.get("role") or ""
    without_names(asked, role)
    return (people.put_person(
        asked.db, asked.viewer, given["kind"], given["pseudonym"], role, given.get("family") or None, None, asked.pilot,
        given.get("sixteen") or None, sure),)


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    """Whether somebody is here as the row has her; what the row says nothing of may be anything."""
    held = _held(asked).get(compared(given["pseudonym"]))
    if held is None or held.kind != given["kind"]:
        return 0
    family = asked.db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (held.family_id,)).fetchone()
    said = {"role": held.role, "sixteen": held.turns_16_on, "family": family[0] if family else None}
    return int(all(not given.get(key) or given[key] == value for key, value in said.items()))


KIND = Kind(
    "people", N_("People of families, coaches"), N_("somebody in or around a family"), (
        Column("pseudonym", N_("Pseudonym"), TextCell(LONGEST), called=("pseudoniem", "naam", "name")),
        Column("kind", N_("Who it is"), WordCell(people.KIND_NAMES, _MORE), called=("soort", "wie", "kind", "who")),
        Column("role", N_("Role"), TextCell(LONGEST), needed=False, called=("rol",)),
        Column("family", N_("Family"), FamilyCell(), needed=False, called=("gezin",)),
        Column("sixteen", N_("Turns 16 on (of a child)"), DayCell(may_be_future=True), needed=False, called=(
            "wordt 16 op", "wordt 16", "turns 16", "turns 16 on"), fill="day")),
    _store, lambda given: compared(given["pseudonym"]), _here, right=Right.MANAGE_FAMILIES,
    together=(frozenset({"kind", "family", "sixteen"}),))
