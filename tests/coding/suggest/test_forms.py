"""Forms of a word fall together, and words that only look alike do not."""

from __future__ import annotations

import pytest

from coding.suggest.forms import basic


@pytest.mark.parametrize("forms", [
    "gaan gaat ging gingen gegaan", "helpen helpt hielp geholpen", "meegaan meegegaan meeging meegaat",
    "opbouwen opgebouwd opbouwt", "bellen belt belde gebeld belletje", "gezin gezinnen gezinnetje",
    "compliment complimenten complimentje", "registreren geregistreerd registreert", "klikken klikt klikte geklikt",
    "doorverwijzen doorverwezen", "stap stappen stapje stapjes", "jij ge gij je", "niet nie",
    "begrijpen begreep begrepen", "boek boekske", "brief briefke", "opendoen opengedaan", "ik 'k", "wij we",
])
def test_forms_of_a_word_fall_together(forms: str) -> None:
    """Inflection, participles with and without a prefix, diminutives and Flemish forms."""
    assert len({basic(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", [
    "haar hart", "met meten", "baan band", "vier vieren", "over overheid", "soms som", "moed moeder", "begrip begrepen",
    "gezin gezond", "klik klok", "een één", "zelf zelfde zelfs",
])
def test_other_words_stay_apart(words: str) -> None:
    """A rule that makes one word of two finds every woman in a heart."""
    assert len({basic(word) for word in words.split()}) == len(words.split())
