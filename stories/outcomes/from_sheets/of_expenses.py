"""A sheet of money that was spent for families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.words import N_
from stories.outcomes.from_sheets.cells import DayCell, EuroCell, FamilyCell, TextCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.spending import kinds, noting
from stories.outcomes.spending.noting import Expense

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_INSTRUMENTS = {"budget": kinds.BUDGET, "maatbudget": kinds.BUDGET, "gezinsbudget": kinds.BUDGET,
                "besluit": kinds.DECISION, "beslissing": kinds.DECISION, "delegatie": kinds.DECISION}
_KINDS = {"anders": kinds.OTHER, "overig": kinds.OTHER, "other": kinds.OTHER}


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    return (noting.note_within(asked.pilot, asked.db, asked.viewer, Expense(
        given["family"], given["on"], given["cents"], given.get("instrument", kinds.BUDGET), given["kind"],
        given.get("decided_by", kinds.UNKNOWN), given.get("asked_on"), given.get("note", "")), sure=sure),)


def _same(given: Mapping[str, Any]) -> tuple[str, str, int, str]:
    return given["family"], given["on"], given["cents"], given["kind"]


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    (n,) = asked.db.conn.execute(
        "SELECT count(*) FROM expense JOIN family f USING (family_id) WHERE f.guid = ? AND spent_on = ? AND cents = ?"
        " AND kind = ? AND removed_at IS NULL", _same(given)).fetchone()
    return int(n)


KIND = Kind(
    "expenses", N_("Money spent for families"), N_("an expense for a family"), (
        Column("family", N_("Family"), FamilyCell(), called=("pseudoniem", "pseudonym")),
        Column("on", N_("Spent on"), DayCell(), called=("datum", "date", "dag", "day", "op", "on"), fill="day"),
        Column("cents", N_("Amount (euro)"), EuroCell(1, kinds.MOST_CENTS), called=(
            "euro", "euros", "prijs", "kosten", "amount"), fill="number"),
        Column("kind", N_("For what"), WordCell({key: one.name for key, one in kinds.KINDS.items()}, _KINDS), called=(
            "waarvoor", "soort", "categorie", "category", "kind", "voor", "for")),
        Column("instrument", N_("By which budget"), WordCell(kinds.INSTRUMENTS, _INSTRUMENTS), needed=False,
               called=("budget", "instrument", "regeling")),
        Column("decided_by", N_("Who decided"), WordCell(kinds.DECIDED_BY), needed=False, called=(
            "besluit door", "beslist door", "decided by")),
        Column("asked_on", N_("Asked on"), DayCell(), needed=False, called=("gevraagd", "aangevraagd", "asked"),
               fill="day"),
        Column("note", N_("Note"), TextCell(kinds.LONGEST_NOTE), needed=False, called=(
            "opmerking", "opmerkingen", "toelichting", "omschrijving", "notes", "remark"))),
    _store, _same, _here, twice="asked",
    take_back=lambda asked, guid: noting.take_away_within(asked.db, asked.viewer, guid))
