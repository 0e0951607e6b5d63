"""Bring the catalogues up to date with the program's sentences: `python locales/update.py [ROOM ...]`.

A room's catalogue holds the sentences of that room's files which no earlier catalogue has; Dutch translations are
kept, sentences no longer used are dropped, English forms are the sentences themselves.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parent
ROOT = LOCALES.parent
ROOMS = ("pilot", "texts", "jobs", "stories", "transcribe", "coding", "themes", "web", "views", "cli")
KEYWORDS = {"_": None, "N_": None, "translate": None, "ngettext": (1, 2), "t": None, "tn": (1, 2)}
METHODS = [("**.py", "python"), ("**.js", "javascript")]


def sentences(room: str) -> Catalog:
    """Every marked sentence of a room's .py and .js files."""
    found = Catalog(fuzzy=False)
    if room == "cli":
        sources = [(ROOT, [("cli.py", "python"), ("app.py", "python"), ("codebook.yaml", "ignore")])]
    else:
        sources = [(ROOT / room, METHODS)]
    for folder, methods in sources:
        only = None if room != "cli" else {"cli.py", "app.py"}
        walk = extract_from_dir(
            str(folder), methods, keywords=KEYWORDS,
            directory_filter=(lambda path: False) if only else None,
        )
        for name, _line, message, _comments, _context in walk:
            if only is None or name in only:
                found.add(message, locations=[(f"{name}" if only else f"{room}/{name}", 0)])
    return found


def translations(language: str) -> dict[str, object]:
    """Every translation of a language, whatever catalogue it stands in."""
    known: dict[str, object] = {}
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                done = all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)
                if key and done and not message.fuzzy:
                    known[key] = message.string
    return known


def write(language: str, room: str, found: Catalog, known: dict[str, object], taken: set[str]) -> list[str]:
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
        catalogue.add(message.id, string, locations=[(name, None) for name, _ in message.locations])
    path = LOCALES / language / f"{room}.po"
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=False)
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
