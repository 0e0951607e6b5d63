"""Bringing in files that lie on this machine: the command line's way to preview and store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.families import early, people
from pilot.vocabulary import voices
from pilot.vocabulary.timecode import lasts
from pilot.words import N_, _
from texts.intake import cards, file_list, pieces, reading, storing, uploads
from texts.intake.checks import Item, Refused
from texts.intake.who_is_who import Speaker

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from texts.intake.shapes import Card


@dataclass(frozen=True)
class Given:
    """What was said for all files at once; None or empty where the list, the names or the texts must say it.

    Args:
        family: pseudonym.
        csv: the text of a list of files.
        sure: dates are right, also those before the pilot or the support of the family.
        speakers: label -> one of VOICES or a person's pseudonym.
        persons: pseudonyms of who is heard in recordings.
        no_names: words of the register that stand in texts without names are no names there.
    """

    family: str | None = None
    voice: str | None = None
    told_on: str | None = None
    title: str | None = None
    csv: str | None = None
    deidentified: bool = False
    sure: bool = False
    speakers: dict[str, str] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    no_names: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of the files: a line on each, faults that name the file, and the guids when stored."""

    lines: tuple[str, ...]
    faults: tuple[str, ...]
    guids: tuple[str, ...] = ()


@use_case(Right.ADD_MATERIAL, event=("added document", "declared free of names document", "added recording"))
def bring_in(
    pilot: Pilot, db: Database, viewer: Viewer, paths: Sequence[Path], given: Given, *, dry_run: bool = False
) -> Outcome:
    """Look at files and store them all, or none when one has a fault or on a dry run; the files stay where they are.

    Raises: BadInput for what was given for all files: an unknown family or person, or faults in the list.
    """
    family = _family(db, viewer, given.family)
    brought: dict[str, Path] = {}
    try:
        faults = _bring(pilot, db, viewer, paths, brought)
        asked = [cards.Asked(guid, path.name, family, given.voice, given.told_on) for guid, path in brought.items()]
        shown = cards.preview(pilot, db, viewer, asked, given.csv)
        items = [_item(db, card, brought[str(card["upload"])].name, given) for card in shown if card["kind"]]
        lines = [
            _line(brought[item.upload].name, card, item, db)
            for item, card in zip(items, (c for c in shown if c["kind"]), strict=True)
        ]
        lines += [f"{brought[str(card['upload'])].name}: {told}" for card in shown for told in card["warnings"]]
        if given.csv:
            lines += file_list.without_file([path.name for path in paths], reading.plan_of(given.csv))
        faults += [str(sentence) for card in shown for sentence in card["faults"]]
        if items:
            faults += [
                f"{brought[upload].name}: {fault.sentence}"
                for upload, found in storing.faults_of(pilot, db, viewer, items).items()
                for fault in found
            ]
        if faults or dry_run:
            return Outcome(tuple(lines), tuple(dict.fromkeys(faults)))
        stored = {one.upload: one.guid for one in storing.store(pilot, db, viewer, items)}
        return Outcome(tuple(lines), (), tuple(stored[item.upload] for item in items))
    except Refused as error:
        return Outcome(
            (), tuple(f"{brought[guid].name}: {f.sentence}" for guid, fs in error.faults.items() for f in fs)
        )
    finally:
        for guid in brought:
            uploads.discard(pilot, db, viewer, guid)


def _bring(pilot: Pilot, db: Database, viewer: Viewer, paths: Sequence[Path], brought: dict[str, Path]) -> list[str]:
    faults = []
    for path in paths:
        try:
            brought[pieces.take_file(pilot, db, viewer, path).guid] = path
        except BadInput as error:
            faults.append(f"{path.name}: {error.sentence()}")
        except OSError:
            faults.append(_("{name}: this file cannot be read.").format(name=path.name))
    return faults


def _family(db: Database, viewer: Viewer, pseudonym: str | None) -> str | None:
    if pseudonym is None:
        return None
    found = {f.pseudonym.casefold(): f.guid for f in people.families(db, viewer)}
    if pseudonym.casefold() not in found:
        raise NotFound(N_("There is no family {family} in this pilot."), family=pseudonym)
    return found[pseudonym.casefold()]


def _person(db: Database, pseudonym: str) -> tuple[str, str, str]:
    """(guid, kind, role) of a person by pseudonym."""
    row = db.conn.execute("SELECT guid, kind, role FROM person WHERE pseudonym = ?", (pseudonym,)).fetchone()
    if row is None:
        raise NotFound(N_("There is no person {person} in this pilot."), person=pseudonym)
    return str(row[0]), str(row[1]), str(row[2])


def _item(db: Database, card: Card, name: str, given: Given) -> Item:
    speakers = {row["label"]: Speaker(row["label"], row["voice"], row["person"]) for row in card["speakers"]}
    for label in speakers.keys() & given.speakers.keys():
        speakers[label] = _said(db, speakers[label], given.speakers[label])
    persons = tuple(_person(db, who)[0] for who in given.persons)
    heard = tuple(card["persons"]) if card["kind"] == "recording" else ()
    return Item(
        str(card["upload"]),
        card["family"] or "",
        card["voice"] or "",
        card["told_on"] or "",
        given.title or card["title"],
        persons or heard,
        speakers=speakers,
        deidentified=given.deidentified,
        no_names=given.no_names,
        sure=early.EVERY_DAY if given.sure else (),
        name=name,
    )


def _said(db: Database, proposed: Speaker, said: str) -> Speaker:
    if said in voices.VOICES:
        return Speaker(proposed.label, said, proposed.person if proposed.voice == said else None)
    guid, kind, role = _person(db, said)
    return Speaker(proposed.label, voices.of_person(kind, role), guid)


def _line(name: str, card: Card, item: Item, db: Database) -> str:
    """One line on what a file is taken for."""
    family = db.conn.execute("SELECT pseudonym FROM family WHERE guid = ?", (item.family,)).fetchone()
    said = _("{turns} turns, {words} words").format(**card)
    size = said if card["kind"] == "text" else lasts(card["duration_ms"] or 0)
    who = []
    for label, speaker in item.speakers.items():
        person = people.person(db, speaker.person).pseudonym if speaker.person else speaker.voice or "?"
        who.append(f"{label or '-'}={person}")
    parts = (
        name,
        card["kind"] or "",
        card["format"],
        family[0] if family else "?",
        item.voice or "?",
        item.told_on or "?",
        size,
    )
    return "\t".join([*parts, "; ".join(who)])
