"""What each level of a life domain means: the rubric, which a pilot words itself, in versions.

A score keeps the version it was given with. Wording a level otherwise changes no score: it says from then on what the
same number means, so pages say how many scores were given with which version.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.config import ROOT
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_
from stories.entry.templates import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

LEVELS = (10.0, 7.5, 5.0, 2.5, 0.0)  # 10: worst, 0: no problem
FIRST = 1  # the version that comes with the program
LONGEST = 300  # characters of one level or question, in one language
_STARTING = ROOT / "data" / "rubrics.yaml"


@dataclass(frozen=True)
class Ladder:
    """What a life domain is about, and its five levels in the order of LEVELS."""

    about: Said
    levels: tuple[Said, ...]

    def level(self, value: float) -> Said:
        """The words of a level; nothing for a value between two."""
        return self.levels[LEVELS.index(value)] if value in LEVELS else Said()


@dataclass(frozen=True)
class Rubric:
    """The ladders of all life domains, in one version."""

    ladders: Mapping[str, Ladder]
    number: int = FIRST


class Version(NamedTuple):
    """A version of the rubric: who made it when (UTC; '' where it came with the program), how many scores that count
    were given with it, and the life domains in which it differs from the one before."""

    number: int
    by: str
    at: str
    scores: int
    changed: tuple[str, ...]


@cache
def starting() -> Rubric:
    """The rubric that comes with the program."""
    read = yaml.safe_load(_STARTING.read_text(encoding="utf-8"))
    return Rubric({domain: Ladder(Said(**read[domain]["about"]),
                                  tuple(Said(**read[domain]["levels"][level]) for level in LEVELS))
                   for domain in DOMAINS})


def of_version(db: Database, number: int) -> Rubric:
    """The rubric of a version. Raises: NotFound."""
    row = db.conn.execute("SELECT body FROM rubric_version WHERE number = ?", (number,)).fetchone()
    if row:
        return _of_json(json.loads(row[0]), number)
    if number != FIRST:
        raise NotFound(N_("There is no version {number} of the rubrics."), number=number)
    return starting()


def newest(db: Database) -> Rubric:
    """The rubric that scores are given with now."""
    (number,) = db.conn.execute("SELECT coalesce(max(number), ?) FROM rubric_version", (FIRST,)).fetchone()
    return of_version(db, int(number))


@use_case(Right.SEE_FAMILIES, reads="what levels of life domains mean")
def rubric(db: Database, viewer: Viewer, number: int | None = None) -> Rubric:
    """The rubric of a version, the newest for None. Raises: NotFound."""
    return newest(db) if number is None else of_version(db, number)


@use_case(Right.EDIT_TEMPLATES, event="worded rubric")
def publish(db: Database, viewer: Viewer, new: Rubric) -> int:
    """Make this the rubric that scores are given with from now on; returns the number of the version.

    Args:
        new: with the number of the version it was made from.

    Raises: BadInput (a level without words, too long, twice the same, nothing changed), Conflict.
    """
    tidy = Rubric({domain: _tidied(domain, new) for domain in DOMAINS}, new.number)
    with write(db):
        was = newest(db)
        if was.number != tidy.number:
            raise Conflict(N_("Somebody else changed the rubrics meanwhile. Reload the page and look it over."))
        if dict(was.ladders) == dict(tidy.ladders):
            raise BadInput(N_("Nothing was changed."))
        guid, number = new_guid(), was.number + 1
        db.conn.execute(
            "INSERT INTO rubric_version(number, guid, body, made_by, made_at) VALUES (?,?,?,?,?)",
            (number, guid, json.dumps(_as_json(tidy), ensure_ascii=False), viewer.user_id, now()))
        events.record(db, viewer, "worded", "rubric", guid)
    return number


def _tidied(domain: str, new: Rubric) -> Ladder:
    """A ladder as it is kept. Raises: BadInput."""
    ladder = new.ladders[domain]
    if len(ladder.levels) != len(LEVELS):
        raise BadInput(N_("A rubric has five levels for each life domain."))
    about, *levels = (Said(*map(visible_name, said)) for said in (ladder.about, *ladder.levels))
    if not all(any(one) for one in (about, *levels)):
        raise BadInput(N_("Something has no words yet. Fill it in, in Dutch or in English."))
    if any(len(words) > LONGEST for one in (about, *levels) for words in one):
        raise BadInput(N_("This is longer than {n} characters. Make it shorter."), n=LONGEST)
    for language in ("nl", "en"):
        if len({one.to(language) for one in levels}) < len(levels):
            raise BadInput(N_("Two levels say the same. Change one of them, so that a scorer can choose."))
    return Ladder(about, tuple(levels))


@inner("which versions there are, for the pages and files on which they are shown")
def versions(db: Database, viewer: Viewer) -> list[Version]:
    """All versions, the newest first."""
    made = {number: (label, at) for number, label, at in db.conn.execute(
        "SELECT v.number, u.label, v.made_at FROM rubric_version v JOIN user u ON u.user_id = v.made_by")}
    given = dict(db.conn.execute("SELECT rubric, count(*) FROM score WHERE rubric IS NOT NULL GROUP BY rubric"))
    found, before = [], None
    for number in (FIRST, *sorted(made)):
        one = of_version(db, number)
        changed = tuple(domain for domain in DOMAINS if before and before.ladders[domain] != one.ladders[domain])
        found.append(Version(number, *made.get(number, ("", "")), given.get(number, 0), changed))
        before = one
    return found[::-1]


def _as_json(one: Rubric) -> dict[str, Any]:
    return {domain: {"about": ladder.about, "levels": ladder.levels} for domain, ladder in one.ladders.items()}


def _of_json(body: dict[str, Any], number: int) -> Rubric:
    return Rubric({domain: Ladder(Said(*body[domain]["about"]), tuple(Said(*one) for one in body[domain]["levels"]))
                   for domain in DOMAINS}, number)
