"""Bring the catalogues up to date with the program's sentences: `python locales/update.py [ROOM ...]`.

A room's catalogue holds the sentences of that room's files which no earlier catalogue has; Dutch translations are
kept, sentences no longer used are dropped, English forms are the sentences themselves.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parent
ROOT = LOCALES.parent
ROOMS = ("pilot", "texts", "jobs", "stories", "transcribe", "coding", "themes", "exchange", "web", "views", "cli")
SINGLE = ("app.py", "cli.py")
Forms = str | tuple[str, ...] | list[str]  # one, or singular and plural
KEYWORDS = {"t": None, "tn": (1, 2), "N_": None}


def sentences(room: str) -> Catalog:
    """Every marked sentence of a room's .py and .js files."""
    found = Catalog(fuzzy=False)
    top = [*(ROOT / name for name in SINGLE), *sorted(ROOT.glob("demo/*.py"))]
    files = top if room == "cli" else sorted((ROOT / room).rglob("*.[pj][ys]"))
    for path in files:
        place = [(path.relative_to(ROOT).as_posix(), 0)]
        for message in of_python(path) if path.suffix == ".py" else of_javascript(path):
            found.add(message, locations=place)
    return found


def of_python(path: Path) -> Iterator[str | tuple[str, str]]:
    """The sentences in one Python file, by its syntax tree: babel does not look inside f-strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
            yield from (" ".join(one.split()) for one in (ast.get_docstring(node) or "").split("\n\n"))
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        yield from (str(one.value.value) for one in node.keywords  # of an option of a command
                    if one.arg == "help" and isinstance(one.value, ast.Constant))
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name == "ngettext" and len(texts) >= 2:
            yield texts[0], texts[1]
        elif name in ("_", "N_", "t", "translate") and texts and isinstance(node.args[0], ast.Constant):
            yield texts[0]


def _makes_command(decorator: ast.expr) -> bool:
    """Whether it makes a command of a function, whose docstring is then its --help."""
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") in ("command", "group")


def of_javascript(path: Path) -> Iterator[str | tuple[str, ...]]:
    """The sentences in one ES module."""
    with path.open("rb") as file:
        for _line, message, _comments, _context in extract(
            "javascript", file, keywords=KEYWORDS, options={"parse_template_string": True}
        ):
            yield message


def translations(language: str) -> dict[str, Forms]:
    """Every translation of a language, whatever catalogue it stands in."""
    known: dict[str, Forms] = {}
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                string = message.string or ""
                done = all(string) if isinstance(string, tuple | list) else bool(string)
                if key and done and not message.fuzzy:
                    known[key] = string
    return known


def write(language: str, room: str, found: Catalog, known: dict[str, Forms], taken: set[str]) -> list[str]:
    """Write one catalogue; returns the sentences that have no translation yet."""
    catalogue = Catalog(locale=language, project="Rode Draad", charset="utf-8", fuzzy=False)
    missing = []
    for message in found:
        key = message.id[0] if isinstance(message.id, tuple | list) else message.id
        if not key or key in taken:
            continue
        taken.add(key)
        plural = isinstance(message.id, tuple | list)
        string = message.id if language == "en" else known.get(key, ("", "") if plural else "")
        if plural and isinstance(string, str):
            string = (string, string)
        if not plural and not isinstance(string, str):
            string = string[0]
        if not (all(string) if plural else string):
            missing.append(key)
        catalogue.add(message.id, string, locations=message.locations)
    path = LOCALES / language / f"{room}.po"
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    # The header's dates would change with every run and say nothing.
    lines = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
             if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By'))]
    path.write_text("".join(lines), encoding="utf-8")
    return missing


def main(rooms: list[str]) -> int:
    """Update the catalogues of `rooms` (all when empty); prints what is still to be translated."""
    known = {language: translations(language) for language in ("nl", "en")}
    found = {room: sentences(room) for room in ROOMS}
    missing: list[str] = []
    for language in ("nl", "en"):
        taken: set[str] = set()
        for room in ROOMS:
            if rooms and room not in rooms:
                for message in found[room]:
                    taken.add(message.id[0] if isinstance(message.id, tuple | list) else message.id)
                continue
            left = write(language, room, found[room], known[language], taken)
            missing += [f"{language}/{room}: {key}" for key in left]
    print("\n".join(missing) or "complete")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
