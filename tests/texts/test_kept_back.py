"""What was copied out of a text that went out of reach is readable nowhere, until somebody decides."""

from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.book.phrases import fault_of
from coding.memos import reading, writing
from coding.memos.writing import Said
from coding.suggest.proposing import signals_of
from pilot.clock import today
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import consent
from pilot.store.files import new_guid
from stories.entry.templates import Said as Level
from stories.learning import meetings
from stories.learning.meetings import Plan
from stories.outcomes import rubrics
from tests.coding.book.test_file import SMALL
from texts import documents, kept_back
from texts.documents import NewTurn
from texts.kept_back import KeptBack
from themes.aims import writing as aims
from themes.explore import saved
from themes.release.arcs import writing as arcs
from themes.release.content import MUNICIPALITY

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

TURNS = (NewTurn("Hoe ging het met de rekeningen van de afgelopen maand?", "Coach", "coach"),
         NewTurn("Ik durfde de post wekenlang niet open te maken, want ik was bang voor de deurwaarder.", "Moeder",
                 "family"))
COPIED = "Ze zei: ‘ik DURFDE de post wekenlang niet open te maken’. Dat zien we vaker."
SHOWN = "Ze zei: ‘(…)’. Dat zien we vaker."


def _memo(db: Database, small: SmallPilot, body: str, who: str = "evaluator", *, private: bool = False) -> str:
    guid = new_guid()
    writing.save(db, small.viewers[who], Said(guid, "project", "", "Post", body, private))
    return guid


def _body(db: Database, small: SmallPilot, guid: str, who: str = "evaluator") -> str:
    return reading.one(db, small.viewers[who], guid).body


def _waiting(db: Database, small: SmallPilot, who: str = "evaluator") -> list[KeptBack]:
    return kept_back.waiting(db, small.viewers[who])


def test_copied_words_go_with_the_consent_and_come_back_with_it(small: SmallPilot) -> None:
    """From the withdrawal on only (…) is read, in every way of copying; given again, all is as it was."""
    with closing(small.open()) as db:
        small.interview(db, turns=TURNS, title="Over de post")
        guid, other = _memo(db, small, COPIED), _memo(db, small, "Ik durfde de post wel te halen, elke dag weer.")
        admin, mother = small.viewers["admin"], small.persons["Berk moeder"]
        consent.withdraw(db, admin, mother, "analyse")
        assert _body(db, small, guid) == SHOWN
        assert _body(db, small, other).startswith("Ik durfde de post wel"), "five words in a row are anybody's"
        found = _waiting(db, small, "admin")
        assert [(one.what, one.document, one.family, one.n_words) for one in found] == [
            ("a memo", "Over de post", "Berk", 9)]
        consent.give(db, admin, mother, ["analyse"], today(db))
        assert _body(db, small, guid) == COPIED
        assert not _waiting(db, small)
        assert not db.conn.execute("SELECT 1 FROM kept_back WHERE words <> ''").fetchone()


def test_a_withdrawn_text_takes_its_words_along_and_brings_them_back(small: SmallPilot) -> None:
    """Minutes of a meeting, too; what also stands in a text that may be read is no secret."""
    with closing(small.open()) as db:
        document = small.interview(db, turns=TURNS)
        small.interview(db, "Es", turns=TURNS[:1], title="Dezelfde vraag")
        asked = _memo(db, small, "We vragen: Hoe ging het met de rekeningen van de afgelopen maand?")
        meeting = meetings.plan(db, small.viewers["evaluator"], Plan("Leren", today(db), COPIED))
        documents.withdraw(db, small.viewers["evaluator"], document, "Bij het verkeerde gezin")
        assert "rekeningen" in _body(db, small, asked)
        assert meetings.one(db, small.viewers["coach2"], meeting).topic == SHOWN
        documents.bring_back(db, small.viewers["admin"], document)
        assert meetings.one(db, small.viewers["coach2"], meeting).topic == COPIED


def test_a_person_decides(small: SmallPilot) -> None:
    """Put back with a reason they stay, whatever is withdrawn after that; left out they are nowhere any more."""
    with closing(small.open()) as db:
        document = small.interview(db, turns=TURNS)
        stays, goes, reworded = (_memo(db, small, f"{n}. {COPIED}") for n in "123")
        evaluator, admin = small.viewers["evaluator"], small.viewers["admin"]
        documents.withdraw(db, evaluator, document, "Verkeerd gezin")
        first, second, third = _waiting(db, small)
        with pytest.raises(BadInput):
            kept_back.put_back(db, evaluator, first.guid, " ")
        kept_back.put_back(db, evaluator, first.guid, "Zo zegt iedereen het")
        kept_back.leave_out(db, admin, second.guid)
        with pytest.raises(Conflict):
            kept_back.put_back(db, evaluator, second.guid, "Toch niet")
        memo = reading.one(db, evaluator, reworded)
        writing.save(db, evaluator, Said(reworded, "project", "", "Post", "Post is eng", False, memo.changed_at or ""))
        assert [one.as_left for one in _waiting(db, small)] == [False]
        with pytest.raises(Conflict):
            kept_back.put_back(db, evaluator, third.guid, "Toch")
        kept_back.leave_out(db, evaluator, third.guid)
        consent.withdraw(db, admin, small.persons["Berk moeder"], "analyse")
        assert _body(db, small, stays) == f"1. {COPIED}"
        assert _body(db, small, goes) == f"2. {SHOWN}"
        assert _body(db, small, reworded) == "Post is eng"
        assert not _waiting(db, small)
        assert db.conn.execute("SELECT DISTINCT words FROM kept_back").fetchall() == [("",)]


def test_words_of_two_texts_come_back_one_by_one(small: SmallPilot) -> None:
    """What is put back of the one shows nothing of the other; when both are in reach all is as it was."""
    with closing(small.open()) as db:
        one = small.interview(db, turns=TURNS)
        words = "Op de dag dat de sleutel kwam sliepen we meteen in het nieuwe huis."
        two = small.interview(db, "Es", turns=(NewTurn(words, "Moeder", "family"),))
        guid = _memo(db, small, f"{COPIED} En: {words}")
        evaluator, admin = small.viewers["evaluator"], small.viewers["admin"]
        documents.withdraw(db, evaluator, one, "Verkeerd")
        documents.withdraw(db, evaluator, two, "Verkeerd")
        assert _body(db, small, guid) == f"{SHOWN} En: (…)."
        documents.bring_back(db, admin, one)
        assert "sleutel" not in _body(db, small, guid)
        documents.bring_back(db, admin, two)
        assert _body(db, small, guid) == f"{COPIED} En: {words}"


def test_of_a_private_memo_only_its_writer_is_told(small: SmallPilot) -> None:
    """Others learn nothing of it, not by its guid either."""
    with closing(small.open()) as db:
        document = small.interview(db, turns=TURNS)
        _memo(db, small, COPIED, "evaluator2", private=True)
        documents.withdraw(db, small.viewers["evaluator"], document, "Verkeerd")
        (mine,) = _waiting(db, small, "evaluator2")
        assert not _waiting(db, small)
        assert not _waiting(db, small, "admin")
        with pytest.raises(NotFound):
            kept_back.leave_out(db, small.viewers["admin"], mine.guid)


def test_versions_of_a_thing_are_decided_at_once(small: SmallPilot) -> None:
    """A goal and its history, and every version of the codebook that holds the same example, ask for one decision."""
    with closing(small.open()) as db:
        document = small.interview(db, turns=TURNS)
        evaluator, operator = small.viewers["evaluator"], small.operator(db)
        goal = aims.keep(small.pilot, db, evaluator, "Minder schulden", COPIED)
        for n in "12":
            codebook.adopt(db, operator, SMALL.replace("Zij belde: 'kom maar'.", COPIED).replace("De tweede.", n))
        documents.withdraw(db, evaluator, document, "Verkeerd gezin")
        found = {one.what: one for one in _waiting(db, small)}
        assert sorted(one.what for one in _waiting(db, small)) == ["a code in the codebook", "a goal of the pilot"]
        assert found["a code in the codebook"].around == SHOWN
        assert not [row for row in db.conn.execute("SELECT yaml FROM codebook_version") if "DURFDE" in row[0]]
        kept_back.put_back(db, evaluator, found["a goal of the pilot"].guid, "Zo zegt iedereen het")
        kept_back.put_back(db, evaluator, found["a code in the codebook"].guid, "Zo zegt iedereen het")
        assert not _waiting(db, small)
        for table, column in (("aim", "shown_by"), ("aim_version", "shown_by"), ("code_definition", "example")):
            texts = {row[0] for row in db.conn.execute(f"SELECT {column} FROM {table} WHERE {column} <> ''")}
            assert texts == {COPIED}, table
        assert all("DURFDE" in row[0] for row in db.conn.execute("SELECT yaml FROM codebook_version"))
        assert goal in found["a goal of the pilot"].href


def test_phrases_that_point_to_a_code(small: SmallPilot) -> None:
    """One that repeats what is out of reach is shown as (…), points to nothing, and may stay while the code is changed;
    the others of that code stay as they are."""
    with closing(small.open()) as db:
        document, bare = small.interview(db, turns=TURNS), TURNS[1].text.partition(",")[0]
        codebook.adopt(db, small.operator(db), SMALL.replace('"altijd", nooit', f'"altijd", "{bare}", "het {bare} nu"'))
        documents.withdraw(db, small.viewers["evaluator"], document, "Verkeerd gezin")
        (book,) = (row[0] for row in db.conn.execute("SELECT signals FROM code_definition WHERE signals <> '[]'"))
        assert json.loads(book) == ["altijd", "(…)", "het (…) nu"]
        assert [text for _key, _strength, text in signals_of([("een", json.loads(book))])] == ["altijd"]
        assert not any(map(fault_of, json.loads(book)))
        (told,) = {one.around for one in _waiting(db, small)}
        assert "altijd" in told
        documents.bring_back(db, small.viewers["admin"], document)
        (back,) = (row[0] for row in db.conn.execute("SELECT signals FROM code_definition WHERE signals <> '[]'"))
        assert json.loads(back) == ["altijd", bare, f"het {bare} nu"]


def test_names_rubrics_and_stories_in_moments(small: SmallPilot) -> None:
    """A name that is the copied words alone stays a name of its own; the texts of a rubric are searched one by one."""
    with closing(small.open()) as db:
        document = small.interview(db, turns=TURNS)
        evaluator, admin, bare = small.viewers["evaluator"], small.viewers["admin"], TURNS[1].text.partition(",")[0]
        for n in (bare, bare.upper()):
            saved.save_view(db, evaluator, n, "", "themes", {}, shared=True)
        meeting = meetings.plan(db, evaluator, Plan(COPIED, today(db)))
        across = replace(rubrics.newest(db).ladders["work"], about=Level("Ik durfde de post", "wekenlang niet open te"))
        said = rubrics.newest(db).ladders["housing"]
        within = replace(said, levels=(Level(f"Zij zei \"nee\": {bare}.", "No"), *said.levels[1:]))
        ladders = {**rubrics.newest(db).ladders, "work": across, "housing": within}
        rubrics.publish(db, admin, replace(rubrics.newest(db), ladders=ladders))
        consent.give(db, admin, small.persons["Berk moeder"], ["quote", "share"], today(db))
        arc = arcs.begin(db, evaluator, small.families["Berk"], MUNICIPALITY, COPIED, "gezinslid", sure=True)
        documents.withdraw(db, evaluator, document, "Verkeerd gezin")
        names = [row[0] for row in db.conn.execute("SELECT name FROM saved_view")]
        assert len(set(names)) == 2
        assert all(re.fullmatch(r"\(…\) [0-9a-f]{4}", one) for one in names)
        assert meetings.one(db, evaluator, meeting).title == SHOWN
        assert rubrics.newest(db).ladders["housing"].levels[0].nl == 'Zij zei "nee": (…).'
        assert rubrics.newest(db).ladders["work"] == across
        (title,) = db.conn.execute("SELECT title FROM story_arc WHERE guid = ?", (arc,)).fetchone()
        assert title == SHOWN
        told = {one.what: one for one in _waiting(db, small, "admin")}
        assert "Zij zei" in told["the rubrics"].around
        documents.bring_back(db, admin, document)
        assert rubrics.newest(db).ladders["housing"] == within
        assert {row[0] for row in db.conn.execute("SELECT name FROM saved_view")} == {bare, bare.upper()}


def test_it_says_which_it_was_and_leads_only_where_somebody_may_go(small: SmallPilot) -> None:
    """What stands around the words is told to who may read it, with the page; what else is out of reach is not."""
    with closing(small.open()) as db:
        one = small.interview(db, turns=TURNS)
        words = "Op de dag dat de sleutel kwam sliepen we meteen in het nieuwe huis."
        two = small.interview(db, "Es", turns=(NewTurn(words, "Moeder", "family"),))
        _memo(db, small, f"{COPIED} En: {words}")
        meetings.plan(db, small.viewers["evaluator"], Plan("Leren", today(db), COPIED))
        documents.withdraw(db, small.viewers["evaluator"], one, "Verkeerd")
        told = {one.what: (one.href.partition("?")[0], one.around) for one in _waiting(db, small)}
        assert told == {"a memo": ("/memos", f"{SHOWN} En: {words[:54]}…"), "a learning meeting": ("/meeting", SHOWN)}
        documents.withdraw(db, small.viewers["evaluator"], two, "Verkeerd")
        assert {one.around for one in _waiting(db, small) if one.what == "a memo"} == {f"{SHOWN} En: (…)."}
        assert {(one.href, one.around) for one in _waiting(db, small, "admin")} == {("", "")}
