"""A codebook of another program comes into a pilot that has one: what is known stays the same code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from coding.book import changing, codebook, comparing
from exchange.refi import books
from exchange.refi.export import export_project
from pilot import access
from pilot.errors import BadInput
from tests.coding.book.test_file import SMALL
from tests.coding.marks.test_merging import BOOK
from tests.exchange.refi.projects import check_valid

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Anders 9"><Codes>
<Code guid="11111111-1111-4111-8111-111111111111" name="Werk &amp; inkomen" isCodable="true" color="#AA3377">
<Description>Wat er verdiend wordt.</Description>
<Code guid="22222222-2222-4222-8222-222222222222" name="Twee" isCodable="true"/></Code></Codes></CodeBook>"""


@pytest.fixture
def book(small: SmallPilot, db: Database) -> Path:
    """The codebook of a small pilot as it leaves."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    path = small.home.folder / "uit.qdc"
    export_project(small.pilot, db, small.viewers["evaluator"], path)
    check_valid(path)
    return path


def test_what_left_comes_back_the_same(small: SmallPilot, db: Database, book: Path) -> None:
    """Nothing differs, so nothing is loaded; after a change here, loading it again takes the change away."""
    found = books.read(db, book.read_bytes(), book.name)
    found_difference = comparing.compare(db, small.viewers["evaluator"], found.book)
    assert (found_difference.added, found_difference.changed, found_difference.gone) == ((), (), ())
    changing.retire(db, small.viewers["evaluator"], "drie", seen=1)
    result = CliRunner().invoke(
        cli, ["codebook", "import", str(book), "--reason", "terug", "--pilot", str(small.pilot.db_path)])
    assert (result.exit_code, result.stdout) == (0, "3\n")
    newest = codebook.newest(db)
    assert newest is not None
    assert (newest.reason, [code.key for code, _p, _d in changing.in_use(db).walk()]) == (
        "terug", ["groep", "een", "twee", "drie"])
    assert db.conn.execute("SELECT count(*) FROM code").fetchone() == (4,)


def test_our_own_file_comes_in_by_the_same_command(small: SmallPilot, tmp_path: Path) -> None:
    """What a file holds says what it is; a codebook of another program is no YAML, and where it goes is said."""
    path = tmp_path / "boek.qdc"
    path.write_bytes(SMALL.encode("utf-16"))
    to = ["--pilot", str(small.pilot.db_path)]
    assert CliRunner().invoke(cli, ["codebook", "import", str(path), *to]).stdout == "1\n"
    path.write_text(FOREIGN, encoding="utf-8")
    for arguments in (["check", str(path)], ["load", str(path), *to]):
        result = CliRunner().invoke(cli, ["codebook", *arguments])
        assert (result.exit_code, result.stdout) == (2, "")
        assert "codebook import" in result.stderr


def test_a_foreign_book_keeps_what_is_known(small: SmallPilot, db: Database, book: Path) -> None:
    """A code is known by its guid, else by its name; a new one keeps the guid it has there, and is known next time."""
    viewer = access.operator(db, "proef")
    found = books.read(db, FOREIGN.encode(), "anders.qdc")
    codebook.adopt(db, viewer, codebook.dump(found.book), guids=found.guids)
    guids = dict(db.conn.execute("SELECT key, guid FROM code").fetchall())
    assert guids["werk_inkomen"] == "11111111-1111-4111-8111-111111111111"
    assert guids["twee"] != "22222222-2222-4222-8222-222222222222"
    assert changing.in_use(db).origin == "Anders 9"
    again = books.read(db, FOREIGN.replace("Werk &amp; inkomen", "Geld").encode(), "anders.qdc")
    assert [code.key for code, _p, _d in again.book.walk()] == ["werk_inkomen", "twee"]
    assert comparing.compare(db, viewer, again.book).changed == ("werk_inkomen",)


@pytest.mark.parametrize("content", [
    b"", b"<", b"<CodeBook/>", b"\xff\xfe", FOREIGN.replace("CodeBook", "Project").encode(),
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><CodeBook>&b;</CodeBook>',
    b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>'])
def test_what_is_no_codebook_is_one_sentence(db: Database, book: Path, content: bytes) -> None:
    """Whatever is given, it is refused with its name in a sentence."""
    with pytest.raises(BadInput) as caught:
        books.read(db, content, "vreemd.qdc")
    assert "vreemd" in caught.value.sentence("nl")
