"""Voices, life domains and courses: the store allows what the vocabulary has, and each has its names and its shape."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from coding.book import codebook
from pilot.config import ROOT
from pilot.store.files import open_pilot
from pilot.vocabulary import courses, domains, voices
from pilot.words import catalogue
from tests.old_home import OLD_HOMES, load

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

WORDS = [voices, domains, courses]
DOMAIN_CODES = {
    "safety": "domein_veiligheid", "housing": "domein_huisvesting", "health": "domein_gezondheid",
    "work": "domein_werk", "income": "domein_inkomen", "debts": "domein_schulden",
    "social_capital": "domein_sociaal", "cultural_capital": "domein_cultureel", "children": "domein_kinderen"}


def allowed(db: Database, column: str) -> dict[str, tuple[str, ...]]:
    """Per table with such a column, the values that its CHECK allows."""
    found = {}
    for table, sql in db.conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        match = re.search(rf"\b{column} IN \(([^)]*)\)", sql)
        if match and re.search(rf"\n    {column} TEXT", sql):
            found[table] = tuple(re.findall(r"'(\w+)'", match[1]))
    return found


def test_the_store_allows_the_vocabulary(db: Database) -> None:
    """Every table with such a column takes all of it and nothing else."""
    assert allowed(db, "voice") == dict.fromkeys(
        ("recording", "document", "turn", "score", "score_ground", "quote_out", "spoken", "shared_event_voice",
         "claim_ground"), voices.VOICES)
    assert allowed(db, "domain") == dict.fromkeys(
        ("story_domain", "score", "score_ground", "claim_ground"), domains.DOMAINS)
    assert allowed(db, "course") == {"story": courses.COURSES}


@pytest.mark.parametrize("old", OLD_HOMES, ids=lambda folder: folder.name)
@pytest.mark.slow
def test_an_old_home_takes_the_new_voices(old: Path, tmp_path: Path) -> None:
    """Its documents can be a partner's or a coordinator's from now on, and still nobody else's."""
    home = load(old, tmp_path / "home")
    with closing(open_pilot(home / "pilots" / "proef" / "pilot.db")) as db:
        for voice in voices.VOICES:
            for table in ("recording", "document", "turn"):
                db.conn.execute(f"UPDATE {table} SET voice = ?", (voice,))
        with pytest.raises(sqlite3.IntegrityError):
            db.conn.execute("UPDATE document SET voice = 'buurman'")
        assert db.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("module", WORDS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_one_has_names_in_both_languages(module: object) -> None:
    """No two are called the same."""
    keys = tuple(module.NAMES)  # type: ignore[attr-defined]
    for language in ("nl", "en"):
        called = [module.name(key, language) for key in keys]  # type: ignore[attr-defined]
        assert len(set(called)) == len(keys)
    assert set(module.NAMES.values()) <= set(catalogue("nl"))  # type: ignore[attr-defined]


def test_no_two_shapes_are_alike() -> None:
    """On a timeline voices and courses stand below each other."""
    shapes = [*voices.SHAPES.values(), *courses.SHAPES.values()]
    assert len(set(shapes)) == len(voices.VOICES) + len(courses.COURSES)


def test_domains_are_called_as_in_the_codebook() -> None:
    """So a coach's choice and a theme bear one name."""
    book = codebook.load((ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    codes = {code.key: code.name for code, _parent, _depth in book.walk()}
    for domain, key in DOMAIN_CODES.items():
        for language in ("nl", "en"):
            assert domains.name(domain, language).casefold() == codes[key][language].casefold()
    assert tuple(DOMAIN_CODES) == domains.DOMAINS


@pytest.mark.parametrize(("kind", "role", "voice"), [
    ("parent", "moeder", "family"), ("child", "", "family"), ("relative", "oma", "family"), ("coach", "coach", "coach"),
    ("professional", "leerkracht", "partner"), ("professional", "Coördinator", "coordinator"),
    ("professional", "co-ordinator", "coordinator")])
def test_the_voice_of_a_person(kind: str, role: str, voice: str) -> None:
    """By what somebody is; who coordinates is told by the role."""
    assert voices.of_person(kind, role) == voice
    assert voices.title(voice, "nl")[0].isupper()
