"""Passages by their codes: what a question finds, of whom, and what it leaves out."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.find.choices import choices
from coding.find.passages import Found, passages
from coding.find.question import Question, Step, from_query
from coding.marks.actions import apply_ops
from pilot.config import ROOT
from pilot.errors import BadInput, NotFound
from pilot.families import consent
from pilot.paging import Wanted, folded
from pilot.store.files import new_guid
from tests.builder import TURNS
from texts import spoken
from texts.documents import NewTurn, layout

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

TEXT, SPANS = layout(TURNS)


def at(words: str) -> tuple[int, int]:
    """Where words stand in the interview."""
    start = TEXT.index(words)
    return start, start + len(words)


def code(
    db: Database, small: SmallPilot, document: str, who: str, key: str, words: str, **more: Any
) -> None:
    """Somebody codes words of the interview."""
    start, end = at(words)
    answer = apply_ops(db, small.viewers[who], document, [{
        "op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": key, "start": start, "end": end,
        **more}])
    assert answer["results"][0]["state"] == "confirmed", answer


@pytest.fixture
def coded(small: SmallPilot, db: Database) -> str:
    """An interview that two evaluators coded."""
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    guid = small.interview(db)
    code(db, small, guid, "evaluator", "klik", "Zij belde zelf.", sign="+")
    code(db, small, guid, "evaluator2", "klik", "Zij belde zelf.", sign="-")
    code(db, small, guid, "evaluator", "klik", "scheelt")
    code(db, small, guid, "evaluator", "vast_gezicht", "belde zelf. Ze wist nog")
    code(db, small, guid, "evaluator2", "vast_gezicht", "ik kon haar altijd bellen")
    code(db, small, guid, "evaluator", "screening", "Hoe ging het toen met de school?")
    return guid


def found(small: SmallPilot, db: Database, question: Question, who: str = "evaluator", **more: Any) -> Found:
    return passages(db, small.viewers[who], question, Wanted(**more))


def words(small: SmallPilot, db: Database, question: Question, who: str = "evaluator") -> list[str]:
    return [one.words for one in found(small, db, question, who).passages]


CONTACT = "vast_gezicht"


ASKED: list[tuple[Question, list[str]]] = [
    (Question("klik"), ["Zij belde zelf.", "scheelt"]),
    (Question("klik", "+"), ["Zij belde zelf."]), (Question("klik", "?"), ["scheelt"]), (Question("klik", "±"), []),
    (Question("klik", steps=(Step("overlapping", CONTACT),)), ["Zij belde zelf."]),
    (Question("klik", steps=(Step("without", CONTACT),)), ["scheelt"]),
    (Question("klik", steps=(Step("both", CONTACT),)), ["belde zelf."]),
    (Question("klik", "+", steps=(Step("either", "screening"),)),
     ["Hoe ging het toen met de school?", "Zij belde zelf."]),
    (Question("klik", steps=(Step("within", CONTACT),)), []),
    (Question("screening", steps=(Step("then", "klik", turns=1),)), ["Hoe ging het toen met de school?"]),
    (Question("screening", steps=(Step("then", "klik", turns=0),)), []),
    (Question("klik", steps=(Step("then", CONTACT, turns=1),)), []),
    (Question("klik", steps=(Step("then", CONTACT, turns=2), Step("overlapping", CONTACT))), ["Zij belde zelf."]),
    (Question("klik", voice="coach"), []), (Question("klik", speaker="moed"), ["Zij belde zelf.", "scheelt"]),
    (Question("screening", voice="coach"), ["Hoe ging het toen met de school?"]),
    (Question("klik", from_on="2021-03-05"), []), (Question("klik", until_on="2021-03-04", from_on="2021-03-04"),
                                                  ["Zij belde zelf.", "scheelt"]),
    (Question("klik", axis="event", from_on="2000-01-01"), []),
    (Question("klik", site="emmen"), ["Zij belde zelf.", "scheelt"]), (Question("klik", site="coevorden"), []),
]


def test_what_is_asked_is_found(small: SmallPilot, db: Database, coded: str) -> None:
    """Each way in which codes lie beside one another, and what narrows it; the same question out of its address."""
    for question, expected in ASKED:
        assert words(small, db, question) == expected, question
        assert from_query(question.query()) == question
    assert coded


def test_a_passage_tells_where_and_who(small: SmallPilot, db: Database, coded: str) -> None:
    """It opens where it stands, with who speaks, and is one passage of both coders who disagree on direction."""
    result = found(small, db, Question("klik"))
    one = result.passages[0]
    assert (one.document, one.start, one.end) == (coded, *at("Zij belde zelf."))
    assert (one.family, one.speaker) == ("Berk", "Moeder")
    assert (one.coders, one.codes, one.sign) == (("evaluator 1", "evaluator 2"), ("Click",), "±")
    assert (result.texts, result.codings, result.waiting) == (1, 3, 0)


def test_people_and_places_narrow_it(small: SmallPilot, db: Database, coded: str) -> None:
    """Whose codings, whose family, which coach."""
    assert words(small, db, Question("klik", coder=small.accounts["evaluator2"])) == ["Zij belde zelf."]
    assert words(small, db, Question("klik", coach=small.persons["coach2"])) == []
    assert len(words(small, db, Question("klik", family=small.families["Berk"], coach=small.persons["coach"]))) == 2
    assert words(small, db, Question("klik", family=small.families["Es"])) == []
    assert coded
    for kind, key, name in (("site", "hier", "Hier"), ("referrer", "buurthuis", "Buurthuis")):
        db.conn.executemany(f"INSERT INTO {kind}(guid, key, name) VALUES (?, ?, ?)",
                            [(new_guid(), key, name), (new_guid(), "elders", "Elders")])
        db.conn.execute(f"UPDATE family SET {kind}_id = (SELECT {kind}_id FROM {kind} WHERE key = ?) WHERE guid = ?",
                        (key, small.families["Berk"]))
    assert len(words(small, db, Question("klik", site="hier", referrer="buurthuis"))) == 2
    for elsewhere in (Question("klik", site="elders"), Question("klik", referrer="elders")):
        assert words(small, db, elsewhere) == []
    # By whom no family came is no choice.
    assert choices(db, small.viewers["evaluator"]).referrers == {"buurthuis": "Buurthuis"}


def test_a_group_stands_for_its_codes(small: SmallPilot, db: Database, coded: str) -> None:
    """The passages of a group are those of the codes in it."""
    rows = codebook.codes(db, 1, "en")
    group = next(row.parent_key for row in rows if row.key == "klik")
    inside = {row.key for row in rows if row.parent_key == group} & {"klik", CONTACT, "screening"}
    assert len(words(small, db, Question(str(group)))) == sum(len(words(small, db, Question(key))) for key in inside)
    assert "klik" in inside
    assert coded


def test_only_what_may_be_seen(small: SmallPilot, db: Database, coded: str) -> None:
    """Without the right to see other coders one's own codings; without consent nothing; raw texts for nobody else."""
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    result = found(small, db, Question("klik"))
    assert (list(result.passages), result.texts, result.codings) == ([], 0, 0)
    assert coded


def test_in_pages(small: SmallPilot, db: Database, coded: str) -> None:
    """Pages, orders and a search in title and family."""
    result = found(small, db, Question("klik"), size=1, page=2, order="longest")
    assert ([one.words for one in result.passages], result.passages.total) == (["scheelt"], 2)
    assert not found(small, db, Question("klik"), search="linde").passages
    assert len(found(small, db, Question("klik"), search="berk").passages) == 2
    assert coded


WRONG = [
    Question(""), Question("weg"), Question("klik", "x"), Question("klik", voice="god"), Question("klik", axis="x"),
    Question("klik", steps=(Step("beside", "klik"),)), Question("klik", steps=(Step("within", "weg"),)),
    Question("klik", from_on="gisteren"), Question("klik", from_on="2021-02-01", until_on="2021-01-01"),
    Question("klik", steps=(Step("then", "klik", turns=51),)), Question("klik", steps=(Step("within", "klik"),) * 5),
    Question("klik", coder="x"), Question("klik", site="x"), Question("klik", referrer="x"),
    Question("klik", coach="x"),
]


def test_bad_input_is_one_sentence(small: SmallPilot, db: Database, coded: str) -> None:
    """A question that is none, and names of what is not there."""
    for question in WRONG:
        with pytest.raises(BadInput):
            found(small, db, question)
    assert coded


def test_a_family_that_is_not_there(small: SmallPilot, db: Database, coded: str) -> None:
    """Is said to be so; and turns that are no number are refused."""
    with pytest.raises(NotFound):
        passages(db, small.viewers["evaluator"], Question("klik", family=coded), Wanted())
    with pytest.raises(BadInput):
        from_query({"code": "klik", "how1": "then", "code1": "klik", "turns1": "many"})


def test_who_speaks_is_looked_up_as_a_turn_is_read(small: SmallPilot, db: Database) -> None:
    """For every span of a text with an empty turn: what is looked up at once is what going through its turns says."""
    turns = (*TURNS, NewTurn("", "Coach", "coach"), NewTurn("Ja.", "Móeder", "family"),
             NewTurn("Nee.", "Coach", "coach"))
    document = small.interview(db, turns=turns)
    (version,) = db.conn.execute("SELECT read_version_id FROM document WHERE guid = ?", (document,)).fetchone()
    read = spoken.turns_by_version(db, [version])[version]
    length = read[-1].end
    spans = [(version, start, end) for start in range(length) for end in (start + 1, min(start + 40, length))]
    for voice, speaker in (("coach", ""), ("family", "moe"), ("", "MÓE"), ("partner", "")):
        assert spoken.said_by(db, spans, voice, speaker) == [any(
            voice in ("", turn.voice) and folded(speaker) in folded(turn.speaker)
            for turn in spoken.heard(read, start, end)) for _version, start, end in spans]
    begins = [turn.start for turn in read]
    places = [(version, at) for at in range(length)]
    assert spoken.numbers(db, places) == {place: bisect_right(begins, place[1]) - 1 for place in places}
