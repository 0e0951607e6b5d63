"""Everything that can leave has a menu on some page: nothing can be taken out by command or address only."""

from __future__ import annotations

import ast
import importlib
import re
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest
import streamlit

from coding.exports import SEGMENTS
from pilot.files.export import Export
from tests.conftest import ROOT
from views.parts import take_out
from web.exports import EXPORTS

BY_SCRIPT = {"transcript"}  # the desk's own heading has its links
BY_LINK = {"consent-form": "views/consent/ways.py"}  # for the uses that are ticked there


def _offered(path: Path) -> set[str]:
    """Keys of the exports that a page's module names, alone, by their module, or all of a room's at once."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        named: object = None
        if isinstance(node, ast.Name):
            named = vars(module).get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = vars(module).get(node.value.id)
            named = getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None
        for one in named if isinstance(named, tuple) else (named,):
            if isinstance(one, Export):
                found.add(one.key)
    return found


@pytest.mark.slow
def test_each_file_has_its_page() -> None:
    """No export is forgotten by the pages."""
    offered = set().union(*map(_offered, sorted((ROOT / "views").rglob("*.py"))))
    assert set(EXPORTS) - offered == BY_SCRIPT | set(BY_LINK)
    assert all(f"/export/{key}." in (ROOT / path).read_text(encoding="utf-8") for key, path in BY_LINK.items())
    header = (ROOT / "coding/desk/header.js").read_text(encoding="utf-8")
    assert all(f"/export/{key}." in header for key in BY_SCRIPT)


def test_a_part_is_offered_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments of one direction have links of their own, with all else that was chosen."""
    shown: list[str] = []
    monkeypatch.setattr(streamlit, "html", shown.append)
    take_out.menu((SEGMENTS,), {"families": "Berk", "order": "old"})
    links = re.findall(r'href="([^"]+)"', unescape(shown[0]))
    assert "/export/segments.csv?families=Berk" in links
    assert "/export/segments.csv?families=Berk&sign=%2B" in links
    assert len(links) == len(SEGMENTS.formats) * (1 + len(SEGMENTS.parts))
