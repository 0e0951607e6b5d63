"""A sheet of scores of life domains: a row a family and wave with a column a domain, or a row for each score."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families.early import EVERY_DAY
from pilot.vocabulary import domains, voices
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_, _, translate
from stories.contacts.noting import without_names
from stories.outcomes import at_once, scores
from stories.outcomes.at_once import Held, Many
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, KnownCell, TextCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Faults, Kind, Lot, Read
from stories.outcomes.from_sheets.written import compared, number, short, shown_number, typed
from stories.outcomes.scores import Entry

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from texts.intake.workbook import Cell

LEVELS = (10.0, 7.5, 5.0, 2.5, 0.0)
UNKNOWN = "unknown"
SOURCES = {"dossier": N_("dossier"), "interview": N_("interview"), "family": N_("the family itself"),
           "unstated": N_("not said")}
_UNKNOWN_WORDS = frozenset({"unknown", "onbekend", "niet bekend", "weet niet", "not known"})
_MANY = "scores at once"
_LONGEST_WAVE, _LONGEST_REASON = 40, 500
_OFF = N_("{said} is not a level of the rubric. The levels are {levels}; write “{unknown}” where it was looked for and"
          " not found, and leave the cell empty where nobody looked.")
_NEW_WAVE = N_("There is no wave “{wave}” yet. Is it meant to be a new one?")
_OTHER = N_("{family} has {was} for {domain} in {wave}, and the sheet says {now}. Does the sheet hold from now on?")
_WHICH = N_("Say of which life domain this score is.")
_NO_SCORE = N_("There is a life domain here and no score.")
_NO_DAY = N_("Fill in the day: of this wave no day is known yet.")
_NOT_YOURS = N_("A sheet of scores is taken back by who took it in.")
_UNKNOWN_SHOWN = N_("unknown")
_WAVE = N_("What the wave is called, such as T0; a new one is asked about.")


@dataclass(frozen=True)
class LevelCell:
    """A level of the rubric (a float), or UNKNOWN."""

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        if compared(said) in _UNKNOWN_WORDS or said == "?":
            return Read(UNKNOWN, translate(_UNKNOWN_SHOWN), remark)
        found, remark = number(cell)
        if float(found) not in LEVELS:
            raise BadInput(_OFF, said=short(shown_number(found)), levels=_levels(),
                           unknown=BadInput(_UNKNOWN_SHOWN))
        return Read(float(found), shown_number(found), remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return (*(shown_number(one) for one in LEVELS), translate(_UNKNOWN_SHOWN))

    def hint(self, asked: Asked) -> str:
        return _("From 10 (worst) to 0 (no problem): {levels}; “{unknown}” where it was looked for and not found;"
                 " empty where nobody looked.").format(levels=_levels(), unknown=_(_UNKNOWN_SHOWN))


def _levels() -> str:
    # With a sign between them that is in no number.
    return " · ".join(shown_number(one) for one in LEVELS)


def _waves(asked: Asked) -> tuple[str, ...]:
    return tuple(one.label for one in scores.waves(asked.db))


def _of(given: Mapping[str, Any]) -> dict[str, float | None]:
    """The scores of a row, by domain; None for unknown. Raises: BadInput."""
    found = {domain: given[domain] for domain in DOMAINS if domain in given}
    if ("domain" in given) != ("score" in given):
        raise BadInput(_NO_SCORE if "domain" in given else _WHICH)
    if "domain" in given:
        found[given["domain"]] = given["score"]
    return {domain: None if value == UNKNOWN else value for domain, value in found.items()}


def _many(asked: Asked) -> Many:
    """What is kept of this sheet so far."""
    if _MANY not in asked.looked:
        _begin(asked)
    many: Many = asked.looked[_MANY]
    return many


def _begin(asked: Asked) -> None:
    asked.looked[_MANY] = Many(asked.db, asked.viewer)


def _held(asked: Asked, given: Mapping[str, Any]) -> Held:
    """By domain state and value of what this viewer scored for a family and wave before."""
    return _many(asked).held(given["family"], given["wave"], given.get("voice", voices.COACH))


def _as_held(value: float | None) -> tuple[str, float | None]:
    return (scores.UNKNOWN if value is None else scores.SCORED, value)


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    return tuple(_many(asked).keep(*_new(asked, given, sure)))


def _new(
    asked: Asked, given: Mapping[str, Any], sure: Container[str], faulty: Container[str] = (),
) -> tuple[list[Entry], Container[str]]:
    """The scores of a row that are not here yet, and the days that are right; `faulty`: columns with a fault of their
    own, which is told already. Raises: AskFirst, Faults."""
    many, label, family, voice = _many(asked), given["wave"], given["family"], given.get("voice", voices.COACH)
    if not many.knows(label) and f"wave {label}" not in sure:
        raise AskFirst(_NEW_WAVE, f"wave {label}", wave=label)
    found: list[BadInput] = []
    entries: dict[str, float | None] = {}
    try:
        entries = _of(given)
    except BadInput as fault:
        found.append(fault)
    # A day that nobody gave is the one of the wave, and needs no question of its own.
    dated: Container[str] = sure if given.get("on") else EVERY_DAY
    on = given.get("on") or many.moment(family, label)
    if on is None and "on" not in faulty:
        found.append(BadInput(_NO_DAY))
    try:
        many.reached(family)
        if on:
            many.check_day(family, label, on, dated)
    except NotFound as fault:
        found.append(fault)
    reason = without_names(asked.pilot, given.get("reason", ""), family, sure, _LONGEST_REASON)
    before = _held(asked, given)
    new = {domain: value for domain, value in entries.items() if before.get(domain) != _as_held(value)}
    for domain, value in new.items():
        slot = f"{family} {label} {domain} {voice}"
        if domain in before and slot not in sure:
            raise AskFirst(_OTHER, slot, family=_called(asked, family), wave=label, was=_shown(before[domain][1]),
                           now=_shown(value), domain=domains.name(domain))
    if found:
        raise Faults(found)
    return [Entry(family, label, domain, value, on or "", voice, given.get("source", "unstated"), reason)
            for domain, value in new.items()], dated


def _take_back(asked: Asked, guids: Sequence[str]) -> int:
    """Let scores count no longer: what was there before each counts again. One that was replaced since stays.

    Raises: BadInput for somebody else's.
    """
    if any(by != asked.viewer.user_id for (by,) in asked.db.conn.execute(
            "SELECT DISTINCT scored_by FROM score WHERE guid IN (SELECT value FROM json_each(?))",
            (json.dumps(guids),))):
        raise BadInput(_NOT_YOURS)
    return at_once.take_back(asked.db, asked.viewer, guids)


def _shown(value: float | None) -> str:
    return translate(_UNKNOWN_SHOWN) if value is None else shown_number(value)


def _called(asked: Asked, guid: str) -> str:
    return next((pseudonym for one, pseudonym in asked.families.values() if one == guid), "")


def _same(given: Mapping[str, Any]) -> tuple[str, ...]:
    return given["family"], compared(given["wave"]), given.get("voice", voices.COACH), given.get("domain", "")


def _here(asked: Asked, given: Mapping[str, Any]) -> int:
    """1 when all that the row says was scored so by this viewer before."""
    try:
        entries = _of(given)
    except BadInput:
        return 0
    held = _held(asked, given)
    return int(all(held.get(domain) == _as_held(value) for domain, value in entries.items()))


KIND = Kind(
    "scores", N_("Scores of life domains"), N_("a family and a wave"), (
        Column("family", N_("Family"), FamilyCell(), called=("pseudoniem", "pseudonym")),
        Column("wave", N_("Wave"), KnownCell(_waves, _LONGEST_WAVE, _WAVE), called=(
            "meting", "meetmoment", "moment", "ronde")),
        Column("on", N_("On"), DayCell(), needed=False, called=("datum", "date", "dag", "day", "op"), fill="day"),
        Column("voice", N_("Whose score"), WordCell(voices.NAMES, {
            "gezin": "family", "gezin zelf": "family", "professional": "coach", "werker": "coach"}), needed=False,
            called=("stem", "voice", "wie", "volgens")),
        Column("source", N_("Source"), WordCell(SOURCES, {
            "gezin": "family", "zelf": "family", "gezin zelf": "family"}), needed=False,
               called=("bron",)),
        *(Column(key, name, LevelCell(), needed=False, fill="number") for key, name in domains.NAMES.items()),
        Column("domain", N_("Life domain"), WordCell(domains.NAMES), needed=False, called=("domein", "leefdomein")),
        Column("score", N_("Score"), LevelCell(), needed=False, called=("niveau", "level", "waarde", "value"),
               fill="number"),
        Column("reason", N_("Why"), TextCell(_LONGEST_REASON), needed=False, called=(
            "reden", "toelichting", "waarom", "reason", "opmerking"))),
    _store, _same, _here, one_of=(*DOMAINS, "score"), together=(frozenset({"domain", "score"}),),
    lot=Lot(_begin, _new, lambda asked: _many(asked).write(), _take_back))
