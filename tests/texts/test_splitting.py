"""Where sentences begin, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from texts.splitting import starts

GOLDEN = [
    ("", []),
    (" \n\t ", []),
    ("Zij belde zelf. Dat scheelt!", ["Zij belde zelf.", "Dat scheelt!"]),
    ("Hoe ging het?\nGoed", ["Hoe ging het?", "Goed"]),
    ("geen punt\nwel een regel", ["geen punt", "wel een regel"]),
    ("  Ja.  Nee!  Misschien?! ", ["Ja.", "Nee!", "Misschien?!"]),
    ("ja. dat was zo. nee", ["ja.", "dat was zo.", "nee"]),
    ("Ja… dat weet ik niet.", ["Ja… dat weet ik niet."]),
    ("Ik was moe... Toen ging ik. Nou... ja.", ["Ik was moe...", "Toen ging ik.", "Nou... ja."]),
    ("Met dr. Jansen erbij. Om 9.30 uur.", ["Met dr. Jansen erbij.", "Om 9.30 uur."]),
    ("Fijn 🙂. Echt 👩‍👧 waar.", ["Fijn 🙂.", "Echt 👩‍👧 waar."]),
    ("Zei ze: “kom maar.” En ik kwam.", ["Zei ze: “kom maar.”", "En ik kwam."]),
    ('Ik weet het niet! "Kom maar", zei ze.', ["Ik weet het niet!", '"Kom maar", zei ze.']),
    ('"Ga weg!" riep ze. (Dat was zo.) En toen.', ['"Ga weg!" riep ze.', "(Dat was zo.)", "En toen."]),
    ("1. Eerst dit. 2. Dan dat.", ["1. Eerst dit.", "2. Dan dat."]),
    ("Hij was toen 12. Ik niet. Dat was in 2020. Toen kwam zij.",
     ["Hij was toen 12.", "Ik niet.", "Dat was in 2020.", "Toen kwam zij."]),
    ("Op 12 jan. 2020 kwam mw. Jansen i.p.v. drs. Bos, o.a. voor A. Berk.",
     ["Op 12 jan. 2020 kwam mw. Jansen i.p.v. drs. Bos, o.a. voor A. Berk."]),
    ("Met brood, kaas enz. Toen weer. Het was dat. Mijn best. Dat kon. Ja.",
     ["Met brood, kaas enz.", "Toen weer.", "Het was dat.", "Mijn best.", "Dat kon.", "Ja."]),
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN)
def test_golden_sentences(text: str, expected: list[str]) -> None:
    """Known texts fall apart as a reader would have it."""
    found = starts(text)
    assert [text[a:b].strip() for a, b in pairwise([*found, len(text)])] == expected


@settings(max_examples=150)
@given(st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(list(" .?!\n\r\t…“”🙂\u0301\u200d"))),
    max_size=80))
def test_sentences_leave_nothing_out(text: str) -> None:
    """In any text they ascend, begin at something visible, and only white space stands before the first."""
    found = starts(text)
    assert found == sorted(set(found))
    assert all(not text[at].isspace() for at in found)
    assert not text[:found[0] if found else len(text)].strip()


def test_every_line_begins_a_sentence() -> None:
    """A turn is a line, and no sentence runs over two turns."""
    assert starts("Ja maar\ntoen kwam zij\n en dat was fijn.") == [0, 8, 23]
