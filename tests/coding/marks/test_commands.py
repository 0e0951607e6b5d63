"""The commands that change a codebook: what they print, and that they end in one sentence where they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from coding.book import codebook
from tests.coding.marks.test_merging import BOOK, give

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def run(small: SmallPilot, *words: str) -> tuple[str, str]:
    """What a command prints and what it says besides."""
    result = CliRunner().invoke(cli, ["codebook", *words, "--pilot", str(small.pilot.db_path)])
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


@pytest.mark.slow
def test_a_codebook_changes_by_command(small: SmallPilot, db: Database) -> None:
    """Each prints the number of the new version, and what else there is to know; the list of versions says it all."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    document = small.interview(db)
    give(db, small.viewers["evaluator"], document, "een", 0)
    assert run(small, "add", "Fiets", "--under", "groep", "--definition", "Een fiets.") == ("fiets\n2\n", "")
    assert run(small, "change", "fiets", "--set", "name.en=Bicycle", "--set", "signals=fiets|ketting", "--set",
               "sign=true", "--reason", "vertaald") == ("3\n", "")
    assert run(small, "move", "fiets", "--before", "drie") == ("4\n", "")
    assert run(small, "merge", "een", "twee", "--into", "fiets") == ("5\n", "evaluator 1\t1\n")
    assert run(small, "undo", "5") == ("6\n", "evaluator 1\t1\n")
    assert run(small, "split", "een", "Een a", "Een b") == ("een_a\neen_b\n7\n", "")
    assert run(small, "retire", "drie") == ("8\n", "")
    assert run(small, "bring-back", "drie") == ("9\n", "")
    assert run(small, "take-back", "1") == ("10\n", "")
    listed = [line.split("\t") for line in run(small, "versions")[0].splitlines()]
    assert [(row[0], row[2]) for row in listed] == [
        ("10", "take_back"), ("9", "bring_back"), ("8", "retire"), ("7", "split"), ("6", "undo"), ("5", "merge"),
        ("4", "move"), ("3", "change"), ("2", "add"), ("1", "load")]
    assert (listed[7][3:], listed[9][3:]) == (["the command line", "vertaald"], ["evaluator 1", "Proefboek"])
    assert run(small, "compare", "2", "3")[0] == (
        "fiets\tchanged\tname.en\tFiets\tBicycle\nfiets\tchanged\tsignals\t()\t('fiets', 'ketting')\n"
        "fiets\tchanged\tsign\tFalse\tTrue\n")
    assert run(small, "compare", "5", "10")[0] == "een\tadded\ntwee\tadded\nfiets\tgone\n"
    told = [line.split("\t") for line in run(small, "history", "een")[0].splitlines()]
    assert [(row[0], row[3]) for row in told] == [
        ("10", "changed"), ("7", "changed split into Een a, Een b"), ("6", "added undone 5"),
        ("5", "gone merged into Bicycle"), ("1", "added")]


@pytest.mark.parametrize(("words", "told"), [
    (("add", "Een"), "already"),
    (("change", "een", "--set", "kleur=rood"), "no field kleur"),
    (("change", "een", "--set", "sign=ja"), "no field sign"),
    (("move", "weg"), "not in the codebook"),
    (("history", "weg"), "never was"),
    (("undo", "1"), "nothing that still holds"),
    (("compare", "1", "7"), "no version 7"),
])
@pytest.mark.slow
def test_what_cannot_be_is_one_sentence(small: SmallPilot, db: Database, words: tuple[str, ...], told: str) -> None:
    """On stderr, with exit 2, and nothing changes."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    result = CliRunner().invoke(cli, ["codebook", *words, "--pilot", str(small.pilot.db_path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert len(codebook.versions(db, small.viewers["evaluator"])) == 1
