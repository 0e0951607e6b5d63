"""The forms of a word that occur in the texts: by the Snowball stemmer for Dutch, and what it does not know."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

# As SQLite's unicode61 parts a text: letters and numbers, with the accents behind them.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u0331])*")
SAME = 2  # letters at the beginning that every form of a word has
# Other words than ruzies and families.
_NO_PLURALS = ("advies", "verlies", "precies", "kies", "vlies", "bies")
# Plurals on -eren, which the stemmer leaves with their -er.
_PLURALS = {"kinderen": "kind", "kleinkinderen": "kleinkind", "eieren": "ei", "bladeren": "blad", "liederen": "lied",
            "goederen": "goed", "volkeren": "volk", "gemoederen": "gemoed", "hoenderen": "hoen", "kalveren": "kalf"}


def folded(word: str) -> str:
    """A word as the index has it: lower case, without accents."""
    if word.isascii():
        return word.lower()
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


def forms_of(db: Database, word: str) -> list[str]:
    """The words in the texts of a pilot, anybody's, with the stem of `word`, itself first; folded."""
    own = folded(word)
    like = stem(own)
    return [own, *(each for each in _beginning(db, own[:SAME]) if each != own and stem(each) == like)]


def _beginning(db: Database, begin: str) -> list[str]:
    """Words in the index that begin so: no two forms of a word that the stemmer knows begin otherwise."""
    db.conn.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.turn_word USING fts5vocab('main', 'turn_fts', 'row')")
    return [row[0] for row in db.conn.execute(
        "SELECT term FROM temp.turn_word WHERE term >= ? AND term < ?", (begin, begin + "\U0010ffff"))]
