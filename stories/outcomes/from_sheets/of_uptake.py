"""A sheet of use of services: a row for each family, wave and service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families.early import EVERY_DAY
from pilot.vocabulary import services, sources
from pilot.words import N_
from stories.outcomes import scores, uptake
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, KnownCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind
from stories.outcomes.uptake import Use

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_MORE = {"ja": services.YES, "j": services.YES, "y": services.YES, "1": services.YES, "x": services.YES,
         "nee": services.NO, "n": services.NO, "0": services.NO, "onbekend": services.UNKNOWN,
         "weet niet": services.UNKNOWN, "unknown": services.UNKNOWN}
_LONGEST_WAVE = 40
_WAVE = N_("A round of measuring that is there.")
_OTHER = N_("{family} has “{was}” for {service} in {wave}, and the sheet says “{now}”. Does the sheet hold from now"
            " on?")


def _waves(asked: Asked) -> tuple[str, ...]:
    return tuple(one.label for one in scores.waves(asked.db))


def _held(asked: Asked, given: Mapping[str, Any]) -> str | None:
    row = asked.db.conn.execute(
        "SELECT u.state FROM uptake u JOIN family f USING (family_id) JOIN wave w USING (wave_id)"
        f" WHERE {uptake.IS_LAST} AND f.guid = ? AND w.label = ? AND u.service = ?", _same(given)).fetchone()
    return str(row[0]) if row else None


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    held, slot = _held(asked, given), " ".join(_same(given))
    if held and held != given["state"] and slot not in sure:
        name = next(name for guid, name in asked.families.values() if guid == given["family"])
        service, was, now = (BadInput(one) for one in (
            services.NAMES[given["service"]], services.STATES[held], services.STATES[given["state"]]))
        raise AskFirst(_OTHER, slot, family=name, wave=given["wave"], service=service, was=was, now=now)
    guid = uptake.add(asked.db, asked.viewer, Use(
        given["family"], given["wave"], given["service"], given["state"], given["on"], given.get("source", "unstated")),
        sure=sure)
    return (guid,) if guid else ()


def _same(given: Mapping[str, Any]) -> tuple[str, str, str]:
    return given["family"], given["wave"], given["service"]


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    return int(_held(asked, given) == given["state"])


def _take_back(asked: Asked, guid: str) -> None:
    """Let what was said count no longer: what was said before it counts again. Raises: NotFound where something else
    was said since."""
    row = asked.db.conn.execute(
        "SELECT f.guid, w.label, u.service, u.uptake_id, u.family_id, u.wave_id FROM uptake u JOIN family f"
        f" USING (family_id) JOIN wave w USING (wave_id) WHERE u.guid = ? AND {uptake.IS_LAST}", (guid,)).fetchone()
    if row is None:
        raise NotFound(N_("This counts no longer."))
    was = asked.db.conn.execute(
        "SELECT state, observed_on, source FROM uptake WHERE family_id = ? AND wave_id = ? AND service = ?"
        " AND uptake_id < ? ORDER BY uptake_id DESC LIMIT 1", (row[4], row[5], row[2], row[3])).fetchone()
    uptake.add(asked.db, asked.viewer, Use(*row[:3], *(was or (services.TAKEN_BACK, asked.today, "unstated"))),
               sure=EVERY_DAY)


KIND = Kind(
    "uptake", N_("Use of services"), N_("whether a family makes use of a service"), (
        Column("family", N_("Family"), FamilyCell(), called=("pseudoniem", "pseudonym")),
        Column("wave", N_("Moment"), KnownCell(_waves, _LONGEST_WAVE, _WAVE), called=(
            "meetmoment", "meetronde", "wave", "round")),
        Column("service", N_("Service"), WordCell(services.NAMES), called=("recht", "voorziening", "right")),
        Column("state", N_("Makes use of it"), WordCell(services.STATES, _MORE), called=(
            "gebruik", "ja of nee", "use", "state")),
        Column("on", N_("As it was on"), DayCell(), called=("op", "datum", "date", "on", "dag"), fill="day"),
        Column("source", N_("Known from"), WordCell(sources.NAMES), needed=False, called=("bron", "source"))),
    _store, _same, _here, take_back=_take_back)
