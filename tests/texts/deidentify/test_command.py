"""`cli.py deidentify`: a text without names and what was replaced in it, or one sentence and nothing written."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from cli import cli

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow  # each runs a process of its own

TEXT = "Coach: Hoe gaat het?\r\nMoeder: Ja, zus Hatice woont nu in Emmen. Chayenna ook, een cafe\u0301 verder.\r\n"


@pytest.fixture
def run(tmp_path: Path) -> object:
    """The command on a text, with a lexicon where one is given."""
    def do(text: bytes = TEXT.encode(), lexicon: bytes | None = None, *more: str) -> Result:
        (tmp_path / "in.txt").write_bytes(text)
        given = []
        if lexicon is not None:
            (tmp_path / "lexicon.csv").write_bytes(lexicon)
            given = ["--lexicon", str(tmp_path / "lexicon.csv")]
        return CliRunner().invoke(cli, [
            "deidentify", str(tmp_path / "in.txt"), *given, "--out", str(tmp_path / "out.txt"), "--spans",
            str(tmp_path / "spans.json"), *more])
    return do


def test_names_are_taken_out_and_said(run: object, tmp_path: Path) -> None:
    """Offsets count code points of the text in NFC with \\n; the text is the same but for them."""
    assert callable(run)
    result = run(TEXT.encode(), b"text,kind,pseudonym\nHatice,name,[zus 7]\n\nChayenna\n")
    assert result.exit_code == 0, result.output
    assert "Read the text before" in result.stderr
    normal = unicodedata.normalize("NFC", TEXT.replace("\r\n", "\n"))
    told = json.loads((tmp_path / "spans.json").read_text("utf-8"))
    assert [(normal[one["start"]:one["end"]], one["kind"], one["replacement"]) for one in told] == [
        ("zus Hatice", "name", "[zus 7]"), ("Emmen", "place", "[plaats A]"), ("Chayenna", "name", "[naam 1]")]
    assert (tmp_path / "out.txt").read_text("utf-8") == (
        "Coach: Hoe gaat het?\nMoeder: Ja, [zus 7] woont nu in [plaats A]. [naam 1] ook, een café verder.\n")


def test_a_name_a_line_is_a_lexicon_too(run: object, tmp_path: Path) -> None:
    """With a mark of UTF-8, empty lines and Windows' line ends."""
    assert callable(run)
    result = run(b"toen kwam zwartkruis", b"\xef\xbb\xbfZwartkruis\r\n\r\n")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out.txt").read_text("utf-8") == "toen kwam [naam 1]"


@pytest.mark.parametrize("lexicon", [
    b"Zwartkruis\tname\t[zus 7]\n", b"tekst;soort;pseudoniem\nZwartkruis;naam;[zus 7]\n",
    b"naam\nZwartkruis\nZwartkruis\n"])
def test_tabs_dutch_kinds_and_a_head_alone(run: object, tmp_path: Path, lexicon: bytes) -> None:
    """As tables come out of other programs; the word that heads the only column is no name."""
    assert callable(run)
    result = run(b"de naam was zwartkruis", lexicon)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out.txt").read_text("utf-8") in ("de naam was [zus 7]", "de naam was [naam 1]")


@pytest.mark.parametrize(("lexicon", "said"), [
    (b"Hatice\nde\n", "line 2"), (b"Hatice,surname\n", "kind"), (b"Hatice,name,x,y\n", "line 1"),
    (b'"Hatice,name\n', "line"), (b",name,x\n", "line 1"), (b"Ha\xefce\n", "UTF-8"), (b"\n\n", "no word"),
    ("Hatice\n".encode("utf-16"), "UTF-8"), (b"", "empty")])
def test_a_lexicon_that_cannot_be_meant_is_one_sentence(
    run: object, tmp_path: Path, lexicon: bytes, said: str
) -> None:
    """Exit 2, and nothing is written."""
    assert callable(run)
    result = run(TEXT.encode(), lexicon)
    assert result.exit_code == 2
    assert said.casefold() in result.stderr.casefold()
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out.txt").exists()
    assert not (tmp_path / "spans.json").exists()


@pytest.mark.parametrize("text", [b"", b" \n ", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_text_is_one_sentence(run: object, tmp_path: Path, text: bytes) -> None:
    """Nothing, only spaces, or bytes."""
    assert callable(run)
    result = run(text)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.txt"]


def test_both_files_or_none(run: object, tmp_path: Path) -> None:
    """Where the second cannot be written, the first is as it was."""
    assert callable(run)
    (tmp_path / "out.txt").write_text("van vroeger")
    result = CliRunner().invoke(cli, ["deidentify", str(_text(tmp_path)), "--out", str(tmp_path / "out.txt"), "--spans",
                                      str(tmp_path / "nergens" / "spans.json")])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert (tmp_path / "out.txt").read_text() == "van vroeger"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.txt", "out.txt"]


def test_no_file_is_written_over_what_is_read(run: object, tmp_path: Path) -> None:
    """The text itself, the lexicon, or twice the same file."""
    assert callable(run)
    text = str(_text(tmp_path))
    for out, spans in ((text, str(tmp_path / "s.json")), (str(tmp_path / "x"), str(tmp_path / "x"))):
        result = CliRunner().invoke(cli, ["deidentify", text, "--out", out, "--spans", spans])
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert _text(tmp_path).read_bytes() == TEXT.encode()


def _text(folder: Path) -> Path:
    (folder / "in.txt").write_bytes(TEXT.encode())
    return folder / "in.txt"
