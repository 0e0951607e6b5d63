"""A made-up pilot in which consents differ, and the rules of consent written down once more, slowly and plainly.

The program asks SQL; this asks Python, person by person. `tests/test_reach.py` lets both answer about random worlds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.themes.told import Doc, Done, Mark, Told, fill

if TYPE_CHECKING:
    from sqlite_utils import Database

DAY = "2021-06-15"
USES = ("record", "transcribe", "analyse", "quote", "share")


@dataclass(frozen=True)
class Person:
    """Somebody of family `family` (from 0), or a coach (None); `turns_16` an ISO date for a child."""

    family: int | None
    kind: str = "parent"
    turns_16: str | None = None


@dataclass(frozen=True)
class Answer:
    """What person `who` (from 0) said to a use on a day; dates ISO. `by_parent`: somebody else said it for a child."""

    who: int
    use: str
    given_on: str
    ends_on: str | None = None
    withdrawn_on: str | None = None
    refused: bool = False
    by_parent: bool = False


@dataclass(frozen=True)
class Thing:
    """A document of family `family`, with a recording of its own; `heard` are numbers of persons."""

    family: int
    kind: str = "interview"
    heard: tuple[int, ...] = ()
    in_recording: tuple[int, ...] = ()
    withdrawn: bool = False


@dataclass
class World:
    """All of it; persons, answers and things are known by their place in the list."""

    families: int
    persons: list[Person] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)

    # ---- the rules

    def holds(self, answer: Answer) -> bool:
        """One answer is a yes on DAY, if no newer one replaces it."""
        if answer.refused or answer.withdrawn_on:
            return False
        if answer.ends_on and answer.ends_on < DAY:
            return False
        turns_16 = self.persons[answer.who].turns_16
        if not turns_16:
            return True
        return turns_16 > DAY if answer.by_parent else answer.given_on >= turns_16

    def state(self, who: int, use: str) -> str:
        """'yes', 'no' (said so last), 'lapsed' (not given or ended), 'nothing' (no record at all)."""
        mine = [one for one in self.answers if one.who == who]
        until_today = [one for one in mine if one.use == use and one.given_on <= DAY]
        if not mine:
            return "nothing"
        if not until_today:
            return "lapsed"
        newest = max(until_today, key=lambda one: one.given_on)
        if self.holds(newest):
            return "yes"
        return "no" if newest.refused or newest.withdrawn_on else "lapsed"

    def family_lets(self, family: int, use: str, *, leaves: bool) -> bool:
        """What is told about a family may be used."""
        states = [self.state(n, use) for n, one in enumerate(self.persons) if one.family == family]
        if all(state == "nothing" for state in states):
            return not leaves
        return "yes" in states and "no" not in states

    def heard_let(self, heard: set[int], use: str, *, leaves: bool) -> bool:
        """Everybody heard lets it be used; a coach by contract, unless something is on record."""
        for who in heard:
            state = self.state(who, use)
            works_here = self.persons[who].family is None
            if state == "nothing" and (works_here or not leaves):
                continue
            if state != "yes":
                return False
        return True

    def document(self, n: int, use: str) -> bool:
        """Document `n` is in reach for a use."""
        thing, leaves = self.things[n], use in ("quote", "share")
        is_about = thing.kind == "story" or not any(self.persons[who].family is not None for who in thing.heard)
        of_family = "analyse" if use in ("record", "transcribe") else use  # it is not the family's voice
        return self.heard_let(set(thing.heard), use, leaves=leaves) and (
            not is_about or self.family_lets(thing.family, of_family, leaves=leaves))

    def recording(self, n: int) -> bool:
        """The recording of document `n` may be played."""
        thing = self.things[n]
        heard = {*thing.heard, *thing.in_recording}
        is_about = not any(self.persons[who].family is not None for who in heard)
        return not thing.withdrawn and self.heard_let(heard, "record", leaves=False) and (
            not is_about or self.family_lets(thing.family, "analyse", leaves=False))

    def unasked(self, n: int) -> bool:
        """Nothing is on record of somebody document `n` needs consent of."""
        thing = self.things[n]
        family = [who for who in thing.heard if self.persons[who].family is not None]
        members = [who for who, one in enumerate(self.persons) if one.family == thing.family]
        about = (thing.kind == "story" or not family) and all(self.state(m, "analyse") == "nothing" for m in members)
        return about or any(self.state(who, "analyse") == "nothing" for who in family)

    def readable(self) -> set[int]:
        """Numbers of the documents that may be read and counted."""
        return {n for n, one in enumerate(self.things) if not one.withdrawn and self.document(n, "analyse")}

    # ---- putting it into a pilot file

    def fill(self, db: Database) -> None:
        """Write it in an open transaction; the first coder finished each document, with one coding of code 'a'."""
        told = Told(families=self.families,
                    docs=[Doc(one.family, "2021-03-01", withdrawn=one.withdrawn) for one in self.things],
                    done=[Done(n, 0) for n in range(len(self.things))],
                    marks=[Mark(n, "a", 0, 0, 5) for n in range(len(self.things))])
        fill(db, told)
        run = db.conn.execute
        for n, one in enumerate(self.persons):
            run("INSERT INTO person(person_id, guid, family_id, kind, pseudonym, turns_16_on) VALUES (?,?,?,?,?,?)",
                (n + 1, f"person-{n}", None if one.family is None else one.family + 1,
                 "coach" if one.family is None else one.kind, f"P{n}", one.turns_16))
        for n, answer in enumerate(self.answers):
            run("INSERT INTO consent(guid, person_id, use, given_on, ends_on, withdrawn_on, refused, given_by)"
                " VALUES (?,?,?,?,?,?,?,?)",
                (f"consent-{n}", answer.who + 1, answer.use, answer.given_on, answer.ends_on, answer.withdrawn_on,
                 answer.refused, answer.who + 1 if answer.by_parent else None))
        for n, thing in enumerate(self.things):
            self._thing(db, n, thing)

    def _thing(self, db: Database, n: int, thing: Thing) -> None:
        run = db.conn.execute
        run("INSERT INTO recording(recording_id, guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms,"
            " recorded_on, created_at) VALUES (?,?,?,'family','mp3','audio/mpeg',1,?,1000,'2021-03-01','')",
            (n + 1, f"recording-{n}", thing.family + 1, f"{n:064}"))
        run("UPDATE document SET recording_id = ? WHERE document_id = ?", (n + 1, n + 1))
        for who in set(thing.in_recording):
            run("INSERT INTO recording_person VALUES (?,?)", (n + 1, who + 1))
        for who in set(thing.heard):
            run("INSERT INTO document_person(document_id, person_id) VALUES (?,?)", (n + 1, who + 1))
        if thing.kind == "story":
            coach = next((k for k, one in enumerate(self.persons) if one.family is None), 0)
            run("INSERT INTO story(story_id, guid, family_id, coach_id, template, course)"
                " VALUES (?,?,?,?,'moment','steady')", (n + 1, f"story-{n}", thing.family + 1, coach + 1))
            run("UPDATE document SET kind = 'story', story_id = ?, voice = 'coach' WHERE document_id = ?",
                (n + 1, n + 1))


def shifted(days: int) -> str:
    """An ISO date so many days after DAY."""
    return (date.fromisoformat(DAY) + timedelta(days=days)).isoformat()
