"""What the register points out in a text, for who writes or prepares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput
from pilot.families import people, register
from texts.deidentify.reading import lexicon_in
from texts.importers.parsed import ParsedTurn, parsed

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

pytestmark = pytest.mark.usefixtures("named")


@pytest.fixture
def named(small: SmallPilot, db: Database) -> None:
    """Real names of two families and a coach."""
    boss = small.operator(db)
    for person, name in (("Berk moeder", "Ilona Vermeer"), ("Es moeder", "Sanne Bakker"), ("coach", "Truus Kok")):
        register.set_person_name(small.pilot, db, boss, small.persons[person], name)
    register.add_word(small.pilot, db, boss, "De Vuurvlinder", "organisation", "[school]", small.families["Es"])


def told(small: SmallPilot, text: str) -> list[tuple[str, str, str]]:
    """What is pointed out in a text about family Berk: as it stands there, what may replace it, about what."""
    hits = register.names_in(small.pilot, small.families["Berk"], text)
    return [(hit.found, hit.replacement, hit.about) for hit in hits]


def test_another_family_is_warned_for_without_saying_whose(small: SmallPilot) -> None:
    """Its names count as they are written, and nothing tells to whom they belong; its school is anybody's."""
    assert told(small, "Ook SANNE was er, mevrouw Bakker. De bakker en de Vuurvlinder niet, sanne.") == [
        ("SANNE", "[name]", "other"), ("Bakker", "[name]", "other")]
    assert told(small, "ook sanne bakker was er") == [("sanne bakker", "[name]", "other")]
    assert small.families["Es"] not in str(told(small, "Sanne"))


def test_own_names_go_before_those_of_others(small: SmallPilot) -> None:
    """Who belongs to the family or works with it is replaced by the pseudonym."""
    pseudonyms = {"Ilona": "Berk moeder", "Truus Kok": "coach"}
    found = told(small, "Ilona's fiets, van truus kok")
    assert [(word, about) for word, _, about in found] == [("Ilona", "family"), ("truus kok", "family")]
    assert {word for _, word, _ in found}.isdisjoint({"[name]", *pseudonyms})


def test_an_address_is_no_name_with_a_tail(small: SmallPilot) -> None:
    """An e-mail address is one thing, and goes whole; so does a number, though the register does not know it."""
    assert told(small, "mail ilona@example.nl of ilona_vermeer@example.nl, bel 06-12345678") == [
        ("ilona@example.nl", "[e-mail address]", "number"), ("ilona_vermeer@example.nl", "[e-mail address]", "number"),
        ("06-12345678", "[phone number]", "number")]


@pytest.mark.parametrize("text", ["Gesprek_Sanne_2021", "Mail 06 12345678", "mevrouw Ver\u200bmeer", "Dorpsstraat 12"])
def test_a_title_or_pseudonym_gives_nobody_away(small: SmallPilot, text: str) -> None:
    """Titles and pseudonyms are looked through for the whole register and for numbers, however they are put."""
    assert register.gives_away(small.pilot, text)
    assert not register.gives_away(small.pilot, "Gesprek van maart 2021, deel 2")


def test_no_name_is_without_end(small: SmallPilot, db: Database) -> None:
    """What is longer than any list can show is refused with how long it is; nothing of it is kept."""
    boss, berk, es = small.operator(db), small.families["Berk"], small.persons["Es moeder"]
    named = "A name has at most 80 characters, and this one has 81."
    word = "A word of the lexicon and what stands in its place have at most 200 characters each."
    for told, attempt in (
            (named, lambda: register.set_family_name(small.pilot, db, boss, berk, "V" * 81)),
            (named, lambda: register.set_person_name(small.pilot, db, boss, es, "V" * 81, replace=True)),
            (named, lambda: parsed([ParsedTurn("V" * 81, "Dag.")], "txt")),
            (word, lambda: register.add_word(small.pilot, db, boss, "V" * 201, "place", "[dorp]")),
            (word, lambda: register.add_word(small.pilot, db, boss, "Vries", "place", "d" * 201)),
            ("Line 2 of the lexicon has a word or pseudonym of more than 200",
             lambda: lexicon_in("Vries,place,dorp\n" + "V" * 201 + ",place,dorp\n")),
            ("Say it shortly: 200 characters at most, and there are 201.",
             lambda: people.end_support(db, boss, berk, "2022-05-05", "w" * 201))):
        with pytest.raises(BadInput) as fault:
            attempt()
        assert fault.value.sentence("en").startswith(told)
    assert not any("VV" in one.name for one in register.names(small.pilot, db, boss))
    register.set_family_name(small.pilot, db, boss, berk, "V" * 80)
