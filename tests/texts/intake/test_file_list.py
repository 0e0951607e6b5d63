"""Families, voices and dates from file names and from a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput
from texts.intake.file_list import Guess, guess, read_csv_plan

FAMILIES = ["Berk", "Es", "Gezin 12", "G1", "Linde Noord", "Linde"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Berk_moeder_2021-03-04.docx", Guess("Berk", "family", "2021-03-04")),
        ("2021-03 Es coach.txt", Guess("Es", "coach", None)),
        ("12-5-2020 berk school.wav", Guess("Berk", "partner", "2020-05-12")),
        ("EsGezinscoach20210304.mp3", Guess("Es", "coach", "2021-03-04")),
        ("gezin12 vader 4 maart 2021.odt", Guess("Gezin 12", "family", "2021-03-04")),
        ("linde-noord_oma_4mrt2021.rtf", Guess("Linde Noord", "family", "2021-03-04")),
        ("Interview begeleider G1.txt", Guess("G1", "coach", None)),
        ("G12 leerkracht.txt", Guess(None, "partner", None)),
        ("Es gezinscoördinator 2021-03-04.txt", Guess("Es", "coordinator", "2021-03-04")),
        ("Es buurvrouw.txt", Guess("Es", "other", None)),
        ("Es partner.txt", Guess("Es", None, None)),
        ("Berk en Es.txt", Guess(None, None, None)),
        ("Es moeder en coach.txt", Guess("Es", None, None)),
        ("Es mother 2021.12.31.txt", Guess("Es", "family", "2021-12-31")),
        ("2021-13-45 Es.txt", Guess("Es", None, None)),
        ("Estafette.txt", Guess(None, None, None)),
        ("map/Berk/Es coach.txt", Guess("Es", "coach", None)),
        ("", Guess(None, None, None)),
    ],
)
def test_guess(name: str, expected: Guess) -> None:
    """What a name says is understood; what it does not say, or says twice, is left open."""
    assert guess(name, FAMILIES) == expected


@given(st.text(max_size=40), st.lists(st.text(max_size=8), max_size=4))
def test_guess_takes_any_name(name: str, families: list[str]) -> None:
    """Any name of a file and of families gives a family of the list or none."""
    assert guess(name, families).family in [*families, None]


@pytest.mark.parametrize(
    "text",
    [
        "bestand;gezin;stem;datum\r\na.txt;Es;coach;4-3-2021\r\n\r\nb, c.docx;;gezin;\r\n",
        'file,family,voice,date\na.txt,Es,coach,2021-03-04\n"b, c.docx",,family,\n',
        "\ufeffBestand\tGezin\tStem\tDatum\na.txt\tEs\tGezinscoach\t4 maart 2021\nb, c.docx\t\tmoeder\t\n",
    ],
)
def test_list(text: str) -> None:
    """Dutch and English lists, as Excel and others write them, say the same."""
    assert read_csv_plan(text) == {
        "a.txt": Guess("Es", "coach", "2021-03-04"),
        "b, c.docx": Guess(None, "family", None),
    }


def test_every_fault_is_named_with_its_line() -> None:
    """All faults come at once, in order, each with its line, in the reader's language."""
    text = 'bestand;stem;datum\n"a\nb";oom;\n;coach;31-2-2021\nc;coach\nd;;\nd;;\n'
    with pytest.raises(BadInput) as refused:
        read_csv_plan(text)
    sentence = refused.value.sentence("en")
    assert [f"Line {n}" in sentence for n in (2, 4, 5, 7)] == [True] * 4
    assert [word in sentence for word in ("oom", "name of the file", "31-2-2021", "2 cells", "twice")] == [True] * 5
    assert "Regel 7: dit bestand staat twee keer in de lijst." in refused.value.sentence("nl")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty"),
        ("bestand;gezin\n", "empty"),
        ("gezin;stem\nEs;coach\n", "no column"),
        ("bestand;kleur\na;rood\n", "kleur"),
        ("bestand;file\na;b\n", "file"),
    ],
)
def test_wrong_lists(text: str, expected: str) -> None:
    """A list without files, or with columns that are not known, is refused."""
    with pytest.raises(BadInput, match=expected):
        read_csv_plan(text)
