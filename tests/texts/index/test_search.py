"""Finding words: every place and no other, in what somebody may read, within its time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot import access
from pilot.errors import BadInput, NotFound
from pilot.families import consent
from pilot.paging import Wanted
from texts.documents import NewTurn, revise, turns_of
from texts.index import matching
from texts.index import search as index
from texts.index.forms import stem
from texts.index.matching import Query
from texts.index.search import search

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from texts.index.search import Found

TURNS = (
    NewTurn("Hoe ging het met de gezinnen? 🙂", "Coach", "coach"),
    NewTurn("Ons gezin had schulden. De kinderen gingen niet naar school, het kind van de buren wél.", "Moeder",
            "family"),
    NewTurn("De school belde. Schooltijd, scholen: altijd ruzie.", "Moeder", "family"),
)


@pytest.fixture
def guid(small: SmallPilot, db: Database) -> str:
    """A conversation of family Berk."""
    return small.interview(db, turns=TURNS)


def found(small: SmallPilot, db: Database, text: str, way: str = "forms", who: str = "evaluator", **more: str) -> Found:
    """What somebody finds."""
    order = more.pop("order", "")
    return search(db, small.viewers[who], Query(text, way, **more), Wanted(order=order))


def words(result: Found) -> list[str]:
    """The words that were found."""
    return [hit.found for hit in result.hits]


@pytest.mark.parametrize(("text", "way", "expected"), [
    ("gezin", "forms", ["gezinnen", "gezin"]), ("GEZINNEN", "forms", ["gezinnen", "gezin"]),
    ("school", "forms", ["school", "school", "scholen"]), ("school", "as_is", ["school", "school"]),
    ("school*", "forms", ["school", "school", "Schooltijd"]), ("kind", "forms", ["kinderen", "kind"]),
    ("wel", "forms", ["wél"]), ("bellen", "forms", ["belde"]), ("schuld", "forms", ["schulden"]),
    ("naar school", "as_is", ["naar school"]), ("school naar", "as_is", []),
    ("kind schulden", "forms", ["schulden. De kinderen"]), ("ruzie gezin", "forms", []),
    ("gezin buren", "near", []), ("kinderen school", "near", ["school, het kind"]),
    ('"gezin"', "forms", ["gezin"]), ('„naar school” ', "forms", ["naar school"]), ('"school naar"', "near", []),
    ("kinderen school", "sentence", ["school, het kind"]), ("schulden kinderen", "sentence", []),
    ("de sch* belde", "as_is", ["De school belde"]),
    (r"school(tijd)?\b", "pattern", ["school", "school", "Schooltijd"]), ("bestaatniet", "forms", []),
    ('NEAR("school" OR', "forms", []), ("school\" OR \"kind", "as_is", []),
    ("- * ( school", "forms", ["school"] * 2 + ["scholen"]),
])
@pytest.mark.slow
def test_every_place_is_found(
    small: SmallPilot, db: Database, guid: str, text: str, way: str, expected: list[str]
) -> None:
    """By any form, as typed, near one another and by pattern; nothing in the words is read as grammar."""
    result = found(small, db, text, way)
    assert words(result) == expected
    stored = db.execute("SELECT text FROM document_version").fetchone()[0]
    for hit in result.hits:
        assert stored[hit.start:hit.start + len(hit.found)] == hit.found
        assert stored[:hit.start].endswith(hit.before)
        assert stored[hit.start + len(hit.found):].startswith(hit.after)
        assert (hit.turn.document, hit.turn.family, hit.turn.title) == (guid, "Berk", "Gesprek")
    assert result.texts == 1
    assert not result.more


def test_other_forms_are_told(small: SmallPilot, db: Database, guid: str) -> None:
    """What else was looked for is said; with exact words nothing is."""
    assert found(small, db, "gezin").also == ("gezinnen",)
    assert found(small, db, "gezin", "as_is").also == ()
    assert guid


def test_orders(small: SmallPilot, db: Database, guid: str) -> None:
    """By the words before, nearest first, and by the words behind: like stands beside like."""
    left, right = (found(small, db, "school", way, order=order).hits
                   for way, order in (("forms", "left"), ("as_is", "right")))
    assert [hit.before.split()[-1] for hit in left] == ["De", "naar", "Schooltijd,"]
    assert [hit.after.strip()[:5] for hit in right] == ["belde", ", het"]
    assert guid


@pytest.mark.parametrize("order", ["left", "right"])
def test_of_very_many_the_first_in_order_are_shown(
    small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    """By the words around them, all places are put in order before the first are taken; without time for all, those
    that were are counted, and it is said that there are others."""
    around = ["tak", "berg", "zee", "appel", "huis", "noot", "vis", "maan", "klok", "deur"]
    turns = tuple(NewTurn(f"{word} school {word}.", "Moeder", "family") for word in around)
    for title in ("Een", "Twee"):
        small.interview(db, turns=turns, title=title)
    monkeypatch.setattr(index, "MAX_HITS", 6)
    first = found(small, db, "school", order=order)
    assert [hit.before.strip() for hit in first.hits] == [word for word in sorted(around)[:3] for _twice in range(2)]
    assert (first.more, first.seen, first.is_cut) == (True, 20, False)
    monkeypatch.setattr(index, "SORT_S", 0.0)
    cut = found(small, db, "school", order=order)
    assert (cut.hits.total, cut.seen, cut.is_cut) == (6, 7, True)
    assert [hit.before.strip() for hit in cut.hits] == sorted(around[:7])[:6]
    assert not found(small, db, "school").is_cut


@pytest.mark.parametrize("many", [0, 20_000])
@pytest.mark.parametrize("way", ["forms", "pattern"])
@pytest.mark.parametrize("order", ["family", "newest"])
def test_of_very_many_the_first_texts_in_order_are_shown(
    small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch, order: str, way: str, many: int
) -> None:
    """By family or date, what is found first in the index is not what comes first: the texts that do are shown."""
    monkeypatch.setattr(matching, "MANY", many)
    for family, day in (("Es", "2021-01-01"), ("Berk", "2021-02-01"), ("Es", "2021-03-01"), ("Berk", "2021-04-01")):
        small.interview(db, family=family, told_on=day, turns=(NewTurn(f"school {day}", "Moeder", "family"),) * 2)
    everything = found(small, db, "school", way, order=order)
    monkeypatch.setattr(index, "MAX_HITS", 3)
    first = found(small, db, "school", way, order=order)
    assert (first.hits.total, first.more, first.is_cut) == (3, True, False)
    assert list(first.hits) == list(everything.hits)[:3]
    assert [hit.turn.told_on[5:7] for hit in first.hits] == {
        "family": ["02", "02", "04"], "newest": ["04", "04", "03"]}[order]
    assert len(found(small, db, "school", way, order=order, voice="coach").hits) == 0


def test_who_speaks_and_whose(small: SmallPilot, db: Database, guid: str) -> None:
    """Only turns of a voice, only a family's texts; and it is said in how much was looked."""
    small.interview(db, family="Es", turns=(NewTurn("Geen school.", "Moeder", "family"),))
    of_coach = found(small, db, "gezin", voice="coach")
    assert (words(of_coach), of_coach.texts, of_coach.words) == (["gezinnen"], 1, 7), "of all that is said, the coach's"
    only = found(small, db, "school", family=small.families["Es"])
    assert (words(only), only.texts, only.words) == (["school"], 1, 2)
    every = found(small, db, "school")
    assert (every.texts, every.words) == (2, 7 + 16 + 7 + 2), "a new turn begins a new word"
    assert guid


@pytest.mark.slow
def test_only_what_may_be_read(small: SmallPilot, db: Database, guid: str) -> None:
    """The version that is read now, of families one may know, with consent; words of an older version are not found."""
    version = access.require_document(db, small.viewers["evaluator"], guid)
    told = [replace(turn, text=turn.text.replace("ruzie", "onenigheid")) for turn in turns_of(db, version.version_id)]
    revise(db, small.operator(db), guid, told, kind="deidentified", engine="test")
    assert (words(found(small, db, "ruzie")), words(found(small, db, "onenigheid"))) == ([], ["onenigheid"])
    raw = small.interview(db, turns=(NewTurn("Hier staat een geheim.", "Moeder", "family"),), kind="raw")
    assert words(found(small, db, "geheim")) == []
    small.prepares(db)
    assert [hit.turn.document for hit in found(small, db, "geheim").hits] == [raw]
    assert words(found(small, db, "onenigheid", who="coach2")) == []
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert (words(found(small, db, "school")), found(small, db, "school").texts) == ([], 0)


@pytest.mark.parametrize(("query", "fault"), [
    (Query("  "), BadInput), (Query("... *"), BadInput), (Query("(", "pattern"), BadInput),
    (Query("a(", "pattern"), BadInput), (Query("x", "elsewhere"), BadInput), (Query("x", voice="god"), BadInput),
    (Query("x", family="weg"), NotFound),
])
def test_bad_input_is_one_sentence(
    small: SmallPilot, db: Database, guid: str, query: Query, fault: type[Exception]
) -> None:
    """Nothing to look for, a pattern with a slip, a choice that is not there."""
    with pytest.raises(fault):
        search(db, small.viewers["evaluator"], query, Wanted())
    assert guid


@pytest.mark.slow
def test_a_pattern_ends(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that would run for ever is stopped with a sentence."""
    monkeypatch.setattr("texts.index.matching.PATTERN_S", 0.2)
    small.interview(db, turns=(NewTurn("a" * 5000 + "!", "Moeder", "family"),))
    with pytest.raises(BadInput, match="too long"):
        found(small, db, r"(a|aa|a?)+(a|aa)+$", "pattern")


@pytest.mark.parametrize(("one", "other"), [
    ("gezin", "gezinnen"), ("huis", "huizen"), ("brief", "brieven"), ("coach", "coaches"), ("kind", "kinderen"),
    ("school", "scholen"), ("schuld", "schulden"), ("belde", "bellen"), ("werkt", "werken"), ("ruzie", "ruzies"),
])
def test_forms_of_one_word(one: str, other: str) -> None:
    """Plurals and simple past and present have one stem."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [
    ("gezin", "zin"), ("gezicht", "zicht"), ("moeder", "moe"), ("hulp", "hulk"), ("coach", "coca")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    """What only looks alike has not."""
    assert stem(one) != stem(other)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(min_size=1, max_size=20), way=st.sampled_from(["forms", "as_is", "sentence", "near", "pattern"]))
def test_anything_can_be_typed(small: SmallPilot, db: Database, text: str, way: str) -> None:
    """Whatever is typed: an answer or one sentence, never another fault."""
    with suppress(BadInput):
        assert found(small, db, text, way).hits.total >= 0
