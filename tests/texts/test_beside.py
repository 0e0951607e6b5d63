"""A passage whose own words stand says another thing when a word beside it was put in or taken out."""

from __future__ import annotations

import pytest

from texts.anchors import is_turned


def turned(old: str, new: str, words: str) -> bool:
    """Whether these words, that stand in both texts, are turned by what changed beside them."""
    start, now = old.index(words), new.index(words)
    return is_turned(old, (start, start + len(words)), new, (now, now + len(words)))


@pytest.mark.parametrize(("old", "new", "words"), [
    ("zij heeft mij geholpen met geld", "zij heeft mij niet geholpen met geld", "geholpen met geld"),
    ("ik was niet bang", "ik was bang", "bang"), ("ik kan het", "ik kan het nooit", "ik kan het"),
    ("zij belde mij elke week", "Nooit: zij belde mij elke week", "zij belde mij"),
    ("dat hielp ons erg", "dat hielp ons niet erg", "dat hielp ons"),
    ("er was steun van haar", "er was geen steun van haar", "steun van haar"),
    ("ik was altijd bang", "ik was niet altijd zo bang", "bang"), ("Ja. Ik was bang.", "Ja. Ik was níét bang.", "bang"),
    ("niet zij was niet bang", "niet zij was bang", "bang"), ("she did help", "she didn’t help", "help"),
])
def test_a_word_that_turns_it_is_for_a_person(old: str, new: str, words: str) -> None:
    """Put in or taken out, before it or after it, within three words."""
    assert turned(old, new, words)
    assert turned(new, old, words)


@pytest.mark.parametrize(("old", "new", "words"), [
    ("ik was bang", "ik was toen erg bang", "bang"),
    ("Dat hielp. Ik was bang.", "Dat hielp niet. Ik was bang.", "Ik was"),
    ("ik was bang. Ja", "ik was bang. Nooit ja", "was bang."), ("ik was bang. Ja", "ik was bang. Nooit ja", "was bang"),
    ("Ik was bang.\nJa.", "Ik was bang\nNiet.", "bang"), ("Nee\nbang was ik", "Niet\nbang was ik", "bang was ik"),
    ("ik was niet bang", "ik was niet zo erg heel bang", "bang"), ("ik was niet bang", "ik was Niet, bang", "bang"),
    ("zij kwam toen wij daar nog woonden", "zij kwam niet toen wij daar nog woonden", "woonden"),
])
def test_other_words_beside_it_do_not_matter(old: str, new: str, words: str) -> None:
    """Any other word, another sentence or turn, further away, or one that only went a little further."""
    assert not turned(old, new, words)
    assert not turned(new, old, words)
