"""What was told and noted in the demo pilot: conversations, stories, recordings, contacts, what a coach left behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from demo import source
from pilot.families import people
from pilot.families.early import EVERY_DAY
from pilot.store.files import write
from stories.contacts import made_up
from stories.events import writing as shared
from stories.handover import agreeing, note
from stories.handover import writing as handing
from stories.meaning import made_up as meanings
from stories.outcomes.spending import made_up as money
from stories.stories import NewStory, add_story
from texts.documents import NewDocument, NewTurn, add_document
from texts.importers import read_text
from texts.intake.checks import Item
from texts.intake.pieces import take_file
from texts.intake.storing import store as store_files

if TYPE_CHECKING:
    from demo.made import Made


def add_documents(made: Made) -> None:
    """Interviews and stories, oldest first, in one transaction."""
    with write(made.db):
        for path in sorted((source.SOURCE / "interviews").glob("*.md")):
            _interview(made, path)
        for path in sorted((source.SOURCE / "stories").glob("*.md")):
            _story(made, path)


def _interview(made: Made, path: Path) -> None:
    head, text = source.front_matter(path)
    with TemporaryDirectory() as folder:
        body = Path(folder) / path.name
        body.write_text(text, encoding="utf-8")
        parsed = read_text(body, path.name)
    who = _speakers(made, head)
    turns = [NewTurn(turn.text, turn.speaker, head["speakers"][turn.speaker], who.get(turn.speaker))
             for turn in parsed.turns]
    new = NewDocument(
        made.families[head["family"]], "interview", head["voice"], head["title"], str(head["told_on"]),
        source.day(head["event_from"]), source.day(head["event_until"]),
        tuple(made.persons[p] for p in head["persons"]))
    made.guids[head["key"]] = add_document(
        made.db, made.boss, new, turns, version_kind="deidentified", engine="import md")


def _speakers(made: Made, head: dict[str, Any]) -> dict[str, int]:
    """By label the row of who speaks: the one who tells, or of several the one whose key ends in the label."""
    telling = [label for label, voice in head["speakers"].items() if voice == head["voice"]]
    keys = head["persons"]
    found = {label: next((key for key in keys if len(keys) == 1 or key.endswith(f"-{label.casefold()}")), None)
             for label in telling}
    return {label: people.person(made.db, made.persons[key]).person_id for label, key in found.items() if key}


def _story(made: Made, path: Path) -> None:
    head, text = source.front_matter(path)
    said = made.meant["stories"].get(head["key"])
    made.guids[head["key"]] = add_story(made.db, made.boss, NewStory(
        made.families[head["family"]], made.persons[head["coach"]], head["title"],
        tuple(" ".join(part.split()) for part in text.split("\n\n")), str(head["told_on"]), head["course"],
        head["template"], source.day(head["event_from"]), source.day(head["event_until"]), tuple(head["domains"]),
        deidentified=True, form=int(bool(said)), meaning=meanings.meant(said or {})))


def tell_as_families(made: Made) -> None:
    """Stories that somebody of a family told on the coach's device."""
    with write(made.db):
        for one in made.meant["told"]:
            made.guids[one["key"]] = add_story(made.db, made.boss, meanings.told(one, made.families, made.persons))


def add_recordings(made: Made) -> None:
    """Two recordings of two read voices, a minute and four, not yet transcribed."""
    for name, family, day in (("opname.ogg", "berk", "2022-06-20"), ("gesprek.ogg", "linde", "2021-09-09")):
        upload = take_file(made.pilot, made.db, made.boss, source.SOURCE / name)
        store_files(made.pilot, made.db, made.boss, [Item(
            upload.guid, made.families[family], "family", day, persons=(made.persons[f"{family}-moeder"],))])


def note_contacts(made: Made) -> None:
    """Contacts over the years, what was undertaken, and signals."""
    made_up.put_in(made.pilot, made.db, made.boss, source.read("contacts.yaml"), made.families, made.guids)


def note_money(made: Made) -> None:
    """What was spent for families and by what ceilings, and what the programme cost."""
    money.put_in(made.pilot, made.db, made.boss, source.read("money.yaml"), made.families, made.guids)


def hand_over(made: Made) -> None:
    """What a coach left behind for the one who followed, with what the family agreed to of it."""
    for one in source.read("handover.yaml"):
        (leaves,) = made.db.conn.execute(
            "SELECT person_id FROM person WHERE guid = ?", (made.persons[one["leaving"]],)).fetchone()
        viewer, family = replace(made.boss, coach_id=leaves), made.families[one["family"]]
        guid = handing.begin(made.db, viewer, family, made.persons[one["successor"]])
        for kind, text in one["parts"].items():
            handing.put(made.pilot, made.db, viewer, guid, kind, " ".join(text.split()), seen=0, anyway=True)
        handing.choose(made.db, viewer, guid, [made.guids[key] for key in one["stories"]])
        (mine,) = note.notes(made.db, viewer, family)
        documents = {made.guids[key] for key in one["agreed"] if key in made.guids}
        agreeing.agree(made.db, viewer, guid, {
            item.guid: item.rev for item in mine.items if item.kind in one["agreed"] or item.document in documents},
            by=made.persons[one["by"]], on=str(one["on"]), manner=one["manner"], sure=EVERY_DAY)


def share_events(made: Made) -> None:
    """One event as a mother, her coach and a teacher tell of it, who see it differently."""
    viewer = made.viewers["evaluator"]
    for one in source.read("back.yaml")["events"]:
        guid, _found = shared.add(made.pilot, made.db, viewer, made.families[one["family"]], shared.New(
            one["name"], str(one["starts_on"]), str(one["ends_on"])))
        for link in one["links"]:
            shared.link(made.db, viewer, guid, made.guids[link["document"]],
                        made.span(link) if "quote" in link else None)
        for tells in one["tells"]:
            shared.tell(made.pilot, made.db, viewer, guid, shared.Tells(
                tells["voice"], tells["words"], tells["who"], str(tells["told_on"])))
        for differs in one["differs"]:
            shared.differ(made.pilot, made.db, viewer, guid, differs["about"], differs["says"])
