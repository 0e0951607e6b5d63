"""A change of coach: who follows reads what the family agreed to, from the day she coaches it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from pilot import access
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, people, register, support
from pilot.store.files import write
from stories import listing
from stories.handover import agreeing, note, waiting, writing
from stories.stories import NewStory, add_story
from stories.timeline.timeline import timeline
from tests.conftest import DAY

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

TODAY = DAY
pytestmark = pytest.mark.usefixtures("broad_day")


def days(n: int) -> str:
    """The date so many days from today, ISO."""
    return (date.fromisoformat(TODAY) + timedelta(days=n)).isoformat()


@dataclass
class Change:
    """Coach hands family Berk over to coach 2, with one story the family heard of and one it did not."""

    small: SmallPilot
    db: Database
    guid: str
    told: str
    kept: str

    @property
    def old(self) -> Viewer:
        return self.small.viewers["coach"]

    @property
    def new(self) -> Viewer:
        return self.small.viewers["coach2"]

    @property
    def family(self) -> str:
        return self.small.families["Berk"]

    def item(self, kind: str) -> note.Item:
        """An item of the note, by its kind."""
        (mine,) = note.notes(self.db, self.old, self.family)
        return next(one for one in mine.items if one.kind == kind)

    def agree(self, *kinds: str) -> None:
        """The mother agrees to these."""
        items = [self.item(kind) for kind in kinds]
        agreeing.agree(self.db, self.old, self.guid, {one.guid: one.rev for one in items},
                       by=self.small.persons["Berk moeder"], on="2021-05-01", manner="together")

    def follows(self, on: str = TODAY) -> None:
        """Coach 2 begins."""
        people.start_coaching(self.db, self.small.operator(self.db), self.small.persons["coach2"], self.family, on,
                              sure=(on,))


@pytest.fixture
def change(small: SmallPilot, db: Database) -> Change:
    with write(db):
        told, kept = (add_story(db, small.operator(db), NewStory(
            small.families["Berk"], small.persons["coach"], title, (f"{title} op de Hazelaarstuin.",), "2021-02-10",
            "relapse", deidentified=True)) for title in ("Wekkerverhaal", "Zwijgverhaal"))
    guid = writing.begin(db, small.viewers["coach"], small.families["Berk"], small.persons["coach2"])
    writing.put(small.pilot, db, small.viewers["coach"], guid, "works", "Eerst bellen.", seen=0)
    writing.choose(db, small.viewers["coach"], guid, [told])
    return Change(small, db, guid, told, kept)


def reads(change: Change) -> set[str]:
    """What coach 2 reads of the two stories, by every way there is: opened, listed, searched, on the line."""
    db, new = change.db, change.new
    ways = []
    opened = set()
    for guid in (change.told, change.kept):
        try:
            access.require_document(db, new, guid)
            opened.add(guid)
        except (NotFound, NotAllowed):
            pass
    ways.append(opened)
    mine = {change.told, change.kept}
    where, params = access.documents_where(db, new)
    ways.append({row[0] for row in db.conn.execute(f"SELECT d.guid FROM document d WHERE {where}", params)} & mine)
    ways.append({one.guid for one in listing.stories(db, new)} & mine)
    try:
        line = timeline(db, new, change.family)
    except NotFound:
        ways.append(set())
    else:
        ways.append({one.document for one in line.items} & mine)
        assert {one.title for one in line.items if one.kind == "story" and one.title} == {
            row[0] for row in db.conn.execute(
                "SELECT title FROM document WHERE guid IN (SELECT value FROM json_each(?))",
                ("[" + ",".join(f'"{one}"' for one in opened) + "]",))}
    assert all(way == opened for way in ways), ways
    return opened


def test_without_agreement_nothing_is_read(change: Change) -> None:
    """Neither the note nor a story, however long she coaches the family."""
    change.follows()
    assert note.notes(change.db, change.new, change.family) == []
    assert reads(change) == set()
    assert waiting.to_read(change.db, change.new) == []


def test_the_successor_reads_exactly_what_was_agreed(change: Change) -> None:
    """That story and that part, with who agreed, when and how; not the other story."""
    change.follows()
    change.agree("works", "story")
    assert [one.family for one in waiting.to_read(change.db, change.new)] == ["Berk"]
    (one,) = note.notes(change.db, change.new, change.family)
    assert {item.kind: (item.text, item.by, item.agreed_on, item.manner) for item in one.items} == {
        "works": ("Eerst bellen.", "Moeder Berk", "2021-05-01", "together"),
        "story": ("", "Moeder Berk", "2021-05-01", "together")}
    assert reads(change) == {change.told}
    assert waiting.to_read(change.db, change.new) == []
    assert change.db.conn.execute(
        "SELECT count(*) FROM event WHERE verb = 'opened' AND subject = 'handover' AND actor_guid = ?",
        (change.new.account_guid,)).fetchone()[0] == 1


def test_not_before_coaching_begins_nor_after_it_ended(change: Change) -> None:
    """Agreed to today, read from the day her coaching begins, until it ends."""
    change.agree("works", "story")
    assert reads(change) == set()
    change.follows(days(3))
    assert reads(change) == set()
    assert note.notes(change.db, change.new, change.family) == []
    with write(change.db):
        change.db.conn.execute("UPDATE coaching SET from_on = ? WHERE from_on = ?", (days(-9), days(3)))
    assert reads(change) == {change.told}
    support.end_coaching(change.db, change.small.operator(change.db), change.small.persons["coach2"], change.family,
                         days(-1))
    assert reads(change) == set()


def test_withdrawn_agreement_closes_at_once(change: Change) -> None:
    """Either coach puts it down; what else was agreed to stays, and open pages are told."""
    change.follows()
    change.agree("works", "story")
    stamp = access.reach.stamp(change.db)
    agreeing.withdraw(change.db, change.new, change.guid, change.item("story").guid)
    assert reads(change) == set()
    assert access.reach.stamp(change.db) != stamp
    (one,) = note.notes(change.db, change.new, change.family)
    assert [item.kind for item in one.items] == ["works"]
    with pytest.raises(NotFound):
        agreeing.withdraw(change.db, change.old, change.guid, change.item("story").guid)


def test_what_changes_after_it_was_read_is_closed(change: Change) -> None:
    """Other words, a story chosen anew, a note taken back."""
    change.follows()
    change.agree("works", "story")
    rev = change.item("works").rev
    writing.put(change.small.pilot, change.db, change.old, change.guid, "works", "Altijd eerst bellen.", seen=rev)
    (one,) = note.notes(change.db, change.new, change.family)
    assert [item.kind for item in one.items] == ["story"]
    writing.choose(change.db, change.old, change.guid, [])
    assert reads(change) == set()
    writing.choose(change.db, change.old, change.guid, [change.told])
    assert reads(change) == set()
    with pytest.raises(Conflict):
        agreeing.agree(change.db, change.old, change.guid, {change.item("works").guid: rev},
                       by=change.small.persons["Berk moeder"], on="2021-05-01", manner="paper")
    change.agree("story")
    assert reads(change) == {change.told}
    writing.take_back(change.db, change.old, change.guid)
    assert reads(change) == set()


def test_a_family_that_withdrew_is_out_of_reach(change: Change) -> None:
    """Note and story are closed to both, and nothing new is written."""
    change.follows()
    change.agree("works", "story")
    consent.withdraw(change.db, change.small.operator(change.db), change.small.persons["Berk moeder"], "analyse")
    assert reads(change) == set()
    assert note.notes(change.db, change.new, change.family) == []
    with pytest.raises(BadInput):
        writing.put(change.small.pilot, change.db, change.old, change.guid, "avoid", "Haast.", seen=0)


def test_bad_input(change: Change) -> None:
    """To oneself, to who is no coach, before one's own coaching, twice over one another, for who is not of the family,
    a name of the register: a sentence each, and nothing changed."""
    small, db, old = change.small, change.db, change.old
    before = db.conn.execute("SELECT count(*), (SELECT count(*) FROM handover_item) FROM handover").fetchone()
    for who, error in (("coach", BadInput), ("Berk moeder", BadInput)):
        with pytest.raises(error):
            writing.begin(db, old, change.family, small.persons[who])
    with pytest.raises(NotFound):
        writing.begin(db, change.new, change.family, small.persons["coach"])
    change.follows(days(5))
    with pytest.raises(BadInput, match="not begun"):
        writing.begin(db, change.new, change.family, small.persons["coach"])
    with pytest.raises(Conflict):
        writing.put(small.pilot, db, old, change.guid, "works", "Anders.", seen=0)
    with pytest.raises(NotFound):
        agreeing.agree(db, old, change.guid, {change.item("works").guid: 1}, by=small.persons["Es moeder"],
                       on="2021-05-01", manner="paper")
    with pytest.raises(BadInput):
        agreeing.agree(db, old, change.guid, {change.item("works").guid: 1}, by=small.persons["Berk moeder"],
                       on=days(1), manner="paper")
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    assert writing.put(small.pilot, db, old, change.guid, "avoid", "Noem Ilona niet.", seen=0) == ("Ilona",)
    assert db.conn.execute(
        "SELECT count(*), (SELECT count(*) FROM handover_item) FROM handover").fetchone() == before
    with pytest.raises(NotAllowed):
        note.notes(db, small.viewers["evaluator"], change.family)


def test_a_missing_note_is_told_in_time(small: SmallPilot, db: Database) -> None:
    """From thirty days before her coaching ends until thirty after, unless she wrote something."""
    coach, boss = small.viewers["coach"], small.operator(db)
    assert waiting.missing(db, coach) == []
    support.end_coaching(db, boss, small.persons["coach"], small.families["Berk"], days(31), sure=(days(31),))
    assert waiting.missing(db, coach) == []
    for end, told in ((30, ["Berk"]), (-30, ["Berk"]), (-31, [])):
        with write(db):
            db.conn.execute("UPDATE coaching SET until_on = ? WHERE coach_id = ?", (days(end), coach.coach_id))
        assert [one.family for one in waiting.missing(db, coach)] == told
    with write(db):
        db.conn.execute("UPDATE coaching SET until_on = ? WHERE coach_id = ?", (days(10), coach.coach_id))
    guid = writing.begin(db, coach, small.families["Berk"], small.persons["coach2"])
    assert len(waiting.missing(db, coach)) == 1, "an empty note tells nothing"
    writing.put(small.pilot, db, coach, guid, "matters", "Rust.", seen=0)
    assert waiting.missing(db, coach) == []
