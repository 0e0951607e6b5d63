"""What of coding can be taken out: coded segments, the quote book by code, the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from coding import transcript
from coding.book import codebook
from coding.marks import segments
from coding.memos import memos
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import as_docx
from pilot.files.export import NOTHING, Asked, Export, Format, about, leaves, tabular
from pilot.files.table import Table
from pilot.words import N_, _, current

if TYPE_CHECKING:
    from sqlite_utils import Database

MANY = 10_000  # codings: from here on a file of them takes seconds
VERSION = "version"  # which codebook, by its number; the newest where it is not given
YAML = "application/yaml; charset=utf-8"


def _quote_book(asked: Asked) -> bytes:
    """The quotes under a heading per code, each with who says it; for reading on paper."""
    found, whole = segments.frame_of(asked.db, asked.viewer, asked.query), _("The whole document")
    made = as_docx.begun(_("Quotes by code"), found.about)
    for (group, code), rows in found.frame.sort_values(["group", "code"], kind="stable").groupby(
            ["group", "code"], sort=False):
        made.add_heading(as_docx.printable(f"{group} · {code}" if group else str(code)), level=2)
        for row in rows.itertuples(index=False):
            as_docx.quoted(made, str(row.quote) or whole, str(row.sign), (
                row.speaker, row.voice, row.family, row.title, row.told_on, row.coder, row.place))
            if row.memo:
                made.add_paragraph(as_docx.printable(_("Memo: {text}").format(text=row.memo)))
    return as_docx.finished(made)


@use_case(Right.SEE_CODEBOOK, event="exported codebook", reads="the codebook")
def codebook_table(db: Database, viewer: Viewer, number: str = "") -> Table:
    """A version of the codebook, the newest where no number is given: a row per group and code in its order.

    Raises: NotFound when there is none, or none with that number.
    """
    book, rows = _codes(db, number)
    names = {row.key: row.name for row in rows}
    frame = pd.DataFrame(
        [(names.get(row.parent_key or "", ""), f"{'  ' * row.depth}{row.name}", row.definition, row.use_when,
          row.not_when, row.example, _("yes") if row.takes_sign else "", row.color, row.key) for row in rows],
        columns=[_("Group"), _("Code"), _("Definition"), _("When to use"), _("When not"), _("Example"),
                 _("Takes a direction"), _("Colour"), _("Key")])
    leaves(db, viewer, "codebook")
    return Table(_("Codebook"), frame, about(db, viewer, (_("Codebook"), _told(book))))


@use_case(Right.SEE_CODEBOOK, event="exported codebook", reads="the codebook")
def codebook_yaml(db: Database, viewer: Viewer, number: str = "") -> bytes:
    """A version of the codebook as the file it was loaded from. Args and Raises: as `codebook_table`."""
    book, _rows = _codes(db, number)
    text = codebook.text(db, book)
    leaves(db, viewer, "codebook")
    return text.encode("utf-8")


def _codebook_docx(asked: Asked) -> bytes:
    """The codebook to print: a heading per group and code, with what it means and when to use it."""
    number = asked.query.get(VERSION, "")
    table = codebook_table(asked.db, asked.viewer, number)
    _book, rows = _codes(asked.db, number)
    made = as_docx.begun(table.title, table.about)
    labels = (_("When to use"), _("When not"), _("Example"))
    for row in rows:
        made.add_heading(as_docx.printable(row.name), level=min(row.depth + 2, 9))
        if row.definition:
            made.add_paragraph(as_docx.printable(row.definition))
        for label, text in zip(labels, (row.use_when, row.not_when, row.example), strict=True):
            if text:
                line = made.add_paragraph()
                line.add_run(f"{label}: ").bold = True
                line.add_run(as_docx.printable(text))
    return as_docx.finished(made)


def _codes(db: Database, number: str) -> tuple[codebook.CodebookVersion, list[codebook.CodeRow]]:
    books = codebook.all_versions(db)
    if not books:
        raise NotFound(NOTHING)
    book = next((each for each in books if str(each.number) == number), None) if number else books[0]
    if book is None:
        raise NotFound(N_("There is no version {number} of the codebook."), number=number[:20])
    return book, codebook.codes(db, book.codebook_version_id, current())


def _told(book: codebook.CodebookVersion) -> str:
    said = _("version {n}").format(n=book.number)
    return f"{said} ({book.label})" if book.label else said


def has_many(asked: Asked) -> bool:
    """Whether a file of all codings takes long: more than MANY of them are living."""
    (n,) = asked.db.conn.execute("SELECT count(*) FROM coding WHERE retracted_at IS NULL").fetchone()
    return bool(n > MANY)


def _private_memos(asked: Asked) -> str:
    return memos.told_of_private(memos.private_left_out(asked.db, asked.viewer, ("coding_id", "passage_id")))


TRANSCRIPT = Export("transcript", N_("Transcript with codings"), transcript.OPTIONS, {
    "docx": Format(as_docx.MIME, lambda asked: transcript.as_word(asked.db, asked.viewer, asked.query)),
    "html": Format(transcript.HTML, lambda asked: transcript.as_page(asked.db, asked.viewer, asked.query))})
_CODEBOOK = tabular(lambda asked: codebook_table(asked.db, asked.viewer, asked.query.get(VERSION, "")))
SEGMENTS = Export(
    "segments", N_("Coded segments"), segments.OPTIONS,
    tabular(lambda asked: segments.segments(asked.db, asked.viewer, asked.query)), has_many, _private_memos)
QUOTES = Export("quotes", N_("Quotes by code"), segments.OPTIONS, {"docx": Format(as_docx.MIME, _quote_book)}, has_many)
CODEBOOK = Export("codebook", N_("Codebook"), (VERSION,), {
    "docx": Format(as_docx.MIME, _codebook_docx), "xlsx": _CODEBOOK["xlsx"], "csv": _CODEBOOK["csv"],
    "yaml": Format(YAML, lambda asked: codebook_yaml(asked.db, asked.viewer, asked.query.get(VERSION, "")))})
EXPORTS = (SEGMENTS, QUOTES, TRANSCRIPT, CODEBOOK)
