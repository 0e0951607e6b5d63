"""The forms of a word that occur in the texts: by the Snowball stemmer for Dutch, and what it does not know."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

# As SQLite's unicode61 parts a text: letters, numbers and signs of one's own.
WORD = re.compile(r"[^\W_]+")
# Other words than ruzies and families.
_NO_PLURALS = ("advies", "verlies", "precies", "kies", "vlies", "bies")
# Plurals on -eren, which the stemmer leaves with their -er.
_PLURALS = {"kinderen": "kind", "kleinkinderen": "kleinkind", "eieren": "ei", "bladeren": "blad", "liederen": "lied",
            "goederen": "goed", "volkeren": "volk", "gemoederen": "gemoed", "hoenderen": "hoen", "kalveren": "kalf"}


def folded(word: str) -> str:
    """A word as the index has it: lower case, without accents."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("dutch_porter")


@lru_cache(maxsize=300_000)
def stem(word: str) -> str:
    """What the forms of a folded word have in common.

    Snowball's Dutch stemmer after Porter, and where it stops half-way: a doubled consonant (gezinnen), z and v at the
    end (huizen, brieven), -es behind ch (coaches), -s behind ie (ruzies), -d and -t of verbs behind a
    consonant (belde, werkt).
    """
    word = _PLURALS.get(word, word)
    if word.endswith("ches"):
        word = word[:-2]
    elif word.endswith("ies") and not word.endswith(_NO_PLURALS):
        word = word[:-1]
    found = str(_stemmer().stemWord(word))
    if len(found) > 3 and found[-1] in "dt" and found[-2] not in "aeiouyj":
        found = found[:-1]
    if len(found) > 3 and found[-1] == found[-2] and found[-1] not in "aeiou":
        found = found[:-1]
    return found[:-1] + {"z": "s", "v": "f"}.get(found[-1], found[-1]) if len(found) > 2 else found


class _Vocabulary:
    """Words of the texts of one pilot by their stem, read again when a turn was added."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[int, dict[str, list[str]]]] = {}

    def by_stem(self, db: Database) -> dict[str, list[str]]:
        """Every word in the index, by stem."""
        path = str(db.conn.execute("PRAGMA database_list").fetchone()[2])
        newest = int(db.conn.execute("SELECT coalesce(max(turn_id), 0) FROM turn").fetchone()[0])
        known = self.of.get(path)
        if known is None or known[0] != newest:
            found: dict[str, list[str]] = {}
            for word in _words(db):
                found.setdefault(stem(word), []).append(word)
            known = self.of[path] = (newest, found)
        return known[1]


def _words(db: Database) -> Iterable[str]:
    db.conn.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.turn_word USING fts5vocab('main', 'turn_fts', 'row')")
    return [row[0] for row in db.conn.execute("SELECT term FROM temp.turn_word")]


_VOCABULARY = _Vocabulary()


def forms_of(db: Database, word: str) -> list[str]:
    """The words in the texts of a pilot, anybody's, with the stem of `word`, itself first; folded."""
    own = folded(word)
    return [own, *(each for each in _VOCABULARY.by_stem(db).get(stem(own), ()) if each != own)]
