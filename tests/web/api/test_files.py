"""Taking files out over HTTP: for who may, as an attachment, and one sentence where it cannot be."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from coding.book import codebook
from coding.marks import actions
from coding.memos import writing
from exchange.exports import PILOT
from jobs import files
from jobs.worker import Worker
from pilot.files.export import called
from pilot.store.files import new_guid
from tests.conftest import ROOT
from web.exports import EXPORTS
from web.handlers import HANDLERS

if TYPE_CHECKING:
    from tests.web.conftest import Caller


@pytest.fixture(autouse=True)
def book(call: Caller) -> None:
    """A codebook."""
    with closing(call.small.open()) as db:
        codebook.adopt(db, call.small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(encoding="utf-8"))


def test_a_file_comes_as_an_attachment(call: Caller) -> None:
    """With the day in its name and nobody's, in the language of who asks, and it is not kept by the browser."""
    answer = call("GET", "/export/codebook.csv", "evaluator")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="rode-draad-codebook-20')
    assert answer.headers["cache-control"] == "no-store"
    name = {(key, language): called(EXPORTS[key], {"language": language}) for key in ("methods", "codebook")
            for language in ("nl", "en")}
    assert (name["methods", "nl"], name["methods", "en"]) == ("bijlage-over-de-aanpak", "annex-on-methods")
    assert name["codebook", "nl"] == "codebook"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0][:2] == ["Groep", "Code"]
    assert ["Voor wie", "voor het team; niet om door te geven"] in rows


def test_a_codebook_to_print_is_read_code_by_code(call: Caller) -> None:
    """What a code means stands together; the many words that point to codes stand after all of them."""
    from docx import Document

    lines = [one.text for one in Document(
        io.BytesIO(call("GET", "/export/codebook.docx", "evaluator").content)).paragraphs if one.text]
    codes, pointing = lines[:(last := lines.index("Woorden die naar een code wijzen"))], lines[last + 1:]
    with closing(call.small.open()) as db:
        book = codebook.newest(db)
        assert book is not None
        rows = codebook.codes(db, book.codebook_version_id, "nl")
    assert [one for one in codes if one in {row.name for row in rows}] == [row.name for row in rows]
    assert pointing == [f"{row.name}: {' · '.join(row.signals)}" for row in rows if row.signals]
    assert pointing


def test_addresses_in_a_file_open_on_this_server(call: Caller) -> None:
    """With the scheme and the name by which it was asked."""
    with closing(call.small.open()) as db:
        guid = call.small.interview(db)
    answer = call("GET", "/export/documents.csv", "evaluator")
    assert f"://{answer.request.url.netloc.decode()}/desk?document={guid}" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(("path", "who", "status", "sentence"), [
    ("/export/segments.xlsx", "evaluator", 404, "Er is hier niets om mee te nemen."),
    ("/export/segments.xlsx", "steering", 403, ""), ("/export/matrix.csv", "coach", 403, ""),
    ("/export/segments.exe", "evaluator", 400, "Dit is er niet als exe."),
    ("/export/alles.csv", "evaluator", 404, "Hier is niets."),
    ("/export/transcript.docx", "evaluator", 400, "Kies eerst een document."),
    ("/export/segments.csv?code=onbekend", "evaluator", 400, "Deze code staat niet in het codeboek."),
    ("/export/matrix.csv?voice=onbekend", "evaluator", 400, ""),
    ("/export/segments.csv?direction=-", "evaluator", 400, "direction is hier niet te kiezen."),
    ("/export/codebook.yaml?version=9", "evaluator", 404, "Er is geen versie 9 van het codeboek."),
])
@pytest.mark.slow
def test_what_cannot_be_is_a_page_with_one_sentence(
    call: Caller, path: str, who: str, status: int, sentence: str
) -> None:
    """Nothing to take, no right, another ending: a page that says so and leads back."""
    answer = call("GET", path, who)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert answer.text.count('role="alert"') == 1
    assert sentence in answer.text
    assert 'href="/"' in answer.text


def test_signed_out_nothing_leaves(call: Caller) -> None:
    """Without a sitting there is no file."""
    assert call("GET", "/export/codebook.csv").status_code == 401


def test_the_command_gives_the_same(call: Caller) -> None:
    """The operator takes it out on the command line, and writes over nothing."""
    out = call.small.home.folder / "codeboek.yaml"
    line = ["export", "codebook", "--pilot", str(call.small.pilot.db_path), "--out", str(out)]
    assert CliRunner().invoke(cli, line).exit_code == 0
    made, own = out.read_text(encoding="utf-8"), (ROOT / "codebook.yaml").read_text(encoding="utf-8")
    assert made.endswith(f"\n{own}")
    assert all(line.startswith("#: ") for line in made.removesuffix(own).splitlines())
    for more, fault in (([], "is there already"), (["--replace", "--choose", "x=1"], "cannot be chosen")):
        again = CliRunner().invoke(cli, [*line, *more])
        assert (again.exit_code, fault in again.stderr) == (2, True)


@pytest.mark.parametrize(("what", "ending", "more", "said"), [
    ("codebook", "qdc", [], ""),
    ("codebook", "qdc", ["version=1"], "version cannot be chosen here"),
    ("codebook", "json", [], "Choose from docx, xlsx, csv, yaml, qdc."),
    ("timeline", "svg", [], "Choose first what this file is to be about, by family=..."),
    ("dossier", "docx", ["family="], "Choose first what this file is to be about, by family=..."),
    ("sheet", "xlsx", ["round=1"], "Choose first what this file is to be about, by coder=..."),
])
def test_the_command_says_what_is_missing(call: Caller, what: str, ending: str, more: list[str], said: str) -> None:
    """What has to be chosen is asked for, not looked for in vain; a codebook leaves for other programs too."""
    out = call.small.home.folder / f"uit.{ending}"
    line = ["export", what, "--pilot", str(call.small.pilot.db_path), "--out", str(out)]
    done = CliRunner().invoke(cli, [*line, *(word for one in more for word in ("--choose", one))])
    assert (done.exit_code, said in done.stderr, out.exists()) == (2 if said else 0, True, not said)
    if not said:
        assert "urn:QDA-XML:codebook:1.0" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["yaml", "csv"])
@pytest.mark.slow
def test_an_older_codebook_leaves_as_it_was(call: Caller, ending: str) -> None:
    """The version that is chosen, by address and by command; the newest where none is."""
    with closing(call.small.open()) as db:
        changed = (ROOT / "codebook.yaml").read_text(encoding="utf-8").replace("klik", "andere_klik")
        codebook.adopt(db, call.small.viewers["evaluator"], changed)
    assert "andere_klik" in call("GET", f"/export/codebook.{ending}", "evaluator").text
    first = call("GET", f"/export/codebook.{ending}?version=1", "evaluator").text
    assert "klik" in first
    assert "andere_klik" not in first
    out = call.small.home.folder / f"een.{ending}"
    line = ["export", "codebook", "--pilot", str(call.small.pilot.db_path), "--out", str(out), "--choose", "version=1"]
    assert CliRunner().invoke(cli, line).exit_code == 0
    assert "andere_klik" not in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("what", ["memos", "segments"])
def test_the_command_leaves_private_memos_out(call: Caller, what: str) -> None:
    """Nobody's private memo is in a file made by command, and how many were left out is said."""
    with closing(call.small.open()) as db:
        author = call.small.viewers["evaluator"]
        document = call.small.interview(db)
        coding = new_guid()
        actions.apply_ops(db, author, document, [
            {"op": new_guid(), "kind": "add", "coding": coding, "code": "klik", "whole": True, "sign": None}])
        for body, private in (("Voor het team", False), ("Alleen voor mij", True)):
            writing.save(db, author, writing.Said(new_guid(), "coding", coding, "", body, private))
    out = call.small.home.folder / "uit.csv"
    done = CliRunner().invoke(cli, ["export", what, "--pilot", str(call.small.pilot.db_path), "--out", str(out)])
    assert done.exit_code == 0
    assert "1 private memo is left out" in done.stderr
    text = out.read_text(encoding="utf-8-sig")
    assert "Voor het team" in text
    assert "Alleen voor mij" not in text


def test_what_takes_long_is_asked_for_on_its_page(call: Caller) -> None:
    """The whole pilot is no answer to a click: the page of files makes it; nothing is asked for by a look."""
    answer = call("GET", "/export/pilot.qdpx?without_sound=yes", "evaluator")
    assert (answer.status_code, answer.headers["location"]) == (303, "/files?make=pilot.qdpx&without_sound=yes")
    with closing(call.small.open()) as db:
        assert db.conn.execute("SELECT count(*) FROM job").fetchone() == (0,)


@pytest.mark.slow
def test_a_file_that_was_made_is_taken_once(call: Caller) -> None:
    """It comes whole, as an attachment; the second time a page says that it is gone, and to others there is none."""
    with closing(call.small.open()) as db:
        guid = files.request(db, call.small.viewers["evaluator"], PILOT, "qdpx", {})
    assert Worker(call.small.home, HANDLERS, idle_s=0).run()
    assert call("GET", f"/export/made/{guid}", "evaluator2").status_code == 404
    answer = call("GET", f"/export/made/{guid}", "evaluator")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["content-disposition"].startswith('attachment; filename="rode-draad-pilot-20')
    assert "project.qde" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    again = call("GET", f"/export/made/{guid}", "evaluator")
    assert again.status_code == 404
    assert "Dit bestand is er niet meer" in again.text
