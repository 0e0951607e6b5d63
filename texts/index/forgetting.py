"""Words that stand in a text that is erased and in no other: what was learnt of their forms goes, too."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from texts.index.forms import WORD, folded

if TYPE_CHECKING:
    from sqlite_utils import Database


def forget(db: Database, versions: str) -> None:
    """Let dictionary forms go of words that are in no turn but those of versions that go; inside a write, before.

    Args:
        versions: ids as a JSON list.
    """
    if not db.conn.execute("SELECT 1 FROM lemma LIMIT 1").fetchone():
        return
    here: Counter[str] = Counter()
    for (text,) in db.conn.execute(
            "SELECT t.text FROM turn_text t JOIN turn USING (turn_id) WHERE version_id IN"
            " (SELECT value FROM json_each(?))", (versions,)):
        here.update({folded(word[0]) for word in WORD.finditer(text)})
    db.conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.turn_word USING fts5vocab('main', 'turn_fts', 'row')")
    lost = [form for form, turns in here.items() if not db.conn.execute(
        "SELECT 1 FROM temp.turn_word WHERE term = ? AND doc > ?", (form, turns)).fetchone()]
    listed = json.dumps(lost)
    led_to = json.dumps([row[0] for row in db.conn.execute(
        "SELECT DISTINCT lemma FROM lemma WHERE form IN (SELECT value FROM json_each(?))", (listed,))])
    db.conn.execute("DELETE FROM lemma WHERE form IN (SELECT value FROM json_each(?))", (listed,))
    db.conn.execute(
        "DELETE FROM lemma WHERE form = lemma AND form IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
        " (SELECT 1 FROM lemma o WHERE o.lemma = lemma.lemma AND o.form <> lemma.form)", (led_to,))
