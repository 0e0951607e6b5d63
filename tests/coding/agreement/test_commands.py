"""The commands `agreement` and `unitizing`: JSON on stdout, sentences on stderr."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from cli import cli
from coding.agreement.commands import LEVELS
from coding.agreement.ratings import LEVELS as KNOWN

if TYPE_CHECKING:
    from pathlib import Path

COEFFICIENTS = ("cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1", "brennan_prediger")


def run(path: Path, content: str | bytes, *arguments: str) -> tuple[int, Any, str]:
    """Exit code, what stdout says as JSON (None where it is empty), and stderr."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    name, *options = arguments
    result = CliRunner().invoke(cli, [name, str(path), *options])
    return result.exit_code, json.loads(result.stdout) if result.stdout else None, result.stderr


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a table is put."""
    return tmp_path / "coders.csv"


def test_the_levels_are_those_of_alpha() -> None:
    """The command offers what the coefficient knows."""
    assert LEVELS == KNOWN


def test_a_table_of_two(file: Path) -> None:
    """Cohen's table as a file: every coefficient by its name, as fractions."""
    pairs = [(i, j) for i, row in enumerate([[88, 14, 18], [10, 40, 10], [2, 6, 12]]) for j, n in enumerate(row)
             for _ in range(n)]
    code, told, said = run(file, "A,B\n" + "".join(f"{i},{j}\n" for i, j in pairs), "agreement")
    assert (code, said) == (0, "")
    assert list(told) == ["percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1",
                          "brennan_prediger", "units", "coders"]
    assert (told["units"], told["coders"]) == (200, 2)
    assert told["percent"] == pytest.approx(.70)
    assert told["cohen_kappa"] == pytest.approx(.492, abs=5e-4)
    assert told["gwet_ac1"] == pytest.approx(.576, abs=5e-4)


@pytest.mark.parametrize("content", [
    "A;B;C\n1;1;\n2;2,0;2\n\n;1;1\n", b"\xef\xbb\xbfA,B,C\r\n1,1,\r\n2,2.0,2\r\n,1,1\r\n",
    "sep=\t\nA\tB\tC\n1\t1\n2\t2\t2\n\t1\t1\n", "A,B,C,\n1,1,,\n2,2,2,\n,1,1,\n"])
def test_tables_as_programs_write_them(file: Path, content: str | bytes) -> None:
    """Semicolons, tabs, a byte order mark, a decimal comma, short rows and a comma too many are all one table."""
    code, told, said = run(file, content, "agreement", "--level", "interval")
    assert (code, said) == (0, "")
    assert (told["units"], told["coders"], told["percent"], told["krippendorff_alpha"]) == (3, 3, 1, 1)
    assert told["cohen_kappa"] is None


@pytest.mark.parametrize(("content", "percent", "units", "told"), [
    ("A\n1\n2\n", None, 0, "There is one coder."), ("A,B\n1,\n,2\n", None, 0, "No unit has values of two"),
    ("A,B\n", None, 0, "No unit has values"), ("A,B\n1,1\n1,1\n", 1, 2, "the same value everywhere"),
    ("A,B\n1,1\n1,1\n2,\n", 1, 2, "the same value everywhere"),
    ("A,B\n,\n,\n", None, 0, "2 rows have no value")])
def test_null_with_a_sentence(file: Path, content: str, percent: float | None, units: int, told: str) -> None:
    """One coder, no overlap, all the same, empty rows: null rather than a number, and why."""
    code, found, said = run(file, content, "agreement")
    assert (code, found["percent"], found["units"]) == (0, percent, units)
    assert told in said
    assert found["krippendorff_alpha"] is None
    if "2,\n" not in content:
        assert [found[name] for name in COEFFICIENTS] == [None] * 5


@pytest.mark.parametrize(("content", "options", "told"), [
    ("A,B\n1,ja\n", ["--level", "interval"], "“ja” is no number"),
    ("A,B\n1,-1\n", ["--level", "ratio"], "below nought"),
    ("A,B\n1,2,3\n", [], "Line 2: there are 3 cells where the first line has 2."), (",A,B\n0,1,1\n", [], "no name"),
    ("A,A\n1,2\n", [], "Two columns are called A."), ("", [], "is empty"), ("\n\n", [], "no row with the names"),
    ('A,B\n"1,2\n', [], "cannot be read")])
def test_what_is_no_table_of_coders(file: Path, content: str, options: list[str], told: str) -> None:
    """Bad input is one sentence on stderr, nothing on stdout, exit 2."""
    code, found, said = run(file, content, "agreement", *options)
    assert (code, found) == (2, None)
    assert told in said
    assert said.count("\n") == 1


CONTINUUM = ("--start", "150", "--length", "300")
UNITS = ("coder,code,start,end\ni,c,225,295\ni,c,370,400\nj,c,220,300\nj,c,355,375\nj,c,400,420\n"
         "i,k,180,240\nj,k,180,240\ni,k,300,350\nj,k,300,350\n")


def test_unitizing(file: Path) -> None:
    """The published example as a file, in any order of columns and rows."""
    code, told, said = run(file, UNITS, "unitizing", *CONTINUUM)
    assert (code, said, set(told), list(told["by_code"])) == (0, "", {"alpha_u", "by_code"}, ["c", "k"])
    assert told["alpha_u"] == pytest.approx(.859, abs=5e-4)
    assert told["by_code"]["c"] == {"do": pytest.approx(.0144, abs=5e-5), "de": pytest.approx(.0532, abs=5e-5),
                                    "alpha": pytest.approx(.7286, abs=5e-5)}
    turned = "\n".join(";".join(reversed(line.split(","))) for line in UNITS.splitlines())
    assert run(file, turned, "unitizing", *CONTINUUM)[1] == told


@pytest.mark.parametrize(("content", "told"), [
    ("coder,code,start,end\n", "Nobody marked anything"),
    ("coder,code,start,end\ni,c,200,210\n", "There is one coder")])
def test_unitizing_that_says_nothing(file: Path, content: str, told: str) -> None:
    """Without two coders alpha_u is null, with a sentence."""
    code, found, said = run(file, content, "unitizing", *CONTINUUM)
    assert (code, found) == (0, {"alpha_u": None, "by_code": {}})
    assert told in said


@pytest.mark.parametrize(("rows", "told"), [
    ("i,c,200,210\ni,c,209,220\n", "overlap at 209"), ("i,c,100,160\n", "not in the continuum from 150 to 450"),
    ("i,c,200,200\n", "ends where it begins"), ("i,c,2.5,210\n", "Line 2: “2.5” under start is no whole number"),
    ("i,,200,210\n", "Line 2: there is nothing under code")])
def test_units_that_cannot_be(file: Path, rows: str, told: str) -> None:
    """Units that overlap, lie outside, are empty or no numbers: one sentence, exit 2."""
    code, found, said = run(file, f"coder,code,start,end\n{rows}", "unitizing", *CONTINUUM)
    assert (code, found) == (2, None)
    assert told in said


@pytest.mark.parametrize(("head", "told"), [
    ("coder,code,begin,end", "The column begin is not known"), ("coder,code,end", "There is no column start")])
def test_columns_that_are_not_known(file: Path, head: str, told: str) -> None:
    """A column too many or too few is named."""
    code, found, said = run(file, f"{head}\n", "unitizing", *CONTINUUM)
    assert (code, found) == (2, None)
    assert told in said


def test_a_continuum_without_length(file: Path) -> None:
    """A length of nought is refused."""
    code, _found, said = run(file, UNITS, "unitizing", "--start", "0", "--length", "0")
    assert code == 2
    assert "no length" in said
