"""What evaluators made of the demo pilot: codings, and cells about families and themes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from coding.marks import actions, codings
from demo import source
from demo.made import SPACE
from pilot import access
from pilot.paging import EVERYTHING, Wanted
from themes.framework.period import scope_of
from themes.framework.reading import key_of
from themes.framework.writing import At, write_cell
from themes.quotes import quotes as quotes_of

if TYPE_CHECKING:
    from demo.made import Made


def code(made: Made) -> None:
    """What the two coders coded, and which documents they finished."""
    for key, entry in source.read("codings.yaml").items():
        for coder in ("evaluator", "evaluator2"):
            _codings_of(made, key, entry, coder)
            if coder == "evaluator":
                write_cells(made, after=key)


def _codings_of(made: Made, key: str, entry: dict[str, Any], coder: str) -> None:
    guid, viewer = made.guids[key], made.viewers[coder]
    version = access.require_document(made.db, viewer, guid)
    text = made.db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()[0]
    ops = []
    for passage in entry.get("codings", []):
        start = text.index(passage["quote"])
        for code in passage["codes"].get(coder, []):
            name = f"{key} {coder} {start} {code}"
            ops.append({
                "op": str(uuid.uuid5(SPACE, f"op {name}")), "kind": "add",
                "coding": str(uuid.uuid5(SPACE, f"coding {name}")), "code": code,
                "start": start, "end": start + len(passage["quote"]),
                "sign": _sign(made, entry, passage, code, coder)})
    if ops:
        answer = actions.apply_ops(made.db, viewer, guid, ops, version=version.version_guid)
        refused = [result for result in answer["results"] if result["state"] != "confirmed"]
        if refused:
            raise AssertionError(f"{key}: {refused[0]}")
    if coder in entry.get("done", []):
        codings.set_status(made.db, viewer, guid, "done")


def _sign(made: Made, entry: dict[str, Any], passage: dict[str, Any], code: str, coder: str) -> str | None:
    """What a coder said of the direction: as the file has it, '+' where it has nothing; None where none is due."""
    if code not in made.signed or coder in entry.get("unsigned", []):
        return None
    said = passage.get("signs", {}).get(code, "+")
    return str(said[coder] if isinstance(said, dict) else said)


def write_cells(made: Made, after: str = "") -> None:
    """What an evaluator wrote of themes in families; those with `after` when one conversation was half coded."""
    for one in source.read("cells.yaml"):
        if one.get("after", "") != after:
            continue
        viewer, at = made.viewers["evaluator"], At(made.families[one["family"]], one["code"], "")
        found = quotes_of(made.db, viewer, scope_of(""), at.code, at.family, Wanted(size=EVERYTHING))
        rests = [key_of(quote.document, quote.start or 0, (quote.start or 0) + len(quote.text))
                 for quote in (found.quotes if found else []) if quote.text in one["rests"]]
        if len(rests) != len(one["rests"]):
            raise AssertionError(f"{one['family']} {one['code']}: {len(rests)} quotes")
        write_cell(made.pilot, made.db, viewer, at, " ".join(one["text"].split()), rests, anyway=True)
