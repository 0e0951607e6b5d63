"""SQL is composed of conditions of ours; what somebody gave is bound to it, never written into it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.test_house import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

_SQL = re.compile(r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|WITH\s+RECURSIVE)")
# Where whoever is at a browser or a command line is heard first: no SQL is composed there at all.
HEARS = ("web", "views")
# A number, or a name made one: it cannot say anything else.
_NUMBERS = {"int", "len"}


def _written_in(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """Line and expression of what is written into SQL in this tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))
            if _SQL.search(fixed):
                yield from ((node.lineno, one.value) for one in node.values if isinstance(one, ast.FormattedValue))


def _given(function: ast.FunctionDef) -> set[str]:
    """Parameters of a use case: what somebody wishes, in her own words often."""
    if not any("use_case" in ast.unparse(one) for one in function.decorator_list):
        return set()
    arguments = function.args
    return {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}


def _names(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NUMBERS:
        return set()
    if isinstance(node, ast.Subscript):  # one of ours, chosen by what was given
        return _names(node.value)
    if isinstance(node, ast.IfExp):
        return _names(node.body) | _names(node.orelse)
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def wrong(source: str, *, hears: bool) -> list[int]:
    """Lines on which what was given is written into SQL; where people are heard (`hears`), where any is composed."""
    if not _SQL.search(source):
        return []
    tree = ast.parse(source)
    if hears:
        return [line for line, _ in _written_in(tree)]
    return [line for function in ast.walk(tree) if isinstance(function, ast.FunctionDef)
            if (given := _given(function) - {"viewer"})
            for line, one in _written_in(function) if _names(one) & given]


@pytest.mark.slow
def test_what_is_given_is_bound() -> None:
    """Nothing that a use case was given stands in its SQL, and pages and routes compose none."""
    found = {f"{path.relative_to(ROOT)}:{line}" for path in FILES for line in wrong(
        path.read_text(encoding="utf-8"), hears=path.relative_to(ROOT).parts[0] in HEARS)}
    assert not found


def test_the_test_sees_it() -> None:
    """A name written into SQL is found; the same one bound, counted, or choosing among ours is not."""
    head = "@use_case(Right.CODE)\ndef find(db, viewer, name, names):\n    db.conn.execute("
    assert wrong(head + "f\"SELECT 1 FROM t WHERE name = '{name}'\")", hears=False) == [3]
    assert wrong(head + "f\"SELECT 1 FROM t WHERE name = {name.strip()}\")", hears=False) == [3]
    assert wrong(head + 'f"SELECT 1 FROM t WHERE {_CONDITION[name]} AND x = ?", (name,))', hears=False) == []
    assert wrong(head + 'f"SELECT 1 FROM t LIMIT {len(names)}")', hears=False) == []
    assert wrong('x = f"SELECT {one} FROM t"', hears=True) == [1]
