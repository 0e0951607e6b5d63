"""Times, amounts and dates as they are written, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import words
from pilot.errors import BadInput
from pilot.vocabulary import days
from pilot.vocabulary.money import cents_of, euros, round_euros
from pilot.vocabulary.timecode import lasts, timecode


@pytest.mark.parametrize(("ms", "written"), [
    (0, "00:00:00"), (59_999, "00:00:59"), (766_000, "00:12:46"), (3_725_000, "01:02:05"), (360_000_000, "100:00:00")])
def test_a_time_in_a_recording(ms: int, written: str) -> None:
    """Always hours, minutes and seconds, so that times stand in line below each other."""
    assert timecode(ms) == written


@pytest.mark.parametrize(("ms", "dutch", "english"), [
    (0, "00:00:00", "00:00:00"), (1, "0,1 s", "0.1 s"), (100, "0,1 s", "0.1 s"), (449, "0,4 s", "0.4 s"),
    (999, "0,9 s", "0.9 s"), (1000, "00:00:01", "00:00:01"), (3_725_900, "01:02:05", "01:02:05")])
def test_a_length(ms: int, dutch: str, english: str) -> None:
    """A length of less than a second is not nothing: tenths are said."""
    assert (lasts(ms, "nl"), lasts(ms, "en")) == (dutch, english)


@pytest.mark.parametrize(("cents", "dutch", "english"), [
    (123_450, "€ 1.234,50", "€1,234.50"), (5, "€ 0,05", "€0.05"), (-1_000, "€ -10,00", "-€10.00")])
def test_an_amount(cents: int, dutch: str, english: str) -> None:
    """Euros with two decimals; the space does not break."""
    assert (euros(cents, "nl").replace("\xa0", " "), euros(cents, "en")) == (dutch, english)


def test_a_date_in_words() -> None:
    """Short for lists, long for sentences, full for headings; in the language spoken, or the one asked for."""
    with words.speaking("nl"):
        assert [write("2021-03-04") for write in (days.short, days.long, days.full)] == [
            "4 mrt 2021", "4 maart 2021", "donderdag 4 maart 2021"]
        assert days.long("2021-03-04", "en") == "4 March 2021"
        assert days.short("") == days.long("") == days.full("") == ""


def test_a_date_in_a_fault_is_in_words() -> None:
    """A date that comes along with a fault is written in the reader's language, like the sentence."""
    from datetime import date

    fault = BadInput("This consent was given on {date}; it cannot be withdrawn before.", date=date(2021, 3, 4))
    assert "4 maart 2021" in fault.sentence("nl")
    assert "4 March 2021" in fault.sentence("en")


@pytest.mark.parametrize(("written", "cents"), [
    ("12", 1200), ("12,5", 1250), ("12.50", 1250), ("€ 1.234,50", 123_450), ("1,234.5", 123_450), ("1 234,50", 123_450),
    ("1.234", 123_400), ("1,234", 123_400), ("1.234.567", 123_456_700), ("25,-", 2500), ("0,01", 1), ("€\xa012", 1200)])
def test_an_amount_that_somebody_wrote(written: str, cents: int) -> None:
    """Comma or point, with or without thousands and the sign."""
    assert cents_of(written) == cents


@pytest.mark.parametrize("written", [
    "", " ", "twaalf", "12,345,6", "1.234.50", "-5", "1e3", "12,,5", "1.23.4", "12 euro 50", "١٢", "9" * 13, "1,2.3"])
def test_what_is_no_amount(written: str) -> None:
    """One sentence for all that cannot be read with certainty."""
    with pytest.raises(BadInput):
        cents_of(written)


@given(st.integers(0, 10**9))
def test_an_amount_comes_back(cents: int) -> None:
    """What we write in either language is read as the same amount."""
    assert [cents_of(euros(cents, language)) for language in ("nl", "en")] == [cents, cents]


def test_whole_euros() -> None:
    """Sums and means need no cents."""
    assert [round_euros(123_450, one).replace("\xa0", " ") for one in ("nl", "en")] == ["€ 1.234", "€ 1,234"]
