"""What shows nothing is folded, but where a script or an emoji needs it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.visible import visible, visible_name

# Signs of the category "format" that are drawn: number signs of Arabic and Syriac, and the like.
SEEN = {"\u0600", "\u0601", "\u0602", "\u0603", "\u0604", "\u0605", "\u06dd", "\u070f", "\u0890", "\u0891", "\u08e2",
        "\U000110bd", "\U000110cd"}
INVISIBLE = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) == "Cf" and c not in SEEN]


def test_all_format_characters_go() -> None:
    """No format character of Unicode that is not drawn stays inside or beside a word."""
    left = [f"{ord(c):04X}" for c in INVISIBLE if visible(f"{c}Ber{c}k{c}") != "Berk"]
    assert [code for code in left if not code.startswith("13")] == []  # Egyptian signs join hieroglyphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u2028b\u2029c\x85d\x0be\x0cf\r\ng\rh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("ge\u00adzins\u200bondersteuning", "gezinsondersteuning"),
        ("👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3", "👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Ali\u200d \u200dBerk", "Ali Berk"),
        ("\u3164Berk\u115f\uffa0", "Berk"),
        ("eﬃciënt ﬁets", "efficiënt fiets"),
        ("e\u200b\u0301", "é"),
        ("\ufdd0a\uffff", "a"),
    ],
)
def test_visible(text: str, expected: str | None) -> None:
    """Line ends become one, joined letters become letters, and what emoji and scripts need stays."""
    assert visible(text) == (text if expected is None else expected)


@pytest.mark.parametrize(
    "name", ["Berk\u200b", "\u200eBerk", "Be\u00adrk", " Berk\u00a0", "Berk\n", "\ufeffBerk\u2060"])
def test_names_that_look_equal_are_equal(name: str) -> None:
    """A name with something in it that is not seen is the same name."""
    assert visible_name(name) == "Berk"


@given(st.text())
@pytest.mark.slow
def test_folding_twice_changes_nothing(text: str) -> None:
    """What was folded is folded for good."""
    assert visible(visible(text)) == visible(text)
    assert visible_name(visible_name(text)) == visible_name(text)
