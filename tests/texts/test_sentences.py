"""Sentences of a text, split once and kept with each version."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot import fence
from pilot.errors import BadInput
from pilot.store.files import write
from tests.waiting import LIMIT_S
from texts import documents, sentences
from texts.documents import NewTurn

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

TEXT = "Een. Twee drie! Vier.\nVijf zes. Zeven"
STARTS = [0, 5, 16, 22, 32]


def kept(db: Database) -> list[list[int]]:
    return [json.loads(row[0]) for row in db.conn.execute("SELECT starts FROM sentences ORDER BY version_id")]


def test_a_version_is_split_once(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a text first has it split; from then on it is looked up."""
    guid = small.interview(db)
    viewer = small.viewers["evaluator"]
    assert kept(db) == []
    found = sentences.starts(db, viewer, guid)
    text = db.conn.execute("SELECT text FROM document_version").fetchone()[0]
    assert [text[at:at + 4] for at in found] == ["Hoe ", "Zij ", "Ze w", "En d", "Toen"]
    monkeypatch.setattr(sentences, "split", None)
    assert sentences.starts(db, viewer, guid) == found == kept(db)[0]


def test_what_is_added_is_split_with_it(small: SmallPilot, db: Database) -> None:
    """A changed text has its sentences before anybody reads it, and the old version keeps its own."""
    viewer = small.prepares(db)
    guid = small.interview(db, turns=(NewTurn("Een. Twee.", "Moeder", "family"),))
    sentences.settle(db)
    documents.revise(db, viewer, guid, [NewTurn("Een. Twee. Drie.", "Moeder", "family")], kind="deidentified",
                     engine="test", no_names=True)
    assert kept(db) == [[0, 5], [0, 5, 11]]


def test_other_rules_split_anew(small: SmallPilot, db: Database) -> None:
    """What an earlier version of the program split by other rules is split again."""
    small.interview(db)
    sentences.settle(db)
    right = kept(db)
    with write(db):
        db.conn.execute("UPDATE sentences SET starts = '[0]', rules = 'old'")
    sentences.settle_all(small.home)
    assert kept(db) == right != [[0]]


def test_nobody_waits_for_who_writes(small: SmallPilot, db: Database) -> None:
    """While somebody else writes, a reader gets the sentences all the same; inside a transaction nothing is done."""
    guid = small.interview(db)
    done = threading.Event()
    holds = threading.Event()

    def hold() -> None:
        with closing(small.open()) as other, write(other):
            holds.set()
            done.wait(LIMIT_S)

    writer = threading.Thread(target=hold)
    writer.start()
    try:
        assert holds.wait(LIMIT_S)
        assert len(sentences.starts(db, small.viewers["evaluator"], guid)) == 5
    finally:
        done.set()
        writer.join()
    assert kept(db) == []
    with write(db):
        sentences.settle(db)
    assert kept(db) == []


def test_a_text_that_asks_too_much_has_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """One such text among others costs those nothing."""
    def run(function: str, texts: list[str]) -> list[list[int]]:
        if any("zwaar" in text for text in texts):
            raise BadInput("too heavy")
        return [STARTS] * len(texts)

    monkeypatch.setattr(fence, "run", run)
    assert sentences.split([TEXT, "zwaar. zo\n\n  zwaar"]) == [STARTS, [0, 13]]


def test_large_pilots_go_in_portions(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than so many characters go behind the fence at once, however many texts there are."""
    for day in ("2021-03-01", "2021-03-02", "2021-03-03"):
        small.interview(db, told_on=day)
    sizes = []

    def split(texts: list[str]) -> list[list[int]]:
        sizes.append(len(texts))
        return [[0] for _ in texts]

    monkeypatch.setattr(sentences, "split", split)
    monkeypatch.setattr(sentences, "AT_ONCE_CHARS", 400)
    sentences.settle(db)
    assert sizes == [2, 1]
    assert kept(db) == [[0]] * 3


@pytest.mark.parametrize(("words", "around", "beside"), [
    ("Twee", "Twee drie!", "Een. Twee drie! "), ("drie", "Twee drie!", "Twee drie! Vier.\n"),
    ("wee", "Twee drie!", "Twee drie! "), ("drie! Vi", "Twee drie! Vier.", "Twee drie! Vier.\n"),
    ("Een", "Een.", "Een. Twee drie! "), ("Zeven", "Zeven", "Vijf zes. Zeven"), ("en", "Een.", "Een. Twee drie! "),
])
def test_what_stands_around_a_passage(words: str, around: str, beside: str) -> None:
    """The sentences that hold it; and the one before or after where it begins or ends with one."""
    start = TEXT.index(words)
    a, b = sentences.around(STARTS, TEXT, start, start + len(words))
    assert TEXT[a:b] == around
    a, b = sentences.beside(STARTS, TEXT, start, start + len(words))
    assert TEXT[a:b] == beside


def test_a_text_without_words_has_none() -> None:
    """A passage in a text whose sentences nobody knows is all of it."""
    assert sentences.around([], "Ja. Nee", 0, 2) == (0, 7)
    assert sentences.beside([], "Ja. Nee", 0, 2) == (0, 7)
