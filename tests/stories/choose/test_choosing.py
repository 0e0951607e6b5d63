"""Rounds of choosing: blind until shown, what they open and to whom, and what is left when a story goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import access
from pilot.clock import today
from pilot.errors import AskFirst, BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, register, support
from pilot.families.in_words import NAMES
from stories.choose import checking, finding, leading, picking, rounds
from stories.choose import chosen as choosing
from stories.choose.checking import Check
from stories.choose.exports import round_table
from stories.choose.finding import Period
from stories.choose.leading import Choice, Wanted
from stories.choose.quoting import ALIKE, quotes
from stories.choose.rounds import Asked
from tests.stories.choose.world import BIKE, YEAR, begun, chosen, tell, two
from texts.documents import documents, transcript, withdraw

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

CHOICE = ("2021-12-20", "een coach", "Het kan overal.")


def opens(small: SmallPilot, db: Database, name: str, guid: str) -> bool:
    """Whether this account reads that story because of a round."""
    try:
        return bool(picking.read(db, small.viewers[name], guid).paragraphs)
    except NotFound:
        return False


def test_a_coach_reads_the_story_of_another_in_her_round_only(small: SmallPilot, db: Database) -> None:
    """Before the round, out of its panel and after it nothing opens but what was chosen; no other door opens at all."""
    told, leader = two(small, db), small.viewers["evaluator"]
    assert not opens(small, db, "coach", told.es)
    guid = begun(small, db, told, "coach", "evaluator2")
    assert opens(small, db, "coach", told.es)
    assert not opens(small, db, "coach2", told.berk)  # not on the panel
    assert not opens(small, db, "coach2", told.es)  # her own she reads elsewhere
    assert told.es not in {one.guid for one in documents(db, small.viewers["coach"])}
    with pytest.raises(NotFound):
        transcript(db, small.viewers["coach"], told.es)
    with pytest.raises(NotFound):
        access.require_document(db, small.viewers["coach"], told.es)
    for name in ("steering", "admin"):
        with pytest.raises(NotAllowed):
            picking.read(db, small.viewers[name], told.es)
    leading.let_out(db, leader, guid, small.accounts["coach"])
    assert not opens(small, db, "coach", told.es)
    leading.end(db, leader, guid)
    assert not opens(small, db, "evaluator2", told.es)


def test_what_was_chosen_is_read_by_all_coaches(small: SmallPilot, db: Database) -> None:
    """Once chosen it is for everybody who chooses; what was not chosen closes again for who was on the panel."""
    told = two(small, db)
    chosen(small, db, told, told.es)
    assert opens(small, db, "coach", told.es)
    assert opens(small, db, "coach2", told.es)
    assert not opens(small, db, "coach2", told.berk)
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'opened' AND actor_guid = ? AND subject_guid = ?",
                           (small.accounts["coach2"], told.es)).fetchone() == (1,)


def test_a_text_with_names_or_without_consent_is_no_candidate(small: SmallPilot, db: Database) -> None:
    """Raw stories, those of another period, of a family without any consent, and withdrawn ones are not offered."""
    told, leader, boss = two(small, db), small.viewers["evaluator"], small.operator(db)
    tell(small, db, "Berk", "coach", "Met namen", "Iets.", free=False)
    tell(small, db, "Berk", "coach", "Later", "Iets.", day="2022-05-01")
    db.conn.execute("DELETE FROM consent WHERE person_id = (SELECT person_id FROM person WHERE guid = ?)",
                    (small.persons["Es moeder"],))
    db.conn.commit()
    assert [one.guid for one in finding.found(db, leader, YEAR, Asked())] == [told.berk]
    withdraw(db, boss, told.berk, "dubbel")
    assert finding.found(db, leader, YEAR, Asked()) == []


@pytest.mark.parametrize(("asked", "found"), [
    (Asked(site="emmen"), {"De telefoon"}), (Asked(site="coevorden"), {"De fiets"}), (Asked(domain="debts"), set()),
    (Asked(domain="work"), {"De telefoon", "De fiets"}), (Asked(course="relapse"), set()),
    (Asked(voice="family"), set()), (Asked(voice="coach", course="success"), {"De telefoon", "De fiets"}),
])
def test_what_is_asked_for_is_found(small: SmallPilot, db: Database, asked: Asked, found: set[str]) -> None:
    """By municipality, life domain, course and teller."""
    two(small, db)
    assert {one.title for one in finding.found(db, small.viewers["evaluator"], YEAR, asked)} == found


def test_nobody_sees_what_others_pick_until_it_is_shown(small: SmallPilot, db: Database) -> None:
    """Not even who leads; then all do, and nobody changes hers any more."""
    told, leader = two(small, db), small.viewers["evaluator"]
    guid = begun(small, db, told, "coach", "evaluator2")
    picking.pick(db, small.viewers["coach"], guid, told.es, "Eerst dit.")
    picking.pick(db, small.viewers["coach"], guid, told.berk, "Toch dit.")
    with pytest.raises(Conflict):
        leading.show(db, leader, guid)
    picking.pick(db, small.viewers["evaluator2"], guid, told.es, "De fiets.")
    seen = {name: [one.reason for one in rounds.picks(db, small.viewers[name], rounds.one(
        db, small.viewers[name], guid))] for name in ("coach", "evaluator2", "evaluator")}
    assert seen == {"coach": ["Toch dit."], "evaluator2": ["De fiets."], "evaluator": []}
    leading.show(db, leader, guid)
    with pytest.raises(Conflict):
        picking.pick(db, small.viewers["coach"], guid, told.es, "Te laat.")
    for name in ("coach", "evaluator"):
        found = rounds.one(db, small.viewers[name], guid)
        assert {one.reason for one in rounds.picks(db, small.viewers[name], found)} == {"Toch dit.", "De fiets."}


def test_a_round_as_a_file_says_what_its_page_says(small: SmallPilot, db: Database) -> None:
    """While they pick one's own pick alone; once it is chosen who picked what and why, and what the panel chose; nobody
    who is not on the panel takes it out before, and of a story that goes nothing stays but that it was there."""
    told = two(small, db)
    guid = begun(small, db, told, "coach", "evaluator2", name="Nu")
    picking.pick(db, small.viewers["coach"], guid, told.es, "Zij fietst.")
    mine, led = (round_table(db, small.viewers[one], guid) for one in ("coach", "evaluator"))
    assert list(mine.frame["Picked by"]) == ["", "coach 1"]
    assert list(led.frame["Picked by"]) == ["", ""]
    with pytest.raises(NotFound):
        round_table(db, small.viewers["coach2"], guid)
    over = chosen(small, db, told, told.es)
    table = round_table(db, small.viewers["evaluator"], over)
    why = "coach 1: Omdat het iets zegt.\nevaluator 2: Omdat het iets zegt."
    row = ["De fiets", "yes", "coach 1; evaluator 2", why]
    seen = table.frame[["Title", "Chosen", "Picked by", "Why"]].values.tolist()
    assert seen == [["De telefoon", "", "", ""], row]
    outside = round_table(db, small.viewers["coach2"], over)
    assert outside.frame[["Title", "Chosen", "Picked by", "Why"]].values.tolist() == [row]
    assert {("Question", "Wat is de belangrijkste verandering?"), ("Why", "Het kan overal."),
            ("Who saw it otherwise", "De evaluator zag het anders.")} <= set(table.about)
    withdraw(db, small.operator(db), told.es, "op verzoek")
    assert list(round_table(db, small.viewers["coach2"], over).frame["Title"]) == [
        "A story that is withdrawn"]
    leading.end(db, small.viewers["evaluator"], guid)
    with pytest.raises(NotFound, match="nothing to take out"):
        round_table(db, small.viewers["evaluator"], guid)


def test_who_leaves_holds_nothing_up(small: SmallPilot, db: Database) -> None:
    """Somebody who was let out or shut out of the pilot is waited for no more; what she picked stays."""
    told, leader = two(small, db), small.viewers["evaluator"]
    guid = begun(small, db, told, "coach", "coach2", "evaluator2")
    picking.pick(db, small.viewers["coach"], guid, told.es, "Dit.")
    leading.let_out(db, leader, guid, small.accounts["coach"])
    leading.let_out(db, leader, guid, small.accounts["coach2"])
    db.conn.execute("UPDATE user SET disabled_at = '2022-01-01T00:00:00.000Z' WHERE guid = ?",
                    (small.accounts["evaluator2"],))
    db.conn.commit()
    leading.show(db, leader, guid)
    assert [one.reason for one in rounds.picks(db, leader, rounds.one(db, leader, guid))] == ["Dit."]


def test_later_rounds_choose_among_the_chosen(small: SmallPilot, db: Database) -> None:
    """A round of rounds holds what was chosen in them; one chosen story alone is nothing to choose from."""
    told = two(small, db)
    guid = chosen(small, db, told, told.es)
    asked = Asked(rounds=(guid,))
    assert [one.guid for one in finding.found(db, small.viewers["evaluator"], YEAR, asked)] == [told.es]
    with pytest.raises(BadInput, match="one story"):
        leading.begin(db, small.viewers["evaluator"], Wanted(
            "Pilot", "Wat?", YEAR, asked, (told.es,), (small.accounts["coach"],)))
    with pytest.raises(BadInput, match="no story to choose from"):
        leading.begin(db, small.viewers["evaluator"], Wanted(
            "Pilot", "Wat?", Period("2019-01-01", "2019-12-31"), Asked(), (), (small.accounts["coach"],)))


def test_consent_withdrawn_takes_the_story_and_leaves_the_reasons(small: SmallPilot, db: Database) -> None:
    """It is gone at once for everybody; reasons stay, without the words of it that they repeat."""
    told = two(small, db)
    guid = begun(small, db, told, "coach", "evaluator2")
    picking.pick(db, small.viewers["coach"], guid, told.es, "Het geld kwam op tijd.")
    picking.pick(db, small.viewers["evaluator2"], guid, told.es, f"Mooi: “{BIKE}”")
    leading.show(db, small.viewers["evaluator"], guid)
    leading.choose(db, small.viewers["evaluator"], guid, Choice((told.es,), *CHOICE, f"Eén las: {BIKE}"))
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse", today(db))
    assert not opens(small, db, "coach", told.es)
    found = rounds.one(db, small.viewers["coach2"], guid)
    assert (found.reasons, found.disagreement) == ("Het kan overal.", "Eén las: (…).")
    picks = {one.label: one for one in rounds.picks(db, small.viewers["coach"], found)}
    assert {one.title for one in picks.values()} == {""}
    assert sorted((one.reason, one.held_back) for one in picks.values()) == [
        ("", True), ("Het geld kwam op tijd.", False)]
    (only,) = choosing.chosen(db, small.viewers["coach2"])[0].stories
    assert only.gone == "out of reach"
    assert only.title == ""
    assert choosing.stories(db, small.viewers["coach2"]) == []
    with pytest.raises(NotFound):
        checking.checks(db, small.viewers["coach"], told.es)


def test_a_candidate_that_goes_is_not_picked(small: SmallPilot, db: Database) -> None:
    """While the round runs it is told as gone, cannot be picked, and cannot be chosen."""
    told = two(small, db)
    guid = begun(small, db, told, "coach")
    picking.pick(db, small.viewers["coach"], guid, told.berk, "Dit.")
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse", today(db))
    assert [one.gone for one in rounds.candidates(db, small.viewers["coach"], rounds.one(
        db, small.viewers["coach"], guid))] == ["", "out of reach"]
    with pytest.raises(NotFound):
        picking.pick(db, small.viewers["coach"], guid, told.es, "Toch dit.")
    leading.show(db, small.viewers["evaluator"], guid)
    with pytest.raises(BadInput, match="not to be read now"):
        leading.choose(db, small.viewers["evaluator"], guid, Choice((told.es,), *CHOICE))
    leading.choose(db, small.viewers["evaluator"], guid, Choice((told.berk,), *CHOICE))


def test_a_name_in_a_reason_is_asked_about(small: SmallPilot, db: Database) -> None:
    """The question does not repeat the name; who is sure keeps it."""
    told = two(small, db)
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Es moeder"], "Ilona Hazeveld")
    guid = begun(small, db, told, "coach")
    with pytest.raises(AskFirst) as asked:
        picking.pick(db, small.viewers["coach"], guid, told.es, "Ilona deed het zelf.")
    assert "Ilona" not in asked.value.sentence()
    found = rounds.one(db, small.viewers["coach"], guid)
    assert rounds.picks(db, small.viewers["coach"], found) == []
    picking.pick(db, small.viewers["coach"], guid, told.es, "Ilona deed het zelf.", sure=(NAMES,))
    assert len(rounds.picks(db, small.viewers["coach"], found)) == 1


@pytest.mark.parametrize(("choice", "said"), [
    (Choice((), *CHOICE), "which story"), (Choice(("x",), "2021-12-20", "", "Waarom."), "who was there"),
    (Choice(("x",), "2021-12-20", "coach", " "), "why"), (Choice(("x",), "2100-01-01", "coach", "Ja."), "future"),
    (Choice(("x",), "gisteren", "coach", "Ja."), "not a date")])
def test_a_choice_says_what_it_lacks(small: SmallPilot, db: Database, choice: Choice, said: str) -> None:
    """Without a story, reasons, who was there or a day that has come nothing is recorded."""
    told = two(small, db)
    guid = begun(small, db, told, "coach")
    picking.pick(db, small.viewers["coach"], guid, told.berk, "Dit.")
    leading.show(db, small.viewers["evaluator"], guid)
    with pytest.raises(BadInput, match=said):
        leading.choose(db, small.viewers["evaluator"], guid, choice)
    assert rounds.one(db, small.viewers["evaluator"], guid).state == rounds.SHOWN


def test_how_a_story_was_verified_stands_beside_it(small: SmallPilot, db: Database) -> None:
    """How, when, by whom, what came of it and what differed; what differs cannot be left out."""
    told = two(small, db)
    chosen(small, db, told, told.es)
    with pytest.raises(BadInput, match="what differs"):
        checking.add(db, small.viewers["coach"], told.es, Check("seen", "2021-12-01", "differs", ""))
    with pytest.raises(BadInput, match="future"):
        checking.add(db, small.viewers["coach"], told.es, Check("seen", "2100-12-01", "confirmed", ""))
    checking.add(db, small.viewers["coach"], told.es, Check("third", "2021-12-02", "differs", "Het was 285 euro."))
    assert checking.checks(db, small.viewers["coach2"], told.es) == [
        Check("third", "2021-12-02", "differs", "Het was 285 euro.", small.viewers["coach"].label)]
    with pytest.raises(NotFound):
        checking.add(db, small.viewers["coach2"], told.berk, Check("heard", "2021-12-02", "confirmed", ""))


def test_a_coach_who_left_a_family_still_reads_what_was_chosen(small: SmallPilot, db: Database) -> None:
    """What was chosen is no family's of hers: support that ended changes nothing about it."""
    told = two(small, db)
    chosen(small, db, told, told.es)
    support.end_coaching(db, small.operator(db), small.persons["coach2"], small.families["Es"], "2021-12-31")
    assert opens(small, db, "coach2", told.es)


WORDS = st.lists(st.sampled_from(("de", "het", "moeder", "belde", "zelf", "en", "toen", "zij", "weer")), max_size=30)


@given(WORDS, WORDS)
def test_a_quote_is_a_run_of_words(before: list[str], text: list[str]) -> None:
    """Whoever repeats so many words in a row quotes, whatever stands around them; fewer words are no quote."""
    said = " ".join(text)
    assert quotes(" ".join([*before, "“" + said.upper() + "”", "ja"]), said) == (
        len(text) >= ALIKE or quotes(" ".join([*before, said, "ja"]), said))
    assert not quotes(" ".join(text[:ALIKE - 1]), said)
