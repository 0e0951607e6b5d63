"""Names that the register does not know, in texts of which somebody says that theirs were replaced elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right
from pilot.door import inner
from texts.deidentify.spans import DOUBTFUL
from texts.names_out.proposing import found_in
from texts.preparing import AROUND, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot
    from texts.deidentify import Span
    from texts.intake.checks import Item
    from texts.intake.contents import Contents

AT_ONCE = 200_000  # characters


@inner("called by the use cases that store material, which ask the right")
def unknown_names(
    pilot: Pilot, db: Database, viewer: Viewer, items: Sequence[Item], contents: Mapping[str, Contents]
) -> dict[str, list[Found]]:
    """By upload, the names that a program finds in such texts and that are nobody's pseudonym, each once, in order.

    It takes a second or more: never inside a write.
    """
    if not viewer.may(Right.PREPARE):
        return {}
    chosen = {row[0].casefold() for row in db.conn.execute(
        "SELECT pseudonym FROM family UNION SELECT pseudonym FROM person")}
    found: dict[str, list[Found]] = {}
    families: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        held = contents[item.upload]
        if item.deidentified and not item.no_names and held.text is not None:
            families.setdefault(item.family, []).append(
                (item.upload, "\n".join(turn.text for turn in held.text.turns)))
    for family, all_texts in families.items():
        # Short ones of a family at once: starting to look costs more than looking.
        for texts in _in_batches(all_texts):
            found |= _by_upload(texts, found_in(pilot, db, family, "\n".join(text for _upload, text in texts)), chosen)
    return found


def _in_batches(texts: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The texts in turn, together as long as their characters are not too many for one look."""
    batch: list[tuple[str, str]] = []
    size = 0
    for one in texts:
        if batch and size + len(one[1]) > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one[1])
    if batch:
        yield batch


def _by_upload(texts: Sequence[tuple[str, str]], spans: Sequence[Span], chosen: set[str]) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    at = 0
    for upload, text in texts:
        words: dict[str, Found] = {}
        for one in spans:
            start, end = one.start - at, one.end - at
            word = text[max(0, start):end]
            if start < 0 or end > len(text) or one.kind != "name" or one.sureness < DOUBTFUL or (
                    word.casefold() in chosen):
                continue
            before, after = text[max(0, start - AROUND):start], text[end:end + AROUND]
            words.setdefault(word, Found(
                word, before.rpartition("\n")[2], after.partition("\n")[0], text.count(word), "other"))
        found[upload] = list(words.values())
        at += len(text) + 1
    return found
