"""A sheet of contacts with families: what it was, how long it took, with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.words import N_
from stories.contacts import kinds, noting
from stories.contacts.noting import Noted
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, ManyWordsCell, NumberCell, TextCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_MORE = {"bezoek": "visit", "huisbezoek": "visit", "telefoon": "phone", "bellen": "phone", "gebeld": "phone",
         "telefoongesprek": "phone", "appje": "message", "whatsapp": "message", "mail": "message", "e mail": "message",
         "sms": "message"}


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    return (noting.note_within(asked.pilot, asked.db, asked.viewer, Noted(
        given["family"], given["on"], given["kind"], given["minutes"], given.get("who", ()), given.get("waited"),
        given.get("note", "")), sure=sure),)


def _same(given: Mapping[str, Any]) -> tuple[str, str, str, int]:
    return given["family"], given["on"], given["kind"], given["minutes"]


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    (n,) = asked.db.conn.execute(
        "SELECT count(*) FROM contact JOIN family f USING (family_id) WHERE f.guid = ? AND on_date = ? AND kind = ?"
        " AND minutes = ? AND removed_at IS NULL", _same(given)).fetchone()
    return int(n)


KIND = Kind(
    "contacts", N_("Contacts"), N_("a contact with a family"), (
        Column("family", N_("Family"), FamilyCell(), called=("pseudoniem", "pseudonym")),
        Column("on", N_("On"), DayCell(), called=("datum", "date", "dag", "day", "op"), fill="day"),
        Column("kind", N_("What"), WordCell(kinds.KINDS, _MORE), called=("soort", "kind", "soort contact", "contact")),
        Column("minutes", N_("Minutes"), NumberCell(1, kinds.LONGEST_MIN), called=(
            "aantal minuten", "duur", "tijd", "duration", "min"), fill="number"),
        Column("who", N_("With whom"), ManyWordsCell(kinds.WITH), needed=False, called=("wie", "who", "met")),
        Column("waited", N_("Minutes until the answer"), NumberCell(0, kinds.LONGEST_WAIT_MIN), needed=False,
               called=("wachttijd", "waited"), fill="number"),
        Column("note", N_("Note"), TextCell(kinds.LONGEST_NOTE), needed=False, called=(
            "opmerking", "opmerkingen", "toelichting", "notes", "remark"))),
    _store, _same, _here, twice="asked",
    take_back=lambda asked, guid: noting.take_away_within(asked.db, asked.viewer, guid))
