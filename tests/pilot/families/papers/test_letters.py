"""Letters about consent: what they tell, for whom, and that a text that was read stays what it was."""

from __future__ import annotations

from contextlib import closing
from itertools import product
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from pilot.access.reach import USES
from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.families import people
from pilot.families.papers import facts, letters, printing, wording
from pilot.families.papers.address import asking, back_to, uses_of
from pilot.families.papers.facts import Facts
from pilot.families.papers.letter import AUDIENCES, YOUNG, Letter, read_back
from pilot.store.files import open_register
from pilot.words import LANGUAGES

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

OURS = Facts("Gemeente Voorbeeld", "000 123", "privacy@voorbeeld.invalid", "vijf jaar", "five years", "Kaartje.",
             "Card.")


def sentences(letter: Letter) -> list[str]:
    """Every sentence somebody reads before signing."""
    blocks = [line for block in (*letter.before, *letter.after) for line in block.lines]
    return [*blocks, *(one.about for one in letter.questions), *(one.question for one in letter.questions)]


@pytest.mark.parametrize(("audience", "language"), list(product(AUDIENCES, LANGUAGES)))
def test_a_letter_tells_what_has_to_be_told(audience: str, language: str) -> None:
    """Every use has what is done and a question; whom to call, the law, how long, and that a no costs nothing."""
    letter = wording.letter(audience, language, "Proef", OURS)
    assert [one.use for one in letter.questions] == list(USES)
    assert all(one.about and one.question.endswith("?") for one in letter.questions)
    told = " ".join(sentences(letter))
    kept = OURS.kept_nl if language == "nl" else OURS.kept_en
    for fact in ("Proef", OURS.contact, OURS.protection, kept, "Autoriteit Persoonsgegevens"):
        assert fact in told
    no = "verandert er niets aan de steun" if language == "nl" else "nothing changes in the support"
    assert no in told
    assert "{" not in told


@pytest.mark.parametrize("audience", AUDIENCES)
def test_sentences_are_short(audience: str) -> None:
    """Of level B1: no Dutch sentence has more than twenty words, and none is left in English."""
    dutch, english = (sentences(wording.letter(audience, language, "Proef", Facts())) for language in ("nl", "en"))
    assert not set(dutch) & set(english)
    parts = [part for one in dutch for part in one.replace("?", ".").replace(":", ".").split(". ")]
    assert [part for part in parts if len(part.split()) > 20] == []


def test_a_letter_without_facts_sends_people_to_their_coach() -> None:
    """Nothing is left open in it, and nothing is said that nobody filled in."""
    told = " ".join(sentences(wording.letter("adult", "en", "Proef", Facts())))
    assert "Ask your coach how long we keep it." in told
    assert "Questions about your data? Ask your coach." in told
    assert "call or mail" not in told
    assert Facts().missing == ["organisation", "contact", "protection"]


def test_a_letter_is_a_version_that_stays(small: SmallPilot, db: Database) -> None:
    """The same words are the same letter; other facts make another one, and the first can still be had as it was."""
    pilot, coach, admin = small.pilot, small.viewers["coach"], small.viewers["admin"]
    first = letters.to_read(pilot, db, coach, "adult", "nl")
    assert letters.to_read(pilot, db, coach, "adult", "nl") == first
    facts.set_facts(pilot, db, admin, OURS)
    second = letters.to_read(pilot, db, coach, "adult", "nl")
    assert second.number != first.number
    assert letters.numbered(pilot, db, coach, first.number) == first
    assert read_back(second.letter.text) == second.letter
    assert [one.number for one in letters.known(pilot, db, coach)] == [second.number, first.number]
    with closing(open_register(pilot.register_path)) as register:
        for change in ("UPDATE letter SET text = '{}'", "DELETE FROM letter"):
            with pytest.raises(sqlite3.IntegrityError):
                register.conn.execute(change)


def test_what_letters_tell_is_for_an_administrator_to_say(small: SmallPilot, db: Database) -> None:
    """A coach reads it and cannot change it; what is far too long for a letter is refused."""
    with pytest.raises(NotAllowed):
        facts.set_facts(small.pilot, db, small.viewers["coach"], OURS)
    with pytest.raises(BadInput, match="too long"):
        facts.set_facts(small.pilot, db, small.viewers["admin"], OURS._replace(extra_nl="x" * 1001))
    assert facts.facts(small.pilot, db, small.viewers["coach"]) == Facts()


def test_a_child_gets_the_letter_of_its_age(small: SmallPilot, db: Database) -> None:
    """From 12 on it reads itself; a child of unknown age is read to; from 16 on it is an adult's letter."""
    def child(turns_16: str | None) -> people.Person:
        guid = people.add_person(db, small.viewers["admin"], kind="child", pseudonym=f"Kind {turns_16}",
                                 family_guid=small.families["Berk"], turns_16_on=turns_16)
        return people.person(db, guid)

    ages = {None: YOUNG, "2027-01-01": YOUNG, "2025-06-01": "child", "2021-06-01": "adult"}
    assert {turns: letters.audience_for(child(turns), "2021-06-01") for turns in ages} == ages


@pytest.mark.slow
def test_a_form_is_printed_for_chosen_uses(small: SmallPilot, db: Database) -> None:
    """An accessible pdf with the letter and a page with boxes; an older letter as it was; nonsense is a sentence."""
    coach = small.viewers["coach"]
    made = printing.form_pdf(small.pilot, db, coach, {"uses": "record,analyse", "audience": "young"})
    assert made.startswith(b"%PDF")
    assert b"pdfuaid" in made
    for chosen in ({"letter": "99"}, {"letter": "²"}, {"audience": "dog"}, {"language": "fr"}):
        with pytest.raises((BadInput, NotFound)):
            printing.form_pdf(small.pilot, db, coach, chosen)


def test_the_way_back_is_ours() -> None:
    """An address leads to a page of this program, with what is asked for; anything else leads nowhere."""
    assert asking("f", "p", ["analyse", "record"], "/record?family=f") == (
        "/consent?family=f&person=p&uses=record%2Canalyse&back=%2Frecord%3Ffamily%3Df")
    assert back_to("/record?family=a-1&draft=b#top") == "/record?family=a-1&draft=b#top"
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil", "javascript:x", "/a?b=<", "Record", "/a\n"):
        assert back_to(elsewhere) == ""
    assert back_to("record", "f") == "/record?family=f"
    assert uses_of("share,record,x") == ["record", "share"]
