"""A quote leaves within what its family said about the words, and not otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput, NotFound
from pilot.families import register
from stories.back import asking, preparing
from stories.back.answers import NO, TAKEN_BACK, _together
from stories.back.asking import Says
from stories.back.stored import Answer
from tests.dump import dump
from tests.quoted import END, START, as_quoted, quotable
from texts import documents
from themes.release import drafting, keeping
from themes.release.choice import Choice, Chosen
from themes.release.quotes_out import deciding, leaving, proposing, seeing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.release.quotes_out.passages import Passage

TOWN = Says(frozenset({"team", "municipality"}), "household")
NOBODY = Says(frozenset())


@pytest.fixture
def passage(small: SmallPilot, db: Database) -> Passage:
    """A coded passage whose words may leave by consent."""
    return quotable(small, db)


def ask(
    small: SmallPilot, db: Database, passage: Passage, says: Says, span: tuple[int, int] = (START, END),
) -> tuple[str, str]:
    """The family answers about a span of the text; guids of what went back and of the answer."""
    viewer = small.viewers["evaluator"]
    guid = preparing.begin(db, viewer, small.families["Es"])
    preparing.choose(db, viewer, guid, passage.document, [span])
    asking.sit(db, viewer, guid, "2021-06-03", "phone")
    (chosen,) = db.conn.execute("SELECT p.guid FROM giving_back_passage JOIN passage p USING (passage_id)"
                                " ORDER BY giving_back_id DESC LIMIT 1").fetchone()
    asking.answer(db, viewer, guid, chosen, says)
    return guid, db.conn.execute("SELECT guid FROM family_answer ORDER BY answer_id DESC LIMIT 1").fetchone()[0]


def let_out(small: SmallPilot, db: Database, passage: Passage) -> str:
    """Propose its words for the municipality, and let them out."""
    guid = proposing.propose(db, small.viewers["evaluator"], passage, as_quoted())
    deciding.approve(db, small.viewers["evaluator2"], guid)
    return guid


def quoted(db: Database) -> list[str]:
    """What a release for the municipality may hold."""
    return [one.guid for quotes in leaving.let_out(db, "municipality").values() for one in quotes]


def test_without_an_answer_consent_decides(small: SmallPilot, db: Database, passage: Passage) -> None:
    """Nobody asked the family about these words, and it consented to being quoted."""
    guid = let_out(small, db, passage)
    assert quoted(db) == [guid]
    (one,) = seeing.listed(db, small.viewers["evaluator"])
    assert (one.answer, one.out.agreed_in) == ("", "")


def test_a_yes_is_shown_with_date_and_manner(small: SmallPilot, db: Database, passage: Passage) -> None:
    """Within the answer it leaves, and says when and how the family agreed."""
    ask(small, db, passage, TOWN)
    guid = let_out(small, db, passage)
    (one,) = seeing.listed(db, small.viewers["evaluator"])
    assert one.answer == "The family agreed: by phone, 3 June 2021"
    ((out,),) = leaving.let_out(db, "municipality").values()
    assert (out.guid, out.agreed_in, out.manner) == (guid, "2021-06", "phone")


def test_not_to_whom_it_said_no(small: SmallPilot, db: Database, passage: Passage) -> None:
    """Yes for the municipality is no for everybody: it can't be proposed, and the offer leaves that choice out."""
    ask(small, db, passage, TOWN)
    viewer = small.viewers["evaluator"]
    assert proposing.offer(db, viewer, passage).audiences == ("municipality",)
    with pytest.raises(BadInput, match="may not be quoted to everybody"):
        proposing.propose(db, viewer, passage, as_quoted(audience="public"))


def test_a_no_stops_what_was_let_out(small: SmallPilot, db: Database, passage: Passage) -> None:
    """Also of a part of the words: it is gone from releases, and can be neither proposed nor let out."""
    guid = let_out(small, db, passage)
    ask(small, db, passage, NOBODY, (START, START + 15))
    assert quoted(db) == []
    assert leaving.still_may(db, [guid]) == set()
    (one,) = seeing.listed(db, small.viewers["evaluator"])
    assert "may not be quoted to the municipality" in one.answer
    assert not seeing.listed(db, small.viewers["admin"])
    with pytest.raises(NotFound):
        seeing.quote(db, small.viewers["admin"], guid)
    with pytest.raises(BadInput, match="3 June 2021"):
        proposing.offer(db, small.viewers["evaluator"], passage)


def test_a_no_stops_the_second_pair_of_eyes(small: SmallPilot, db: Database, passage: Passage) -> None:
    """A quote that waits can't be let out any more."""
    guid = proposing.propose(db, small.viewers["evaluator"], passage, as_quoted())
    ask(small, db, passage, NOBODY)
    with pytest.raises(BadInput, match="may not be quoted"):
        deciding.approve(db, small.viewers["evaluator2"], guid)


def test_whose_words_as_agreed(small: SmallPilot, db: Database, passage: Passage) -> None:
    """Agreed by role alone, a household is too much; the form begins with the role."""
    ask(small, db, passage, Says(frozenset({"team", "municipality"}), "role"))
    viewer = small.viewers["evaluator"]
    assert proposing.offer(db, viewer, passage).how == "role"
    with pytest.raises(BadInput, match="by role only"):
        proposing.propose(db, viewer, passage, as_quoted())


def test_by_name_as_agreed(small: SmallPilot, db: Database, passage: Passage) -> None:
    """The name of the register stands beside the quote, for whom the family said so and for as long; what a release
    keeps holds none, and both who propose and who let out say that they looked at who is at home."""
    viewer, mother = small.viewers["evaluator"], small.persons["Es moeder"]
    back, answer = ask(small, db, passage, Says(frozenset({"team", "municipality"}), "name"))
    words = as_quoted()._replace(how="name")
    with pytest.raises(BadInput, match="with a name in the register"):
        proposing.propose(db, viewer, passage, words)
    register.set_person_name(small.pilot, db, small.operator(db), mother, "Ilona Hazeveld")
    offer = proposing.offer(db, viewer, passage)
    assert (offer.how, offer.may_name) == ("name", {"municipality": "Ilona Hazeveld", "public": ""})
    with pytest.raises(BadInput, match="knows who the others at home are"):
        proposing.propose(db, viewer, passage, words)
    (found,) = proposing.look(db, viewer, passage, words).findings
    guid = proposing.propose(db, viewer, passage, words, {found.key})
    with pytest.raises(BadInput, match="knows who the others at home are"):
        deciding.approve(db, small.viewers["evaluator2"], guid)
    deciding.approve(db, small.viewers["evaluator2"], guid, {found.key})
    release = drafting.begin(db, viewer, Choice("municipality", "Wat wij leerden", {}, (
        Chosen(passage.code, quotes=(guid,)),)))
    assert [one.said_by for one in drafting.draft(db, viewer, release).content.themes[0].quotes] == ["Ilona Hazeveld"]
    assert [one.said_by for one in keeping.kept_one(db, viewer, release).content.themes[0].quotes] == ["Ilona Hazeveld"]
    assert [one.out.said_by for one in seeing.listed(db, viewer)] == ["Ilona Hazeveld"]
    assert "Hazeveld" not in "\n".join(dump(db.conn))
    asking.take_back(db, viewer, back, answer)
    assert keeping.kept_one(db, viewer, release).content.themes[0].quotes == ()


def test_nobody_of_a_family_is_named_unasked(small: SmallPilot, db: Database, passage: Passage) -> None:
    """What the register says of names in texts is no answer about these words."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Es moeder"], "Ilona Hazeveld",
                             may_be_named=True)
    with pytest.raises(BadInput, match="Only who agreed to be named"):
        proposing.propose(db, small.viewers["evaluator"], passage, as_quoted()._replace(how="name"))


def test_an_answer_taken_back_asks_again(small: SmallPilot, db: Database, passage: Passage) -> None:
    """The quote does not leave until the family says yes once more."""
    back, answer = ask(small, db, passage, TOWN)
    guid = let_out(small, db, passage)
    asking.take_back(db, small.viewers["evaluator"], back, answer)
    assert leaving.still_may(db, [guid]) == set()
    (one,) = seeing.listed(db, small.viewers["evaluator"])
    assert "Ask it again" in one.answer
    ask(small, db, passage, TOWN)
    assert leaving.still_may(db, [guid]) == {guid}


def test_nothing_in_one_tap(small: SmallPilot, db: Database, passage: Passage) -> None:
    """It holds for the whole text, whatever was said before; a later yes about a passage counts for that."""
    back, _answer = ask(small, db, passage, TOWN)
    guid = let_out(small, db, passage)
    asking.nothing(db, small.viewers["evaluator"], back)
    assert leaving.still_may(db, [guid]) == set()
    ask(small, db, passage, TOWN)
    assert leaving.still_may(db, [guid]) == {guid}


def test_a_text_that_changed_since(small: SmallPilot, db: Database, passage: Passage) -> None:
    """An answer follows its words to the next version; about words that changed nobody knows, and they wait."""
    guid = let_out(small, db, passage)
    documents.revise(db, small.operator(db), passage.document, [
        documents.NewTurn("Hoe ging het?", "Coach", "coach"),
        documents.NewTurn("Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt.", "Moeder",
                          "family")], kind="deidentified", engine="test")
    ask(small, db, passage, NOBODY, (14, 29))
    assert leaving.still_may(db, [guid]) == set()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5), st.booleans(), st.booleans()), max_size=6))
def test_no_word_leaves_past_a_no(answers: list[tuple[int, int, bool, bool]]) -> None:
    """Whatever was answered in what order: where the last answer about some word of a quote is no, it does not leave;
    and where the last about every word is a yes, it does."""
    span = (3, 8)
    given_now = [(Answer(n, str(n), 1, n, frozenset({"municipality"} if yes else ()), "name" if yes else "", "phone",
                         "2021-01-01", "2021-02-01" if gone else ""), (start, start + length), True)
                 for n, (start, length, yes, gone) in enumerate(answers)]
    touching = [one for one in reversed(given_now) if one[1][0] < span[1] and span[0] < one[1][1]]
    said = _together(touching, span, "municipality")
    last = {at: next((one for one, stands, _sure in touching if stands[0] <= at < stands[1]), None)
            for at in range(*span)}
    if any(one is not None and (not one.audiences or one.withdrawn_on) for one in last.values()):
        assert said.why in (NO, TAKEN_BACK)
    if all(one is not None and one.audiences and not one.withdrawn_on for one in last.values()) and len(
            set(last.values())) == 1:
        assert said.why == ""
