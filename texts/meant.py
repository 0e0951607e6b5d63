"""Who a turn can be of, and saying it: whoever speaks is heard in a document, and is it in all its versions."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from itertools import accumulate, count, islice
from typing import TYPE_CHECKING

from pilot.families import consent, people
from pilot.vocabulary import voices
from pilot.words import N_, translate
from texts import anchors, places, requirements
from texts.borders import WORD, Who
from texts.documents import turns_of
from texts.editing.hunks import Said, hunks
from texts.intake.who_is_who import Speaker, shown_names

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion
    from pilot.families.people import Person
    from texts.documents import NewTurn

# So many of “Speaker 3”, “Speaker 4” can be said who were not there yet.
FRESH = 2


def known(db: Database, version: ReadableVersion, turns: Sequence[NewTurn]) -> dict[str, Who]:
    """By its key who a turn can be of: who speaks already, in order; the family, who works with it, roles; nobody."""
    ids = [row[0] for row in db.conn.execute(
        "SELECT person_id FROM person WHERE family_id = :family"
        " UNION SELECT coach_id FROM coaching WHERE family_id = :family"
        " UNION SELECT person_id FROM document_person WHERE document_id = :document"
        " UNION SELECT person_id FROM person WHERE kind = 'professional' AND family_id IS NULL",
        {"family": version.family_id, "document": version.document_id})]
    spoken = dict.fromkeys((turn.person_id, turn.speaker, turn.voice) for turn in turns)
    persons = {number: people.by_id(db, number) for number in {*ids, *(who[0] for who in spoken if who[0])}}
    called = {one.key: one.name for one in _named(list(persons.values()))}
    found: dict[str, Who] = {}
    for number, name, voice in spoken:
        key = persons[number].guid if number else name
        found.setdefault(key, Who(key, name, voice, number))
    taken = {one.name for one in found.values()}
    for number in sorted(persons, key=lambda one: (persons[one].family_id is None, one)):
        guid = persons[number].guid
        name = called[guid] if called[guid] not in taken else persons[number].pseudonym
        found.setdefault(guid, Who(guid, name, voices.of_person(persons[number].kind, persons[number].role), number))
    called_so = {one.name for one in found.values()}
    found |= {name: Who(name, name, voices.OTHER) for name in _roles(db, called_so) if name not in called_so}
    # Of whom nothing was said is no choice that deserves a key.
    nobody = found.pop("", None)
    return found if nobody is None else found | {"": nobody}


def _named(persons: Sequence[Person]) -> list[Who]:
    """People by the role they have in the family, as turns of a text that comes in are."""
    called = shown_names([Speaker(one.guid, "", one.guid) for one in persons], {one.guid: one for one in persons})
    return [Who(one.guid, called[one.guid], "", one.person_id) for one in persons]


def _roles(db: Database, taken: Container[str]) -> list[str]:
    """Who may speak besides: in the language of the pilot, for names of speakers are part of its texts."""
    language = db.conn.execute("SELECT language FROM pilot").fetchone()[0]
    numbered = (translate(N_("Speaker {number}"), language).format(number=n) for n in count(1))
    fresh = islice((name for name in numbered if name not in taken), FRESH)
    return [translate(N_("Interviewer"), language), translate(N_("Interpreter"), language), *fresh]


def key(known: Mapping[str, Who], turn: NewTurn) -> str:
    """Who it is now; a person by the guid, however the turn calls her."""
    if turn.person_id is None:
        return turn.speaker
    return next(key for key, one in known.items() if one.person_id == turn.person_id)


def hear(db: Database, version: ReadableVersion, spoken: Sequence[Who]) -> None:
    """Whoever speaks is heard in the document, and in its recording where she tells. Raises: BadInput (consent)."""
    there = {row[0] for row in db.conn.execute(
        "SELECT person_id FROM document_person WHERE document_id = ?", (version.document_id,))}
    new = [people.by_id(db, number) for number in sorted({one.person_id for one in spoken if one.person_id} - there)]
    if not new:
        return
    requirements.check_family(new, version.family_id)
    consent.require(db, new, ["analyse"])
    voice, recording = db.conn.execute(
        "SELECT voice, recording_id FROM document WHERE document_id = ?", (version.document_id,)).fetchone()
    tell = {one.person_id for one in spoken if one.voice == voice}
    db.conn.executemany(
        "INSERT INTO document_person(document_id, person_id, tells) VALUES (?, ?, ?)",
        [(version.document_id, one.person_id, one.person_id in tell) for one in new])
    if recording is not None:
        telling = [one for one in new if one.person_id in tell]
        consent.require(db, telling, ["record"])
        db.conn.executemany("INSERT OR IGNORE INTO recording_person VALUES (?, ?)",
                            [(recording, one.person_id) for one in telling])


def say(db: Database, document_id: int, version_id: int, wanted: Sequence[NewTurn]) -> None:
    """Say in every version of a document who speaks, as it is said of one of them; inside `write(db)`."""
    _put(db, version_id, wanted)
    for (other,) in db.conn.execute(
            "SELECT version_id FROM document_version WHERE document_id = ? AND version_id <> ?",
            (document_id, version_id)).fetchall():
        theirs = turns_of(db, other)
        said = _followed(db, version_id, wanted, other, theirs)
        _put(db, other, [replace(turn, speaker=who.speaker, voice=who.voice, person_id=who.person_id) if who else turn
                         for turn, who in zip(theirs, said, strict=True)])


def _followed(
    db: Database, version_id: int, wanted: Sequence[NewTurn], other: int, theirs: Sequence[NewTurn]
) -> list[NewTurn | None]:
    """For each turn of another version the one of this version that most of its words stand in.

    Turn by turn where they are the same or beside those that are: a long text has many versions, and comparing all
    words of each holds up whoever writes meanwhile.
    """
    said: list[NewTurn | None] = [None] * len(theirs)
    before, now = places.turns(db, other), places.turns(db, version_id)
    for a, b, c, d in hunks([Said("", turn.text) for turn in theirs], [Said("", turn.text) for turn in wanted]):
        if d - c > 1:
            votes = _votes(before[a:b], now[c:d])
            said[a:b] = [wanted[c + vote.most_common(1)[0][0]] if vote else None for vote in votes]
        elif d > c:
            words = set(wanted[c].text.split())
            said[a:b] = [wanted[c] if words & set(turn.text.split()) else None for turn in theirs[a:b]]
    return said


def _votes(theirs: Sequence[anchors.Turn], ours: Sequence[anchors.Turn]) -> list[Counter[int]]:
    """For each of their turns how many of its words stand in each of ours."""
    spans, of_turn, at = [], [], 0
    for n, turn in enumerate(theirs):
        for word in WORD.finditer(turn.text):
            spans.append((at + word.start(), at + word.end()))
            of_turn.append(n)
        at += len(turn.text) + 1
    starts = [0, *accumulate(len(turn.text) + 1 for turn in ours)]
    votes = [Counter[int]() for _turn in theirs]
    for n, span in zip(of_turn, anchors.same_words(theirs, ours, spans), strict=True):
        if span:
            votes[n][bisect_right(starts, span[0]) - 1] += 1
    return votes


def _put(db: Database, version_id: int, turns: Sequence[NewTurn]) -> None:
    db.conn.executemany(
        "UPDATE turn SET speaker = ?, voice = ?, person_id = ? WHERE version_id = ? AND seq = ?"
        " AND (speaker <> ?1 OR voice <> ?2 OR person_id IS NOT ?3)",
        [(turn.speaker, turn.voice, turn.person_id, version_id, seq) for seq, turn in enumerate(turns)])
