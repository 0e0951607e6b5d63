"""What is kept in a family's file, what cannot be, and what is left to see when consent is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from pilot.config import ROOT
from pilot.errors import AskFirst, BadInput, Conflict, NotFound, OutOfReach
from pilot.families import consent, people, register
from pilot.vocabulary import households, kinship, patterns
from stories.file import dossier, exports, goals, household, kin, known, listed, marking, organisations
from stories.file.genogram import Loop
from stories.file.household import Children
from stories.file.marking import Source
from stories.file.organisations import New
from stories.timeline.timeline import timeline
from themes.release.quotes_out import people as quoted
from themes.release.quotes_out.attribution import HOUSEHOLD, sharing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

WORDS = "Ze wist nog wat ik vorige keer had gezegd"


@pytest.fixture
def coach(small: SmallPilot) -> Viewer:
    """The coach of family Berk."""
    return small.viewers["coach"]


@pytest.fixture
def berk(small: SmallPilot) -> str:
    """Family Berk."""
    return small.families["Berk"]


def child(small: SmallPilot, db: Database) -> str:
    """A child of Berk."""
    return people.add_person(db, small.operator(db), kind="child", role="zoon", pseudonym="Zoon Berk",
                             family_guid=small.families["Berk"])


def test_patterns_are_called_as_in_the_codebook() -> None:
    """The patterns that are codes have the keys of codes that there are, all of that group."""
    book = yaml.safe_load((ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    group = next(one for one in book["codes"] if one["key"] == "patronen")
    assert {one["key"] for one in group["codes"]} == set(patterns.CODED)


def test_a_household_follows_another(db: Database, coach: Viewer, berk: str) -> None:
    """One that goes on ends the day before the next; anything else that overlaps is refused, and nothing changed."""
    first = household.add(db, coach, berk, "couple", "2015-01-01", children=Children(2, 0, 0))
    household.add(db, coach, berk, "single_mother", "2019-06-01", children=Children(1, 1, 0))
    found = household.over_time(db, coach, berk)
    assert [(one.kind, one.from_on, one.until_on) for one in found] == [
        ("couple", "2015-01-01", "2019-05-31"), ("single_mother", "2019-06-01", None)]
    for start, end in (("2019-01-01", None), ("2014-01-01", "2015-01-01"), ("2016-01-01", "2016-02-01")):
        with pytest.raises(Conflict, match="overlap"):
            household.add(db, coach, berk, "other", start, end)
    with pytest.raises(BadInput, match="cannot end before"):
        household.add(db, coach, berk, "other", "2010-02-01", "2010-01-01")
    with pytest.raises(BadInput, match="between 0 and 20"):
        household.add(db, coach, berk, "other", "2010-01-01", "2010-02-01", Children(21))
    with pytest.raises(AskFirst):
        household.add(db, coach, berk, "other", "2090-01-01")
    assert household.over_time(db, coach, berk) == found
    household.take_away(db, coach, first)
    assert [one.kind for one in household.over_time(db, coach, berk)] == ["single_mother"]


def test_quotes_count_the_household_of_the_file(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """Where the file says how many children and grown-ups there are, that counts, and not who is in the pilot."""
    assert sharing(HOUSEHOLD, "stel, twee kinderen", quoted.known(db)).count == 0
    household.add(db, coach, berk, "couple", "2020-01-15", children=Children(1, 1, 0))
    assert sharing(HOUSEHOLD, "stel, twee kinderen", quoted.known(db)).count == 1
    assert sharing(HOUSEHOLD, "alleenstaande moeder", quoted.known(db)).count == 1  # Es


def test_generations_by_role(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """The people of the pilot and earlier generations are drawn, each once, in words as well."""
    mother, son = small.persons["Berk moeder"], child(small, db)
    grandmother = kin.add(small.pilot, db, coach, berk, "moeder van moeder", birth_year=1950)
    kin.tie(db, coach, berk, "parent", grandmother, mother)
    kin.tie(db, coach, berk, "parent", mother, son)
    found = kin.generations(small.pilot, db, coach, berk)
    assert {found.named(key): at.row for key, at in found.layout.at.items()} == {
        "Moeder Berk": 1, "Zoon Berk": 2, "moeder van moeder": 0}
    assert [one.shape for one in found.members] == ["woman", "man", "woman"]
    assert "parent of Moeder Berk" in listed.said(found, found.members[2])
    svg = listed.drawing(found).svg
    assert (svg.count("<circle"), svg.count("<polygon")) == (2, 1)
    with pytest.raises(Conflict):
        kin.add(small.pilot, db, coach, berk, "moeder van moeder")
    kin.take_away(db, coach, grandmother)
    assert len(kin.generations(small.pilot, db, coach, berk).ties) == 1


def test_years_and_lines_that_cannot_be(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """No impossible year, no parent younger than the child, no loop; what is odd is asked about."""
    mother, son = small.persons["Berk moeder"], child(small, db)
    for year in (1700, 2100):
        with pytest.raises(BadInput, match="lies between"):
            kin.describe(db, coach, berk, mother, "woman", year)
    kin.describe(db, coach, berk, mother, "woman", 1990)
    kin.describe(db, coach, berk, son, "man", 1985)
    with pytest.raises(BadInput, match="before the child"):
        kin.tie(db, coach, berk, "parent", mother, son)
    kin.describe(db, coach, berk, son, "man", 2000)
    with pytest.raises(AskFirst) as asked:
        kin.tie(db, coach, berk, "parent", mother, son)
    kin.tie(db, coach, berk, "parent", mother, son, sure=[asked.value.about])
    with pytest.raises(Loop):
        kin.tie(db, coach, berk, "guardian", son, _grandmother_of(small, db, coach, mother))
    with pytest.raises(BadInput, match="before the child"):
        kin.describe(db, coach, berk, son, "man", 1980)
    assert ("parent", mother, son) in kin.generations(small.pilot, db, coach, berk).ties


def _grandmother_of(small: SmallPilot, db: Database, coach: Viewer, mother: str) -> str:
    """The mother of somebody of Berk, drawn."""
    berk = small.families["Berk"]
    guid = kin.add(small.pilot, db, coach, berk, "oma")
    kin.tie(db, coach, berk, "parent", guid, mother)
    return guid


def test_a_child_that_turns_16_was_born_then(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """A year that does not fit that day is asked about."""
    son = people.add_person(db, small.operator(db), kind="child", role="zoon", pseudonym="Zoon Berk", family_guid=berk,
                            turns_16_on="2030-05-01")
    kin.describe(db, coach, berk, son, "", 2014)
    with pytest.raises(AskFirst, match="2014"):
        kin.describe(db, coach, berk, son, "", 2012)


def test_a_pattern_rests_on_words(small: SmallPilot, db: Database, berk: str) -> None:
    """Its words stand in the text; they are shown to who may read it, and gone with the text."""
    evaluator, mother, text = small.viewers["evaluator"], small.persons["Berk moeder"], small.interview(db)
    with pytest.raises(BadInput, match="do not stand"):
        marking.mark(db, evaluator, berk, mother, "schulden", Source("family", text, "Iets anders"))
    marking.mark(db, evaluator, berk, mother, "schulden", Source("family", text, WORDS))
    with pytest.raises(Conflict):
        marking.mark(db, evaluator, berk, mother, "schulden", Source("coach"))
    (mark,) = kin.generations(small.pilot, db, evaluator, berk).members[0].patterns
    assert (mark.document, mark.quote) == (text, WORDS)
    (seen,) = kin.generations(small.pilot, db, small.viewers["coach"], berk).members[0].patterns
    assert (seen.key, seen.document, seen.quote) == ("schulden", "", "")  # what a family said is not for its coach


def test_a_name_is_asked_about_and_never_shown(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """Whoever writes decides; others, and files, have the pseudonym in its place."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    with pytest.raises(AskFirst, match="Ilona") as asked:
        goals.add(small.pilot, db, coach, berk, "Ilona wil een fiets", "work", "2021-01-01")
    assert goals.goals(small.pilot, db, coach, berk) == []
    goals.add(small.pilot, db, coach, berk, "Ilona wil een fiets", "work", "2021-01-01", sure=[asked.value.about])
    (goal,) = goals.goals(small.pilot, db, coach, berk)
    assert goal.words == "Moeder Berk wil een fiets"
    goals.word(small.pilot, db, coach, goal.guid, goal.words, "housing", was=goal.words)  # as shown
    assert [row["words"] for row in db["goal"].rows] == ["Ilona wil een fiets"]
    with pytest.raises(AskFirst):
        goals.word(small.pilot, db, coach, goal.guid, "Ilona wil een step", "housing")
    assert "Ilona" not in str(exports.goal_table(small.pilot, db, coach, berk).frame.values.tolist())
    for what in (lambda: kin.add(small.pilot, db, coach, berk, "zus Ilona"),
                 lambda: organisations.add(small.pilot, db, coach, berk, New("school", "2020-01-15", name="Hazeveld")),
                 lambda: dossier.write_section(small.pilot, db, coach, berk, "2020-02-01", "work", "Ilona werkt.")):
        with pytest.raises(AskFirst):
            what()


def test_what_becomes_of_a_goal(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """Reached or let go on a day, with a reason; two devices do not overrule one another."""
    guid = goals.add(small.pilot, db, coach, berk, "Een fiets", "work", "2021-01-10")
    with pytest.raises(BadInput, match="few words why"):
        goals.move(small.pilot, db, coach, guid, "reached", "2021-02-01", " ")
    with pytest.raises(BadInput, match="cannot be before"):
        goals.move(small.pilot, db, coach, guid, "reached", "2021-01-01", "gekocht")
    goals.move(small.pilot, db, coach, guid, "reached", "2021-02-01", "gekocht", was="open")
    with pytest.raises(Conflict):
        goals.move(small.pilot, db, coach, guid, "let go", "2021-02-01", "te duur", was="open")
    own, other = small.interview(db, voice="coach"), small.interview(db, "Es")
    goals.link(db, coach, guid, [own])
    with pytest.raises(NotFound):
        goals.link(db, coach, guid, [other])
    (goal,) = goals.goals(small.pilot, db, coach, berk)
    assert (goal.state, goal.since, [one.guid for one in goal.stories]) == ("reached", "2021-02-01", [own])
    goals.word(small.pilot, db, coach, guid, "Een fiets\nom naar het werk te gaan", "health", was="Een fiets")
    goals.word(small.pilot, db, coach, guid, "Een fiets om naar het werk te gaan", "health")  # nothing new
    with pytest.raises(Conflict, match="says “Een fiets om naar het werk te gaan” by now"):
        goals.word(small.pilot, db, coach, guid, "Een brommer", "work", was="Een fiets")
    for words, domain in ((" ", "work"), ("Een brommer", "sport"), ("x" * 301, "work")):
        with pytest.raises(BadInput):
            goals.word(small.pilot, db, coach, guid, words, domain)
    (goal,) = goals.goals(small.pilot, db, coach, berk)
    assert (goal.words, goal.domain, goal.set_on) == ("Een fiets om naar het werk te gaan", "health", "2021-01-10")
    assert [(one.words, one.domain) for one in goal.before] == [("Een fiets", "work")]
    goals.take_away(db, coach, guid)
    assert goals.goals(small.pilot, db, coach, berk) == []
    assert db["goal_wording"].count == 0


def test_organisations_at_the_start_and_now(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """Counted on two days; one leads at a time, and none ends before it began."""
    school = organisations.add(small.pilot, db, coach, berk, New("school", "2019-09-01", leads=True))
    organisations.add(small.pilot, db, coach, berk, New("police", "2019-01-01", "2020-03-01"))
    with pytest.raises(Conflict, match="leads since"):
        organisations.add(small.pilot, db, coach, berk, New("housing", "2020-01-01", leads=True))
    with pytest.raises(BadInput, match="cannot end before"):
        organisations.add(small.pilot, db, coach, berk, New("housing", "2020-01-01", "2019-01-01"))
    found = organisations.around(small.pilot, db, coach, berk)
    assert (len(found.on(found.start)), [one.kind for one in found.on(found.now)]) == (2, ["school"])
    with pytest.raises(BadInput, match="cannot end before"):
        organisations.end(db, coach, school, "2019-01-01")
    organisations.end(db, coach, school, "2020-06-01")
    with pytest.raises(Conflict, match="ended on"):
        organisations.end(db, coach, school, "2020-07-01")


def test_a_dossier_keeps_every_version(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """Who wrote from an older version is told so, and nothing is lost; later states stand beside the first."""
    one, other = coach, small.viewers["evaluator"]
    write = dossier.write_section
    assert write(small.pilot, db, one, berk, "2020-02-01", "work", "Zoekt werk.") == 1
    assert write(small.pilot, db, other, berk, "2020-02-01", "work", "Zoekt werk in de zorg.", 1) == 2
    with pytest.raises(Conflict, match="meanwhile"):
        write(small.pilot, db, one, berk, "2020-02-01", "work", "Zoekt geen werk.", 1)
    with pytest.raises(BadInput, match="Nothing was changed"):
        write(small.pilot, db, one, berk, "2020-02-01", "work", "Zoekt werk in de zorg.", 2)
    write(small.pilot, db, one, berk, "2021-02-01", "work", "Werkt.")
    states = dossier.states(small.pilot, db, one, berk)
    assert [(state.as_of, state.text("work")) for state in states] == [
        ("2020-02-01", "Zoekt werk in de zorg."), ("2021-02-01", "Werkt.")]
    assert [text.text for text in states[0].sections["work"]] == ["Zoekt werk in de zorg.", "Zoekt werk."]
    assert known.beside(small.pilot, db, one, berk, "2020-02-01")["members"] == ["moeder"]
    with pytest.raises(BadInput):
        write(small.pilot, db, one, berk, "2020-02-01", "geheim", "Iets.")


def test_without_consent_only_structure_is_left(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """Who is there and how they belong together stays; years, patterns and every word are gone, for files too."""
    mother = small.persons["Berk moeder"]
    grandmother = kin.add(small.pilot, db, coach, berk, "moeder van moeder", birth_year=1950)
    kin.tie(db, coach, berk, "parent", grandmother, mother)
    marking.mark(db, coach, berk, grandmother, "schulden", Source("family"))
    goal = goals.add(small.pilot, db, coach, berk, "Een fiets", "work", "2021-01-10")
    dossier.write_section(small.pilot, db, coach, berk, "2020-02-01", "work", "Zoekt werk.")
    consent.withdraw(db, small.operator(db), mother, "analyse")
    found = kin.generations(small.pilot, db, coach, berk)
    assert [(one.name, one.birth_year, one.patterns) for one in found.members] == [
        ("Moeder Berk", None, ()), ("moeder van moeder", None, ())]
    assert len(found.ties) == 1
    for read in (goals.goals, organisations.around, dossier.states, exports.dossier_sheets, exports.goal_table):
        with pytest.raises(OutOfReach):
            read(small.pilot, db, coach, berk)
    with pytest.raises(BadInput, match="withdrew consent"):
        goals.move(small.pilot, db, coach, goal, "reached", "2021-02-01", "gekocht")


def test_a_person_whose_consent_ended_is_not_told_about(
    small: SmallPilot, db: Database, coach: Viewer, berk: str
) -> None:
    """Of one who no longer consents nothing but structure is shown, while others of the family do."""
    son, mother = child(small, db), small.persons["Berk moeder"]
    for who in (son, mother):
        marking.mark(db, coach, berk, who, "laag_zelfbeeld", Source("coach"))
        kin.describe(db, coach, berk, who, "", 2005 if who == son else 1985)
    consent.give(db, small.operator(db), son, ["analyse"], "2020-02-01", "2020-03-01", given_by=mother)
    seen = {one.guid: (one.birth_year, len(one.patterns)) for one in
            kin.generations(small.pilot, db, coach, berk).members}
    assert seen == {mother: (1985, 1), son: (None, 0)}


def test_every_word_is_there_in_both_languages() -> None:
    """What lists offer has a word of its own in Dutch."""
    for names in (households.NAMES, patterns.NAMES, kinship.TIE_NAMES):
        assert len({names[key] for key in names}) == len(names)
    assert households.name("single_mother", "nl") == "alleenstaande moeder"
    assert patterns.name("schulden", "nl") == "schulden"


def test_goals_stand_on_the_line(small: SmallPilot, db: Database, coach: Viewer, berk: str) -> None:
    """The day a goal was set and what became of it, with the way to it; nothing of it once consent is gone."""
    guid = goals.add(small.pilot, db, coach, berk, "Een fiets", "work", "2021-01-10")
    goals.move(small.pilot, db, coach, guid, "reached", "2021-02-01", "gekocht")
    found = [one for one in timeline(db, coach, berk).items if one.kind.startswith("goal")]
    assert [(one.kind, one.on, one.title, one.way) for one in found] == [
        ("goal", "2021-01-10", "Een fiets", f"/goals?family={berk}"),
        ("goal_reached", "2021-02-01", "Een fiets", f"/goals?family={berk}")]
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert [one for one in timeline(db, coach, berk).items if one.kind.startswith("goal")] == []
