"""`cli.py suggest`: what it prints, and a sentence for what it cannot read."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from coding.suggest import model
from tests.coding.marks.test_merging import BOOK
from tests.coding.suggest import test_model

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot

documents = test_model.documents


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A codebook of which one code has phrases."""
    path = tmp_path / "book.yaml"
    path.write_text(BOOK.replace("sign: true", "sign: true, signals: [dip, 'weer mis !']"), "utf-8")
    return path


def run(*words: object) -> tuple[int, str, str]:
    """Exit status, what is printed, and what is said."""
    answer = CliRunner().invoke(cli, ["suggest", *map(str, words)])
    return answer.exit_code, answer.stdout, answer.stderr


def written(tmp_path: Path, content: object) -> Path:
    """A file with texts."""
    path = tmp_path / "texts.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


@pytest.mark.slow
def test_codes_are_printed_with_their_words(tmp_path: Path, book: Path) -> None:
    """Per text, in the order of the file: code, place, score and reason; careful, less is said."""
    texts = written(tmp_path, [{"id": "a", "text": "Goed. Toen weer mis."}, {"id": 2, "text": "Een dip."},
                               {"id": "", "text": "niets"},
                               {"id": 4, "text": "Weer mis, een dip."}])
    status, out, _ = run(texts, "--codebook", book)
    assert status == 0
    assert json.loads(out) == [
        {"id": "a", "codings": [{"code": "een", "start": 6, "end": 20, "score": 0.86, "reason": "weer mis"}]},
        {"id": 2, "codings": [{"code": "een", "start": 0, "end": 8, "score": 0.6, "reason": "dip"}]},
        {"id": "", "codings": []},
        {"id": 4, "codings": [{"code": "een", "start": 0, "end": 18, "score": 0.94, "reason": "Weer mis · dip"}]}]
    out = run(texts, "--codebook", book, "--abstain")[1]
    assert [len(one["codings"]) for one in json.loads(out)] == [0, 0, 0, 1]


def test_a_pilot_teaches_what_no_phrase_says(
    tmp_path: Path, book: Path, small: SmallPilot, documents: list[str],
) -> None:
    """What was coded there is found, rather sure, also where the machine is careful; nothing is kept in the pilot."""
    texts = written(tmp_path, [
        {"id": 1, "text": "Zij belde mij op dag 3 altijd terug."}, {"id": 2, "text": "We aten."}])
    assert [one["codings"] for one in json.loads(run(texts, "--codebook", book)[1])] == [[], []]
    out = run(texts, "--codebook", book, "--pilot", small.pilot.db_path, "--abstain")[1]
    assert [[(one["code"], one["start"], one["end"]) for one in told["codings"]] for told in json.loads(out)] == [
        [("een", 0, 36)], []]
    with closing(small.open()) as db:
        assert model.kept(db) is None


@pytest.mark.parametrize(("content", "told"), [
    ("nee", "JSON"), ({"id": 1}, "list"), (["x"], "Entry 1"), ([{"id": 1, "text": 2}], "text"),
    ([{"text": "x"}], "id"), ([{"id": True, "text": "x"}], "id"), ([{"id": 1, "text": "x"}] * 2, "same id"),
    ('[{"id": 1, "text": "\\ud83d"}]', "half a character"),
])
def test_texts_that_cannot_be_used(tmp_path: Path, book: Path, content: object, told: str) -> None:
    """One sentence, and nothing is printed."""
    status, out, said = run(written(tmp_path, content), "--codebook", book)
    assert (status, out) == (2, "")
    assert told in said
    assert len(said.splitlines()) == 1


def test_a_codebook_without_phrases_says_so(tmp_path: Path, book: Path) -> None:
    """And so does one that is not there."""
    texts = written(tmp_path, [])
    bare = tmp_path / "bare.yaml"
    bare.write_text(BOOK, "utf-8")
    assert run(texts, "--codebook", bare)[0::2] == (
        2, "No code of this codebook has words that point to it, so there is nothing to go by.\n")
    assert "cannot be read" in run(texts, "--codebook", tmp_path / "gone.yaml")[2]
    assert json.loads(run(texts, "--codebook", book)[1]) == []
