"""Stories of two coaches to choose among."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.store.files import write
from stories.choose import leading, picking
from stories.choose.finding import Period
from stories.choose.leading import Choice, Wanted
from stories.choose.rounds import Asked
from stories.stories import NewStory, add_story

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

YEAR = Period("2021-01-01", "2021-12-31")
BIKE = "Om elf uur belde ik de winkel, en om twee uur fietste zij naar haar stage."


class Told(NamedTuple):
    """Guids of documents: one story of each coach, about a family of her own."""

    berk: str
    es: str


def tell(small: SmallPilot, db: Database, family: str, coach: str, title: str, text: str, *, day: str = "2021-03-05",
         free: bool = True) -> str:
    """A story; returns the guid of its document. `free`: of names."""
    with write(db):
        return add_story(db, small.viewers[coach], NewStory(
            small.families[family], small.persons[coach], title, (text,), day, "success", domains=("work",),
            deidentified=free))


def two(small: SmallPilot, db: Database) -> Told:
    """The first coach about Berk, the second about Es."""
    return Told(tell(small, db, "Berk", "coach", "De telefoon", "Moeder belde zelf."),
                tell(small, db, "Es", "coach2", "De fiets", BIKE))


def begun(small: SmallPilot, db: Database, told: Told, *panel: str, name: str = "Ronde", asked: Asked = Asked()) -> str:
    """A round of both stories, with these accounts on its panel."""
    return leading.begin(db, small.viewers["evaluator"], Wanted(
        name, "Wat is de belangrijkste verandering?", YEAR, asked, tuple(told),
        tuple(small.accounts[one] for one in panel)))


def chosen(small: SmallPilot, db: Database, told: Told, story: str, *, reason: str = "Omdat het iets zegt.") -> str:
    """A round in which coach and evaluator2 picked, and the panel chose `story`."""
    guid = begun(small, db, told, "coach", "evaluator2")
    for one in ("coach", "evaluator2"):
        picking.pick(db, small.viewers[one], guid, story, reason)
    leading.show(db, small.viewers["evaluator"], guid)
    leading.choose(db, small.viewers["evaluator"], guid, Choice(
        (story,), "2021-12-20", "een coach, een evaluator", "Het kan overal.", "De evaluator zag het anders."))
    return guid
