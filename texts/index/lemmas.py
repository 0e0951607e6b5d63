"""Dictionary forms of the words in the texts, where a Dutch language model for spaCy is installed.

A stemmer knows that "gezinnen" is a form of "gezin", not that "ging" is one of "gaan". A model does, and looks at the
whole sentence for it: so texts are gone through once, behind the fence, while nobody waits.
"""

from __future__ import annotations

import json
import os
from contextlib import closing, suppress
from functools import cache
from importlib import metadata
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from pilot import fence
from pilot.errors import RodeDraadError
from pilot.store.files import open_pilot, write
from texts.index.forms import WORD, folded

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home

SETTING = "RODE_DRAAD_LANGUAGE_MODEL"
AT_ONCE_CHARS = 100_000
# A portion of 17,000 words takes 2 s and 200 MB; a large model takes more of both.
_LIMITS = fence.Limits(120, 1_500)
_NEEDLESS = ("ner", "parser", "senter")


def model() -> str:
    """The Dutch model that is used: the folder or package in SETTING, else the first that is installed; '' for none."""
    if chosen := os.environ.get(SETTING, ""):
        return chosen
    return next(iter(sorted(one.name for one in metadata.entry_points(group="spacy_models")
                            if one.name.startswith("nl_"))), "")


def settle_all(home: Home) -> None:
    """Go through what was not gone through yet in every pilot; does nothing where there is no model."""
    if not (used := model()):
        return
    for pilot in home.pilots():
        with suppress(RodeDraadError), closing(open_pilot(pilot.db_path)) as db:
            settle(db, used)


def settle(db: Database, used: str) -> None:
    """Go through the texts that `used` did not go through yet. Raises: BadInput when it cannot be used."""
    lacking = [row[0] for row in db.conn.execute(
        "SELECT v.version_id FROM document_version v LEFT JOIN lemmatised l ON l.version_id = v.version_id"
        " WHERE l.model IS NOT ? ORDER BY v.version_id", (used,))]
    while lacking:
        some = _portion(db, lacking)
        lacking = lacking[len(some):]
        pairs = fence.run(f"{__name__}:pairs_behind", used, list(some.values()), limits=_LIMITS)
        with write(db):
            db.conn.executemany("INSERT OR IGNORE INTO lemma(form, lemma) VALUES (?, ?)", pairs)
            db.conn.executemany("INSERT OR REPLACE INTO lemmatised(version_id, model) VALUES (?, ?)",
                                [(version_id, used) for version_id in some])


def _portion(db: Database, versions: list[int]) -> dict[int, str]:
    """The first texts of these that together are not too long; one at least."""
    room = AT_ONCE_CHARS
    lengths: dict[int, int] = dict(db.conn.execute(
        "SELECT version_id, length_chars FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))",
        (json.dumps(versions[:200]),)).fetchall())

    def fits(version_id: int) -> bool:
        nonlocal room
        room -= lengths[version_id]
        return room >= 0

    chosen = list(takewhile(fits, versions[:200])) or versions[:1]
    return dict(db.conn.execute(
        "SELECT version_id, text FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))"
        " ORDER BY version_id", (json.dumps(chosen),)).fetchall())


def pairs_behind(used: str, texts: list[str]) -> list[tuple[str, str]]:
    """In the child: each written form with a dictionary form it has in these texts, both folded."""
    found: set[tuple[str, str]] = set()
    for line in _loaded(used).pipe(line for text in texts for line in text.splitlines() if line.strip()):
        for token in line:
            form, lemma = folded(token.text), folded(token.lemma_)
            if form != lemma and WORD.fullmatch(form) and WORD.fullmatch(lemma):
                found |= {(form, lemma), (lemma, lemma)}
    return sorted(found)


@cache
def _loaded(used: str) -> Any:
    import spacy

    return spacy.load(used, exclude=_NEEDLESS)


def forms_of(db: Database, word: str) -> list[str]:
    """Written forms, folded, that have a dictionary form with this folded word in common; none where none is known."""
    return [row[0] for row in db.conn.execute(
        "SELECT DISTINCT o.form FROM lemma l JOIN lemma o ON o.lemma = l.lemma WHERE l.form = ? ORDER BY 1", (word,))]


def used_in(db: Database) -> str:
    """The model that went through the newest text that was gone through; '' before any was."""
    row = db.conn.execute("SELECT model FROM lemmatised ORDER BY version_id DESC LIMIT 1").fetchone()
    return os.path.basename(row[0].rstrip("/")) if row else ""
