"""Finding a family's names in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.families.real_names import find, parts


def found(text: str, *words: str) -> list[str]:
    """The words found in a text, as they stand there."""
    return [hit.found for hit in find(text, [(word, "x") for word in words])]


def test_names_are_found_however_they_are_written() -> None:
    """Capitals, accents and a possessive s do not hide a name."""
    assert found("ILONA, Ilona's fiets en ilonas jas", "Ilona") == ["ILONA", "Ilona", "ilona"]
    assert found("Chloe en CHLOÉ", "Chloé") == ["Chloe", "CHLOÉ"]
    assert found("Rene\u0301 kwam", "René") == ["Rene\u0301"]


@pytest.mark.parametrize(("text", "word"), [
    ("J\u0430nneke", "Janneke"), ("J\u0410NNEKE", "Janneke"), ("\u0405anne", "Sanne"), ("B\u0435rt", "Bert"),
    ("R\u0435n\u00e9", "René"), ("Ren\u0451", "Renë"), ("\u039aoster", "Koster"), ("\u0412akker", "Bakker"),
    ("Janneke", "J\u0430nneke"),
    ("\u0412\u0435\u0440\u043e\u0447\u043a\u0430", "\u0412\u0435\u0440\u043e\u0447\u043a\u0430"),
    ("\u0412\u0415\u0420\u041e\u0427\u041a\u0410", "\u0412\u0435\u0440\u043e\u0447\u043a\u0430"),
])
def test_letters_of_other_scripts_hide_no_name(text: str, word: str) -> None:
    """A Cyrillic or Greek letter in a Latin name is read as what it looks like; a name in that script is found too."""
    assert found(f"toen kwam {text} mee", word) == [text]


@pytest.mark.parametrize("text", [
    "\U0001d408\U0001d425\U0001d428\U0001d427\U0001d41a",
    "\U0001d5dc\U0001d5f9\U0001d5fc\U0001d5fb\U0001d5ee",
    "\u24be\u24db\u24de\u24dd\u24d0",
])
def test_letters_of_another_shape_hide_no_name(text: str) -> None:
    """Bold, sans serif or in circles: it is read as the letters it is made of."""
    assert found(f"toen kwam {text} mee", "Ilona") == [text]


@pytest.mark.parametrize("gap", ["  ", "\u00a0", " \u00a0 ", "\t", "\u2003\u2003", " \u200b "])
def test_a_name_of_two_words_is_found_however_far_they_are_apart(gap: str) -> None:
    """In a text and in the register; the words around it stay where they are, and a new line is another turn's."""
    text = f"\t  naar  De{gap}Turfschuit  toe"
    assert found(text, "De Turfschuit") == found(text, "De  Turfschuit") == [f"De{gap}Turfschuit"]
    assert found("De \nTurfschuit", "De Turfschuit") == []


@pytest.mark.parametrize("text", ["op ilonahazeveld.nl", "als #IlonaHazeveld te", "ILONAHAZEVELD"])
def test_a_name_of_two_words_written_as_one(text: str) -> None:
    """As people call themselves elsewhere; what is short may be a word of the language."""
    assert [word.casefold() for word in found(text, "Ilona Hazeveld")] == ["ilonahazeveld"]
    assert found("een jantje", "Jan Tje") == []


def test_a_name_inside_a_word_is_no_name() -> None:
    """Only whole words count, and short names only as they are written."""
    assert found("Annekerk, willen, wil, jan", "Anneke", "Wil", "Jan") == []
    assert found("Wil en Jan", "Wil", "Jan") == ["Wil", "Jan"]


def test_the_longest_name_counts() -> None:
    """A full name is one hit, not two."""
    known = [("Ilona", "moeder"), ("Ilona Hazeveld", "Moeder Berk"), ("Hazeveld", "Berk")]
    hits = find("met Ilona Hazeveld mee", known)
    assert [(hit.found, hit.replacement) for hit in hits] == [("Ilona Hazeveld", "Moeder Berk")]


def test_small_words_of_a_name_do_not_count() -> None:
    """'van' and 'de' stand in every text."""
    assert parts("Jan van den Berg-de Wit") == ["Jan van den Berg-de Wit", "Jan", "Berg", "Wit"]


@given(st.text(max_size=60), st.text(min_size=1, max_size=8))
@pytest.mark.slow
def test_a_hit_is_what_stands_there(text: str, word: str) -> None:
    """Whatever the text, the span of a hit is its own words, and hits never overlap."""
    end = 0
    for hit in find(text, [(word, "x")]):
        assert hit.found == text[hit.start:hit.end]
        assert end <= hit.start < hit.end
        end = hit.end


@given(st.sampled_from(["Ilona", "Ørjan", "Çağla", "Zoë", "Straße"]), st.text(max_size=20), st.text(max_size=20))
@pytest.mark.slow
def test_a_name_between_spaces_is_always_found(name: str, before: str, after: str) -> None:
    """Nothing before or after it hides a name."""
    assert name in found(f"{before} {name} {after}", name) or name.casefold() in f"{before}{after}".casefold()


@pytest.mark.parametrize("text", [
    "gesprek_Vermeer_2021", "Ver\u200bmeer", "Ver\u034fmeer", "Ver\u3164m\ufe0feer", "Ver\u2800\u115fmeer",
    "Ver\0meer", "VERMEER", "mevrouw Vermeer's fiets", "ANNA zei het", "_Anna_",
    "An\u00adna"])
def test_however_it_is_put(text: str) -> None:
    """A low line parts words, what cannot be seen does not, and a short name may stand in capitals."""
    assert find(text, [("Vermeer", ""), ("Anna", "")])


@pytest.mark.parametrize(("text", "word"), [
    ("dat I.l.o.n.a komt", "I.l.o.n.a"), ("dat I l o n a komt", "I l o n a"), ("dat i-l-o-n-a komt", "i-l-o-n-a"),
    ("ze heet I. l. o. n. a.", "I. l. o. n. a"), ("u I l o n a", "I l o n a"), ("Ilona's fiets", "Ilona"),
    ("ons Ilonaatje", "Ilona"), ("de Ilonaatjes", "Ilona"), ("W-i-l", "W-i-l"), ("kleine Wilke", "Wil"),
])
def test_a_name_in_letters_or_made_small_is_found(text: str, word: str) -> None:
    """Letter by letter, and with what makes it small."""
    assert [hit.found for hit in find(text, [("Ilona", "[naam]"), ("Wil", "[naam]")])] == [word]


@pytest.mark.parametrize("text", [
    "wilke dat", "een ilonaatje", "i l o n", "o.a. en d.w.z.", "A B C D", "Ilonatjeverven",
    "w-i-l", "de w i l van u", "W i l l e m",
])
def test_letters_and_tails_of_something_else_are_no_name(text: str) -> None:
    """Only the name itself counts, and in a short one its capitals."""
    assert find(text, [("Ilona", "[naam]"), ("Wil", "[naam]")]) == []


@pytest.mark.parametrize("text", ["wil je dat", "Annabel", "de annalen", "Vermeerderen"])
def test_what_is_another_word(text: str) -> None:
    """Part of another word, and a short word without its capital, is no name."""
    assert not find(text, [("Vermeer", ""), ("Anna", ""), ("Wil", "")])
