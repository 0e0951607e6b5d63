"""A release is drafted of what an evaluator looks at, says what may be told, and is proposed as she saw it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.config import ROOT
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import consent, people
from pilot.store.files import new_guid
from themes.disclosure.wording import telling
from themes.release import deciding, drafting, ground, keeping, protecting, seeing, store
from themes.release.choice import Choice, Chosen, Exact, from_plain
from themes.release.content import COUNT, HELD, NOTHING, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.disclosure.tables import Drafted
    from themes.disclosure.wording import Place
    from themes.release.content import Content

CHOICE = Choice("municipality", "Wat werkt", themes=(Chosen("klik", "Zij klikten.", "Eerst kennismaken."),
                                                      Chosen("screening")))


def family(small: SmallPilot, db: Database, name: str) -> None:
    """Another family with a mother who consents."""
    boss = small.operator(db)
    small.families[name] = people.add_family(db, boss, name, starts_on="2020-01-15", site=("emmen", "Emmen"))
    small.persons[f"{name} moeder"] = people.add_person(
        db, boss, kind="parent", role="moeder", pseudonym=f"Moeder {name}", family_guid=small.families[name])
    consent.give(db, boss, small.persons[f"{name} moeder"], ["record", "transcribe", "analyse"], "2020-01-15")


def told(small: SmallPilot, db: Database, name: str, *codes: str, by: tuple[str, ...] = ("evaluator",)) -> str:
    """Somebody of a family tells something, coded so, by coders who are done with it."""
    guid = small.interview(db, name)
    for coder in by:
        apply_ops(db, small.viewers[coder], guid, [
            {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": code, "start": 0, "end": 3, "sign": "+"}
            for code in codes])
        set_status(db, small.viewers[coder], guid, "done")
    return guid


@pytest.fixture
def six(small: SmallPilot, db: Database) -> SmallPilot:
    """Six families: five speak of a click, one of screening."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    for name in ("Eik", "Linde", "Wilg", "Iep"):
        family(small, db, name)
    for name in ("Berk", "Es", "Eik", "Linde", "Wilg"):
        told(small, db, name, "klik", by=("evaluator", "evaluator2"))
    told(small, db, "Iep", "screening")
    return small


def drafted(small: SmallPilot, db: Database, choice: Choice = CHOICE) -> str:
    """By `evaluator`."""
    return drafting.begin(db, small.viewers["evaluator"], choice)


def proposed(small: SmallPilot, db: Database, choice: Choice = CHOICE) -> str:
    """By `evaluator`."""
    guid = drafted(small, db, choice)
    drafting.propose(db, small.viewers["evaluator"], guid, 1)
    return guid


def signed(small: SmallPilot, db: Database, choice: Choice = CHOICE) -> Content:
    """By `evaluator2`."""
    guid, other = proposed(small, db, choice), small.viewers["evaluator2"]
    deciding.sign(db, other, guid, deciding.proposal(db, other, guid).sha256)
    return seeing.one(db, small.viewers["evaluator"], guid).content


@pytest.mark.slow
def test_in_words(six: SmallPilot, db: Database) -> None:
    """Six families are told in words, a site of one is not, and the annex has the rule behind each word."""
    said = signed(six, db)
    click, screening = said.themes
    assert (said.in_words, said.threshold, said.base) == (True, 5, 1)
    assert (click.families.kind, click.families.word) == (WORD, "most")
    assert (screening.families.kind, screening.families.word) == (WORD, "few")
    assert (click.since.nl, screening.since.nl) == ("sinds het tweede jaar", "")
    assert {one.key: one.families.kind for one in click.sites} == {"coevorden": HELD, "emmen": WORD}
    assert click.drafted.nl == (
        "“Klik” komt voor in de meeste gezinnen, sinds het tweede jaar, verteld door coaches.")
    assert (click.sentence, click.done) == ("Zij klikten.", "Eerst kennismaken.")
    assert (click.sure.coders, click.sure.agree, click.sure.documents) == (2, 5, 5)
    assert screening.plus.kind == NOTHING or screening.plus.word == "few"
    assert said.tables == ()
    annex = " ".join(line.en for part in said.methods for line in part.lines)
    for part in ("at least three in five families", "fewer than 5 families", "not an effect", "Rode Draad 0.1.0",
                 "2 people coded", "Codebook version 1", "held back"):
        assert part in annex
    assert all(line.nl and line.en for part in said.methods for line in part.lines)
    assert not any(name in store.rows(db)[0].kept for name in (*six.families, *six.families.values(), "moeder"))


@pytest.mark.slow
def test_the_attacker_is_asked_once(six: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same families, looked at, proposed and signed, are thought about once; another family makes it anew."""
    asked: list[int] = []

    def heard(releases: Sequence[Drafted]) -> list[frozenset[Place]]:
        asked.append(len(releases))
        return telling(releases)

    monkeypatch.setattr(protecting, "telling", heard)
    signed(six, db)
    assert len(asked) == 1
    family(six, db, "Els")
    told(six, db, "Els", "klik", by=("evaluator", "evaluator2"))
    drafted(six, db)
    assert len(asked) == 2


@pytest.mark.slow
def test_a_day_later(six: SmallPilot, db: Database, clock_at: Callable[[str], None]) -> None:
    """A night changes no figure: the draft of yesterday is not behind, and says the day it was counted on."""
    clock_at("2026-03-10T12:00:00+00:00")
    guid, drafter = drafted(six, db), six.viewers["evaluator"]
    clock_at("2026-03-11T12:00:00+00:00")
    assert not drafting.draft(db, drafter, guid).is_behind
    drafting.propose(db, drafter, guid, 1)
    assert deciding.proposal(db, six.viewers["evaluator2"], guid).content.as_of == "2026-03-10"


@pytest.mark.slow
def test_for_the_team(six: SmallPilot, db: Database) -> None:
    """Within the team all figures are exact, by site and direction too."""
    click, screening = signed(six, db, replace(CHOICE, audience="team")).themes
    assert [(one.kind, one.n, one.of) for one in (click.families, click.plus, click.minus, screening.families)] == [
        (COUNT, 5, 6), (COUNT, 5, 6), (COUNT, 0, 6), (COUNT, 1, 6)]
    assert {one.key: (one.families.n, one.families.of) for one in click.sites} == {"emmen": (4, 5), "coevorden": (1, 1)}
    assert seeing.latest(db, six.viewers["steering"]) is None


@pytest.mark.slow
def test_what_is_new(six: SmallPilot, db: Database) -> None:
    """The next release says what changed of what both show; nothing new is said where nothing is."""
    signed(six, db)
    other = replace(CHOICE, themes=(replace(CHOICE.themes[0], done="Altijd met twee."), *CHOICE.themes[1:]))
    said = signed(six, db, other)
    assert [one.nl for one in said.news] == ["Klik: Nieuw: wat ermee gedaan is."]
    assert said.news_keys == ("klik",)
    assert any("1 earlier release" in line.en for part in said.methods for line in part.lines)
    assert [one.nl for one in signed(six, db, replace(other, themes=(
        *other.themes, Chosen("tijdsinvestering", "Tijd telt.")))).news] == ["Nieuw: Tijd telt."]


@pytest.mark.slow
def test_a_draft_is_saved_and_proposed_as_she_saw_it(six: SmallPilot, db: Database) -> None:
    """By her alone, with the revision she changed; a figure that changed meanwhile is looked at again first."""
    drafter = six.viewers["evaluator"]
    guid = drafted(six, db)
    drafting.save(db, drafter, guid, replace(CHOICE, title=" Anders "), 1)
    with pytest.raises(Conflict):
        drafting.save(db, drafter, guid, CHOICE, 1)
    for call in (lambda: drafting.save(db, six.viewers["evaluator2"], guid, CHOICE, 2),
                 lambda: drafting.draft(db, six.viewers["evaluator2"], guid),
                 lambda: drafting.propose(db, six.viewers["evaluator2"], guid, 2)):
        with pytest.raises(NotFound):
            call()
    found = drafting.draft(db, drafter, guid)
    assert (found.choice.title, found.content.title, found.revision, found.is_behind) == ("Anders", "Anders", 2, False)
    assert {name for _guid, name in found.families} == set(six.families)
    told(six, db, "Iep", "klik")
    told(six, db, "Eik", "screening")
    told(six, db, "Es", "screening")
    assert drafting.draft(db, drafter, guid).is_behind
    with pytest.raises(Conflict, match="have changed"):
        drafting.propose(db, drafter, guid, 2)
    drafting.save(db, drafter, guid, CHOICE, 2)
    drafting.propose(db, drafter, guid, 3)
    assert store.row(db, guid).state == "proposed"
    drafting.again(db, six.viewers["evaluator2"], guid)


@pytest.mark.slow
def test_the_ground(six: SmallPilot, db: Database) -> None:
    """Each figure has an address; when consent is withdrawn the release says that its ground changed, and one that
    waits is signed no more."""
    signed(six, db)
    guid, drafter = store.rows(db)[0].guid, six.viewers["evaluator"]
    behind = ground.behind(db, drafter, guid)
    assert behind.changed == 0
    assert [one.part for one in behind.figures if one.theme == "klik" and one.kind == "site"] == ["coevorden", "emmen"]
    assert all(one.query["code"] == one.theme for one in behind.figures)
    waits = proposed(six, db)
    consent.withdraw(db, six.operator(db), six.persons["Eik moeder"], "analyse")
    assert ground.behind(db, drafter, guid).changed == 1
    assert seeing.one(db, drafter, guid).is_stale
    assert not seeing.one(db, six.viewers["steering"], guid).is_stale
    other = six.viewers["evaluator2"]
    with pytest.raises(Conflict, match="drafted anew"):
        deciding.sign(db, other, waits, deciding.proposal(db, other, waits).sha256)


@pytest.mark.slow
def test_a_release_that_did_not_know_of_another(six: SmallPilot, db: Database) -> None:
    """What was signed meanwhile was not among what the rules knew, so it is drafted anew."""
    waits = proposed(six, db)
    signed(six, db)
    other = six.viewers["evaluator2"]
    with pytest.raises(Conflict, match="drafted anew"):
        deciding.sign(db, other, waits, deciding.proposal(db, other, waits).sha256)


@pytest.mark.slow
def test_the_exact_line(six: SmallPilot, db: Database) -> None:
    """It takes a reason, and the agreement of every family it may be about, on a day that has been."""
    line, why = "Eén ging het heel goed, één stopte eerder, vier met ups en downs.", "De raad wil het weten."
    everybody = tuple((guid, "2022-05-01") for guid in six.families.values())
    later = (*everybody[1:], (everybody[0][0], "2099-01-01"))
    for exact in (Exact(line), Exact("", why), Exact(line, why), Exact(line, why, everybody[1:]),
                  Exact(line, why, later)):
        guid = drafted(six, db, replace(CHOICE, exact=exact))
        with pytest.raises(BadInput):
            drafting.propose(db, six.viewers["evaluator"], guid, 1)
    guid = proposed(six, db, replace(CHOICE, exact=Exact(line, why, everybody)))
    waits = deciding.proposal(db, six.viewers["admin"], guid)
    assert (waits.needed, waits.content.exact, waits.content.exception) == (2, line, why)
    assert waits.content.news[0].nl == line
    for who in ("admin", "evaluator2"):
        deciding.sign(db, six.viewers[who], guid, waits.sha256)
    reader = six.viewers["steering"]
    assert line in str(seeing.one(db, reader, guid))
    consent.withdraw(db, six.operator(db), six.persons["Eik moeder"], "analyse")
    after = seeing.one(db, reader, guid).content
    assert line not in str(after)
    assert why not in str(after)
    assert [one.nl for one in after.news] == [one.nl for one in waits.content.news[1:]]


@pytest.mark.slow
def test_a_proposal_is_taken_back(six: SmallPilot, db: Database) -> None:
    """By who drafted it and nobody else, until the last signature; it stays to be read, and a draft is made of it."""
    guid, hers, other = proposed(six, db), six.viewers["evaluator"], six.viewers["evaluator2"]
    with pytest.raises(NotFound):
        drafting.take_back(db, other, guid)
    drafting.take_back(db, hers, guid)
    assert deciding.to_sign(db, other) == []
    with pytest.raises(NotFound):
        deciding.sign(db, other, guid, store.row(db, guid).sha256)
    taken = keeping.kept_one(db, hers, guid)
    assert (taken.state, taken.steps[-1].did, keeping.came_back([taken])) == (store.TAKEN_BACK, store.TAKEN_BACK, [])
    again = drafting.again(db, hers, guid)
    drafting.propose(db, hers, again, 1)
    deciding.sign(db, other, again, deciding.proposal(db, other, again).sha256)
    with pytest.raises(NotFound):
        drafting.take_back(db, hers, again)
    assert keeping.behind(db, hers) == {}
    told(six, db, "Iep", "klik")
    assert keeping.behind(db, hers) == {again: 1}


@pytest.mark.parametrize("choice", [
    replace(CHOICE, audience="iedereen"), replace(CHOICE, title=" "), replace(CHOICE, themes=()),
    replace(CHOICE, themes=(Chosen("klik"), Chosen("klik"))), replace(CHOICE, themes=(Chosen("bestaat_niet"),)),
    replace(CHOICE, themes=(Chosen("klik", "x" * 601),)), replace(CHOICE, query={"site": "nergens"}),
    replace(CHOICE, query={"until_on": "2019-01-01"}), replace(CHOICE, query={"from_on": "gisteren"}),
    replace(CHOICE, title="x" * 121), replace(CHOICE, themes=tuple(Chosen(f"c{n}") for n in range(41))),
])
def test_what_cannot_be_drafted(six: SmallPilot, db: Database, choice: Choice) -> None:
    """Each is one sentence, and no draft is kept."""
    with pytest.raises(BadInput):
        drafted(six, db, choice)
    assert store.rows(db) == []


def test_an_empty_pilot_and_what_nobody_coded(small: SmallPilot, db: Database) -> None:
    """Without a codebook, without a story, without anything coded there is nothing to release, and it says which."""
    said = []
    for step in (lambda: None, lambda: codebook.adopt(
            db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef"),
            lambda: small.interview(db)):
        step()
        with pytest.raises(BadInput) as fault:
            drafted(small, db)
        said.append(fault.value.message)
    assert len(set(said)) == 3


@pytest.mark.slow
def test_one_family_and_what_everybody_said(small: SmallPilot, db: Database) -> None:
    """One family is told of in no figure; what all of six said is "most, or all"."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    told(small, db, "Berk", "klik")
    said = signed(small, db)
    assert {theme.families.kind for theme in said.themes} == {HELD}
    assert "mag niet verteld worden" in said.themes[0].drafted.nl
    told(small, db, "Es", "klik")
    for name in ("Eik", "Linde", "Wilg", "Iep"):
        family(small, db, name)
        told(small, db, name, "klik")
    assert signed(small, db).themes[0].families.word == "most"


@pytest.fixture
def twelve(six: SmallPilot, db: Database) -> SmallPilot:
    """Twelve families, few enough to be told exactly: six speak of a click, six of screening."""
    for name, code in (("Beuk", "klik"), ("Els", "screening"), ("Hulst", "screening"), ("Taxus", "screening"),
                       ("Vlier", "screening"), ("Den", "screening")):
        family(six, db, name)
        told(six, db, name, code)
    return six


@pytest.mark.parametrize("left", [("Eik",), ("Eik", "Linde", "Wilg")])
@pytest.mark.slow
def test_who_takes_her_consent_back_is_not_named_by_a_difference(
        twelve: SmallPilot, db: Database, left: tuple[str, ...]) -> None:
    """Though she stays in the pilot: "6 of 12" and then "5 of 11" would tell what she had said, and "3 of 9" in words
    what the other two who left had. The next release waits."""
    click = signed(twelve, db).themes[0]
    assert (click.families.n, click.families.of) == (6, 12)
    for name in left:
        consent.withdraw(db, twelve.operator(db), twelve.persons[f"{name} moeder"], "analyse")
    guid = drafted(twelve, db)
    with pytest.raises(BadInput, match="came or left"):
        drafting.propose(db, twelve.viewers["evaluator"], guid, 1)


@pytest.mark.slow
def test_who_tells_something_for_the_first_time_is_not_named_either(twelve: SmallPilot, db: Database) -> None:
    """She was in the pilot before, and had said nothing."""
    family(twelve, db, "Meidoorn")
    assert signed(twelve, db).families.kind == HELD
    told(twelve, db, "Meidoorn", "klik")
    guid = drafted(twelve, db)
    with pytest.raises(BadInput, match="came or left"):
        drafting.propose(db, twelve.viewers["evaluator"], guid, 1)


@pytest.mark.parametrize("where", ["title", "about", "sentence", "done"])
@pytest.mark.slow
def test_her_own_words_name_nobody(six: SmallPilot, db: Database, where: str) -> None:
    """What a family is called in the pilot ties a sentence to all that is known of it; a municipality may be named,
    and the team may say who."""
    def saying(words: str) -> Choice:
        plain = CHOICE.as_plain()
        (plain if where in plain else plain["themes"][0])[where] = words
        return from_plain(plain)

    guid = drafted(six, db, saying("Zo ging het bij Berk thuis."))
    with pytest.raises(BadInput, match="“Berk”"):
        drafting.propose(db, six.viewers["evaluator"], guid, 1)
    proposed(six, db, saying("Zo gaat het in Emmen: onder de berk."))
    proposed(six, db, replace(saying("Zo ging het bij Berk thuis."), audience="team"))
