"""Rounds on the command line: listed, planned, and a sheet out and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from cli import cli
from coding.double import coders, leading
from coding.double.leading import Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot


def run(small: SmallPilot, *words: str) -> tuple[int, str]:
    """What a command about the small pilot answers: its exit code, and all it said."""
    answer = CliRunner().invoke(cli, ["rounds", *words, "--pilot", str(small.pilot.db_path)])
    return answer.exit_code, answer.output


def test_a_sheet_goes_out_and_comes_back(
    small: SmallPilot, db: Database, talks: list[str], tmp_path: Path,
) -> None:
    """The list says how far the round is; a sheet that is empty means that she found nothing; twice is a sentence."""
    guest = coders.add_guest(db, small.viewers["evaluator"], "Student 1")
    leading.begin(db, small.viewers["evaluator"], Wanted("Ronde", 2, (small.accounts["evaluator"], guest), 7))
    assert run(small, "list")[1].split("\t")[:5] == ["Ronde", "blind", "4", "7", "1"]
    file = str(tmp_path / "blad.xlsx")
    assert run(small, "sheet", "Ronde", "Student 1", file, "--turns") == (0, "")
    assert run(small, "read", "Ronde", file) == (0, "2\t8\n")
    assert run(small, "list")[1].split("\t")[2] == "2"
    assert run(small, "read", "Ronde", file)[0] == 2
    assert run(small, "sheet", "Andere", "Student 1", file) == (2, "This round is not there.\n")
    assert run(small, "read", "Ronde", str(tmp_path / "nergens.xlsx"))[0] == 2


def test_a_plan_needs_no_pilot() -> None:
    """Documents and sentences for an interval; a width that cannot be is a sentence."""
    good = CliRunner().invoke(cli, ["rounds", "plan", "--width", "0.2", "--kappa", "0", "--share", "0.5",
                                    "--per-document", "1"])
    assert (good.exit_code, good.output) == (0, "385\t385\n")
    assert CliRunner().invoke(cli, ["rounds", "plan", "--width", "2"]).exit_code == 2
