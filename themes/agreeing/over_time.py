"""Agreement in time: from one round of blind coding to the next, and of a coder with what she said months before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from coding.agreement.patterns import Spans, marked, patterns
from coding.agreement.sums import DRAWS, UNITS, Coded, Sums, coefficients, drawn, sums
from coding.double import rounds
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from themes import frames
from themes.agreeing.cutting import cut, in_units, read_now
from themes.agreeing.figures import ENOUGH, Number, plain
from themes.finished import positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from themes.agreeing.choice import Choice
    from themes.frames import Material

DAYS_APART = 30
SHOWN = ("alpha", "percent", "kappa", "ac1")


@dataclass(frozen=True)
class OfRound:
    """A round that is shown: over all codes and the documents that two coders were done with, as codings are now.

    Attributes:
        on: when it began (UTC ISO). counts: False for practice. book: codebook version it began with.
        documents, units: that were compared. numbers: each of SHOWN.
    """

    name: str
    on: str
    counts: bool
    book: int
    documents: int
    units: int
    numbers: Mapping[str, Number]


@dataclass(frozen=True)
class WithOneself:
    """A coder's codings when she first said done, beside those when she last did, DAYS_APART or more later.

    Attributes:
        coder: label. documents, units: that she said done with twice. days: the median between.
        numbers: each of SHOWN; then a passage counts as it lay, and with the code it had, before she changed it. What
            the codebook turned into another code is no change of hers, nor is a place carried to a changed text.
    """

    coder: str
    documents: int
    units: int
    days: int
    numbers: Mapping[str, Number]


@use_case(Right.SEE_OTHER_CODERS, reads="numbers by coder")
def over_rounds(db: Database, viewer: Viewer, choice: Choice) -> list[OfRound]:
    """Agreement in each round that is shown, the oldest first, practice rounds too; nothing without a codebook.

    Raises: NotAllowed; BadInput when the scope is not in this pilot.
    """
    shown = [one for one in rounds.rounds(db, viewer) if one.revealed_at]
    material = frames.read(db, choice.scope, access.documents_where(db, viewer), without=access.blind.documents(db)
                           ) if shown else None
    if material is None:
        return []
    found = cut(db, material, choice.unit)
    ids = material.documents["document_id"].to_numpy()[found.documents].tolist()
    spans = patterns(found.spans)
    units = found.units if choice.frame == "all" else marked(found.spans, len(found.documents))
    made = []
    for one in reversed(shown):
        raters = np.zeros_like(found.raters)
        for document in rounds.compared(db, viewer, one):
            if document.document_id in ids:
                at = ids.index(document.document_id)
                inside = np.isin(material.finished.coders, document.coders)
                raters[inside, at] = found.raters[inside, at]
        summed = sums(Coded(spans, units, raters))
        if int((summed.of[..., UNITS] > 0).any(axis=1).sum()):
            made.append(OfRound(one.name, one.begun_at, one.counts, one.book, *_numbers(summed)))
    return made


@use_case(Right.SEE_OTHER_CODERS, reads="numbers by coder")
def with_oneself(db: Database, viewer: Viewer, choice: Choice) -> list[WithOneself]:
    """Each coder beside herself, by label; nothing for who never said done twice so far apart, nor without a codebook.

    Raises: NotAllowed; BadInput when the scope is not in this pilot.
    """
    apart = _apart(db)
    material = frames.load(db, viewer, choice.scope) if apart else None
    if material is None:
        return []
    twice = _twice(material, apart)
    made = []
    for coder in sorted({one[1] for one in twice}):
        own = [one for one in twice if one[1] == coder]
        summed = _beside_oneself(db, material, choice, own)
        label, = db.conn.execute("SELECT label FROM user WHERE user_id = ?", (coder,)).fetchone()
        documents, units, numbers = _numbers(summed)
        if documents:
            made.append(WithOneself(label, documents, units, int(np.median([one[3] for one in own])), numbers))
    return sorted(made, key=lambda one: one.coder)


def _numbers(summed: Sums) -> tuple[int, int, dict[str, Number]]:
    """Documents, units of one code, and the numbers over all codes."""
    whole = Sums(summed.of.sum(axis=1, keepdims=True), summed.pairs.sum(axis=2, keepdims=True), summed.coders)
    judged = int((whole.of[:, 0, UNITS] > 0).sum())
    values, points = coefficients(whole.of.sum(axis=0), whole.pairs.sum(axis=1)), drawn(whole, DRAWS)
    return judged, int(summed.of[..., UNITS].max(axis=1, initial=0).sum()), {
        name: Number(plain(values[name][0]), *(plain(one) if judged >= ENOUGH else None for one in points[name][:, 0]))
        for name in SHOWN}


def _apart(db: Database) -> list[tuple[int, int, str, int]]:
    """Documents that a coder said done with twice: document_id, user_id, when first (UTC ISO), days between."""
    found = db.conn.execute(
        "SELECT d.document_id, u.user_id, min(e.at), max(e.at) FROM event e JOIN document d ON d.guid = e.subject_guid"
        " JOIN user u ON u.guid = e.actor_guid WHERE e.subject = 'document' AND e.verb = 'finished'"
        " GROUP BY 1, 2 HAVING count(*) > 1")
    days = ((document, coder, first, (datetime.fromisoformat(last) - datetime.fromisoformat(first)).days)
            for document, coder, first, last in found)
    return [one for one in days if one[3] >= DAYS_APART]


def _twice(material: Material, apart: list[tuple[int, int, str, int]]) -> list[tuple[int, int, str, int]]:
    """Those of `_apart` that count: in scope, and the coder is done with it now."""
    done: np.ndarray = np.any(material.finished.for_code, axis=2)
    ids, coders = material.documents["document_id"].tolist(), material.finished.coders.tolist()
    return [one for one in apart if one[0] in ids and one[1] in coders and done[
        coders.index(one[1]), ids.index(one[0])]]


# A coding was there at a time when the last of its being added and removed until then was not its removal; one that
# came with another program's project has no such actions. What it was then stands with the first change after it: its
# code, and its ends where they are of the text that is read now.
_THEN = (
    "SELECT c.document_id, c.code_id, p.start_char, p.end_char, c.retracted_at IS NULL,"
    " c.created_at <= t.first AND coalesce((SELECT o.kind <> 'remove' FROM coding_op o"
    "  WHERE o.document_id = c.document_id AND o.coding_guid = c.guid AND o.kind IN ('add','remove')"
    "  AND o.at <= t.first ORDER BY o.op_id DESC LIMIT 1), c.retracted_at IS NULL OR c.retracted_at > t.first),"
    " coalesce(k.code_id, c.code_id), iif(v.guid = w.was ->> 'version', w.was ->> 'start', p.start_char),"
    " iif(v.guid = w.was ->> 'version', w.was ->> 'end', p.end_char)"
    " FROM (SELECT value ->> 0 AS document_id, value ->> 1 AS coder_id, value ->> 2 AS first FROM json_each(?)) t"
    " JOIN document d USING (document_id) JOIN coding c ON c.document_id = t.document_id AND c.coder_id = t.coder_id"
    " JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
    " JOIN document_version v ON v.version_id = d.read_version_id LEFT JOIN coding_op w ON w.op_id = ("
    "  SELECT min(o.op_id) FROM coding_op o WHERE o.document_id = c.document_id AND o.coding_guid = c.guid"
    "  AND o.was IS NOT NULL AND o.at > t.first) LEFT JOIN code k ON k.key = w.was ->> 'code'"
    " WHERE c.layer = 'coder' AND p.passage_id IS NOT NULL")
_CODES_THEN = (
    "SELECT code_id FROM code_definition WHERE codebook_version_id = (SELECT max(codebook_version_id) FROM"
    " codebook_version WHERE adopted_at <= ?)")


def _beside_oneself(db: Database, material: Material, choice: Choice, own: list[tuple[int, int, str, int]]) -> Sums:
    """The sums of two coders who are one: then, and now."""
    documents = np.array([one[0] for one in own])
    version, lengths = read_now(db, documents)
    rows = np.array(db.conn.execute(_THEN, (json.dumps([one[:3] for one in own]),)).fetchall(),
                    dtype=np.int64).reshape(-1, 9)
    codes = np.array([one.code_id for one in material.codes])
    # A code that is in the codebook no more is none that she could still give: such a coding counts as it is now.
    rows[:, 6] = np.where(np.isin(rows[:, 6], codes), rows[:, 6], rows[:, 1])
    then, today = rows[rows[:, 5] > 0][:, [0, 6, 7, 8]], rows[rows[:, 4] > 0][:, :4]
    her = np.repeat([0, 1], [len(then), len(today)])
    rows = np.concatenate([then, today])
    known = np.isin(rows[:, 1], codes)
    rows, her = rows[known], her[known]
    at = positions(rows[:, 0], documents)
    if choice.unit == "document":
        units, first, last = np.ones(len(own), dtype=np.int64), np.zeros_like(at), np.zeros_like(at)
    else:
        units, first, last = in_units(db, choice.unit, version, lengths, at, rows[:, 2], rows[:, 3])
    code = positions(rows[:, 1], codes)
    spans = Spans(at, code, her, first, last + 1)
    if choice.frame != "all":
        units = marked(spans, len(own))
    done = material.finished.for_code[:, positions(documents, material.documents["document_id"].to_numpy())]
    coder = material.finished.coders.tolist().index(own[0][1])
    judged = np.stack([done[coder, n] & np.isin(codes, [row[0] for row in db.conn.execute(_CODES_THEN, (one[2],))])
                       for n, one in enumerate(own)])
    return sums(Coded(patterns(spans), units, np.stack([judged, judged])))
