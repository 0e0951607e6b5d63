"""A sheet of scores of life domains: a row a family and wave with a column a domain, or a row for each score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families.early import EVERY_DAY
from pilot.vocabulary import domains, voices
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_, _, translate
from stories.contacts.noting import without_names
from stories.outcomes import scores, waves
from stories.outcomes.from_sheets.cells import DayCell, FamilyCell, KnownCell, TextCell, WordCell
from stories.outcomes.from_sheets.model import Asked, Column, Kind, Read
from stories.outcomes.from_sheets.written import compared, number, short, shown_number, typed
from stories.outcomes.scores import Entry

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from texts.intake.workbook import Cell

LEVELS = (10.0, 7.5, 5.0, 2.5, 0.0)
UNKNOWN = "unknown"
SOURCES = {"dossier": N_("dossier"), "interview": N_("interview"), "family": N_("the family itself"),
           "unstated": N_("not said")}
_UNKNOWN_WORDS = frozenset({"unknown", "onbekend", "niet bekend", "weet niet", "not known"})
_LONGEST_WAVE, _LONGEST_REASON = 40, 500
_OFF = N_("{said} is not a level of the rubric. The levels are {levels}; write “{unknown}” where it was looked for and"
          " not found, and leave the cell empty where nobody looked.")
_NEW_WAVE = N_("There is no wave “{wave}” yet. Is it meant to be a new one?")
_OTHER = N_("{family} has {was} for {domain} in {wave}, and the sheet says {now}. Does the sheet hold from now on?")
_WHICH = N_("Say of which life domain this score is.")
_NO_SCORE = N_("There is a life domain here and no score.")
_NO_DAY = N_("Fill in the day: of this wave no day is known yet.")
_NOT_YOURS = N_("A sheet of scores is taken back by who took it in.")
_GONE = N_("This score counts no longer.")
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


def _held(asked: Asked, given: Mapping[str, Any]) -> dict[str, tuple[str, float | None]]:
    """By domain state and value of what this viewer scored for a family and wave before."""
    # By keys, with + before who scored, and put in order here, so that the index of slots is used: else each row of a
    # sheet looks at all scores of a wave.
    rows = asked.db.conn.execute(
        "SELECT score_id, domain, state, value FROM score"
        " WHERE family_id = (SELECT family_id FROM family WHERE guid = ?)"
        " AND wave_id = (SELECT wave_id FROM wave WHERE label = ?) AND voice = ? AND layer = ? AND +scored_by = ?",
        (given["family"], given["wave"], given.get("voice", voices.COACH), scores.SCORER, asked.viewer.user_id))
    last = {domain: (state, value) for _id, domain, state, value in sorted(rows)}
    return {domain: one for domain, one in last.items() if one[0] != scores.TAKEN_BACK}


def _as_held(value: float | None) -> tuple[str, float | None]:
    return (scores.UNKNOWN if value is None else scores.SCORED, value)


def _store(asked: Asked, given: Mapping[str, Any], sure: Container[str]) -> tuple[str, ...]:
    entries, label = _of(given), given["wave"]
    known = next((one for one in scores.waves(asked.db) if one.label == label), None)
    if known is None and f"wave {label}" not in sure:
        raise AskFirst(_NEW_WAVE, f"wave {label}", wave=label)
    # A day that nobody gave is the one of the wave, and needs no question of its own.
    dated: Container[str] = sure if given.get("on") else EVERY_DAY
    on = given.get("on") or (_moment(asked, known, given["family"]) if known else None)
    if on is None:
        raise BadInput(_NO_DAY)
    reason = without_names(asked.pilot, given.get("reason", ""), given["family"], sure, _LONGEST_REASON)
    guids, before = [], _held(asked, given)
    for domain, value in entries.items():
        held = before.get(domain)
        if held == _as_held(value):
            continue
        slot = f"{given['family']} {label} {domain} {given.get('voice', voices.COACH)}"
        if held and slot not in sure:
            raise AskFirst(_OTHER, slot, family=_called(asked, given["family"]), wave=label,
                           was=_shown(held[1]), now=_shown(value), domain=domains.name(domain))
        guids.append(scores.enter(asked.db, asked.viewer, Entry(
            given["family"], label, domain, value, on, given.get("voice", voices.COACH),
            given.get("source", "unstated"), reason), sure=dated))
    return tuple(guids)


def _moment(asked: Asked, wave: scores.Wave, family: str) -> str | None:
    """The day (ISO) on which a family is measured in a wave, up to today; None where that is not known."""
    first, last, going = asked.db.conn.execute(
        "SELECT min(starts_on), max(ends_on), count(*) > count(ends_on) FROM support_period JOIN family f"
        " USING (family_id) WHERE f.guid = ?", (family,)).fetchone()
    return waves.moment(wave, first, None if going else last, asked.today)


def _take_back(asked: Asked, guid: str) -> None:
    """Let a score count no longer: what was there before it counts again. One that was replaced since stays.

    Raises: BadInput for somebody else's; NotFound where another one counts by now.
    """
    row = asked.db.conn.execute(
        "SELECT f.guid, w.label, s.domain, s.voice, s.observed_on, s.scored_by, s.score_id FROM score s JOIN family f"
        " USING (family_id) JOIN wave w USING (wave_id) WHERE s.guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(_GONE)
    family, wave, domain, voice, on, scored_by, score_id = row
    if scored_by != asked.viewer.user_id:
        raise BadInput(_NOT_YOURS)
    slot = asked.db.conn.execute(
        "SELECT s.score_id, s.state, s.value, s.observed_on, s.source, s.reason, s.rubric FROM score s JOIN family f"
        " USING (family_id) JOIN wave w USING (wave_id) WHERE f.guid = ? AND w.label = ? AND s.domain = ?"
        " AND s.voice = ? AND s.layer = ? AND s.scored_by = ? ORDER BY s.score_id DESC LIMIT 2",
        (family, wave, domain, voice, scores.SCORER, scored_by)).fetchall()
    if not slot or slot[0][0] != score_id:
        raise NotFound(_GONE)
    before = slot[1] if len(slot) > 1 and slot[1][1] != scores.TAKEN_BACK else None
    if before is None:
        scores.take_back(asked.db, asked.viewer, Entry(family, wave, domain, None, on, voice))
    else:
        _id, state, value, day, source, reason, rubric = before
        scores.enter(asked.db, asked.viewer, Entry(
            family, wave, domain, value if state == scores.SCORED else None, day, voice, source, reason, rubric),
            sure=EVERY_DAY)


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
        Column("source", N_("Source"), WordCell(SOURCES, {"gezin": "family", "zelf": "family"}), needed=False,
               called=("bron",)),
        *(Column(key, name, LevelCell(), needed=False, fill="number") for key, name in domains.NAMES.items()),
        Column("domain", N_("Life domain"), WordCell(domains.NAMES), needed=False, called=("domein", "leefdomein")),
        Column("score", N_("Score"), LevelCell(), needed=False, called=("niveau", "level", "waarde", "value"),
               fill="number"),
        Column("reason", N_("Why"), TextCell(_LONGEST_REASON), needed=False, called=(
            "reden", "toelichting", "waarom", "reason", "opmerking"))),
    _store, _same, _here, one_of=(*DOMAINS, "score"), take_back=_take_back)
