"""Which words of a text a phrase finds, and what is proposed from it."""

from __future__ import annotations

import json

import pytest

from coding.book import codebook
from coding.suggest.matching import ready
from coding.suggest.proposing import Signals, of_book, propose_behind, signals_of
from pilot.config import ROOT
from tests.coding.suggest.quotes import quotes


def told(phrases: list[str], text: str, least: float = 0.5) -> list[str]:
    """The reason of each proposal for the only code."""
    signals: Signals = signals_of([("code", phrases)])
    return [one.reason for one in propose_behind([list(signal) for signal in signals], [text], least)[0]]


@pytest.mark.parametrize(("phrase", "text", "reason"), [
    ("tijd nemen", "Zij neemt de tijd.", None),
    ("tijd nemen", "Zij kan er echt tijd voor nemen.", None),
    ("tijd nemen", "Alle tijd dan ook genomen.", "tijd dan ook genomen"),
    ("tijd ... nemen", "Zij kan er echt tijd voor ons nemen.", "tijd voor ons nemen"),
    ("tijd + nemen", "Zij neemt de tijd.", "neemt · tijd"),
    ("tijd + nemen", "Zij neemt iets. De tijd is om.", None),
    ("budget*", "Een BUDGETJE dus", "BUDGETJE"),
    ("*budget", "ons gezinsbudget!", "gezinsbudget"),
    ("=begrepen", "ik begrijp het", None),
    ("=begrepen", "ik heb het begrepen", "begrepen"),
    ("@dienst belt", "de school belde", "school belde"),
    ("één gezicht", "dat ene, één gezicht", "één gezicht"),
    ("één gezicht", "een gezicht", None),
    ("formulier + invullen", "Zij vult het formulier met ons in.", "formulier · in"),
    ("papieren invullen", "Zij vult de naam in papieren vorm", None),
    ("klikt ?", "het klikt", None),
])
@pytest.mark.slow
def test_a_phrase_finds_its_words(phrase: str, text: str, reason: str | None) -> None:
    """In any form, with little words between, in the order or the sentence that was asked for."""
    assert told([phrase], text) == ([reason] if reason else [])


@pytest.mark.slow
def test_weak_phrases_count_beside_another() -> None:
    """A weak phrase proposes nothing alone, and makes another one surer."""
    assert told(["koffie ?", "thee ?"], "koffie en thee") == []
    assert told(["koffie ?", "klikt"], "koffie, en het klikt", 0.7) == ["koffie · klikt"]
    assert told(["klikt"], "koffie, en het klikt", 0.7) == []


@pytest.mark.slow
def test_a_word_in_passing_gives_way() -> None:
    """One phrase by itself says nothing where the same sentence surely says another code; elsewhere it does."""
    signals = [list(signal) for signal in signals_of([("a", ["klikt !"]), ("b", ["koffie"])])]
    found = propose_behind(signals, ["Bij de koffie klikt het.", "Er was koffie."], 0.5)
    assert [[one.code for one in told] for told in found] == [["a"], ["b"]]


@pytest.mark.slow
def test_what_speaks_against_takes_it_away() -> None:
    """A phrase with a dash before it."""
    assert told(["budget", "- budget + beheer"], "het beheer van ons budget") == []
    assert told(["budget", "- budget + beheer"], "er is een budget") == ["budget"]


@pytest.mark.slow
def test_the_same_words_are_one_witness() -> None:
    """Two phrases in the same words do not make one another surer; in other words they do."""
    assert told(["dip", "een dip"], "toen kwam een dip", 0.8) == []
    assert told(["dip", "terugval"], "een dip, een terugval", 0.8) == ["dip · terugval"]


@pytest.mark.slow
def test_a_proposal_is_of_whole_sentences() -> None:
    """Offsets are code points, with what stands outside the first plane as one; far sentences stand apart."""
    text = "🙂 Ja. Een dip. Weer goed. En daarna.\nToen. Nog een dip!"
    signals = [list(signal) for signal in signals_of([("terugval", ["dip"])])]
    found = propose_behind(signals, [text, ""], 0.5)
    assert [text[one.start:one.end] for one in found[0]] == ["Een dip.", "Nog een dip!"]
    assert found[1] == []
    near = "Een dip. Weer goed. Nog een dip."
    assert [(one.start, one.end, one.score) for one in propose_behind(signals, [near], 0.5)[0]] == [(0, 32, 0.84)]


def test_what_is_no_phrase_finds_nothing() -> None:
    """A codebook of before phrases had a grammar goes on without it."""
    assert signals_of([("a", ["(open", "goed"])]) == [("a", "plain", "goed")]


@pytest.mark.slow
def test_what_is_not_asked_would_find_nothing() -> None:
    """A phrase of which a word is missing is not looked for; looked for all the same, it is nowhere."""
    signals = of_book(codebook.load((ROOT / "codebook.yaml").read_text("utf-8")))
    book = ready(json.dumps([phrase for _code, _strength, phrase in signals]))
    found = 0
    for quote in quotes("seen")[:12]:
        doc = book._read(quote.text)
        every = [(phrase, part, first, last) for phrase, of in enumerate(book._matchers)
                 for part, matcher in enumerate(of) for _key, first, last in matcher(doc)]
        whole = {phrase for phrase, of in enumerate(book._matchers)
                 if {part for one, part, *_ in every if one == phrase} == set(range(len(of)))}
        asked = list(book._matches(doc))
        assert [one for one in asked if one[0] in whole] == [one for one in every if one[0] in whole]
        found += len(whole)
    assert found > 12
