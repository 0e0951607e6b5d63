"""What of coding can be taken out: coded segments, the quote book by code, the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding import transcript
from coding.marks import segments
from coding.memos import memos
from pilot.files import as_docx
from pilot.files.export import Asked, Export, Format, tabular
from pilot.words import N_, _

if TYPE_CHECKING:
    pass

MANY = 10_000  # codings: from here on a file of them takes seconds


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


def has_many(asked: Asked) -> bool:
    """Whether a file of all codings takes long: more than MANY of them are living."""
    (n,) = asked.db.conn.execute("SELECT count(*) FROM coding WHERE retracted_at IS NULL").fetchone()
    return bool(n > MANY)


def _private_memos(asked: Asked) -> str:
    return memos.told_of_private(memos.private_left_out(asked.db, asked.viewer, ("coding_id", "passage_id")))


# msgid, and what is asked for.
BY_SIGN = tuple((name, "sign", sign) for sign, name in segments.SIGN_NAMES.items())
TRANSCRIPT = Export("transcript", N_("Transcript with codings"), transcript.OPTIONS, {
    "docx": Format(as_docx.MIME, lambda asked: transcript.as_word(asked.db, asked.viewer, asked.query)),
    "html": Format(transcript.HTML, lambda asked: transcript.as_page(asked.db, asked.viewer, asked.query))})
SEGMENTS = Export(
    "segments", N_("Coded segments"), segments.OPTIONS,
    tabular(lambda asked: segments.segments(asked.db, asked.viewer, asked.query)), has_many, _private_memos,
    BY_SIGN)
QUOTES = Export("quotes", N_("Quotes by code"), segments.OPTIONS, {"docx": Format(as_docx.MIME, _quote_book)}, has_many,
                parts=BY_SIGN)
EXPORTS = (SEGMENTS, QUOTES, TRANSCRIPT)
