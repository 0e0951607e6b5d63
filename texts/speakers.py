"""Who speaks in a document: the labels of its turns, who each of them is, and saying so anew.

Who speaks is not words: it is said anew in every version at once, and texts, places and codings stay as they are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts.intake.who_is_who import Speaker, shown_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pilot.families.people import Person


@dataclass(frozen=True)
class Labelled:
    """The turns under one label, in all versions of a document.

    Attributes:
        speaker: who it is in most of them.
        turns: their `turn_id`.
        persons: `person_id` of everybody they are said to be of.
        called: what they are called in the text; two labels that are one person are called the same.
    """

    speaker: Speaker
    turns: tuple[int, ...]
    persons: frozenset[int]
    called: str


def of(db: Database, document_id: int) -> dict[str, Labelled]:
    """The labels of a document with their turns, in the order of its newest version.

    Turns that came in under other labels and are one speaker now have a label each, so that they can be parted.
    """
    found: dict[tuple[str, str], list[tuple[int, str, str | None, int | None]]] = {}
    for called, came_as, *turn in db.conn.execute(
        "SELECT t.speaker, t.came_as, t.turn_id, t.voice, p.guid, p.person_id FROM turn t JOIN document_version v"
        " USING (version_id) LEFT JOIN person p USING (person_id) WHERE v.document_id = ?"
        " ORDER BY v.number DESC, t.seq", (document_id,)
    ):
        found.setdefault((called, came_as), []).append((turn[0], turn[1], turn[2], turn[3]))
    labelled = {}
    for pair, label in _labels(list(found)).items():
        turns = found[pair]
        ((voice, person), _times), = Counter((turn[1], turn[2]) for turn in turns).most_common(1)
        labelled[label] = Labelled(
            Speaker(label, voice, person), tuple(turn[0] for turn in turns),
            frozenset(turn[3] for turn in turns if turn[3]), pair[0])
    return labelled


def labels_by_turn(db: Database, version_guid: str, labelled: Mapping[str, Labelled]) -> dict[int, str]:
    """By its number (seq), under which of the labels each turn of a version is."""
    at = {turn: label for label, one in labelled.items() for turn in one.turns}
    return {seq: at[turn_id] for seq, turn_id in db.conn.execute(
        "SELECT t.seq, t.turn_id FROM turn t JOIN document_version v USING (version_id) WHERE v.guid = ?",
        (version_guid,)) if turn_id in at}


def _labels(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What (called, came in as) is shown as: its name, and what it came in as where others have that name too."""
    several = {called for called, times in Counter(called for called, _ in pairs).items() if times > 1}
    shown: dict[tuple[str, str], str] = {}
    for called, came_as in pairs:
        label = called if called not in several or called == came_as else f"{called} ({came_as or '-'})"
        while label in shown.values():
            label += "*"
        shown[called, came_as] = label
    return shown


def said(before: Mapping[str, Labelled], new: Mapping[str, Speaker]) -> dict[str, Speaker]:
    """Every label with who it is once `new` is said; who is not in `new` stays.

    Raises: BadInput for a label that is not there, a voice that is none, or the family's voice of nobody.
    """
    for label, speaker in new.items():
        if label not in before:
            raise BadInput(N_("Nobody speaks as “{label}” in this text."), label=label)
        nobody = label and speaker.voice == voices.FAMILY and not speaker.person and speaker != before[label].speaker
        if speaker.voice not in voices.VOICES or nobody:
            raise BadInput(N_("Say who “{label}” is."), label=label or _("(no speaker named)"))
    return {label: Speaker(label, new[label].voice, new[label].person) if label in new else one.speaker
            for label, one in before.items()}


def put(
    db: Database, before: Mapping[str, Labelled], after: Mapping[str, Speaker], people: Mapping[str, Person]
) -> None:
    """Store who each label is, and what it is called from now on; inside `write(db)`.

    Args:
        after: of every label in `before`. people: by guid, everybody in it.
    """
    called = names({label: one.speaker for label, one in before.items()}, after, people,
                   {label: one.called for label, one in before.items()})
    for label, one in before.items():
        speaker = after[label]
        if speaker != one.speaker:
            person = people[speaker.person].person_id if speaker.person else None
            db.conn.executemany("UPDATE turn SET voice = ?, person_id = ? WHERE turn_id = ?",
                                [(speaker.voice, person, turn) for turn in one.turns])
        if called[label] != one.called:
            db.conn.executemany("UPDATE turn SET speaker = ? WHERE turn_id = ?",
                                [(called[label], turn) for turn in one.turns])


def names(
    before: Mapping[str, Speaker], after: Mapping[str, Speaker], people: Mapping[str, Person],
    now: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """What each label is called from now on: people as at import, nobody of the pilot as until now.

    Two labels become one only where they are the same person.

    Args:
        now: what each is called until now, where that is not its label.
    """
    now = now or {label: label for label in before}
    if after == before:
        return {label: now[label] for label in after}
    shown = shown_names(list(after.values()), dict(people))
    called = {label: now[label] for label, one in after.items() if not one.person and not before[label].person}
    taken = set(called.values())
    for label, one in after.items():
        if one.person:
            called[label] = people[one.person].pseudonym if shown[label] in taken else shown[label]
    for label in after:
        if label not in called:  # it was somebody, whose role must not stay with nobody
            called[label] = now[label] and _free(set(called.values()))
    return called


def _free(taken: set[str]) -> str:
    number = 1
    while (name := _("Speaker {number}").format(number=number)) in taken:
        number += 1
    return name
