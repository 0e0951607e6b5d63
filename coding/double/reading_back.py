"""A sheet that was coded, read back: all of it or nothing, every fault in a sentence."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from coding.book import codebook, turning
from coding.double import rounds, sheets, tasks
from coding.marks import arriving
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.words import LANGUAGES, N_, _, current
from texts import places
from texts.intake import reading

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHOWN = 8  # faults that are told at once
_NO_SHEET = N_("This is no sheet of a round: its rows have no numbers. Take the sheet out again and copy the codes in.")


class Read(NamedTuple):
    """What was read: in how many documents, how many rows, and how many documents are out of reach now."""

    documents: int
    rows: int
    left_out: int


# By what a code is called: its code_id and whether it takes a direction; of one that was split the names of its parts.
_Codes = dict[str, tuple[int, bool] | str]


class _Given(NamedTuple):
    """A code on a span of a text: at its position on the sheet; code points, 0-based, end-exclusive."""

    position: int
    span: tuple[int, int]
    code_id: int
    sign: str | None


@use_case(Right.LEAD_ROUNDS, event="read double_round")
def read(db: Database, viewer: Viewer, guid: str, data: bytes, name: str) -> Read:
    """Store what a coder gave on a sheet of the blind round `guid` as hers, and that she is done with its documents.

    A code is called as it was when the sheet was made, or as it is now. One that went up in another since is that
    other; which part of one that was split she says on the sheet.

    What it tells is how much there was, never which codes: who reads it back may code in the round herself.

    Raises: BadInput with every fault (a row that is missing, twice or of another sheet, words that were changed, a code
        or direction that is none), or for the sheet of somebody else with an account; NotFound; Conflict (the round is
        over, the sheet was read already, or a document of it was coded or said done with otherwise). Then nothing is
        stored.
    """
    rows = _rows(reading.list_of(data, name))
    with write(db):
        found = rounds.find(db, guid)
        if found.state != rounds.BLIND:
            raise Conflict(N_("This round is over already."))
        sheet_id, coder_id, made_at = _sheet(db, found, rows)
        sheets.require_sheet_of(db, viewer, coder_id)
        texts = {position: (version, [tuple(one) for one in json.loads(spans)]) for position, version, spans in
                 db.conn.execute("SELECT position, version_id, spans FROM double_sheet_text WHERE sheet_id = ?",
                                 (sheet_id,))}
        given = _given(db, rows, texts, _codes(db, made_at))
        open_now = {one.guid: one.document_id for one in rounds.documents(db, viewer, found)}
        documents = {position: _document(db, version) for position, (version, _spans) in texts.items()}
        reached = {position: one for position, one in documents.items() if one in open_now.values()}
        _require_untouched(db, found, coder_id, list(reached.values()))
        _store(db, coder_id, reached, texts, given)
        db.conn.execute("UPDATE double_sheet SET read_by = ?, read_at = ? WHERE sheet_id = ?",
                        (viewer.user_id, now(), sheet_id))
        events.record(db, viewer, "read", "double_round", guid)
    return Read(len(reached), sum(len(texts[one][1]) for one in reached), len(documents) - len(reached))


def _rows(text: str) -> list[list[str]]:
    """The rows under the head that have anything in them."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    return [row for row in rows[1:] if any(row)]


def _sheet(db: Database, found: rounds.Round, rows: list[list[str]]) -> tuple[int, int, str]:
    """sheet_id, the coder and the clock time (UTC ISO) of the sheet that the rows are of. Raises: BadInput, NotFound,
    Conflict."""
    numbers = {row[0].split(".")[0] for row in rows}
    if len(numbers) != 1 or not all(_place(row[0]) for row in rows):
        raise BadInput(_NO_SHEET if not any(_place(row[0]) for row in rows) else N_(
            "The rows are of more than one sheet, or some have lost their number. Take the sheet out again."))
    row = db.conn.execute(
        "SELECT sheet_id, coder_id, round_id, read_at, made_at FROM double_sheet WHERE substr(guid, 1, 8) = ?",
        tuple(numbers)).fetchone()
    if row is None:
        raise NotFound(N_("This sheet was not made in this pilot."))
    if row[2] != found.round_id:
        raise BadInput(N_("This sheet belongs to another round."))
    if row[3]:
        raise Conflict(N_("This sheet was read already."))
    return int(row[0]), int(row[1]), str(row[4])


def _place(number: str) -> tuple[int, int] | None:
    """The text and the unit that a row's number names; None when it is no number of a row."""
    parts = number.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts[1:]):
        return None
    return int(parts[1]), int(parts[2])


def _given(
    db: Database, rows: list[list[str]], texts: dict[int, tuple[int, list[tuple[int, ...]]]], codes: _Codes,
) -> list[_Given]:
    """What every row gives. Raises: BadInput with all faults."""
    faults: list[str] = []
    given: list[_Given] = []
    seen: set[tuple[int, int]] = set()
    written = {position: sheets.text_of(db, version) for position, (version, _spans) in texts.items()}
    for row in rows:
        place = _place(row[0]) or (0, 0)
        position, n = place
        if position not in texts or not 0 < n <= len(texts[position][1]):
            faults.append(_("There is no row {number} on this sheet.").format(number=row[0]))
        elif place in seen:
            faults.append(_("Row {number} stands there twice.").format(number=row[0]))
        else:
            seen.add(place)
            start, end = texts[position][1][n - 1]
            if " ".join(written[position][start:end].split()) != (row[3] if len(row) > 3 else ""):
                faults.append(_("The words of row {number} were changed.").format(number=row[0]))
            given += [_Given(position, (start, end), *one) for one in _chosen(row, codes, faults)]
    missing = [(position, n) for position, (_version, spans) in texts.items()
               for n in range(1, len(spans) + 1) if (position, n) not in seen]
    if missing:
        number = rows[0][0].split(".")[0]
        faults.append(_("{n} rows are missing; the first is {number}.").format(
            n=len(missing), number=".".join(map(str, (number, *missing[0])))))
    if faults:
        more = [_("And {n} more faults.").format(n=len(faults) - _SHOWN)] if len(faults) > _SHOWN else []
        raise BadInput("{faults}", faults=" ".join([*faults[:_SHOWN], *more]))
    return given


def _chosen(row: list[str], codes: _Codes, faults: list[str]) -> list[tuple[int, str | None]]:
    """The codes of a row with their directions, each code once."""
    cells = [*row[4:], *[""] * 2 * sheets.CODES]
    found: dict[int, str | None] = {}
    for n in range(sheets.CODES):
        called, sign = cells[2 * n].strip(), cells[2 * n + 1].strip().replace("−", "-")
        code = codes.get(called.casefold())
        if isinstance(code, str):
            faults.append(_("Row {number}: {code} was split since this sheet was made. Choose what it is now: {parts}.")
                          .format(number=row[0], code=called[:60], parts=code))
        elif called and code is None:
            faults.append(_("Row {number}: there is no code {code} in the codebook.").format(
                number=row[0], code=called[:60]))
        elif sign and sign not in sheets.SIGNS:
            faults.append(_("Row {number}: {sign} is no direction; choose +, - or ±.").format(
                number=row[0], sign=sign[:10]))
        elif sign and (code is None or not code[1]):
            faults.append(_("Row {number}: a direction without a code that takes one.").format(number=row[0]))
        elif code:
            found[code[0]] = sign or found.get(code[0])
    return list(found.items())


def _codes(db: Database, made_at: str) -> _Codes:
    """Codes by key and by name in every language, as they are called now and, before that, as they were when a sheet
    was made (UTC ISO)."""
    newest, *older = codebook.all_versions(db)
    then = next((one for one in (newest, *older) if one.adopted_at <= made_at), newest)
    now = {row.key: row for row in codebook.codes(db, newest.codebook_version_id, current()) if row.is_codable}
    found: _Codes = {}
    for version in (newest, then):
        rows = [row for language in LANGUAGES for row in codebook.codes(db, version.codebook_version_id, language)
                if row.is_codable]
        became = turning.became(db, {row.key for row in rows})
        for row in rows:
            turned = became.get(row.key, turning.Became(row.key))
            if is_now := now.get(turned.key):
                means: tuple[int, bool] | str | None = (is_now.code_id, is_now.takes_sign)
            else:
                means = ", ".join(now[part].name for part in turned.parts if part in now) or None
            if means is not None:
                found |= dict.fromkeys((" ".join(row.name.split()).casefold(), row.key.casefold()), means)
    return found


def _document(db: Database, version: int) -> int:
    return int(db.conn.execute(
        "SELECT document_id FROM document_version WHERE version_id = ?", (version,)).fetchone()[0])


def _require_untouched(db: Database, found: rounds.Round, coder_id: int, documents: list[int]) -> None:
    """Raises: Conflict when the coder coded in a document otherwise, is done with it, or was let out."""
    among = json.dumps(documents)
    (open_parts,) = db.conn.execute(
        "SELECT count(*) FROM double_task WHERE round_id = ? AND coder_id = ? AND done_at IS NULL"
        " AND let_out_at IS NULL AND document_id IN (SELECT value FROM json_each(?))",
        (found.round_id, coder_id, among)).fetchone()
    coded = db.conn.execute(
        "SELECT 1 FROM coding WHERE coder_id = ? AND retracted_at IS NULL AND document_id IN (SELECT value FROM"
        " json_each(?))", (coder_id, among)).fetchone()
    if open_parts < len(documents) or coded:
        raise Conflict(N_("This coder coded on another sheet or at the desk already, or is done with a document of"
                          " this sheet."))


def _store(
    db: Database, coder_id: int, reached: dict[int, int], texts: dict[int, tuple[int, Any]], given: list[_Given],
) -> None:
    book = codebook.newest(db)
    assert book is not None, "a round has a codebook"
    at = now()
    for one in given:
        if one.position in reached:
            version = texts[one.position][0]
            arriving.add(db, new_guid(), reached[one.position], version, one.span, text=sheets.text_of(db, version),
                         code=(one.code_id, book.codebook_version_id), coder_id=coder_id, at=at, sign=one.sign)
    for document in reached.values():
        (read,) = db.conn.execute("SELECT read_version_id FROM document WHERE document_id = ?", (document,)).fetchone()
        places.carry_to(db, read)
        arriving.done(db, document, coder_id, book.codebook_version_id, at)
        tasks.done(db, coder_id, document)
