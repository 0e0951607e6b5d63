"""Every setting from outside stands in the one table, which the documents repeat."""

from __future__ import annotations

import re

import pytest

from pilot.running.settings import SETTINGS, held
from tests.conftest import ROOT

ROOMS = ("pilot", "texts", "jobs", "coding", "stories", "transcribe", "themes", "exchange", "web", "views", "demo")
# What the program tells its own processes; nobody sets it.
OWN = {"RODE_DRAAD_DEV"}
VARIABLE = re.compile(r"\bRODE_DRAAD_[A-Z_]*[A-Z]\b")


def in_the_code() -> set[str]:
    """The variables that any room names outside the table."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")] + list(ROOT.glob("*.py"))
    table = ROOT / "pilot/running/settings.py"
    found = {name for path in paths if path != table for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    options = re.findall(r'_set\("--[\w-]+", "(\w+)"', (ROOT / "web/commands.py").read_text(encoding="utf-8"))
    return (found | {f"RODE_DRAAD_{name}" for name in options}) - OWN


@pytest.mark.slow
def test_the_table_is_whole() -> None:
    """No room reads a variable that the table lacks, and the table names none that nobody reads."""
    own = {"RODE_DRAAD_LOG"}  # read in the table's own module
    assert {one.name for one in SETTINGS} == in_the_code() | own


def test_the_documents_have_the_table() -> None:
    """Each setting has a row in the page on running the program, with its default and what it says."""
    text = (ROOT / "docs/operations/README.md").read_text(encoding="utf-8")
    for one in SETTINGS:
        assert f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {one.about} |" in text


def test_a_secret_is_not_shown() -> None:
    """What is set is shown, a secret as stars."""
    plain = held({"RODE_DRAAD_PORT": "9000"})
    assert next(one.shown for one in plain if one.setting.name == "RODE_DRAAD_PORT") == "9000"
    for one in held({each.name: "geheim" for each in SETTINGS}):
        assert (one.shown == "geheim") is not one.setting.secret
        assert one.is_set
