"""The command `outcomes`: JSON on stdout, a sentence for each bad row on stderr."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from cli import cli

if TYPE_CHECKING:
    from pathlib import Path

NO_SCORE = "Line 3: “{}” is no score. A score is a number from 0 to 10; leave it empty when it is not known."
HEAD = "family,wave,domain,score\n"
GROUPED = """family,wave,domain,score,group
A,start,safety,10,police
A,end,safety,5,police
A,start,work,7.5,police
A,end,work,7.5,
B,start,safety,,schools
B,end,safety,0,schools
B,start,work,0,schools
B,end,work,2.5,schools
C,start,work,2.5,
"""


def run(path: Path, content: str | bytes, *before: str) -> tuple[int, Any, list[str]]:
    """Exit code, what stdout says as JSON (None where it is empty), and the lines of stderr."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = CliRunner().invoke(cli, [*before, "outcomes", str(path)])

    def never(constant: str) -> float:
        raise AssertionError(constant)

    told = json.loads(result.stdout, parse_constant=never) if result.stdout else None
    return result.exit_code, told, result.stderr.splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a table is put."""
    return tmp_path / "scores.csv"


def test_a_small_file_counted_by_hand(file: Path) -> None:
    """Every number of a file of three families: one known throughout, one in part, one at the start alone."""
    code, told, said = run(file, GROUPED)
    assert (code, said) == (0, ["1 family has no group and counts in the whole alone."])
    assert list(told) == ["waves", "domains", "overall", "groups"]
    assert told["waves"] == ["start", "end"]
    assert told["domains"]["safety"] == {
        "waves": {"start": {"n": 1, "missing": 2, "mean": 10.0, "counts": {"10": 1}, "percent": None},
                  "end": {"n": 2, "missing": 1, "mean": 2.5, "counts": {"5": 1, "0": 1}, "percent": None}},
        "change": {"from": "start", "to": "end", "improved": 1, "stable": 0, "worsened": 0, "n": 1}}
    assert told["domains"]["work"]["waves"]["start"] == {
        "n": 3, "missing": 0, "mean": pytest.approx(10 / 3), "counts": {"7.5": 1, "2.5": 1, "0": 1}, "percent": None}
    assert told["domains"]["work"]["change"] == {
        "from": "start", "to": "end", "improved": 0, "stable": 1, "worsened": 1, "n": 2}
    assert told["overall"] == {
        "problem_domains": {"start": {"n": 1, "mean": 2.0, "distribution": {"0": 0, "1": 0, "2": 1}},
                            "end": {"n": 2, "mean": 1.5, "distribution": {"0": 0, "1": 1, "2": 1}}},
        "improved_domains": {"n": 1, "mean": 1.0, "distribution": {"0": 0, "1": 1, "2": 0}},
        "worsened_domains": {"n": 1, "mean": 0.0, "distribution": {"0": 1, "1": 0, "2": 0}},
        "mean_total": {"start": {"n": 1, "mean": 17.5}, "end": {"n": 2, "mean": 7.5}},
        "relative_fall": pytest.approx(5 / 17.5)}


def test_groups_count_alike(file: Path) -> None:
    """A group is the file without the other families, over all waves and domains of the whole; a family is told once.
    """
    told = run(file, GROUPED)[1]
    alone = run(file, "".join(line for line in GROUPED.splitlines(keepends=True) if line[0] in "fA"))[1]
    assert list(told["groups"]) == ["police", "schools"]
    assert told["groups"]["police"] == {key: value for key, value in alone.items() if key != "groups"}
    assert told["groups"]["schools"]["domains"]["safety"]["waves"]["start"] == {
        "n": 0, "missing": 1, "mean": None, "counts": {}, "percent": None}
    assert told["groups"]["schools"]["overall"]["relative_fall"] is None


def test_without_groups_there_are_none(file: Path) -> None:
    """A file without that column has no groups in its answer."""
    assert "groups" not in run(file, HEAD + "A,T0,work,5\n")[1]


@pytest.mark.parametrize("families", [19, 20])
def test_percentages_from_twenty(file: Path, families: int) -> None:
    """Of nineteen families there are none, of twenty there are."""
    told = run(file, HEAD + "".join(f"{at},T0,work,{0 if at % 4 else 10}\n" for at in range(families)))[1]
    found = told["domains"]["work"]["waves"]["T0"]["percent"]
    assert found == (None if families < 20 else {"10": 25.0, "0": 75.0})


def test_one_wave_has_no_change(file: Path) -> None:
    """With one wave nobody is counted as stable, and nothing fell."""
    told = run(file, HEAD + "A,T0,work,5\n")[1]
    assert told["domains"]["work"]["change"] == {
        "from": "T0", "to": None, "improved": 0, "stable": 0, "worsened": 0, "n": 0}
    assert (told["overall"]["improved_domains"]["n"], told["overall"]["relative_fall"]) == (0, None)


def test_nothing_to_fall_from(file: Path) -> None:
    """Where everybody began without a problem, a relative fall cannot be said."""
    told = run(file, HEAD + "A,T0,work,0\nA,T1,work,5\n")[1]
    assert (told["overall"]["mean_total"]["T0"], told["overall"]["relative_fall"]) == ({"n": 1, "mean": 0.0}, None)


def test_waves_in_the_order_of_the_file(file: Path) -> None:
    """Change is from the wave that the file has first to the one it has last, whatever they are called."""
    told = run(file, HEAD + "A,end?,work,10\nA,b,work,0\nA,a,work,5\n")[1]
    assert told["waves"] == ["end?", "b", "a"]
    assert told["domains"]["work"]["change"] == {
        "from": "end?", "to": "a", "improved": 1, "stable": 0, "worsened": 0, "n": 1}


@pytest.mark.parametrize("content", [
    "Family;Wave;Domain;Score\nA;T0;werk;7,5\nB;T0;werk;\n",
    b"\xef\xbb\xbfdomain,score,wave,family\r\nwerk,7.50,T0,A\r\nwerk,,T0, B \r\n",
    'family\twave\tdomain\tscore\nA\tT0\twerk\t"7,5"\n\nB\tT0\twerk\n'])
def test_files_as_programs_write_them(file: Path, content: str | bytes) -> None:
    """Semicolons and decimal commas, a byte order mark, another order of columns and short rows are all one table."""
    code, told, said = run(file, content)
    assert (code, said) == (0, [])
    assert told["domains"]["werk"]["waves"]["T0"] == {
        "n": 1, "missing": 1, "mean": 7.5, "counts": {"7.5": 1}, "percent": None}


@pytest.mark.parametrize(("row", "sentence"), [
    ("A,T0,work,11", NO_SCORE.format("11")),
    ("A,T0,work,-1", NO_SCORE.format("-1")),
    ("A,T0,work,nan", NO_SCORE.format("nan")),
    ("A,T0,work,1e0", NO_SCORE.format("1e0")),
    (",T0,work,5", "Line 3: there is nothing under family."),
    ("A,,work,5", "Line 3: there is nothing under wave."),
    ("A,T0,,5", "Line 3: there is nothing under domain."),
    ("Z,T0,work,0", "Line 3: this family has this domain in this wave in line 2 already."),
    ("Z,T0,work,", "Line 3: this family has this domain in this wave in line 2 already."),
    ("Z,T0,work,5,extra", "Line 3: there are 5 cells where the first line has 4."),
])
def test_a_bad_row_is_one_sentence(file: Path, row: str, sentence: str) -> None:
    """What cannot be counted is said with its line, and nothing is counted."""
    assert run(file, HEAD + f"Z,T0,work,5\n{row}\nY,T0,work,2.5\n") == (2, None, [sentence])


def test_every_bad_row_is_said(file: Path) -> None:
    """All of them at once, so that a file is mended in one go; of very many the rest is counted."""
    assert run(file, HEAD + "A,T0,work,x\nB,T0,work,5\nC,T0,,5\n")[2] == [
        NO_SCORE.format("x").replace("3", "2"),
        "Line 4: there is nothing under domain."]
    said = run(file, HEAD + "A,T0,work,x\n" * 22)[2]
    assert (len(said), said[-1]) == (21, "Something is wrong with 2 more lines.")


def test_two_groups_of_a_family(file: Path) -> None:
    """A family is in one group."""
    assert run(file, "family,wave,domain,score,group\nA,T0,work,5,p\nA,T1,work,5,q\n") == (
        2, None, ["Line 3: the group “q” is not the one that this family has in line 2."])


@pytest.mark.parametrize(("content", "sentence"), [
    ("", "scores.csv is empty. Choose another file."),
    ("\n\n", "scores.csv has no row with the names of the columns. Let it begin with one."),
    (HEAD, "There is no row under the names of the columns."),
    ("family,wave,score\nA,T0,5\n", "There is no column domain. There have to be: family, wave, domain, score."),
    ("family,wave,domain,score,Score\nA,T0,work,5,5\n",
     "Two columns are called score. Give each column a name of its own."),
])
def test_no_table_of_scores(file: Path, content: str, sentence: str) -> None:
    """A file without rows or without a column that is needed is one sentence."""
    assert run(file, content) == (2, None, [sentence])


def test_a_column_that_is_not_read_is_said(file: Path) -> None:
    """A misspelt column does not go unseen, and does not stop the count."""
    code, told, said = run(file, "family,wave,domain,score,groep\nA,T0,work,5,p\n")
    assert (code, "groups" in told, said) == (0, False, ["The column groep is not used."])


def test_in_dutch(file: Path) -> None:
    """The sentences come in the language that was asked for."""
    assert run(file, HEAD + "A,,work,5\n", "--lang", "nl")[2] == ["Regel 2: onder wave staat niets."]
