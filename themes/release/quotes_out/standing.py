"""What became of the passage of a quote since it was proposed: its text, its codings, its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook
from pilot.access import blind
from pilot.words import N_, _
from themes.release.quotes_out import shortened
from themes.release.quotes_out.passages import signed

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.quotes_out.stored import Kept

_GONE = N_("The text was changed since, and these words no longer stand in it.")
_CHANGED = N_("The text was changed since; these words stand in it as they did.")
_UNCODED = N_("These words are no longer coded so: who coded them took that back, or coded them otherwise.")
_RETIRED = N_("The code is not in use any more.")
_TURNED = N_("What coders say of the direction changed since: it was {then}, and is {now}.")


def held_blind(db: Database, one: Kept) -> bool:
    """Whether its text is in a round that is coded blind: then nobody learns here what it was coded with."""
    return one.document_id in blind.documents(db)


def words_are_gone(db: Database, one: Kept) -> bool:
    """Whether the passage no longer stands, word for word, in the text as it is read now."""
    if one.is_current:
        return False
    old, new = (_words(str(db.conn.execute(sql, (key,)).fetchone()[0])) for sql, key in (
        ("SELECT substr(v.text, q.start_char + 1, q.end_char - q.start_char) FROM quote_out q JOIN document_version v"
         " USING (version_id) WHERE q.quote_out_id = ?", one.quote_out_id),
        ("SELECT v.text FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
         " WHERE d.document_id = ?", one.document_id)))
    return f" {old} " not in f" {new} "


def _words(text: str) -> str:
    return " ".join(text.split())


def since(db: Database, one: Kept) -> list[str]:
    """What somebody should know of it, each a sentence in the language of the page; nothing where all is as it was."""
    said = [] if one.is_current else [_(_GONE) if words_are_gone(db, one) else _(_CHANGED)]
    newest = codebook.newest(db)
    in_use = {row.code_id for row in codebook.codes(db, newest.codebook_version_id, "nl")} if newest else set()
    if one.code_id not in in_use:
        said.append(_(_RETIRED))
    sign = signed(db, one.version_id, one.code_id, one.start, one.end)
    if sign is None:
        said.append(_(_UNCODED))
    elif sign != one.sign:
        said.append(_(_TURNED).format(then=one.sign or "–", now=sign or "–"))
    return said


def differs(db: Database, one: Kept) -> tuple[shortened.Piece, ...]:
    """What was left out of the passage, and added to it."""
    passage = str(db.conn.execute("SELECT text FROM document_version WHERE version_id = ?",
                                  (one.version_id,)).fetchone()[0])[one.start:one.end]
    return shortened.pieces(passage, one.text)
