"""What evaluators of the demo pilot thought: why they changed a code, and memos."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coding.book import changing, codebook, edits
from coding.book.model import dump
from coding.memos import writing
from demo import source
from demo.made import SPACE
from pilot.config import ROOT
from pilot.store.files import repeatable_guids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demo.made import Made


def adopt(made: Made, changes: Sequence[dict[str, Any]] = ()) -> None:
    """The codebook in use: what some codes said at first is version 1, and each change of these a version."""
    text = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
    first = book = codebook.load(text)
    for one in changes:
        first = edits.changed(first, replace(edits.find(book, one["code"])[0], **one["was"]))
    codebook.adopt(made.db, made.boss, dump(first) if changes else text, "Drenthe")
    with repeatable_guids("rode draad codebook"):  # all that comes after has the guids it would have without these
        for number, one in enumerate(changes, start=1):
            code = edits.find(book, one["code"])[0]
            changing.change(made.db, made.viewers[one["by"]], code, seen=number, reason=one["reason"])
    made.signed = {code.key for code, _parent, _depth in book.walk() if code.sign and code.codable}


def write_memos(made: Made) -> None:
    """Memos on the project, codes, families, documents, words and codings, and in the journal; some of them linked."""
    for one in source.read("memos.yaml"):
        viewer, (kind, about, span) = made.viewers[one["by"]], _about(made, one["about"])
        writing.save(made.db, viewer, writing.Said(
            _guid(one["key"]), kind, about, one["title"], one["text"], one.get("private", False), span=span))
        for other in one.get("linked", []):
            writing.link(made.db, viewer, _guid(other), _guid(one["key"]))


def _guid(key: str) -> str:
    return str(uuid.uuid5(SPACE, f"memo {key}"))


def _about(made: Made, on: dict[str, str]) -> tuple[str, str, dict[str, Any] | None]:
    """What a memo is on, as `writing.Said` has it: kind, about, span."""
    match on:
        case {"coding": document, "coder": coder, "code": code, "quote": quote}:
            start, _end = made.span({"document": document, "quote": quote})
            return "coding", str(uuid.uuid5(SPACE, f"coding {document} {coder} {start} {code}")), None
        case {"document": document, "quote": quote}:
            start, end = made.span({"document": document, "quote": quote})
            return "passage", made.guids[document], {"start": start, "end": end}
        case {"document": document}:
            return "document", made.guids[document], None
        case {"family": family}:
            return "family", made.families[family], None
    (kind, about), = on.items()
    return kind, about, None
