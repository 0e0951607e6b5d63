"""A sheet goes out, is coded by somebody without an account, and comes back whole or not at all."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from coding.book import changing, edits
from coding.book.model import Code
from coding.double import coders, leading, reading_back, rounds, sheets
from coding.double.leading import Wanted
from coding.marks import merging
from coding.marks.actions import apply_ops
from coding.marks.codings import codings, set_status
from pilot.errors import BadInput, Conflict, NotFound, RodeDraadError
from pilot.words import speaking
from tests.builder import TURNS
from tests.rights.scene import added
from texts import documents
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

    Fill = Callable[[Any], object]


@pytest.fixture
def guest(small: SmallPilot, db: Database, talks: list[str]) -> str:
    """Somebody without an account."""
    return coders.add_guest(db, small.viewers["evaluator"], "Student 1")


@pytest.fixture
def guid(small: SmallPilot, db: Database, guest: str) -> str:
    """A round of an evaluator and a guest over two conversations."""
    return leading.begin(db, small.viewers["evaluator"], Wanted("Ronde", 2, (small.accounts["evaluator"], guest), 5))


def filled(data: bytes, fill: Fill) -> bytes:
    """The sheet as somebody gave it back."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    fill(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(data: bytes) -> list[list[Any]]:
    """The rows of the first sheet."""
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()]


def put(**at: str) -> Fill:
    """Write into cells, by their place."""
    return lambda sheet: [sheet.__setitem__(place, value) for place, value in at.items()]


@pytest.mark.slow
def test_a_sheet_has_a_row_for_each_unit(small: SmallPilot, db: Database, guid: str, guest: str) -> None:
    """In the order drawn, with who speaks and the words; codes and directions are chosen from lists."""
    lead = small.viewers["evaluator"]
    by_sentence, by_turn = (sheets.sheet(db, lead, guid, guest, unit) for unit in ("sentence", "turn"))
    head, *rows = cells(by_turn)
    assert head[:4] == ["Number", "Document", "Who speaks", "Words"]
    titles = [one.title for one in rounds.documents(db, lead, rounds.find(db, guid))]
    assert list(dict.fromkeys(row[1] for row in rows)) == titles
    assert [row[3] for row in rows[:2]] == [TURNS[0].text, TURNS[1].text]
    assert len(cells(by_sentence)) == len(rows) + 1 + 2  # one turn of each has two sentences
    book = openpyxl.load_workbook(io.BytesIO(by_turn))
    assert len(book.worksheets[0].data_validations.dataValidation) == 2 * sheets.CODES
    assert ["Drawn with the seed", "5"] in [[cell.value for cell in row[:2]] for row in book.worksheets[1].iter_rows()]


@pytest.mark.slow
def test_it_is_read_back_as_her_codings(small: SmallPilot, db: Database, guid: str, guest: str) -> None:
    """Sorted otherwise and in another language it still is; she is done, and is seen once the round is shown."""
    lead = small.viewers["evaluator"]
    data = sheets.sheet(db, lead, guid, guest)
    with speaking("nl"):
        nl = [row[3] for row in cells(data)].index("Zij belde zelf.") + 1

    def fill(sheet: Any) -> None:
        put(**{f"E{nl}": "Klik", f"F{nl}": "−", f"G{nl}": "screening"})(sheet)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for at, row in enumerate(rows[::-1], 2):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column, value)

    number = cells(data)[nl - 1][0]
    found = reading_back.read(db, lead, guid, filled(data, fill), "blad.xlsx")
    assert found == (2, 10, 0)
    document = rounds.documents(db, lead, rounds.find(db, guid))[int(number.split(".")[1]) - 1].guid
    assert codings(db, lead, document, others=True)["codings"] == []
    for one in rounds.documents(db, lead, rounds.find(db, guid)):
        set_status(db, lead, one.guid, "done")
    leading.reveal(db, lead, guid)
    made = codings(db, lead, document, others=True)["codings"]
    assert {(one["code"], one["sign"], one["coder"]) for one in made} == {
        ("klik", "-", "Student 1"), ("screening", None, "Student 1")}
    assert {(one["start"], one["end"]) for one in made} == {(33, 48)}


@pytest.mark.slow
def test_the_codebook_changed_while_a_sheet_was_out(
    small: SmallPilot, db: Database, guid: str, guest: str,
) -> None:
    """A code that was merged or called otherwise is the one of now; of one that was split the sheet has to say more."""
    lead = small.viewers["evaluator"]
    data = sheets.sheet(db, lead, guid, guest)
    merging.merge(db, lead, ["klik"], "screening", seen=1)
    face = edits.find(changing.in_use(db), "vast_gezicht")[0]
    changing.change(db, lead, replace(face, name={"nl": "Vertrouwd gezicht", "en": "Known face"}), seen=2)
    merging.split(db, lead, "tijdsinvestering", [
        Code("", {"nl": name, "en": name}, {"nl": "x", "en": "x"}, "", "") for name in ("Kop", "Munt")], seen=3)
    given = {"E2": "Klik", "E3": "One fixed face", "E4": "Known face", "E5": "Time investment"}
    with pytest.raises(BadInput) as fault:
        reading_back.read(db, lead, guid, filled(data, put(**given)), "blad.xlsx")
    assert re.search("Time investment was split .*: Kop, Munt.", fault.value.sentence())
    reading_back.read(db, lead, guid, filled(data, put(**given | {"E5": "Munt"})), "blad.xlsx")
    made = db.conn.execute("SELECT key FROM coding JOIN code USING (code_id) ORDER BY coding_id").fetchall()
    assert [key for (key,) in made] == ["screening", "vast_gezicht", "vast_gezicht", "munt"]


@pytest.mark.parametrize(("fill", "says"), [
    (put(D3="Anders."), "words of row .*1.2 were changed"), (put(E2="Zeemonster"), "no code Zeemonster"),
    (put(E2="Klik", F2="?"), "is no direction"), (put(F2="+"), "direction without a code"),
    (put(E2="=1+1"), "no code =1\\+1"), (put(D3="=A1"), "words of row .*1.2 were changed"),
    (lambda sheet: [sheet.cell(n, 5, " ") for n in range(12, 10_100)], "more than 10000 rows"),
    (lambda sheet: sheet.delete_rows(4), "1 rows are missing; the first is .*1.3"),
    (lambda sheet: sheet.__setitem__("A3", sheet["A2"].value), "stands there twice"),
    (lambda sheet: sheet.__setitem__("A3", sheet["A2"].value[:8] + ".9.1"), "There is no row"),
    (lambda sheet: sheet.__setitem__("A3", "x"), "more than one sheet"),
    (lambda sheet: sheet.delete_cols(1), "no sheet of a round"),
])
@pytest.mark.slow
def test_what_is_wrong_is_said(
    small: SmallPilot, db: Database, guid: str, guest: str, fill: Fill, says: str,
) -> None:
    """Each fault is a sentence that names the row, and then nothing at all is stored."""
    lead = small.viewers["evaluator"]
    data = sheets.sheet(db, lead, guid, guest)
    with pytest.raises(BadInput) as fault:
        reading_back.read(db, lead, guid, filled(data, fill), "blad.xlsx")
    assert re.search(says, fault.value.sentence())
    assert db.conn.execute("SELECT count(*) FROM coding").fetchone() == (0,)
    reading_back.read(db, lead, guid, data, "blad.xlsx")


def test_a_sheet_is_read_once_and_in_its_round(small: SmallPilot, db: Database, guid: str, guest: str) -> None:
    """Not twice, not a second sheet of what she is done with, not into another round, and none from elsewhere."""
    lead = small.viewers["evaluator"]
    first, second = (sheets.sheet(db, lead, guid, guest) for _ in range(2))
    other = leading.begin(db, lead, Wanted("Andere", 1, (small.accounts["evaluator"], guest), 1))
    with pytest.raises(BadInput, match="another round"):
        reading_back.read(db, lead, other, first, "blad.xlsx")
    reading_back.read(db, lead, guid, first, "blad.xlsx")
    with pytest.raises(Conflict, match="read already"):
        reading_back.read(db, lead, guid, first, "blad.xlsx")
    with pytest.raises(Conflict, match="another sheet"):
        reading_back.read(db, lead, guid, second, "blad.xlsx")
    with pytest.raises(NotFound, match="not made in this pilot"):
        reading_back.read(db, lead, guid, filled(second, _renumbered), "blad.xlsx")
    with pytest.raises(NotFound):
        sheets.sheet(db, lead, guid, guest)
    with pytest.raises(RodeDraadError):
        reading_back.read(db, lead, guid, b"PK not a workbook", "blad.xlsx")


def _renumbered(sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=2, max_col=1):
        row[0].value = "00000000" + row[0].value[8:]


def test_a_text_that_changed_and_one_that_is_gone(small: SmallPilot, db: Database, guid: str, guest: str) -> None:
    """Codings are carried to the text that is read now; what was withdrawn meanwhile is left out, and said."""
    lead = small.viewers["evaluator"]
    data = sheets.sheet(db, lead, guid, guest)
    one, two = [each.guid for each in rounds.documents(db, lead, rounds.find(db, guid))]
    documents.revise(db, small.operator(db), one, [NewTurn("Nieuw begin.", "Coach", "coach"), NewTurn(
        "Hoe ging het toen met de school?", "Coach", "coach"), *TURNS_AFTER], kind="deidentified", engine="test")
    documents.withdraw(db, lead, two, "dubbel")
    first = next(n for n, row in enumerate(cells(data), 1) if str(row[0]).endswith(".1.1"))
    found = reading_back.read(db, lead, guid, filled(data, put(**{f"E{first}": "Klik"})), "blad.xlsx")
    assert (found.documents, found.left_out) == (1, 1)
    leading.let_out(db, lead, guid, one, small.accounts["evaluator"])
    leading.reveal(db, lead, guid)
    (coding,) = codings(db, lead, one, others=True)["codings"]
    assert (coding["start"], coding["end"]) == (13, 45)


TURNS_AFTER = [NewTurn("Zij belde zelf.", "Moeder", "family")]


def test_nobody_codes_in_the_name_of_who_has_an_account(small: SmallPilot, db: Database, guid: str) -> None:
    """Whether she has begun or not the answer is the same; her own sheet she may take out herself."""
    hers, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    data = sheets.sheet(db, hers, guid, hers.account_guid)
    with pytest.raises(BadInput, match="has an account"):
        sheets.sheet(db, other, guid, hers.account_guid)
    with pytest.raises(BadInput, match="has an account"):
        reading_back.read(db, other, guid, data, "blad.xlsx")
    apply_ops(db, hers, rounds.tasks(db, hers, rounds.find(db, guid))[0].document, [added("klik")])
    with pytest.raises(BadInput, match="has an account"):
        reading_back.read(db, other, guid, data, "blad.xlsx")
