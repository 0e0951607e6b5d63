"""A file of releases: what is read of it, what is printed, and what is wrong told in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import cli


def table(**change: Any) -> dict[str, Any]:
    """A table of 21 families, in two rows and two columns."""
    cells = [[[f"a{n}" for n in range(5)], [f"b{n}" for n in range(6)]], [[f"c{n}" for n in range(8)], ["d0", "d1"]]]
    return {"name": "said", "rows": ["yes", "no"], "columns": ["Emmen", "Assen"], "cells": cells, **change}


def file(**change: Any) -> dict[str, Any]:
    """A file of one release of one table."""
    return {"audience": "municipality", "threshold": 5, "base": 5, "releases": [{"tables": [table()]}], **change}


def draft(folder: Path, given: object) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of drafting what is given, as JSON or as a text."""
    path = folder / "releases.json"
    path.write_text(given if isinstance(given, str) else json.dumps(given), encoding="utf-8")
    answer = CliRunner().invoke(cli, ["release", "draft", str(path)])
    return answer.exit_code, answer.stdout, answer.stderr


def test_it_is_drafted_without_ids(tmp_path: Path) -> None:
    """The shape is that of the file, what is under the threshold is null, and no id leaves."""
    status, out, err = draft(tmp_path, file())
    assert (status, err) == (0, "")
    (release,) = json.loads(out)["releases"]
    (shown,) = release["tables"]
    assert release["reason"] is None
    assert set(shown) == {"name", "rows", "columns", "cells", "row_totals", "column_totals", "total", "base", "totals"}
    assert shown["cells"][1][1] is None
    assert (shown["base"], shown["totals"]) == (1, "shown")
    assert not any(f'"{family}' in out for family in ("a0", "b1", "c2", "d0"))


def test_a_file_as_another_program_wrote_it(tmp_path: Path) -> None:
    """Ids in any script, a mark in front of the file, and two bytes a sign are read; what comes out is the same."""
    cells = [[[f"家{n}" for n in range(9)], [f"🙂\u202e{n}" for n in range(8)]],
             [[f"é{n}" for n in range(6)], list(range(7))]]
    given = json.dumps(file(releases=[{"tables": [table(cells=cells)]}]), ensure_ascii=False)
    path, answers = tmp_path / "releases.json", set()
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_text(given, encoding=encoding)
        answer = CliRunner().invoke(cli, ["release", "draft", str(path)])
        assert answer.exit_code == 0
        answers.add(answer.stdout)
    (out,) = answers
    assert json.loads(out)["releases"][0]["tables"][0]["cells"] == [[9, 8], [6, 7]]


@pytest.mark.parametrize(("given", "said"), [
    ("{", "no JSON"), ("", "no JSON"), ("[" * 100_000, "no JSON"), ("[]", "The file must be an object"),
    ({}, "lacks “audience”"), (file(audience="team"), "“municipality” or “public”"),
    (file(threshold=0), "“threshold” must be a whole number"), (file(base=0), "“base” must be a whole number"),
    (file(threshold=True), "“threshold” must be"), (file(base=2.5), "“base” must be"),
    (file(releases=[]), "no release"), (file(releases={}), "“releases” must be a list"),
    (file(releases=[{}]), "Release 1 lacks “tables”"), (file(releases=[{"tables": []}]), "no table"),
    (file(releases=[{"tables": [table(), table()]}]), "two tables called “said”"),
    (file(releases=[{"tables": [{"name": "x"}]}]), "Table 1 of release 1 lacks “rows”"),
    (file(releases=[{"tables": [table(name="")]}]), "“name” (Table 1 of release 1) must be a text"),
    (file(releases=[{"tables": [table(name="\ud800")]}]), "“name” (Table 1 of release 1) must be a text"),
    (file(releases=[{"tables": [table(rows=["yes", "yes"])]}]), "called “yes”"),
    (file(releases=[{"tables": [table(rows=[])]}]), "at least one row"),
    (file(releases=[{"tables": [table(columns=["Emmen"])]}]), "one cell per column"),
    (file(releases=[{"tables": [table(cells=[[["a"], ["b"]]])]}]), "one cell per column"),
    (file(releases=[{"tables": [table(cells=[[["a"], ["b"]], [["a"], ["d"]]])]}]), "has a family twice"),
    (file(releases=[{"tables": [table(cells=[[["a", "a"], ["b"]], [["c"], ["d"]]])]}]), "has a family twice"),
    (file(releases=[{"tables": [table(cells=[[[1.5], ["b"]], [["c"], ["d"]]])]}]), "a list of ids"),
    (file(releases=[{"tables": [table(cells=[["ab", ["b"]], [["c"], ["d"]]])]}]), "a list of ids"),
])
def test_what_is_wrong_is_one_sentence(tmp_path: Path, given: object, said: str) -> None:
    """What cannot be drafted exits 2 with one sentence that says where, and nothing on stdout."""
    status, out, err = draft(tmp_path, given)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1
