"""Words leave by two people and by consent, and in no other way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from coding.book import changing
from coding.marks.actions import apply_ops
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound, OutOfReach, Withdrawn
from pilot.families import consent, people, register
from pilot.store.files import new_guid, write
from pilot.words import speaking
from tests import release_example, released
from tests.builder import TURNS
from tests.dump import dump
from tests.quoted import SHORTER, as_quoted
from texts import documents
from themes.figures.quotes_out import card
from themes.release import deciding as deciding_release
from themes.release import drafting
from themes.release.quotes_out import deciding, leaving, proposing, seeing
from themes.release.quotes_out.passages import Passage
from themes.release.quotes_out.proposing import Words

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def waiting(small: SmallPilot, db: Database, passage: Passage) -> str:
    """A quote that an evaluator proposed."""
    return proposing.propose(db, small.viewers["evaluator"], passage, as_quoted())


@pytest.fixture
def out(small: SmallPilot, db: Database, waiting: str) -> str:
    """One that another let out."""
    deciding.approve(db, small.viewers["evaluator2"], waiting)
    return waiting


def quotes(db: Database, audience: str = "municipality") -> list[str]:
    """Guids of what may be drafted with."""
    return [one.guid for found in leaving.let_out(db, audience).values() for one in found]


def test_what_is_offered(small: SmallPilot, db: Database, passage: Passage) -> None:
    """The words of the passage, its direction, and who says it as far as two families share it; three share nothing."""
    offer = proposing.offer(db, small.viewers["evaluator"], passage)
    assert (offer.words, offer.sign, offer.how, offer.may_name) == (
        TURNS[1].text[:44], "+", "household", {"municipality": "", "public": ""})
    assert offer.audiences == ("municipality", "public")
    assert offer.said_by == {"municipality": "moeder", "public": "gezinslid"}


def test_it_leaves_by_two_people(small: SmallPilot, db: Database, passage: Passage, waiting: str) -> None:
    """Not before a second person let it out, never by who proposed it, and once."""
    assert quotes(db) == []
    with pytest.raises(NotAllowed):
        deciding.approve(db, small.viewers["evaluator"], waiting)
    with pytest.raises(NotAllowed):
        deciding.approve(db, small.operator(db), waiting)
    deciding.approve(db, small.viewers["admin"], waiting)
    (found,) = leaving.let_out(db, "municipality", [passage.code])[passage.code]
    assert (found.guid, found.text, found.said_by, found.sign, found.voice) == (
        waiting, SHORTER, "moeder", "+", "family")
    assert leaving.let_out(db, "municipality", ["klik"]) == {}
    assert quotes(db, "public") == []
    assert quotes(db, "team") == [waiting]
    with pytest.raises(Conflict):
        deciding.approve(db, small.viewers["evaluator2"], waiting)
    with pytest.raises(Conflict):
        proposing.propose(db, small.viewers["evaluator2"], passage, as_quoted())


def test_the_store_keeps_it_so(small: SmallPilot, db: Database, out: str) -> None:
    """Whoever writes past the program cannot change words, skip the second person, or undo what was decided."""
    for sql in ("UPDATE quote_out SET text = 'Anders.'", "UPDATE quote_out_step SET state = 'withdrawn'",
                "INSERT INTO quote_out_step(quote_out_id, state, by_user, at) SELECT quote_out_id, 'approved', by_user,"
                " at FROM quote_out_step"):
        with pytest.raises(sqlite3.IntegrityError), write(db):
            db.conn.execute(sql)
    assert leaving.still_may(db, [out]) == {out}


@pytest.mark.parametrize("use", ["quote", "analyse"])
def test_consent_that_ends_takes_it_everywhere(small: SmallPilot, db: Database, out: str, use: str) -> None:
    """Withdrawn today, it is in no list, no draft and no release today; given again, it is back."""
    assert quotes(db) == [out]
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], use)
    assert quotes(db) == []
    assert leaving.still_may(db, [out]) == set()
    assert not seeing.listed(db, small.viewers["evaluator"])
    with pytest.raises(NotFound):
        seeing.quote(db, small.viewers["admin"], out)
    assert not seeing.beside(db, small.viewers["evaluator"], [_document(db)], "vast_gezicht")


def test_a_release_shows_what_may_be_shown(db: Database, out: str) -> None:
    """Of what was frozen, quotes that are gone are left out, and nothing else."""
    content = release_example.content()
    (quote,) = leaving.let_out(db, "municipality")["vast_gezicht"]
    first = replace(content.themes[0], quotes=(quote, replace(quote, guid=new_guid())))
    shown = leaving.only_showable(db, replace(content, themes=(first, *content.themes[1:])))
    assert shown.themes[0] == replace(first, quotes=(quote,))
    assert replace(shown, themes=()) == replace(content, themes=())


def test_it_says_in_which_releases_it_stands(small: SmallPilot, db: Database, out: str) -> None:
    """What was signed, taken back and withdrawn with it, each by its state and number, the oldest first; no draft."""
    hers, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    (quote,) = leaving.let_out(db, "municipality")["vast_gezicht"]
    says = released.with_quote(release_example.content(), quote)
    released.drafted(db, hers, says)
    assert seeing.listed(db, hers)[0].appeared == ()
    assert released.signed(db, hers, other) != released.signed(db, hers, other, says)
    drafting.take_back(db, hers, released.proposed(db, hers, says))
    deciding_release.withdraw(db, other, released.signed(db, hers, other, says), "een fout")
    (found,) = seeing.listed(db, hers)
    assert [(one.number, one.state) for one in found.appeared] == [
        (2, "signed"), (None, "taken back"), (3, "withdrawn")]
    with speaking("en"):
        assert ("Stands in: release 2, a release that was taken back before it was signed, release 3, taken back"
                in card(found))


def test_for_everybody_takes_consent_to_share(small: SmallPilot, db: Database, passage: Passage) -> None:
    """Words that the municipality may hear are not everybody's."""
    words = as_quoted(audience="public", said_by="moeder")
    with pytest.raises(BadInput, match="fits 2 in this pilot, and must fit 3"):
        proposing.propose(db, small.viewers["evaluator"], passage, words)
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "share")
    with pytest.raises(OutOfReach, match="by everybody"):
        proposing.propose(db, small.viewers["evaluator"], passage, words)
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "quote")
    with pytest.raises(OutOfReach, match="may not leave the team"):
        proposing.propose(db, small.viewers["evaluator"], passage, as_quoted())


@pytest.mark.parametrize(("words", "said"), [
    (as_quoted(""), "There are no words in this quote. Keep some of the passage."),
    (as_quoted("[...] " * 101), "This quote has 605 characters; at most 600 may leave. Leave words out with [...]."),
    (as_quoted("Zij belde niet. [...]"), "At “niet” this is not what was said."),
    (as_quoted("Zij belde zelf."), "The passage goes on after “zelf .”. Put [...] where you leave its words out."),
    (as_quoted("Zij [Ilona] belde zelf. [...]"), "“Ilona” (word 2) is a name, place or number of somebody."),
    (as_quoted("Zij [06 12345678] belde zelf. [...]"), "is a name, place or number of somebody"),
    (as_quoted("Zij [op 3 mei 2021] belde zelf. [...]"), "is a day or a year"),
    (as_quoted("Zij [uit Emmen] belde zelf. [...]"), "“Emmen” (word 3) is a place"),
    (as_quoted("Zij [van Berk] belde zelf. [...]"), "what somebody is called in this pilot"),
    (as_quoted("Zij [is ziek, kanker] belde zelf. [...]"), "somebody's health"),
    (as_quoted(said_by=""), "Say whose words these are"),
    (as_quoted(said_by="m" * 81), "Say in at most 80 characters whose words these are."),
    (as_quoted(said_by="moeder Hazeveld"), "“Hazeveld” (word 2) is a name"),
    (as_quoted(said_by="moeder uit Coevorden"), "fits 1 in this pilot, and must fit 2 at least"),
    (as_quoted(said_by="moeder, vier kinderen"), "Say for example: moeder."),
    (as_quoted(said_by="moeder met een snackbar"), "can't tell whom “snackbar” fits"),
    (as_quoted(audience="team"), "Choose from the list"),
    (Words(SHORTER, "municipality", "name"), "agreed to be named"),
])
def test_what_may_not_leave(small: SmallPilot, db: Database, passage: Passage, words: Words, said: str) -> None:
    """Each is a sentence that says what was found and where, and nothing is kept."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Es moeder"], "Ilona Hazeveld")
    with pytest.raises(BadInput) as fault:
        proposing.propose(db, small.viewers["evaluator"], passage, words)
    assert said in fault.value.sentence("en")
    assert db.conn.execute("SELECT count(*) FROM quote_out").fetchone() == (0,)


def test_passages_that_cannot_be_proposed(small: SmallPilot, db: Database, passage: Passage) -> None:
    """Not coded, not there, of a text that may hold names, of one that was withdrawn, under a code out of use."""
    viewer = small.viewers["evaluator"]

    def fault(document: str = passage.document, version: str = "", end: int = passage.end,
              code: str = passage.code) -> str:
        with pytest.raises(BadInput) as found:
            proposing.offer(db, viewer, Passage(document, version, passage.start, end, code))
        return found.value.sentence("en")

    assert "not coded with this code" in fault(code="klik")
    assert "not coded with this code" in fault(end=passage.end + 1)
    assert "not in use any more" in fault(code="bestaat niet")
    assert "Choose a passage of the text" in fault(end=9000)
    assert "is not there" in fault(document=new_guid())
    assert "is not there" in fault(version=new_guid())
    raw = small.interview(db, "Es", kind="raw", title="Ruw")
    with pytest.raises(NotAllowed):
        proposing.offer(db, viewer, passage._replace(document=raw))
    viewer = small.prepares(db)
    assert "may still hold names" in fault(document=raw)
    changing.retire(db, small.operator(db), passage.code, seen=1)
    assert "not in use any more" in fault()
    documents.withdraw(db, small.operator(db), passage.document, "dubbel")
    with pytest.raises(Withdrawn):
        proposing.offer(db, viewer, passage)


def test_what_changes_afterwards_is_said(small: SmallPilot, db: Database, passage: Passage, waiting: str) -> None:
    """Another direction, the coding taken back, the text changed: said at the quote to who reads texts, no one else."""
    def since(name: str = "evaluator") -> str:
        return " ".join(seeing.quote(db, small.viewers[name], waiting).seen.since)

    assert since() == ""
    (coding,) = db.conn.execute("SELECT guid FROM coding").fetchone()
    change = {"op": new_guid(), "kind": "change", "coding": coding, "sign": "-"}
    apply_ops(db, small.viewers["evaluator2"], passage.document, [change])
    assert "it was +, and is -" in since()
    apply_ops(db, small.viewers["evaluator2"], passage.document, [
        {"op": new_guid(), "kind": "remove", "coding": coding}])
    assert "no longer coded so" in since()
    documents.revise(db, small.operator(db), passage.document, [
        documents.NewTurn("Heel iets anders."), documents.NewTurn("En weer.")], kind="deidentified", engine="test")
    assert "no longer stand in it" in since()
    assert since("admin") == ""
    with pytest.raises(Conflict, match="no longer stand in it"):
        deciding.approve(db, small.viewers["evaluator2"], waiting)


def test_an_official_who_agreed_is_named(small: SmallPilot, db: Database, passage: Passage) -> None:
    """By the register, and only as long as it says so; the pilot's file holds no name."""
    boss, viewer = small.operator(db), small.viewers["evaluator"]
    mayor = people.add_person(db, boss, kind="professional", role="wethouder", pseudonym="Professional A")
    new = documents.NewDocument(small.families["Es"], "interview", "partner", "Wethouder", "2021-05-01",
                                persons=(mayor,))
    with write(db):
        guid = documents.add_document(db, boss, new, [documents.NewTurn(
            "Wij leerden ervan.", "Wethouder", "partner")], version_kind="deidentified", engine="test")
    apply_ops(db, small.viewers["evaluator2"], guid, [{
        "op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": 0, "end": 18, "sign": "+"}])
    there = passage._replace(document=guid, start=0, end=18, code="klik")
    words = Words("Wij leerden ervan.", "municipality", "name")
    with pytest.raises(BadInput, match="agreed to be named"):
        proposing.propose(db, viewer, there, words)
    with pytest.raises(BadInput, match="fits 1 in this pilot"):
        proposing.propose(db, viewer, there, words._replace(how="function", said_by="wethouder"))
    register.set_person_name(small.pilot, db, boss, mayor, "Fenna Zandstra", may_be_named=True)
    quote = proposing.propose(db, viewer, there, words)
    deciding.approve(db, small.viewers["admin"], quote)
    kept = leaving.let_out(db, "municipality")["klik"]
    assert [one.said_by for one in kept] == [""]  # what a release keeps is in the pilot's file
    assert [one.said_by for one in leaving.with_names(db, kept)] == ["Fenna Zandstra"]
    assert "Zandstra" not in "\n".join(dump(db.conn))
    register.set_person_name(small.pilot, db, boss, mayor, "Fenna Zandstra", replace=True)
    assert quotes(db) == []


def test_sent_back_and_taken_back(small: SmallPilot, db: Database, passage: Passage, out: str) -> None:
    """With a reason; what was sent back may be proposed again, what is taken back is in no release."""
    with pytest.raises(BadInput, match="Say why"):
        deciding.withdraw(db, small.viewers["evaluator"], out, " ")
    with pytest.raises(BadInput, match="at most 500"):
        deciding.withdraw(db, small.viewers["evaluator"], out, "x" * 501)
    deciding.withdraw(db, small.viewers["evaluator"], out, "de moeder vroeg het")
    assert leaving.still_may(db, [out]) == set()
    with pytest.raises(Conflict):
        deciding.withdraw(db, small.viewers["evaluator"], out, "nog eens")
    again = proposing.propose(db, small.viewers["evaluator"], passage, as_quoted())
    deciding.send_back(db, small.viewers["admin"], again, "te herkenbaar")
    states = {one.out.guid: (one.state, one.reason) for one in seeing.listed(db, small.viewers["evaluator"])}
    assert states == {out: ("withdrawn", "de moeder vroeg het"), again: ("sent back", "te herkenbaar")}
    assert proposing.propose(db, small.viewers["evaluator"], passage, as_quoted()) not in states


def _document(db: Database) -> str:
    return str(db.conn.execute("SELECT d.guid FROM quote_out JOIN document d USING (document_id)").fetchone()[0])
