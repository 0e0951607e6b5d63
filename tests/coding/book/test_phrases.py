"""The grammar of signal phrases: what each mark means, and a sentence for what is no phrase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coding.book import edits
from coding.book.faults import CodebookFaults
from coding.book.file import LONGEST_PHRASE, read
from coding.book.phrases import AGAINST, GAP, PLAIN, SURE, WEAK, fault_of, parse, shown
from coding.book.word_classes import CLASSES
from pilot.errors import BadInput
from tests.coding.marks.test_merging import BOOK


@pytest.mark.parametrize(("text", "strength", "parts"), [
    ("het klikt", PLAIN, (((("het",),), (("klikt",),)),)),
    ("ja, ja", PLAIN, (((("ja",),), (("ja",),)),)),
    ("tijd ... nemen !", SURE, (((("tijd",),), ((GAP,),), (("nemen",),)),)),
    ("tijd + nemen ?", WEAK, (((("tijd",),),), ((("nemen",),),))),
    ("- een/één budget*", AGAINST, (((("een",), ("één",)), (("budget*",),)),)),
    ("(altijd zij/haar)", PLAIN, (((("altijd", "zij"), ("haar",)),),)),
])
def test_a_phrase_is_taken_apart(text: str, strength: str, parts: object) -> None:
    """Words in a row, gaps, alternatives, parts in any order, and how sure a phrase is."""
    phrase = parse(text)
    assert (phrase.strength, phrase.parts) == (strength, parts)


def test_a_class_stands_for_its_words() -> None:
    """`@weer` is each of the words of that class."""
    assert parse("@weer").parts == ((tuple((word,) for word in CLASSES["weer"]),),)


@pytest.mark.parametrize(("text", "told"), [
    ("(een twee", "bracket"), ("((een))", "bracket"), ("!", "no word"), ("... ?", "no word"), ("een ...", "between"),
    ("@niets", "class"), (" ".join(["(een twee/drie vier)"] * 5), "too many ways"),
])
def test_what_is_no_phrase_is_said(text: str, told: str) -> None:
    """Each fault has its own sentence; a codebook with it is refused, by line, and so is a change."""
    assert told in fault_of(text)
    with pytest.raises(CodebookFaults) as failed:
        read(BOOK.replace("sign: true", f"sign: true, signals: ['{text}']"))
    assert failed.value.sentence().splitlines()[1].startswith(f"Line 7: “{text[:20]}")
    book = read(BOOK)
    code = next(code for code, _parent, _depth in book.walk() if code.codable)
    with pytest.raises(BadInput):
        edits.changed(book, replace(code, signals=(text,)))


def test_a_phrase_has_a_longest() -> None:
    """What nobody writes by hand is refused."""
    book = read(BOOK)
    code = next(code for code, _parent, _depth in book.walk() if code.codable)
    with pytest.raises(BadInput, match="longer"):
        edits.changed(book, replace(code, signals=("x" * (LONGEST_PHRASE + 1),)))


def test_people_see_phrases_they_can_read() -> None:
    """Phrases with marks of the grammar are left out where a code is explained, and there are not too many."""
    assert shown(("het klikt", "dip ?", "a/b", "@wie", "geen klik !", "- niet", "tijd + geld", "een ... twee")) == (
        "het klikt", "dip", "geen klik")
    assert len(shown(tuple("abcdefghijklmnop"), 4)) == 4
