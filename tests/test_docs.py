"""A newcomer finds every command, page and term; the documents say what is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from cli import cli
from tests.conftest import ROOT
from views.entries import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

README = ROOT / "README.md"
ROOMS = ("pilot", "texts", "jobs", "coding", "stories", "transcribe", "themes", "exchange", "web", "views")


MADE = {"data/server.db", "data/pilots/"}  # by the program, not in the tree


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


@pytest.mark.parametrize(("name", "command"), sorted(commands(cli)), ids=lambda v: v if isinstance(v, str) else "")
def test_every_command_is_documented(name: str, command: click.Command) -> None:
    """A command has a line of help and stands in README with its name."""
    assert command.get_short_help_str(200).strip(), name
    assert f"cli.py {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.module)
def test_every_page_is_documented(entry: object) -> None:
    """A page has its module and stands in README by its address."""
    path = entry.path  # type: ignore[attr-defined]
    assert (ROOT / "views" / entry.module / "page.py").is_file()  # type: ignore[attr-defined]
    assert f"`/{path}" in README.read_text(encoding="utf-8")


def test_the_two_commands_come_first() -> None:
    """`make run` and `make test` stand in the first thirty lines of README."""
    head = "\n".join(README.read_text(encoding="utf-8").splitlines()[:30])
    assert "make run" in head
    assert "make test" in head


def test_pictures_are_there() -> None:
    """Every picture that a document shows lies in the tree, and README shows the desk and the themes."""
    shown = []
    for document in [README, *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).is_file(), f"{document.name}: {target}"
            shown.append(target)
    assert any("desk" in target for target in shown)
    assert any("themes" in target for target in shown)


def test_links_between_documents_hold() -> None:
    """A link from one document to a file of the tree leads somewhere."""
    for document in [*ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md")]:
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name}: {target}"


def sub_rooms(room: str) -> set[str]:
    """Folders with modules in a room; the pages of views/ are no rooms, each is one page."""
    folders = {path.parent for kind in ("py", "js") for path in (ROOT / room).glob(f"*/*.{kind}")}
    return {folder.name for folder in folders if not (folder / "page.py").exists() or room != "views"}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_what_is_told_to_be_typed_exists(name: str) -> None:
    """Each `make` target, command, module and path that a document names is there."""
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    assert set(re.findall(r"(?:`|^(?=make \w+ +#))make ([a-z-]+)", text, flags=re.M)) <= targets
    known = {full for full, _command in commands(cli)}
    for typed in re.findall(r"cli\.py ([a-z-]+(?: [a-z-]+)?)", text):
        assert typed in known or typed.split()[0] in known, typed
    for module in re.findall(r"python -m ((?:tests|benchmarks)[a-z_.]*)", text):
        assert list(ROOT.glob(f"{module.replace('.', '/')}*")), module
    for path in re.findall(r"`((?:[a-z0-9_]+/)+[a-z0-9_]*(?:\.[a-z]+)?)`", text):
        assert (ROOT / path).exists() or path in MADE, path


def test_contributing_names_what_can_be_measured() -> None:
    """Every benchmark and room that `make` is asked for by name is one."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`make (quick|bench) ([a-z_/]+)`", text)
    assert {kind for kind, _name in named} == {"quick", "bench"}
    for kind, one in named:
        assert (ROOT / f"benchmarks/{one}.py" if kind == "bench" else ROOT / "tests" / one).exists(), one


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_on_the_page(room: str) -> None:
    """ARCHITECTURE has a row for each room that names its sub-rooms and no others, and fits on a page."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| `{room}/` |"))
    assert set(re.findall(r"`(\w+)/`", row)) == sub_rooms(room) | {room}
    assert len(text.splitlines()) <= 100


def test_tests_mirror_the_rooms() -> None:
    """Every room has its folder of tests with tests in it."""
    for room in (*ROOMS, "golden"):
        assert list((ROOT / "tests" / room).glob("**/test_*.py")), room


def test_there_is_no_path_of_one_machine() -> None:
    """No document or source names a place that exists on one machine only."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("*.py"), *ROOT.glob("[a-z]*/**/*.py"), *ROOT.glob("[a-z]*/**/*.md")]
    kept = [path for path in found if not any(part.startswith(".peer") for part in path.parts)]
    assert len(kept) > 200
    for path in kept:
        assert not re.search(r"/(?:work|root|home/\w+)/", path.read_text(encoding="utf-8")), path


def test_the_lock_is_hashed_and_free_of_torch() -> None:
    """Each pinned package has a hash; no torch, no CUDA, no index line."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = Path(ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^([a-z0-9_.-]+)==", text, flags=re.M | re.I)
        assert len(pinned) > 5
        assert text.count("--hash=sha256:") >= len(pinned)
        assert not re.search(r"^(torch|nvidia|cuda|triton)", text, flags=re.M | re.I)
        assert not re.search(r"^(-i|--index-url|--extra-index-url|--find-links)", text, flags=re.M)
