"""Coded segments as a table: one row per judgement at the words it stands on, for files that leave the program."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from coding.book import codebook
from coding.book.turning import successor
from coding.marks import agreed, listing, twins
from coding.memos.noted import noted
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound
from pilot.files import links
from pilot.files.export import NOTHING, about, leaves
from pilot.files.table import Table
from pilot.vocabulary import voices
from pilot.words import N_, _, current
from texts import places, spoken
from texts.places import PLACED, How

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlite_utils import Database

    from texts.places import Span

    Report = Callable[[int, int], None]

# What may be chosen: a code (key), a document or family (guid), a coder (guid, or `agreed.OURS`), a direction (of
# SIGN_NAMES); and as in the list of documents.
OPTIONS = ("code", "document", "family", "coder", "sign", *listing.OPTIONS)
UNSTATED = "none"
SIGN_NAMES = {"+": N_("only + (was there and helped)"), "-": N_("only − (was missing or failed)"),
              "±": N_("only ± (both)"), UNSTATED: N_("only without a stated direction")}
_EVERY = 500  # rows between two reports
NO_CHOICE: Mapping[str, str] = MappingProxyType({})
FRAME = (
    "group", "code", "sign", "weight", "quote", "speaker", "voice", "family", "title", "told_on", "event_from", "coder",
    "coded_on", "codebook", "memo", "place", "may_leave", "address", "turn", "document", "start", "end", "coding")


class _Coded(NamedTuple):
    """A living coding with the passage it stands on in the version that is read, or stood on last."""

    coding: str
    code_id: int
    sign: str | None
    weight: int
    coder_id: int
    coder: str
    created_at: str
    number: int
    document_id: int
    document: str
    title: str
    family: str
    told_on: str
    event_from: str | None
    version_id: int
    how: str
    start: int | None
    end: int | None
    quote: str
    coding_id: int
    passage_id: int | None

    @property
    def span(self) -> Span:
        """Where it stands in its version, in numbers; see `places.BEHIND`."""
        return places.BEHIND if self.start is None or self.end is None else (self.start, self.end)


class Among(NamedTuple):
    """Only some codings: those of one layer, of a coder with a code on a span.

    spans: (version_id, code_id, coder_id, start, end); chosen: (what, how it is) of what made this choice; facts:
    other lines.
    """

    layer: str
    spans: frozenset[tuple[int, int, int, int, int]]
    chosen: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]


@use_case(Right.CODE, event="exported segments", reads="passages")
def segments(
    db: Database, viewer: Viewer, query: Mapping[str, str] = NO_CHOICE, among: Among | None = None,
    report: Report | None = None,
) -> Table:
    """`frame_of` with its columns named for who reads it."""
    found = frame_of(db, viewer, query, among, report)
    return Table(found.title, _named(found.frame), found.about)


@use_case(Right.CODE, event="exported segments", reads="passages")
def frame_of(
    db: Database, viewer: Viewer, query: Mapping[str, str] = NO_CHOICE, among: Among | None = None,
    report: Report | None = None,
) -> Table:
    """Every living coding this viewer may read, at its words in the version that is read now, by family and place.

    Args:
        query: any of OPTIONS. among: only these. report: told how many rows are done, of how many.

    Columns of the frame: FRAME. start, end: code points, 0-based, end-exclusive, into the
    version that is read; None while a person has to say where it stands (the quote is then of the version before), and
    for a code on the whole document, which has no quote.

    Raises: NotFound when there is none, or for a document or family that is not there; BadInput for another code or
        coder; NotAllowed.
    """
    found = gathered(db, viewer, query, among, report)
    if found.frame.empty:
        raise NotFound(NOTHING)
    leaves(db, viewer, "segments")
    return found


@inner("what files with coded segments in them are made of; each of them asks the right and writes an event")
def gathered(
    db: Database, viewer: Viewer, query: Mapping[str, str], among: Among | None = None, report: Report | None = None,
) -> Table:
    """`frame_of` where there may be none at all."""
    places.settle(db)
    where, params, told = _where(db, viewer, {name: query[name] for name in OPTIONS if query.get(name)})
    rows = _once(_read(db, where, params, among.layer if among else agreed.layer_of(query.get("coder", ""))))
    if among:
        rows = [one for one in rows if (one.version_id, one.code_id, one.coder_id, *one.span) in among.spans]
        told = [*told, *among.chosen]
    if sign := query.get("sign"):
        rows = _with_sign(db, rows, sign)
        told.append((_("Direction"), _(SIGN_NAMES[sign])))
    frame = _frame(db, viewer, rows, report)
    return Table(_("Coded segments"), frame, about(
        db, viewer, *told, coded=codebook.coded(db, frame["coder"]),
        facts=(*(among.facts if among else ()), (_("Segments"), str(len(frame))))))


def _where(db: Database, viewer: Viewer, chosen: dict[str, str]) -> tuple[str, list[object], list[tuple[str, str]]]:
    """Condition on document `d`, version `v` and coding `c`, its parameters, and what is said of the choice."""
    readable, params = access.documents_where(db, viewer)
    versions, more = access.versions_where(viewer)
    counted, held = access.blind.counted_where(db)
    parts, params, told = [readable, versions, counted], [*params, *more, *held], []
    if not viewer.may(Right.SEE_OTHER_CODERS):
        parts.append("c.coder_id = ?")
        params.append(viewer.user_id)
    if code := chosen.get("code"):
        parts.append("c.code_id = ?")
        params.append(_one(db, "SELECT code_id FROM code WHERE key = ?", successor(db, code),
                           N_("This code is not in the codebook.")))
        told.append((_("Code"), _names(db).get(int(str(params[-1])), ("", code))[1]))
    coder = chosen.get("coder")
    if coder == agreed.OURS:
        told.append((_("Whose codings"), _("what coders came to together")))
    elif coder:
        parts.append("c.coder_id = ?")
        params.append(_one(db, "SELECT user_id FROM user WHERE guid = ?", coder, N_("There is no such coder.")))
    if family := chosen.get("family"):
        parts.append("d.family_id = ?")
        params.append(access.require_family(db, viewer, family))
        told.append((_("Family"), db.conn.execute(
            "SELECT pseudonym FROM family WHERE guid = ?", (family,)).fetchone()[0]))
    if document := chosen.get("document"):
        version = access.require_document(db, viewer, document)
        parts.append("d.document_id = ?")
        params.append(version.document_id)
        told.append((_("Document"), db.conn.execute(
            "SELECT title FROM document WHERE document_id = ?", (version.document_id,)).fetchone()[0]))
    if any(chosen.get(name) for name in listing.OPTIONS):
        parts.append("d.guid IN (SELECT value FROM json_each(?))")
        params.append(json.dumps(listing.chosen(db, viewer, chosen)))
        told += listing.told_of(chosen)
    return " AND ".join(f"({part})" for part in parts), params, told


def _one(db: Database, sql: str, value: str, fault: str) -> int:
    row = db.conn.execute(sql, (value,)).fetchone()
    if row is None:
        raise BadInput(fault)
    return int(row[0])


def _read(db: Database, where: str, params: list[object], layer: str) -> list[_Coded]:
    """At its place in the version that is read; where a person has to say, at the nearest older one."""
    last = ("(SELECT o.passage_id FROM coding_place o JOIN document_version w ON w.version_id = o.version_id"
            " WHERE o.coding_id = c.coding_id AND o.passage_id IS NOT NULL ORDER BY w.number DESC LIMIT 1)")
    return [_Coded(*row) for row in db.conn.execute(
        "SELECT c.guid, c.code_id, c.sign, c.weight, c.coder_id, u.label, c.created_at, b.number, d.document_id,"
        " d.guid, d.title, f.pseudonym, d.told_on, d.event_from, coalesce(a.version_id, p.version_id), p.how,"
        " a.start_char, a.end_char, coalesce(a.quote, ''), c.coding_id, a.passage_id"
        " FROM coding c JOIN document d USING (document_id) JOIN family f USING (family_id)"
        " JOIN document_version v ON v.version_id = d.read_version_id"
        " JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = v.version_id"
        f" LEFT JOIN passage a ON p.how <> 'whole' AND a.passage_id = coalesce(p.passage_id, {last})"
        " JOIN user u ON u.user_id = c.coder_id JOIN codebook_version b USING (codebook_version_id)"
        f" WHERE c.retracted_at IS NULL AND c.layer = ? AND p.how <> 'gone'"
        f" AND (a.passage_id IS NOT NULL OR p.how = 'whole') AND {where}"
        " ORDER BY f.pseudonym, d.told_on, d.document_id, a.start_char, a.end_char, c.coding_id", (layer, *params))]


def _once(rows: Iterable[_Coded]) -> list[_Coded]:
    """Of twins (one coder, one code, the same words) the first, with what both say of direction."""
    found: dict[tuple[object, ...], _Coded] = {}
    for row in rows:
        key = (row.version_id, row.span, row.code_id, row.coder_id)
        first = found.get(key, row)
        found[key] = first._replace(sign=twins.said((first.sign, row.sign)))
    return list(found.values())


def _with_sign(db: Database, rows: list[_Coded], sign: str) -> list[_Coded]:
    """Those that state this direction; UNSTATED: none, with a code that takes one. Raises: BadInput for another."""
    if sign not in SIGN_NAMES:
        raise BadInput(N_("There is no direction {sign}. Choose from {signs}."), sign=sign[:10],
                       signs=", ".join(SIGN_NAMES))
    if sign != UNSTATED:
        return [row for row in rows if row.sign == sign]
    taking = {row[0] for row in db.conn.execute(
        "SELECT code_id FROM code_definition WHERE takes_sign AND codebook_version_id ="
        " (SELECT max(codebook_version_id) FROM codebook_version)")}
    return [row for row in rows if not row.sign and row.code_id in taking]


def _frame(db: Database, viewer: Viewer, rows: list[_Coded], report: Report | None) -> pd.DataFrame:
    names, memos_on = _names(db), noted(db, viewer, "coding_id", "passage_id")
    turns = spoken.turns_by_version(db, (row.version_id for row in rows))
    free = access.reach.may_leave(db, {row.document_id for row in rows})
    found = []
    for n, row in enumerate(rows):
        if report and n % _EVERY == 0:
            report(n, len(rows))
        heard = spoken.heard(turns.get(row.version_id, []), *row.span)
        group, code = names[row.code_id]
        placed = row.how in PLACED
        found.append((
            group, code, row.sign or "", row.weight, row.quote, _joined(turn.speaker for turn in heard),
            _joined(voices.name(turn.voice) for turn in heard), row.family, row.title, row.told_on,
            row.event_from or "", row.coder, row.created_at[:10], row.number,
            "\n\n".join([*memos_on.get(("coding_id", row.coding_id), ()),
                          *memos_on.get(("passage_id", row.passage_id or 0), ())]),
            _place(row.how), _("yes") if row.document_id in free else _("no"),
            links.to_words(row.document, row.start if placed else None),
            spoken.cited(heard) if placed else "", row.document,
            row.start if placed else None, row.end if placed else None, row.coding))
    return pd.DataFrame(found, columns=list(FRAME)).astype({"start": "Int64", "end": "Int64"})


def _place(how: str) -> str:
    """What is said of where it stands, '' for words of the version that is read."""
    return {How.UNDECIDED: _("to be decided"), How.WHOLE: _("the whole document")}.get(How(how), "")


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({"start": object, "end": object}).where(frame.notna(), None).rename(columns=dict(zip(FRAME, (
        _("Group"), _("Code"), _("Direction"), _("Weight (1 to 5)"), _("Quote"), _("Who speaks"), _("Voice"),
        _("Family"), _("Document"), _("Told on"), _("Happened from"), _("Coder"), _("Coded on"), _("Codebook version"),
        _("Memo"), _("Place"), _("May leave the team"), _("Address"), _("Turn"), _("Document (number)"),
        _("From character (0-based)"),
        _("Up to character"), _("Coding (number)")), strict=True)))


def _names(db: Database) -> dict[int, tuple[str, str]]:
    """`code_id` to the names of its group and itself, of the newest version that defines it."""
    name = f"name_{current()}"
    return {code_id: (group or "", own) for code_id, group, own in db.conn.execute(
        f"SELECT n.code_id, g.{name}, n.{name} FROM code_definition n LEFT JOIN code_definition g"
        " ON g.codebook_version_id = n.codebook_version_id AND g.code_id = n.parent_id"
        " WHERE n.codebook_version_id = (SELECT m.codebook_version_id FROM code_definition m"
        "  JOIN codebook_version b USING (codebook_version_id) WHERE m.code_id = n.code_id"
        "  ORDER BY b.number DESC LIMIT 1)")}


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))
