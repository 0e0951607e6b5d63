"""A sheet (xlsx) on which a coder codes her part of a round: a row a sentence or turn, its codes chosen from a list.

Each row has a number that ties it to the sheet, the text and its place in it; the words of the row say which text it
was. So a sheet that was sorted, or coded after the text was changed, is read back onto the words that stood in it.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from coding.book import codebook
from coding.double import rounds
from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.files.as_xlsx import MIME, Look, look
from pilot.files.export import Export, Format, about, leaves
from pilot.store.files import new_guid, write
from pilot.words import N_, _, current
from texts import sentences, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from coding.book.codebook import CodeRow

UNITS = {"sentence": N_("a row for each sentence"), "turn": N_("a row for each turn")}
CODES = 3  # that can be given to a row
MOST_ROWS = 9_000
SIGNS = ("+", "-", "±")
_WIDTHS = (16, 28, 14, 70)
NOT_YOURS = N_("This coder has nothing to code in this round any more.")
HAS_ACCOUNT = N_("This coder has an account and codes at her own desk. A sheet is for who has none.")


class Row(NamedTuple):
    """A row of a sheet: its number, the text's title, who speaks, and the words."""

    number: str
    title: str
    speaker: str
    words: str


@dataclass(frozen=True)
class Sheet:
    """A sheet as it leaves: what it is called, its rows, the codes to choose from, and what is told about it."""

    rows: list[Row]
    codes: list[CodeRow]
    about: tuple[tuple[str, str], ...]


@use_case(Right.LEAD_ROUNDS, event="exported sheet", reads="passages")
def sheet(db: Database, viewer: Viewer, guid: str, coder: str, unit: str = "sentence") -> bytes:
    """The xlsx with what a coder (guid) still has to code in a blind round (guid), in the order drawn.

    Raises: NotFound (no such round, or nothing for this coder); Conflict when the round is over; BadInput for another
        unit, for somebody else with an account, or when there would be too many rows.
    """
    if unit not in UNITS:
        raise BadInput(N_("A row of a sheet is a sentence or a turn."))
    found = rounds.find(db, guid)
    if found.state != rounds.BLIND:
        raise Conflict(N_("This round is over already."))
    parts = [one for one in rounds.tasks(db, viewer, found) if one.coder == coder and not one.done_at]
    if not parts:
        raise NotFound(NOT_YOURS)
    require_sheet_of(db, viewer, parts[0].coder_id)
    versions = _versions(db, viewer, [one.document for one in parts])
    spans = {version: list(spans_of(db, version, unit)) for version, _title in versions}
    if sum(map(len, spans.values())) > MOST_ROWS:
        raise BadInput(N_("This would be more than {n} rows. Take turns for rows, or draw fewer documents."),
                       n=MOST_ROWS)
    number = new_guid()
    with write(db):
        sheet_id = db.conn.execute(
            "INSERT INTO double_sheet(guid, round_id, coder_id, unit, made_by, made_at) VALUES (?,?,?,?,?,?)",
            (number, found.round_id, parts[0].coder_id, unit, viewer.user_id, now())).lastrowid
        db.conn.executemany("INSERT INTO double_sheet_text VALUES (?,?,?,?)", [
            (sheet_id, position, version, json.dumps(spans[version]))
            for position, (version, _title) in enumerate(versions, 1)])
    leaves(db, viewer, "sheet", number)
    book = codebook.newest(db)
    assert book is not None, "a round has a codebook"
    codes = [one for one in codebook.codes(db, book.codebook_version_id, current()) if one.is_codable]
    rows = [row for position, (version, title) in enumerate(versions, 1)
            for row in _rows(db, number, position, version, title, spans[version])]
    return _written(Sheet(rows, codes, about(
        db, viewer, (_("Round"), found.name), (_("Coder"), parts[0].label), coded=codebook.coded(db, [parts[0].label]),
        facts=(
            (_("Drawn with the seed"), str(found.seed)), (_("Rows"), _(UNITS[unit])),
            (_("Number of this sheet"), number),
            (_("Fill in"), _("Choose in each row the codes that fit, with their direction; leave a row empty where"
                             " none does. Change nothing else, and take no row away."))))))


@inner("part of taking a sheet out and of reading it back, which ask the right")
def require_sheet_of(db: Database, viewer: Viewer, coder_id: int) -> None:
    """Raises: BadInput when this coder has an account and is another one: nobody codes in her name, nor finds out by
    trying whether she has begun."""
    is_guest = db.conn.execute("SELECT 1 FROM double_guest WHERE user_id = ?", (coder_id,)).fetchone()
    if not (is_guest or coder_id == viewer.user_id or viewer.is_operator):
        raise BadInput(HAS_ACCOUNT)


def _versions(db: Database, viewer: Viewer, documents: list[str]) -> list[tuple[int, str]]:
    """version_id and title of what this viewer reads of documents (guids), in their order."""
    found = []
    for guid in documents:
        version = access.require_document(db, viewer, guid)
        (title,) = db.conn.execute("SELECT title FROM document WHERE document_id = ?",
                                   (version.document_id,)).fetchone()
        found.append((version.version_id, title))
    return found


def spans_of(db: Database, version: int, unit: str) -> Iterator[tuple[int, int]]:
    """Where the units (of UNITS) of a version (version_id) that have words lie: code points, 0-based, end-exclusive."""
    turns = spoken.turns_by_version(db, [version]).get(version, [])
    text = text_of(db, version)
    starts = sentences.of(db, [version])[version] if unit == "sentence" else []
    for turn in turns:
        inside = [one for one in starts if turn.start < one < turn.end]
        edges = [turn.start, *inside, turn.end]
        for start, end in zip(edges, edges[1:], strict=False):
            words = text[start:end]
            if words.strip():
                yield start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def text_of(db: Database, version: int) -> str:
    """The whole text of a version (version_id)."""
    return str(db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version,)).fetchone()[0])


def _rows(
    db: Database, number: str, position: int, version: int, title: str, spans: list[tuple[int, int]],
) -> Iterator[Row]:
    text, turns = text_of(db, version), spoken.turns_by_version(db, [version]).get(version, [])
    for n, (start, end) in enumerate(spans, 1):
        speakers = dict.fromkeys(turn.speaker for turn in spoken.heard(turns, start, end))
        yield Row(row_number(number, position, n), title, ", ".join(speakers), text[start:end])


def row_number(sheet_guid: str, position: int, n: int) -> str:
    """The number of a row: the sheet's, the text's on it, and its own."""
    return f"{sheet_guid[:8]}.{position}.{n}"


def head() -> list[str]:
    """The first line of a sheet."""
    return [_("Number"), _("Document"), _("Who speaks"), _("Words"), *(
        name.format(n=n) for n in range(1, CODES + 1) for name in (_("Code {n}"), _("Direction {n}")))]


def _written(made: Sheet) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    body = look(book, text_wrap=True, valign="top")
    first = book.add_worksheet(_("Coding"))
    for column, name in enumerate(head()):
        first.write_string(0, column, name, bold)
        first.set_column(column, column, _WIDTHS[column] if column < len(_WIDTHS) else 22 - 8 * (column % 2))
    for n, row in enumerate(made.rows, 1):
        for column, value in enumerate(row):
            first.write_string(n, column, value, body.of(value))
    first.freeze_panes(1, 1)
    last = book.add_worksheet(_("About this file"))
    last.set_column(0, 0, 24)
    last.set_column(1, 1, 80)
    for n, line in enumerate(made.about):
        for column, value in enumerate(line):
            last.write_string(n, column, value, body.of(value))
    _choices(first, book.add_worksheet(_("Codes")), made, bold, body)
    book.close()
    return out.getvalue()


def _choices(first: Any, codes: Any, made: Sheet, bold: object, body: Look) -> None:
    """The codes with what they mean, and the lists to choose from in every row."""
    for column, (name, width) in enumerate(((_("Code"), 32), (_("Definition"), 90))):
        codes.write_string(0, column, name, bold)
        codes.set_column(column, column, width)
    for n, code in enumerate(made.codes, 1):
        codes.write_string(n, 0, code.name, body.of(code.name))
        codes.write_string(n, 1, code.definition, body.of(code.definition))
    for n in range(CODES):
        first.data_validation(1, 4 + 2 * n, len(made.rows), 4 + 2 * n, {
            "validate": "list", "source": f"='{codes.get_name()}'!$A$2:$A${len(made.codes) + 1}"})
        first.data_validation(1, 5 + 2 * n, len(made.rows), 5 + 2 * n, {"validate": "list", "source": list(SIGNS)})


SHEET = Export("sheet", N_("Sheet to code on"), ("round", "coder", "unit"), {"xlsx": Format(MIME, lambda asked: sheet(
    asked.db, asked.viewer, asked.query.get("round", ""), asked.query.get("coder", ""),
    asked.query.get("unit") or "sentence"))}, parts=tuple((name, "unit", unit) for unit, name in UNITS.items()),
    needs=("round", "coder"))
EXPORTS = (SHEET,)
