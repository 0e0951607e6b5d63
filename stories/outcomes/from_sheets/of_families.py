"""A sheet of families: a row for each, by pseudonym, with when support began, where, and who supports them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.access import Right
from pilot.errors import BadInput, Conflict
from pilot.families import people, register, support
from pilot.words import N_, _
from stories.outcomes.from_sheets.asked_new import ask_new
from stories.outcomes.from_sheets.cells import DayCell, KnownCell, TextCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind, Read
from stories.outcomes.from_sheets.written import compared, short, typed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from texts.intake.workbook import Cell

LONGEST = 60
LONGEST_PLACE = 80
_SITE = N_("The town or district; a new one is asked about.")
_BY = N_("The organisation that referred the family, never somebody's name; a new one is asked about.")
_NEW_SITE = N_("There is no site “{name}” yet. Is it meant to be a new one?")
_NEW_BY = N_("“{name}” did not refer any family yet. Is it meant to be a new one?")
_NO_COACH = N_("There is no coach “{said}” in this pilot. Take in the sheet of people with her in it first.")
_TAKEN = N_("There is a family “{name}” already, and not all that is in this row holds for it. Change it on the page of"
            " that family, or choose another pseudonym.")
_NAME = N_("A real name of the register, or a number or address of somebody, stands in “{said}”. Take it out.")


def without_names(asked: Asked, *said: str | None) -> None:
    """Raises: BadInput for words in which a word of the register stands; they are for the pilot file."""
    for one in said:
        if one and register.gives_away(asked.pilot, one):
            raise BadInput(_NAME, said=short(one))


@dataclass(frozen=True)
class CoachCell:
    """A coach of this pilot, by pseudonym: her guid."""

    @property
    def picks(self) -> bool:
        return True

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        found = _coaches(asked).get(compared(said))
        if found is None:
            raise BadInput(_NO_COACH, said=short(said))
        return Read(*found, remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return tuple(pseudonym for _guid, pseudonym in _coaches(asked).values())

    def hint(self, asked: Asked) -> str:
        return _("The pseudonym of a coach; she supports the family from the day on which support began.")


def _coaches(asked: Asked) -> dict[str, tuple[str, str]]:
    if "coaches" not in asked.looked:
        asked.looked["coaches"] = {compared(one.pseudonym): (one.guid, one.pseudonym)
                                   for one in people.persons(asked.db, asked.viewer) if one.kind == "coach"}
    found: dict[str, tuple[str, str]] = asked.looked["coaches"]
    return found


def _sites(asked: Asked) -> tuple[str, ...]:
    return tuple(support.sites(asked.db, asked.viewer))


def _referrers(asked: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys(support.referrers(asked.db, asked.viewer)))  # two of a name are one word to choose


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    site, referrer = given.get("site") or "", given.get("referrer") or ""
    if compared(given["pseudonym"]) in asked.families:
        raise Conflict(_TAKEN, name=given["pseudonym"])
    without_names(asked, site, referrer)
    ask_new(_sites(asked), site, sure, _NEW_SITE)
    ask_new(_referrers(asked), referrer, sure, _NEW_BY)
    guid = people.put_family(
        asked.db, asked.viewer, given["pseudonym"], given["on"], support.site_named(site),
        support.referrer_named(referrer), None, asked.pilot, sure)
    if given.get("coach"):
        people.put_coaching(asked.db, asked.viewer, given["coach"], guid, given["on"], None, sure)
    return (guid,)


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    """Whether the family is here as the row has it; what the row says nothing of may be anything."""
    guid, _name = asked.families.get(compared(given["pseudonym"]), ("", ""))
    row = asked.db.conn.execute(
        "SELECT (SELECT min(starts_on) FROM support_period p WHERE p.family_id = f.family_id), s.name, r.name"
        " FROM family f LEFT JOIN site s USING (site_id) LEFT JOIN referrer r USING (referrer_id) WHERE f.guid = ?",
        (guid,)).fetchone()
    said = (given["on"], given.get("site"), given.get("referrer"))
    same = row is not None and all(not one or one == held for one, held in zip(said, row, strict=True))
    coach = given.get("coach")
    return int(same and (not coach or any(
        one.coach_guid == coach for one in support.coachings(asked.db, asked.viewer, guid))))


KIND = Kind(
    "families", N_("Families"), N_("a family"), (
        Column("pseudonym", N_("Pseudonym"), TextCell(LONGEST), called=(
            "pseudoniem", "gezin", "family", "naam", "name")),
        Column("on", N_("Support started on"), DayCell(may_be_future=True), called=(
            "begin", "start", "gestart op", "startdatum", "begin steun", "started on", "datum", "date"), fill="day"),
        Column("site", N_("Site"), KnownCell(_sites, LONGEST_PLACE, _SITE), needed=False, called=(
            "plaats", "gemeente", "locatie", "town")),
        Column("referrer", N_("Referred by"), KnownCell(_referrers, LONGEST_PLACE, _BY), needed=False, called=(
            "verwijzer", "aangemeld door", "referrer")),
        Column("coach", N_("Coach"), CoachCell(), needed=False, called=("gezinscoach",))),
    _store, lambda given: compared(given["pseudonym"]), _here, right=Right.MANAGE_FAMILIES)
