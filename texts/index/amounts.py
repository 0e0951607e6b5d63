"""How much was looked in: texts and words; of whole texts and of a voice counted once per version of a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlite_utils import Database

    from texts.index.matching import Chosen

    Spans = Sequence[tuple[int, int]]

# By guid of the version, whose text never changes, and voice, '' for all of them. To count two million words takes
# longer than to find one.
_words: dict[tuple[str, str], int] = {}


def of(db: Database, chosen: Chosen, inside: Mapping[int, Spans] | None = None) -> tuple[int, int]:
    """How many texts are searched, and how many words stand in what is looked in.

    Args:
        inside: by version_id the spans that are looked in, in order and maybe overlapping; None for everywhere.
    """
    voice = chosen.voice
    guids = {row[0]: row[1] for row in db.conn.execute(
        "SELECT v.version_id, v.guid FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
        f" WHERE {chosen.where} AND (? = '' OR EXISTS (SELECT 1 FROM turn t WHERE t.version_id = v.version_id"
        " AND t.voice = ?))", (*chosen.params, voice, voice))}
    if inside is not None:
        said = dict(_said(db, guids, voice, inside))
        return sum(words > 0 for words in said.values()), sum(said.values())
    if fresh := [version for version, guid in guids.items() if (guid, voice) not in _words]:
        counted = _said(db, fresh, voice) if voice else _whole(db, fresh)
        _words.update({(guids[version], voice): words for version, words in counted})
    return len(guids), sum(_words[guid, voice] for guid in guids.values())


def _whole(db: Database, versions: Collection[int]) -> Iterable[tuple[int, int]]:
    """By version_id the words of its text, by the blanks in it."""
    return db.conn.execute(
        "SELECT version_id, 1 + length(text) - length(replace(replace(text, ' ', ''), char(10), ''))"
        " FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))", (json.dumps([*versions]),))


def _said(
    db: Database, versions: Collection[int], voice: str, inside: Mapping[int, Spans] | None = None,
) -> Iterator[tuple[int, int]]:
    """By version_id the words in its turns of a voice ('' for all), of those inside passages where they are given."""
    asked = json.dumps([*versions])
    turns: dict[int, list[tuple[int, int]]] = {}
    for version, start, end in db.conn.execute(
            "SELECT version_id, start_char, end_char FROM turn WHERE version_id IN (SELECT value FROM json_each(?))"
            " AND (? = '' OR voice = ?) ORDER BY version_id, seq", (asked, voice, voice)):
        turns.setdefault(version, []).append((start, end))
    for version, text in db.conn.execute(
            "SELECT version_id, text FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))",
            (asked,)):
        spans = turns.get(version, [])
        if inside is not None:
            spans = list(_both(_joined(inside[version]), spans))
        yield version, sum(len(text[start:end].split()) for start, end in spans)


def _joined(spans: Spans) -> list[tuple[int, int]]:
    """The same without overlap, so that what two coders marked counts once."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def _both(ones: Spans, others: Spans) -> Iterator[tuple[int, int]]:
    """What lies in both; each in order and without overlap."""
    at = 0
    for start, end in ones:
        while at < len(others) and others[at][1] <= start:
            at += 1
        for first, last in others[at:]:
            if first >= end:
                break
            yield max(start, first), min(end, last)
