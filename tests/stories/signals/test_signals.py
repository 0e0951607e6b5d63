"""Signals: free of families, told with a number only where that shows nobody, bundled, sent on and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families import consent, people, register
from stories.signals import levels, listing, writing
from stories.signals.exports import council_pdf, council_table, families
from themes.disclosure.rules import THRESHOLDS
from themes.release.content import MUNICIPALITY

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

WORDS = "Het loket is alleen overdag open."


def noted(small: SmallPilot, db: Database, words: str = WORDS, family: str = "Berk") -> str:
    """A signal of a family of the small pilot; returns its guid."""
    return writing.note(small.pilot, db, small.operator(db), words, "municipality", on="2021-03-01",
                        family=small.families[family])


def test_the_threshold_is_that_of_releases() -> None:
    """What is told to who may not see the families is no more than a municipality would be told."""
    assert THRESHOLDS[MUNICIPALITY] == levels.FEWEST


def test_a_name_or_a_family_is_asked_about(small: SmallPilot, db: Database) -> None:
    """A real name or the pseudonym of a family in its words is a question; nothing is kept until it is answered."""
    coach = small.viewers["coach"]
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    for words, about in (("Ilona kwam er niet in.", "Ilona"), ("Gezin Berk kwam er niet in.", "Berk")):
        with pytest.raises(AskFirst) as asked:
            writing.note(small.pilot, db, coach, words, "team")
        assert asked.value.about == about
    assert not listing.listed(db, coach)
    for words, level in ((" ", "team"), (WORDS, "europe"), ("x" * 1001, "team")):
        with pytest.raises(BadInput):
            writing.note(small.pilot, db, coach, words, level)


def test_sent_and_answered_in_order(small: SmallPilot, db: Database) -> None:
    """No answer to what was not sent, none from before it was sent, none without words; then it stands."""
    lead, guid = small.viewers["admin"], noted(small, db)
    with pytest.raises(BadInput):
        writing.answer(small.pilot, db, lead, guid, "Ja.", "2021-04-01")
    with pytest.raises(AskFirst, match="10 March 1921"):
        writing.send(small.pilot, db, lead, guid, "hoofd van het loket", "1921-03-10")
    writing.send(small.pilot, db, lead, guid, "hoofd van het loket", "2021-03-10")
    for words, on in (("Ja.", "2021-03-09"), ("", "2021-04-01"), ("Ja.", "2090-01-01")):
        with pytest.raises(BadInput):
            writing.answer(small.pilot, db, lead, guid, words, on)
    assert [one.guid for one in listing.unanswered(db, lead)] == [guid]
    writing.answer(small.pilot, db, lead, guid, "Ja.", "2021-04-01", "solved")
    assert not listing.unanswered(db, lead)
    with pytest.raises(BadInput):
        writing.send(small.pilot, db, lead, guid, "iemand anders", "2021-04-02")
    found = listing.signal(db, lead, guid)
    assert (found.state, found.answer, found.sent_on) == ("solved", "Ja.", "2021-03-10")
    with pytest.raises(BadInput):
        writing.set_state(db, lead, noted(small, db), "answered")


def test_who_sees_which_families(small: SmallPilot, db: Database) -> None:
    """A coach sees her own family in it and no number; an evaluator all of both; an administrator neither."""
    guid = noted(small, db)
    writing.link(db, small.operator(db), guid, small.families["Es"])
    seen = {name: listing.signal(db, small.viewers[name], guid) for name in ("coach", "coach2", "evaluator", "admin")}
    assert {name: [one.family for one in found.about] for name, found in seen.items()} == {
        "coach": ["Berk"], "coach2": ["Es"], "evaluator": ["Berk", "Es"], "admin": []}
    assert {name: found.families for name, found in seen.items()} == {
        "coach": None, "coach2": None, "evaluator": 2, "admin": None}
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse")
    assert listing.signal(db, small.viewers["evaluator"], guid).families == 1


def test_bundled_signals_count_together(small: SmallPilot, db: Database) -> None:
    """What went up in another one is in no list, its family counts there; taken out again it stands by itself."""
    lead = small.viewers["evaluator"]
    one, two, three = (noted(small, db, f"{WORDS} {n}", family) for n, family in ((1, "Berk"), (2, "Es"), (3, "Es")))
    writing.bundle(db, lead, two, three)
    writing.bundle(db, lead, three, one)  # with what is in it
    (whole,) = listing.listed(db, lead)
    assert (whole.guid, whole.families, len(whole.bundled)) == (one, 2, 2)
    with pytest.raises(NotFound):
        listing.signal(db, lead, two)
    with pytest.raises(BadInput):
        writing.bundle(db, lead, one, one)
    writing.bundle(db, lead, two, "")
    assert {found.guid for found in listing.listed(db, lead)} == {one, two}


def test_the_list_for_a_council_names_nobody(small: SmallPilot, db: Database) -> None:
    """Five families and more are a number, four are none; what was let go, or holds a name by now, is not in it."""
    boss, lead = small.operator(db), small.viewers["evaluator"]
    guid, few = noted(small, db), noted(small, db, "De bus rijdt niet.")
    writing.set_state(db, lead, noted(small, db, "Dit ging over."), "let_go")
    for name in ("Eik", "Els", "Iep", "Wilg"):
        family = people.add_family(db, boss, name, starts_on="2020-02-01")
        for one in (guid, few) if name != "Wilg" else (guid,):
            writing.link(db, boss, one, family)
    frame = council_table(small.pilot, db, lead).frame
    assert dict(zip(frame.iloc[:, 1], frame.iloc[:, 3], strict=True)) == {
        WORDS: "5", "De bus rijdt niet.": families(None)}
    assert not {"Berk", "Eik"} & set(" ".join(frame.astype(str).to_numpy().ravel()).split())
    register.add_word(small.pilot, db, boss, "loket", "other", "[plek]")
    made = council_pdf(council_table(small.pilot, db, lead), "Proef", "2021-05-01")
    assert made.startswith(b"%PDF")
    left = council_table(small.pilot, db, lead)
    assert list(left.frame.iloc[:, 1]) == ["De bus rijdt niet."]
    assert any(how.startswith("1 signa") for _what, how in left.about)


@given(st.sets(st.integers(1, 12)), st.sets(st.integers(1, 12)))
def test_a_number_never_tells_of_few_others(counted: set[int], own: set[int]) -> None:
    """Who may not see all families gets a number only where five or more of them are not her own."""
    shown = listing.told(counted, own, sees_all=False)
    assert shown is None or (shown == len(counted) and len(counted - own) >= levels.FEWEST)
    assert listing.told(counted, own, sees_all=True) == len(counted)
