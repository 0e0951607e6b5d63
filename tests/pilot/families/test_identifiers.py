"""Numbers and addresses that point to somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.families import identifiers
from pilot.families.identifiers import ACCOUNT, ADDRESS, CITIZEN, EMAIL, PHONE


def found(text: str) -> list[tuple[str, str]]:
    """What is found, as it stands there, and what may replace it."""
    return [(hit.found, hit.replacement) for hit in identifiers.find(text)]


@pytest.mark.parametrize(("text", "number", "kind"), [
    ("bel 06-12345678 even", "06-12345678", PHONE), ("0591 12 34 56.", "0591 12 34 56", PHONE),
    ("op (0591) 12 34 56", "(0591) 12 34 56", PHONE), ("+32 471 12 34 56", "+32 471 12 34 56", PHONE),
    ("0471/12.34.56", "0471/12.34.56", PHONE), ("06\u200b1234\u200b5678", "06\u200b1234\u200b5678", PHONE),
    ("０６１２３４５６７８", "０６１２３４５６７８", PHONE),
    ("06·12·34·56·78", "06·12·34·56·78", PHONE), ("06_12_34_56_78", "06_12_34_56_78", PHONE),
    ("bel 06*1234|5678", "06*1234|5678", PHONE),
    ("06:12:34:56:78", "06:12:34:56:78", PHONE), ("bel 06,12345678.", "06,12345678", PHONE),
    ("0592,12,34,56 of", "0592,12,34,56", PHONE), ("+31:6:12345678", "+31:6:12345678", PHONE),
    ("mail ilona@example.nl.", "ilona@example.nl", EMAIL),
    ("ilona_v(at)example.co.uk", "ilona_v(at)example.co.uk", EMAIL),
    ("i.vermeer @ example.nl", "i.vermeer @ example.nl", EMAIL),
    ("moeder [at] ziggo [dot] nl", "moeder [at] ziggo [dot] nl", EMAIL),
    ("op i.vermeer at mail punt ziggo punt nl.", "i.vermeer at mail punt ziggo punt nl", EMAIL),
    ("ilona apenstaartje example dot com", "ilona apenstaartje example dot com", EMAIL),
    ("op NL91 ABNA 0417 1643 00 is", "NL91 ABNA 0417 1643 00", ACCOUNT),
    ("be68539007547034", "be68539007547034", ACCOUNT),
    ("bsn 111222333", "111222333", CITIZEN), ("1112.22.333", "1112.22.333", CITIZEN),
    ("BSN: 10000008", "10000008", CITIZEN),
    ("85.07.30-033.28", "85.07.30-033.28", CITIZEN), ("85073003328", "85073003328", CITIZEN),
    ("op 1234 AB 12", "1234 AB 12", ADDRESS), ("9401AB, 5b", "9401AB, 5b", ADDRESS),
    ("12a, 9401 AB", "12a, 9401 AB", ADDRESS),
    ("op 9401ab 12.", "9401ab 12", ADDRESS), ("7811HB4 en", "7811HB4", ADDRESS),
    ("1234 ab, nr 5b", "1234 ab, nr 5b", ADDRESS),
    ("in de Lange Kerkstraat 4 in Assen", "Lange Kerkstraat 4", ADDRESS),
])
def test_what_points_to_somebody(text: str, number: str, kind: str) -> None:
    """Telephones, addresses, accounts and numbers of citizens of both countries are found whole, however written."""
    assert found(text) == [(number, kind)]


@pytest.mark.parametrize("text", [
    "op 12-03-2021 om 10.30 uur", "dossier 2021-00123", "€ 1.234.567,89", "100 200 300", "van 2019 tot 2020",
    "NL91ABNA0417164301", "123456789", "85.07.30-033.29", "in 2021 EN 2022", "bel 112 of 0900-1234", "drie keer 06",
    "3 4 5 6 7 8 9 10 11", "zij kwam @ zeven", "de weg 5 jaar", "10000008", "2019 TV", "", "in 2021 om 3 uur",
    "van 2019 en 2020 in 2022 op 4 mei", "1500 km 3", "2021 ab",  "per 1 januari 2021", "06:12:34",
    "10, 12, 14, 16 en 18", "00:01:12,345", "om 06:12:34,567", "06:00,07:30,08:15", "0,512345678", "12,345,678,901",
    "06,07,08,09,10", "06, 12, 34, 56, 78", "00:11:22:33:44:55",
    "| 06 | 12 | 34 |", "zij at soep punt uit", "hij at daar. Dat is een punt nlang", "van 2500 GR naar 3000 GR",
])
def test_what_points_to_nobody(text: str) -> None:
    """Dates, amounts, years, numbers that do not fit their check and everybody's numbers are left alone."""
    assert found(text) == []


@pytest.mark.parametrize(("text", "there"), [
    ("9401ab", True), ("Gezin 9401 ab", True), ("9401AB", True), ("Groep 2021 en", False), ("Berk 2021", False),
    ("19401ab", False), ("9401 abc", False)])
def test_a_postcode_by_itself(text: str, there: bool) -> None:
    """A short text may hold no postcode, in small letters neither; a year with a word behind it is none."""
    assert identifiers.has_postcode(text) == there


def test_all_of_one_sentence() -> None:
    """Two accounts behind one another are two, and a number belongs to one kind only."""
    text = "NL91ABNA0417164300 en NL91 ABNA 0417 1643 00, bel 0612345678 of mail i@x.nl"
    assert [kind for _, kind in found(text)] == [ACCOUNT, ACCOUNT, PHONE, EMAIL]


@given(st.text(alphabet="0123456789 .-+@aAbBzZ\u0301\u200b'(), ", max_size=60))
@pytest.mark.slow
def test_a_hit_is_what_stands_there(text: str) -> None:
    """Whatever the text, spans are its own words, in order, and never overlap."""
    end = 0
    for hit in identifiers.find(text):
        assert hit.found == text[hit.start:hit.end]
        assert end <= hit.start < hit.end
        end = hit.end
