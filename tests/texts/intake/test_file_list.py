"""Families, voices and dates from file names and from a list."""

from __future__ import annotations

import base64
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput
from stories.outcomes.from_sheets.opening import rows_behind
from tests.texts.importers.import_files import zipped
from texts.importers import read_text
from texts.importers.charset import decode
from texts.importers.source import InMemory
from texts.intake.file_list import Guess, PlanFaults, guess, read_csv_plan, row_of, without_file
from texts.intake.sheet import list_text, sheet_text

if TYPE_CHECKING:
    from collections.abc import Callable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and locked ones
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
    text = 'bestand;stem;datum\n"a\nb";oom;\n;coach;31-2-2021\nc;coach;;x\nd;;\nd\n'
    with pytest.raises(BadInput) as refused:
        read_csv_plan(text)
    sentence = refused.value.sentence("en")
    assert [f"Line {n}" in sentence for n in (2, 4, 5, 7)] == [True] * 4
    assert [word in sentence for word in ("oom", "name of the file", "31-2-2021", "4 cells", "twice")] == [True] * 5
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


BERK = Guess("Berk", "family", "2021-03-04")


@pytest.mark.parametrize(
    "written",
    ["4-3-2021", "04-03-2021", "4/3/2021", "4.3.2021", "4-3-21", "4-3-2021 00:00", "4-3-2021 13:05:00", "2021-03-04",
     "2021-03-04T10:00:00", "20210304", "4 maart 2021", "4 mrt. 2021", "4-mrt-21", "do 4 maart 2021", 
     "donderdag 4 mrt 2021", "44259", "44259.5", "4 mrt 2021 om 10:00 uur"],
)
def test_dates_of_a_list(written: str) -> None:
    """A date is read as a Dutch Excel means it, with slashes, two digits of the year, a time, or as a count of days."""
    assert read_csv_plan(f"bestand;gezin;stem;datum\ngesprek1.txt;Berk;gezin;{written}\n") == {"gesprek1.txt": BERK}


@pytest.mark.parametrize(
    "written", ["4/13/2021", "31-2-2021", "maart 2021", "gisteren", "4-3", "1", "99999", "4-3-2021 tot 5-3"])
def test_what_is_no_date_is_said(written: str) -> None:
    """A cell that cannot be a date is named with its line."""
    with pytest.raises(BadInput, match="Line 2"):
        read_csv_plan(f"bestand;datum\ngesprek1.txt;{written}\n")


@pytest.mark.parametrize(("given", "expected"), [
    ("13/4/2021 2:30 PM", "2021-04-13"), ("4/13/2021 2:30 PM", "2021-04-13"), ("3/3/2021 9:00 a.m.", "2021-03-03"),
    ("3/4/2021 14:30", "2021-04-03"), ("3-4-2021 2:30 PM", "2021-04-03"), ("Apr 3, 2021 2:30 PM", "2021-04-03")])
def test_a_time_as_americans_write_it(given: str, expected: str) -> None:
    """Their order counts where only that is a date."""
    assert read_csv_plan(f"bestand;datum\na;\"{given}\"\n") == {"a": Guess(None, None, expected)}


@pytest.mark.parametrize("rows", ["a;3/4/2021 2:30 PM\n", "a;3/4/21 2:30pm\n", "b;4/13/2021 2:30 PM\na;3/4/2021\n"])
def test_a_date_that_can_be_two_is_asked(rows: str) -> None:
    """Never one of both in silence: a time of Americans, or another row that only they can mean, makes it doubtful."""
    with pytest.raises(BadInput) as refused:
        read_csv_plan(f"bestand;datum\n{rows}")
    line = 1 + rows.count("\n")
    assert refused.value.sentence("en").startswith(f"Line {line}: “3/4/2")
    assert "can be 3 April 2021, or 4 March 2021 as Americans write it" in refused.value.sentence("en")
    assert "3 april 2021" in refused.value.sentence("nl")


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\nbestand;gezin;stem;datum\r\ngesprek1.txt;Berk;gezin;4-3-2021\r\n",
        "sep=\t\nbestand\tgezin\tstem\tdatum\ngesprek1.txt\tBerk\tgezin\t4-3-2021\n",
        "bestand;gezin;stem;datum;;\ngesprek1.txt;Berk;gezin;4-3-2021;;\n;;;;;\n",
        ";;\nbestand;;gezin;stem;datum\ngesprek1.txt;;Berk\u200b;gezin;4-3-2021\n",
    ],
)
def test_lists_of_excel(text: str) -> None:
    """Excel's line with the separator, empty columns and empty rows are passed over."""
    assert list(read_csv_plan(text).values()) == [BERK]


@pytest.mark.parametrize("given", [
    "4-3-'21", "44259,4166", "March 4, 2021", "mar 4 2021", "4e maart 2021", "4\u20113\u20112021", "4–3–2021",
    "donderdag 4 maart 2021", "Thu 4 Mar 2021"])
def test_dates_as_people_and_programs_write_them(given: str) -> None:
    """The dashes of Word, a year cut short, Excel's count with its part of a day, months that stand first."""
    assert read_csv_plan(f"bestand;gezin;stem;datum\ngesprek1.txt;Berk;gezin;\"{given}\"\n") == {"gesprek1.txt": BERK}


@pytest.mark.parametrize("text", [
    "Bestand:;Gezin:;Wie:;Datum interview\ngesprek1.txt;Berk;cliënt;4-3-2021\n",
    "bestand_naam|familie|verteller|opnamedatum\ngesprek1.txt|Berk|gezin|4-3-2021\n",
    "Lijst van gesprekken;;;\n;;;\nnr;bestand;gezin;stem;datum;opmerking\n1;gesprek1.txt;Berk;gezin;4-3-2021\n"])
def test_heads_that_people_give_their_lists(text: str) -> None:
    """Other names for the columns, a title above them, columns of their own; Excel leaves empty last cells out."""
    assert list(read_csv_plan(text).values()) == [BERK]


def test_the_first_sheet_that_holds_a_list(tmp_path: Path) -> None:
    """An empty sheet before it is passed over, and days of old Macs are counted from 1904."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.create_sheet("lijst")
    sheet.append(["bestand", "gezin", "stem", "datum"])
    sheet.append(["gesprek1.txt", "Berk", "gezin", date(2021, 3, 4)])
    book.save(tmp_path / "x")
    assert list(read_csv_plan(sheet_text(tmp_path / "x", "lijst.xlsx")).values()) == [BERK]


def test_list_of_a_sheet(tmp_path: Path) -> None:
    """The first sheet of an Excel file is a list too, with its dates as Excel keeps them."""
    strings = ["bestand", "gezin", "datum", "gesprek1.txt", "Berk"]
    cells = "".join(f'<c r="{"ABD"[at]}1" t="s"><v>{at}</v></c>' for at in range(3))
    second = '<c r="A3" t="s"><v>3</v></c><c r="B3" t="inlineStr"><is><t>Berk</t></is></c><c r="D3"><v>44259</v></c>'
    path = zipped(tmp_path / "x", {
        "[Content_Types].xml": "<x/>",
        "xl/workbook.xml": '<w xmlns:r="u"><sheets><sheet name="a" r:id="r1"/></sheets></w>',
        "xl/_rels/workbook.xml.rels": '<x><Relationship Id="r1" Target="worksheets/een.xml"/></x>',
        "xl/sharedStrings.xml": "<sst>" + "".join(f"<si><t>{text}</t></si>" for text in strings) + "</sst>",
        "xl/worksheets/een.xml": f'<x><row r="1">{cells}</row><row r="3">{second}</row></x>',
    })
    assert read_csv_plan(sheet_text(path, "lijst.xlsx")) == {"gesprek1.txt": Guess("Berk", None, "2021-03-04")}


@pytest.mark.parametrize(("data", "looks"), [(rb"{\rtf1 bestand;gezin}", "RTF"), (b"%PDF-1.4 bestand;gezin", "PDF"),
                                             (b"<html>bestand;gezin</html>", "web page"), (b"PK\x03\x04", "zip")])
def test_another_file_is_no_list(data: bytes, looks: str) -> None:
    """What is given for a list and is something else is said to be that, in one sentence."""
    with pytest.raises(BadInput, match=rf"lijst.csv is no sheet: it is .*{looks}"):
        list_text(io.BytesIO(data), "lijst.csv")


def test_a_sheet_with_a_password_is_told_as_such() -> None:
    """Excel locks a sheet in the container of old Office files: which it is, not that it is old, is said."""
    data = OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
    with pytest.raises(BadInput, match="lijst.xlsx is locked with a password"):
        list_text(io.BytesIO(data), "lijst.xlsx")
    with pytest.raises(BadInput, match="old Office file"):
        list_text(io.BytesIO(OLE + b"\0" * 1024), "lijst.xls")


LOCKED = Path(__file__).parents[2] / "fixtures" / "locked.xlsx"  # as Excel locks it: ECMA-376, agile encryption


@pytest.mark.parametrize("name", ["lijst.xlsx", "lijst.csv", "lijst.xls"])
def test_a_sheet_that_was_really_locked(name: str) -> None:
    """Whichever room reads it, and whatever it is called, the sentence is that it has a password."""
    data = LOCKED.read_bytes()
    sheet: tuple[Callable[[], object], ...] = (
        lambda: list_text(io.BytesIO(data), name), lambda: rows_behind(base64.b64encode(data).decode(), name),
        lambda: read_text(InMemory(data), name.replace(".xls", ".doc")))
    for read in sheet:
        with pytest.raises(BadInput, match=r"is locked with a password. Save it without a password"):
            read()


def test_a_large_locked_file_has_its_directory_far_behind() -> None:
    """Its header says where."""
    header = bytearray(OLE + b"\0" * 504)
    header[30:32], header[48:52] = (9).to_bytes(2, "little"), (12_000).to_bytes(4, "little")
    data = bytes(header) + b"\0" * 512 * 12_000 + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0")
    with pytest.raises(BadInput, match="locked with a password"):
        list_text(io.BytesIO(data), "lijst.xlsx")


def test_a_row_finds_its_file() -> None:
    """Folders, case, the form of accents and a missing ending do not matter; a row without a file is said."""
    plan = read_csv_plan("bestand;gezin\nC:\\map\\Gesprek e\u0301e\u0301n.txt;Berk\ngesprek2;Es\nweg.txt;Els\n")
    assert row_of("gesprek één.TXT", plan).family == "Berk"
    assert row_of("gesprek2.docx", plan).family == "Es"
    assert row_of("gesprek3.docx", plan) == Guess()
    assert without_file(["gesprek één.txt", "gesprek2.docx"], plan) == [
        "The list names a file that is not among these: weg.txt."]


@pytest.mark.parametrize("name", ["extra", "kort", "leeg", "nfd", "schuin", "sep_line", "tijd"])
def test_lists_of_others(shared: Path, name: str) -> None:
    """Lists as Dutch Excel and macOS wrote them mean family Berk and 4 March 2021."""
    path = shared / "cases" / "texts" / f"list_{name}.csv"
    if not path.is_file():
        pytest.skip("no cases beside the project")
    plan = read_csv_plan(decode(path.read_bytes(), path.name))
    assert row_of("gesprek één.txt" if name == "nfd" else "gesprek1.txt", plan) == BERK


def test_one_round_of_mending_is_enough() -> None:
    """Columns, rows and what cannot be read are told together; of very many the first hundred, and how many more."""
    with pytest.raises(BadInput) as refused:
        read_csv_plan("bestand;kleur;stem\na;rood;oom\nb;blauw;tante\n")
    sentence = refused.value.sentence("en")
    assert [word in sentence for word in ("kleur", "oom", "tante")] == [True] * 3
    with pytest.raises(BadInput) as many:
        read_csv_plan("bestand;stem\n" + "".join(f"f{n};oom\n" for n in range(130)))
    assert many.value.sentence("en").count("Line ") == 100
    assert "30 more" in many.value.sentence("en")


@pytest.mark.parametrize("other", ["map/GESPREK1.txt", "map/gesprek1.txt", "Gesprek1.TXT"])
def test_two_rows_for_one_name_are_told(other: str) -> None:
    """Files are told apart by their names alone, so that a second row would be nobody's."""
    with pytest.raises(PlanFaults, match="Line 3: the list has a file of this name already"):
        read_csv_plan(f"bestand;gezin\ngesprek1.txt;Berk\n{other};Els\n")
    assert list(read_csv_plan("bestand;gezin\na.txt;Berk\nb.txt;Els\n")) == ["a.txt", "b.txt"]


def test_cells_kept_as_text() -> None:
    """Excel is told by ="0412" that a cell is no number; the signs are no part of the name."""
    assert read_csv_plan('bestand;gezin\n="0412.txt";="Berk"\n') == {"0412.txt": Guess("Berk", None, None)}


@pytest.mark.parametrize("state", ["visible", "hidden"])
def test_the_sheet_that_names_files(tmp_path: Path, state: str) -> None:
    """An explanation before it is passed over, hidden or not; of two lists neither is left out in silence."""
    book = pytest.importorskip("openpyxl").Workbook()
    book.active.append(["Uitleg bij de lijst"])
    sheet = book.create_sheet("lijst")
    for row in (["bestand", "gezin"], ["a.txt", "Berk"]):
        sheet.append(row)
    book.active.sheet_state = state
    book.save(tmp_path / "x")
    assert read_csv_plan(sheet_text(tmp_path / "x", "lijst.xlsx")) == {"a.txt": Guess("Berk", None, None)}
    more = book.create_sheet("later")
    for row in (["bestand", "gezin"], ["b.txt", "Els"]):
        more.append(row)
    book.save(tmp_path / "x")
    with pytest.raises(BadInput, match="a list of files on 2 sheets"):
        sheet_text(tmp_path / "x", "lijst.xlsx")
