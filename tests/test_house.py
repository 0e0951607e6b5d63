"""The house holds: imports run one way, heavy packages are imported late, Streamlit stays at the border."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

# A room may import rooms of a lower floor only; rooms on one floor never import each other.
FLOOR = {"pilot": 0, "texts": 1, "jobs": 1, "stories": 2, "transcribe": 2, "coding": 2, "themes": 3, "exchange": 3,
         "views": 4, "web": 4, "demo": 5, "app": 6, "cli": 7}
# Who makes the folder of recordings; nobody else has to know that there is one.
KNOW_THE_FOLDER = {"pilot/setup.py"}
LATE = {"faster_whisper", "spacy", "deduce", "av", "ctranslate2"}
FILES = sorted(
    path for room in FLOOR for path in [*ROOT.glob(f"{room}/**/*.py"), *ROOT.glob(f"{room}.py")])


def room_of(path: Path) -> str:
    """The room a file is in."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


# Tests are of rooms, not of files: ten thousand of those took a minute of processor for being told apart alone.
OF = {room: [path for path in FILES if room_of(path) == room] for room in FLOOR}


@cache
def parsed(path: Path) -> ast.Module:
    """A file of ours; not to be changed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> list[tuple[str, bool]]:
    """Imported top-level names, each with whether it is imported inside a function."""
    found: list[tuple[str, bool]] = []

    def walk(node: ast.AST, inside: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.extend((alias.name.split(".")[0], inside) for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module and child.level == 0:
                found.append((child.module.split(".")[0], inside))
            walk(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))

    walk(tree, False)
    return found


def test_there_is_a_house() -> None:
    """The rooms are there, so that the other tests look at something."""
    assert {room_of(path) for path in FILES} == set(FLOOR)
    assert len(FILES) > 60


@pytest.mark.parametrize("room", FLOOR)
@pytest.mark.slow
def test_imports_run_one_way(room: str) -> None:
    """A file imports its own room and lower floors only."""
    for path in OF[room]:
        for name, _inside in imports(parsed(path)):
            if name in FLOOR and name != room:
                assert FLOOR[name] < FLOOR[room], f"{path}: {room} must not import {name}"


@pytest.mark.parametrize("room", FLOOR)
@pytest.mark.slow
def test_heavy_packages_are_imported_late(room: str) -> None:
    """What takes a second to import, or may be missing, is imported by the function that needs it."""
    for path in OF[room]:
        early = {name for name, inside in imports(_without_type_checking(path)) if not inside} & LATE
        assert not early, path


@pytest.mark.parametrize("room", FLOOR)
@pytest.mark.slow
def test_streamlit_stays_at_the_border(room: str) -> None:
    """Streamlit is known to the entry, the pages and the web room only."""
    if room not in {"app", "views", "web"}:
        knows = [path for path in OF[room] if "streamlit" in {name for name, _ in imports(parsed(path))}]
        assert not knows


@pytest.mark.parametrize("room", FLOOR)
@pytest.mark.slow
def test_tables_are_reached_by_sql_alone(room: str) -> None:
    """One way to a table: SQL that says its name, which `test_house_tables.py` reads; not sqlite-utils' own."""
    for path in OF[room]:
        found = [node for node in ast.walk(parsed(path))
                 if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
                 and isinstance(node.value, ast.Name) and node.value.id in {"db", "pilot_db", "server", "sheet"}]
        assert not found or path.is_relative_to(ROOT / "pilot/store"), path


@pytest.mark.parametrize("room", FLOOR)
@pytest.mark.slow
def test_stores_and_recordings_have_one_opener(room: str) -> None:
    """SQLite and the folder of recordings are known to pilot/store only, so that encryption can go behind them."""
    for path in OF[room]:
        if path.is_relative_to(ROOT / "pilot/store"):
            continue
        tree = _without_type_checking(path)
        assert not {name for name, _inside in imports(tree)} & {"sqlite3", "sqlcipher3", "sqlite_utils"}, path
        where = path.relative_to(ROOT).as_posix()
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        folders = [node for node in ast.walk(tree)
                   if isinstance(node, ast.Attribute) and node.attr == "recordings" and id(node) not in called]
        assert not folders or where in KNOW_THE_FOLDER, path


def test_views_are_thin() -> None:
    """A page calls a frame and a figure and shows them: at most 80 lines."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in ROOT.glob("views/**/*.py")}
    long = {path: length for path, length in lengths.items() if length > 80}
    assert not long


def test_choices_go_on_on_the_next_row() -> None:
    """In a column Streamlit keeps choices on one row, where those that do not fit are out of sight."""
    for path in ROOT.glob("views/**/*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and (
                    call.func.attr in {"pills", "segmented_control"}):
                said = {word.arg: ast.unparse(word.value) for word in call.keywords}
                assert said.get("wrap") == "True", f"{path.relative_to(ROOT)}:{call.lineno}"


def test_modules_are_short() -> None:
    """A module that can be read at once: at most 350 lines, in Python and in the browser."""
    scripts = [path for room in FLOOR for path in ROOT.glob(f"{room}/**/*.js")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in [*FILES, *scripts]}
    assert not {path: length for path, length in lengths.items() if length > 350}


def test_there_is_no_pages_folder() -> None:
    """Streamlit would run a file of `pages/` past the entry script."""
    assert not (ROOT / "pages").exists()


def _without_type_checking(path: Path) -> ast.Module:
    return ast.Module([
        node for node in parsed(path).body
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
    ], [])
