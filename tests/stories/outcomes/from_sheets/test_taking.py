"""Sheets taken in: every fault by its row before anything is stored, all or nothing, and back again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from pilot import words
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import register
from stories.contacts import listing
from stories.outcomes import scores
from stories.outcomes.from_sheets import of_months, taking
from stories.outcomes.reach import hours as worked
from stories.outcomes.reach import months
from stories.outcomes.spending import ceilings
from tests.stories.outcomes.from_sheets.sheets import csv, xlsx

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.outcomes.from_sheets.model import Looked
    from tests.builder import SmallPilot

HEADS: list[object] = ["Gezin", "Datum", "Wat", "Minuten (min)", "Met wie", "Notitie"]
DAY = date(2021, 3, 4)
TABLES = ("contact", "score", "wave", "milestone", "expense", "referral", "referrer", "sheet", "sheet_thing", "event")


@pytest.fixture(autouse=True)
def dutch() -> None:
    """Heads and sentences as evaluators read them."""
    words.use("nl")


def look(small: SmallPilot, db: Database, kind: str, data: bytes, who: str = "evaluator") -> Looked:
    """What is found, with nothing stored."""
    before = [db[table].count for table in TABLES]
    found = taking.look(small.pilot, db, small.viewers[who], kind, data, "lijst.xlsx")
    assert [db[table].count for table in TABLES] == before
    return found


def take(small: SmallPilot, db: Database, kind: str, data: bytes, *sure: str) -> tuple[str, int]:
    """Take it in as an evaluator."""
    return taking.take_in(small.pilot, db, small.viewers["evaluator"], kind, data, "lijst.xlsx", sure=sure)[:2]


def test_every_fault_is_told_by_its_row(small: SmallPilot, db: Database) -> None:
    """Several in one row, and of several rows; the rows are those a spreadsheet shows, under a title."""
    data = xlsx(
        ["Contacten 2021"], [], HEADS, ["Berk", DAY, "bezoek", 60, "ouder, school", "Over de fiets."],
        ["Bekr", date(2099, 1, 1), "feest", "1,5"], [None, DAY, "bezoek", date(2021, 5, 2)], [], ["Es", 44259, "Visit"])
    found = look(small, db, "contacts", data)
    assert [(one.row, one.column) for one in found.faults] == [
        (5, "Gezin"), (5, "Op"), (5, "Wat"), (5, "Minuten"), (6, "Gezin"), (6, "Minuten"), (8, "Minuten")]
    assert "Berk" in found.faults[0].sentence
    assert (found.rows, found.stored, [line.row for line in found.lines]) == (4, 1, [4])
    with pytest.raises(BadInput):
        take(small, db, "contacts", data)
    assert not db["contact"].count


def test_all_of_it_or_nothing(small: SmallPilot, db: Database) -> None:
    """A sheet that is right is stored whole, with one event of its own, and taken back whole; once."""
    evaluator = small.viewers["evaluator"]
    data = xlsx(HEADS, ["Berk", DAY, "bezoek", 60], ["gezin es", "5-3-2021", "Phone call", "15"])
    guid, rows = take(small, db, "contacts", data)
    assert rows == len(listing.listed(db, evaluator)) == 2
    (one,) = taking.taken(db, evaluator)
    assert (one.guid, one.kind, one.rows, one.back, one.may_back) == (guid, "contacts", 2, False, True)
    assert taking.take_back(small.pilot, db, evaluator, guid) == 2
    assert not listing.listed(db, evaluator)
    assert taking.taken(db, evaluator)[0].back
    with pytest.raises(Conflict):
        taking.take_back(small.pilot, db, evaluator, guid)


def test_a_list_that_grows_comes_in_again(small: SmallPilot, db: Database) -> None:
    """What is here is passed over; the same row twice is asked about, and counted when it is meant."""
    first, second = ["Berk", DAY, "bezoek", 60], ["Berk", date(2021, 3, 9), "bezoek", 30]
    take(small, db, "contacts", xlsx(HEADS, first))
    with pytest.raises(BadInput):
        take(small, db, "contacts", xlsx(HEADS, first))
    grown = xlsx(HEADS, first, second, second)
    found = look(small, db, "contacts", grown)
    assert (found.stored, [one.rows for one in found.remarks]) == (2, [(2,)])
    assert [one.about for one in found.questions] == ["row 4"]
    with pytest.raises(BadInput):
        take(small, db, "contacts", grown)
    take(small, db, "contacts", grown, "row 4")
    assert len(listing.listed(db, small.viewers["evaluator"])) == 3
    assert look(small, db, "contacts", grown).stored == 0


def test_what_looks_like_a_slip_is_asked(small: SmallPilot, db: Database) -> None:
    """A day before the support and a word of the register, both of one row, are asked about and then stored."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    data = csv("gezin;op;wat er gebeurde", "Berk;4-3-2001;Ilona kreeg werk")
    found = look(small, db, "milestones", data)
    assert [one.about for one in found.questions] == ["Ilona", "2001-03-04"]
    with pytest.raises(BadInput):
        take(small, db, "milestones", data, "2001-03-04")
    assert not db["milestone"].count
    guid, _rows = take(small, db, "milestones", data, *(one.about for one in found.questions))
    taking.take_back(small.pilot, db, small.viewers["evaluator"], guid)
    assert not db["milestone"].count


def test_scores_a_row_a_family_or_a_row_a_score(small: SmallPilot, db: Database) -> None:
    """Both shapes mean the same; unknown, missing and no problem stay three things; another score is asked about."""
    wide = xlsx(["Family", "Wave", "On", "safety", "Housing", "debts"], ["Berk", "T0", DAY, 0, "2,5", "onbekend"],
                ["Es", "t0", DAY, None, 10, None])
    found = look(small, db, "scores", wide)
    assert ([one.about for one in found.questions], found.stored, found.families) == (["wave T0"], 2, 2)
    take(small, db, "scores", wide, "wave T0")
    counted = {(one.domain, one.state, one.value) for one in scores.counted(db, small.viewers["evaluator"])}
    assert counted == {("safety", "scored", 0), ("housing", "scored", 2.5), ("debts", "unknown", None),
                       ("housing", "scored", 10)}
    long = csv("gezin,meetmoment,leefdomein,score", 'Berk,T0,veiligheid,0', 'Berk,T0,housing,"5,0"')
    found = look(small, db, "scores", long)
    assert (found.stored, len(found.questions), [one.rows for one in found.remarks]) == (1, 1, [(2,)])
    take(small, db, "scores", long, found.questions[0].about)
    assert {one.value for one in scores.counted(db, small.viewers["evaluator"]) if one.domain == "housing"} == {5, 10}


def test_money_with_commas_and_over_its_ceiling(small: SmallPilot, db: Database) -> None:
    """Amounts as people write them become cents; what goes over a ceiling is asked, and can be taken back."""
    evaluator = small.viewers["evaluator"]
    ceilings.set_ceiling(db, evaluator, "budget", "", 100_00)
    data = csv("Gezin;Datum;Bedrag;Waarvoor;Besloten door", "Berk;4-3-2021;€ 12,50;Kleding en schoenen;",
               'Berk;5-3-2021;"1.000,00";huur en borg;', "Berk;5-3-2021;1.000;Meubels;", "Es;5-3-2021;5,-;ijsje;")
    found = look(small, db, "expenses", data)
    assert [(one.row, one.column) for one in found.faults] == [(4, "Bedrag (euro)"), (5, "Waarvoor")]
    assert [one.about for one in found.questions] == ["ceiling"]
    data = data.replace(b"1.000;Meubels", b"25;Meubels").replace(b"ijsje", b"Fietsen")
    guid, _rows = take(small, db, "expenses", data.replace(b"Fietsen", b"Iets anders"), "ceiling")
    cents = [row[0] for row in db.conn.execute("SELECT cents FROM expense ORDER BY cents")]
    assert cents == [500, 1250, 2500, 100_000]
    taking.take_back(small.pilot, db, evaluator, guid)
    assert not db.conn.execute("SELECT count(*) FROM expense WHERE removed_at IS NULL").fetchone()[0]


def test_referrals_that_say_the_same_are_as_many_as_there_are(small: SmallPilot, db: Database) -> None:
    """Of what was refused only numbers are kept, so equal rows are ordinary; a new referrer is asked about."""
    heads, refused = "Aangemeld op;Stand;Door wie;Beslist op;Gezin;Eerdere hulp", "4-3-2021;wil niet;politie;9-3-2021;;"
    data = csv(heads, refused, refused, "5-3-2021;geaccepteerd;Politie;9-3-2021;Berk;geen", "6-3-2021;wacht;;;;")
    found = look(small, db, "referrals", data)
    assert not found.faults
    assert ([one.about for one in found.questions], found.stored) == (["new politie"], 4)
    take(small, db, "referrals", data, "new politie")
    grown = look(small, db, "referrals", data + refused.encode())
    assert (grown.stored, [one.rows for one in grown.remarks]) == (1, [(2, 3, 4, 5)])
    wrong = look(small, db, "referrals", csv(heads, "5-3-2021;wil niet;politie;9-3-2021;Berk;"))
    assert wrong.faults[0].row == 2


def test_scores_taken_back_leave_what_was_before(small: SmallPilot, db: Database) -> None:
    """A score that replaced another gives way to it; a new one counts no longer; only who took them in takes them
    back, and what was scored since stays."""
    evaluator = small.viewers["evaluator"]
    heads = "gezin;meetmoment;op;werk;schulden"
    take(small, db, "scores", csv(heads, "Berk;T0;4-3-2021;5;"), "wave T0")
    again = csv(heads, "Berk;T0;4-3-2021;10;2,5", "Es;T0;;onbekend;0")
    guid, _rows = take(small, db, "scores", again, *(one.about for one in look(small, db, "scores", again).questions))
    assert len(scores.counted(db, evaluator)) == 4
    later = csv(heads, "Es;T0;;;10")
    take(small, db, "scores", later, *(one.about for one in look(small, db, "scores", later).questions))
    with pytest.raises(BadInput):
        taking.take_back(small.pilot, db, small.viewers["evaluator2"], guid)
    assert taking.take_back(small.pilot, db, evaluator, guid) == 3
    assert {(one.domain, one.value) for one in scores.counted(db, evaluator)} == {("work", 5), ("debts", 10)}


@pytest.mark.parametrize(("cell", "told"), [
    (3, "10 · 7"), ("2.6", "10 · 7"), (11, "10 · 7"), (date(2021, 5, 2), "02-05-2021"), ("goed", "goed"),
    ("=A1", "=A1"), ("10.000", "10000")])
def test_what_is_no_level_of_the_rubric(small: SmallPilot, db: Database, cell: object, told: str) -> None:
    """Off the rubric, made a date, a word, a formula, a number that can be two: one sentence at the row."""
    found = look(small, db, "scores", xlsx(["Gezin", "Meetmoment", "Op", "werk"], ["Berk", "T0", DAY, cell]))
    (fault,) = found.faults
    assert (fault.row, fault.column) == (2, "werk")
    assert told in fault.sentence + fault.said


@pytest.mark.parametrize("data", [
    b"", b"%PDF-1.7", b"PK\x03\x04kapot", b"\x00\x01\x02", b"hallo", b"gezin;op\n", b"x" * 3_000_001,
    csv("Gezin;Gezin;Op;Wat er gebeurde", "Berk;Es;4-3-2021;Rijles"), csv("Gezin;Datum", "Berk;4-3-2021")])
def test_what_is_no_sheet_of_this_kind(small: SmallPilot, db: Database, data: bytes) -> None:
    """Nothing, another kind of file, a broken one, no heads, a head twice, one that lacks: a sentence, and no trace."""
    with suppress(BadInput):
        assert look(small, db, "milestones", data).faults
    with pytest.raises(BadInput):
        take(small, db, "milestones", data)


def test_a_coach_takes_in_her_own_families_only(small: SmallPilot, db: Database) -> None:
    """Somebody else's family is not among hers, neither is her sheet among somebody else's; no right, no sheet."""
    coach, other = small.viewers["coach"], small.viewers["coach2"]
    data = csv("Gezin;Op;Wat er gebeurde", "Berk;4-3-2021;Rijles")
    assert look(small, db, "milestones", data, "coach2").faults
    guid, *_rest = taking.take_in(small.pilot, db, coach, "milestones", data, "x.csv")
    assert not taking.taken(db, other)
    with pytest.raises(NotFound):
        taking.take_back(small.pilot, db, other, guid)
    for name in ("steering", "admin"):
        with pytest.raises(NotAllowed):
            taking.look(small.pilot, db, small.viewers[name], "milestones", data, "x.csv")
    with pytest.raises(BadInput):
        taking.look(small.pilot, db, replace(coach), "niets", data, "x.csv")


def test_goals_hours_and_questions(small: SmallPilot, db: Database) -> None:
    """Each is stored by the rules of its page; what is here is passed over, other counts of a month are asked about."""
    evaluator = small.viewers["evaluator"]
    goals = csv("gezin;doel;leefdomein;gesteld op;gesteld door",
                "Berk;Een huis met twee kamers;huisvesting;4-3-2021;gezin", "Es;Weer aan het werk;werk;4-3-2021;")
    assert take(small, db, "goals", goals)[1] == 2
    assert look(small, db, "goals", goals).stored == 0
    assert [row["set_by"] for row in db["goal"].rows] == ["family", "family"]
    coach = db.conn.execute("SELECT pseudonym FROM person WHERE kind = 'coach' ORDER BY person_id").fetchone()[0]
    hours = csv("coach;uren;van;tot", f"{coach};18,5;1-1-2020;31-12-2020", f"{coach};24;1-1-2021;")
    guid, rows = take(small, db, "hours", hours)
    assert (rows, [row.hours for row in worked.listed(db, evaluator)]) == (2, [18.5, 24])
    over = look(small, db, "hours", csv("coach;uren;van;tot", f"{coach};20;1-6-2020;1-7-2020", f"{coach};50;1-1-2022;"))
    assert [(one.row, one.column) for one in over.faults] == [(2, ""), (3, "Uren per week")]
    taking.take_back(small.pilot, db, evaluator, guid)
    assert not worked.listed(db, evaluator)
    asked = xlsx(["Maand", "Voor wie", "Vragen", "Warm"], ["2021-3", "binnen", 40, 12], ["april 2021", "extern", 9, 0],
                 [date(2021, 5, 1), "binnen", 7, 8])
    assert [one.row for one in look(small, db, "questions", asked).faults] == [4]
    asked = xlsx(["Maand", "Voor wie", "Vragen", "Warm"], ["2021-3", "binnen", 40, 12],
                 [date(2021, 5, 1), "extern", 7, 7])
    take(small, db, "questions", asked)
    assert months.months(db, evaluator) == [("2021-05", "outside", 7, 7), ("2021-03", "inside", 40, 12)]
    (other,) = look(small, db, "questions", csv("maand;voor wie;vragen;warm", "03-2021;binnen;41;12")).questions
    assert other.about == "2021-03 inside"


@pytest.mark.parametrize("said", [
    "2021-3", "3-2021", "03/2021", "mrt 2021", "Maart 2021", "2021-03-14", "14-3-2021", "44259"])
def test_a_month_as_people_write_it(said: str) -> None:
    """As they say it, and as Excel makes a day of it."""
    assert of_months.month(said) == "2021-03"


@pytest.mark.parametrize("said", ["2021", "13-2021", "maart", "week 3", "3-21x", ""])
def test_what_is_no_month(said: str) -> None:
    """Nothing is guessed."""
    assert of_months.month(said) is None
