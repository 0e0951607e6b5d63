"""The papers beside the program: glossary, licence and what the packages' licences mean."""

from __future__ import annotations

import importlib.metadata
import re
from typing import Any

import pytest

from pilot.config import ROOT

ROOMS = ("pilot", "texts", "jobs", "stories", "transcribe", "coding", "themes", "exchange", "web", "views")

# The names that design and exchange format share: our word and, where there is one, REFI-QDA's.
TERMS = {
    "code": "Code", "codebook": "CodeBook", "passage": "PlainTextSelection", "coding": "Coding", "memo": "Memo",
    "case = family": "Case", "variable, observation": "Variable", "document": "TextSource", "recording": "AudioSource",
    "turn": "SyncPoint", "coder": "User", "wave": None, "consent": None,
}


# Words that mean something of their own in the code; the others are plain ones, or those of the field.
OURS = ("card", "child", "door", "frame", "gate", "home", "keeping", "kit", "lease", "mark", "material", "reach",
        "record set", "scope", "sitting", "standing", "tally", "use case", "viewer", "visit",
        "window")
FIELD, OUR_OWN = 0, 1


def rows(table: int) -> list[list[str]]:
    """The rows of the table of the field or of our own words: term, Dutch word, meaning."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").split("\n## ")[table]
    found = [line.strip("|\n ").split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    assert all(len(row) == 3 for row in found)
    return found


def glossary() -> dict[str, tuple[str, str]]:
    """Each term of the field (with its name in REFI-QDA) with the Dutch word and the meaning."""
    return {row[0]: (row[1], row[2]) for row in rows(FIELD)}


def test_every_agreed_term_is_explained() -> None:
    """Each agreed term stands in the glossary with its Dutch word, its meaning and its name in REFI-QDA."""
    found = glossary()
    for term, refi in TERMS.items():
        dutch, meaning = found[f"{term} ({refi})" if refi else term]
        assert dutch
        assert meaning


@pytest.mark.parametrize("table", [FIELD, OUR_OWN])
def test_the_glossary_is_in_order(table: int) -> None:
    """Terms stand in alphabetical order, each once."""
    plain = [row[0].casefold() for row in rows(table)]
    assert plain == sorted(set(plain))


def names_in_the_code() -> set[str]:
    """The words in names of rooms, modules, classes and tables, in the singular, and those of docstrings of rooms."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in {".py", ".js"}]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".py"]
    classes = [name for text in texts for name in re.findall(r"^class (\w+)", text, re.MULTILINE)]
    parts = [part for path in paths for part in (*path.relative_to(ROOT).parent.parts, path.stem)]
    split = [word for name in (*classes, *parts) for word in re.findall(r"[A-Z]?[a-z]+", name)]
    return {word.lower().removesuffix("s") for word in split}


def test_our_own_words_are_explained() -> None:
    """Each has its row, and each row is of a word that names something in the code."""
    found = [row[0] for row in rows(OUR_OWN)]
    assert sorted(OURS) == found
    used = names_in_the_code()
    assert [word for word in OURS if word not in ("use case", "record set") and word not in used] == []


def test_the_licence_is_whole() -> None:
    """LICENSE is the European Union Public Licence 1.2 with its fifteen articles and the appendix."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [int(n) for n in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert "Compatible Licences’ according to Article 5 EUPL are:" in text


def test_packages_with_a_condition_are_named() -> None:
    """Every locked package under a copyleft licence stands in LICENCES.md."""
    told = (ROOT / "LICENCES.md").read_text(encoding="utf-8").lower()
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([A-Za-z0-9_.\-]+)==", lock, re.MULTILINE))
    assert "streamlit" in locked
    for name in sorted(locked):
        try:
            told_by_package: Any = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another platform
        said = [told_by_package.get("License-Expression") or "", *(told_by_package.get_all("Classifier") or [])]
        if not said[0]:
            said.append((told_by_package.get("License") or "")[:100])
        licences = " ".join(each for each in said if "::" not in each or each.startswith("License"))
        if re.search(r"\b[AL]?GPL|\bMPL|Mozilla|GNU|EUPL|CeCILL", licences):
            assert name.lower() in told, name


def test_what_pyav_carries_is_told() -> None:
    """The GPL libraries inside PyAV's wheel are named as long as they lie there."""
    told = (ROOT / "LICENCES.md").read_text(encoding="utf-8").lower()
    files = {str(file) for file in importlib.metadata.files("av") or []}
    carried = {name for name in ("x264", "x265", "mp3lame", "gnutls") if any(f"lib{name}" in file for file in files)}
    assert all(name.replace("mp3lame", "lame") in told for name in carried)
