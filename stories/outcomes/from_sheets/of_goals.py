"""A sheet of goals of families: in their own words, in which life domain, set when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.vocabulary import domains, voices
from pilot.words import N_
from stories.file import goals
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, TextCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.from_sheets.written import compared

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_DOMAINS = {"huisvesting": "housing", "gezondheid": "health", "inkomen": "income", "schulden": "debts", "werk": "work",
            "veiligheid": "safety", "kinderen": "children", "taal": "cultural_capital", "netwerk": "social_capital"}
_VOICES = {"gezin": voices.FAMILY, "ouder": voices.FAMILY, "ouders": voices.FAMILY}


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    return (goals.add_within(asked.pilot, asked.db, asked.viewer, given["family"], given["words"], given["domain"],
                             given["on"], given.get("by", voices.FAMILY), sure=sure),)


def _same(given: Mapping[str, Any]) -> tuple[str, str, str]:
    return given["family"], given["on"], compared(given["words"])


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    rows = asked.db.conn.execute("SELECT words FROM goal JOIN family f USING (family_id) WHERE f.guid = ?"
                                 " AND set_on = ?", (given["family"], given["on"]))
    return sum(compared(row[0]) == compared(given["words"]) for row in rows)


KIND = Kind(
    "goals", N_("Goals of families"), N_("a goal of a family"), (
        Column("family", N_("Family"), FamilyCell(), called=("pseudoniem", "pseudonym")),
        Column("words", N_("Goal"), TextCell(goals.LONGEST), called=("doel", "goal", "doelstelling")),
        Column("domain", N_("Life domain"), WordCell(domains.NAMES, _DOMAINS), called=(
            "leefdomein", "leefgebied", "domein", "domain")),
        Column("on", N_("Set on"), DayCell(), called=("datum", "date", "op", "gesteld op", "dag"), fill="day"),
        Column("by", N_("Set by"), WordCell(voices.NAMES, _VOICES), needed=False, called=(
            "door", "gesteld door", "by"))),
    _store, _same, _here)
