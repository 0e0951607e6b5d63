"""Tests that drive a browser wait for what they want to see: what is read once may not be drawn yet."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

# What a page is asked once; `expect(...)` asks until it is so, and so do `eventually` and `comes_to`.
ONCE = {"count", "inner_text", "inner_html", "all_inner_texts", "all_text_contents", "text_content", "is_visible",
        "is_hidden", "is_enabled", "is_disabled", "is_checked", "is_editable", "input_value", "get_attribute"}
FILES = sorted(path for path in (ROOT / "tests").rglob("*.py") if "playwright" in path.read_text(encoding="utf-8"))


def asked_once(tree: ast.AST) -> list[str]:
    """What is asserted of a page at one moment, by its line; a lambda is asked again by who takes it."""
    found: list[str] = []

    def walk(node: ast.AST) -> None:
        if isinstance(node, ast.Lambda):
            return
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ONCE
                and (node.func.attr == "get_attribute" or not node.args)):
            found.append(f"{node.lineno}: {node.func.attr}()")
        for child in ast.iter_child_nodes(node):
            walk(child)

    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            walk(node.test)
    return found


def test_what_is_asked_once_is_found() -> None:
    """What this file looks for is seen, and what waits or counts in a list is not taken for it."""
    assert asked_once(ast.parse("assert page.locator('b').first.inner_text() == 'x'"))
    assert asked_once(ast.parse("assert all(one.is_visible() for one in (a, b))"))
    assert not asked_once(ast.parse("assert words.count('a') == 2 and wait(lambda: a.is_visible())"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_of_a_page_is_asserted_at_one_moment(path: Path) -> None:
    """`expect(one).to_have_text(...)` in place of `assert one.inner_text() == ...`, and so on."""
    assert not asked_once(ast.parse(path.read_text(encoding="utf-8")))
