"""Storing what a teller meant and under which question each turn was told, and finding it back."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from stories.entry.wording import forms_of
from stories.meaning.values import Value, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from stories.entry.templates import Forms


def keep(db: Database, story_id: int, forms: Forms, meaning: Mapping[str, Value]) -> None:
    """Store the answers of a new story inside `write(db)`; keys that are no signifiers of these forms are left out."""
    rows = [(story_id, key, found.kind, int(value.fits), *(value.parts or (None, None, None)), value.place,
             json.dumps(value.chosen) if value.chosen else None)
            for key, value in meaning.items() if (found := forms.signifier(key))]
    db.conn.executemany(
        "INSERT INTO meaning(story_id, signifier, kind, fits, first, second, third, place, chosen)"
        " VALUES (?,?,?,?,?,?,?,?,?)", rows)


def value_of(fits: int, *columns: Any) -> Value:
    """The answer in the columns fits, first, second, third, place and chosen."""
    first, second, third, place, chosen = columns
    if not fits:
        return Value()
    parts = (first, second, third) if first is not None else None
    return Value(parts, place, tuple(json.loads(chosen)) if chosen else ())


def of_document(db: Database, guid: str) -> list[tuple[str, str]]:
    """What the teller of a story said of its meaning, as (question, answer) in words; the caller asked who may read."""
    row = db.conn.execute(
        "SELECT s.story_id, s.form, s.teller_id FROM document d JOIN story s USING (story_id) WHERE d.guid = ?",
        (guid,)).fetchone()
    if row is None:
        return []
    forms, teller = forms_of(db, row[1]), "family" if row[2] else "coach"
    answers = {key: value_of(*rest) for key, *rest in db.conn.execute(
        "SELECT signifier, fits, first, second, third, place, chosen FROM meaning WHERE story_id = ?", (row[0],))}
    return [(one.question(teller), said(one, answers[one.key])) for one in forms.signifiers if one.key in answers]


def keep_questions(db: Database, version_id: int, questions: Iterable[str]) -> None:
    """Store under which question (a key, '' for none) each turn of a version was told, inside `write(db)`."""
    db.conn.executemany(
        "INSERT INTO turn_question(version_id, seq, question) VALUES (?,?,?)",
        [(version_id, seq, question) for seq, question in enumerate(questions) if question])


def questions_of(db: Database, version_id: int) -> list[str]:
    """Under which question (a key, '' for none) each turn of a version was told, in order; none where it is not known.

    A version made of another without a change of its turns has them where the other has.
    """
    turns = _turns(db, version_id)
    at: int | None = version_id
    while at is not None:
        found = dict(db.conn.execute("SELECT seq, question FROM turn_question WHERE version_id = ?", (at,)).fetchall())
        if found:
            return [found.get(seq, "") for seq in range(turns)] if _turns(db, at) == turns else []
        (at,) = db.conn.execute("SELECT based_on FROM document_version WHERE version_id = ?", (at,)).fetchone()
    return []


def _turns(db: Database, version_id: int) -> int:
    return int(db.conn.execute("SELECT count(*) FROM turn WHERE version_id = ?", (version_id,)).fetchone()[0])


def carried(old: Sequence[str], questions: Sequence[str], new: Sequence[str]) -> list[str]:
    """The question of each line of a text that was corrected: that of the line it was, or of the line before it.

    Args:
        old, questions: its lines before and the question of each, as many.
    """
    if len(old) != len(questions):
        return []
    found: list[str] = [""] * len(new)
    for _tag, start, end, to, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for i in range(to, until):
            at = min(start + (i - to), end - 1) if end > start else start - 1
            found[i] = questions[max(at, 0)] if questions else ""
    return found
