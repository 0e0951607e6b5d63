"""What of coding can be taken out: coded segments, the quote book by code, the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coding import transcript
from coding.book import codebook
from coding.marks import segments
from coding.memos import memos
from pilot.files import as_docx
from pilot.files.export import GATHERED, WRITTEN, Asked, Export, Format, tabular
from pilot.files.printable import printable
from pilot.words import N_, _, current

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

MANY = 10_000  # codings: from here on a file of them takes seconds


def _quote_book(asked: Asked) -> bytes:
    """The quotes under a heading per code, each with who says it and who coded it; for reading on paper."""
    found, whole = segments.frame_of(asked.db, asked.viewer, asked.query, report=asked.part(0, GATHERED["docx"])), _(
        "The whole document")
    made = as_docx.begun(_("Quotes by code"), found.about)
    report, done = asked.part(GATHERED["docx"], WRITTEN["docx"]), 0
    for group, code, rows in _by_code(asked, found.frame):
        if report:
            report(done, len(found.frame))
        done += len(rows)
        made.add_heading(printable(f"{group} · {code}" if group else code), level=2)
        for alike in _alike(rows):
            row = alike[0]
            as_docx.quoted(made, str(row.quote) or whole, str(row.sign), (
                row.speaker, row.voice, row.family, row.title, row.told_on, ", ".join(one.coder for one in alike),
                row.place))
            for memo in dict.fromkeys(one.memo for one in alike if one.memo):
                as_docx.labelled(made, _("Memo"), memo)
    return as_docx.finished(made)


def _alike(rows: pd.DataFrame) -> Iterable[list[Any]]:
    """Rows with the same words and direction together; in one pass, for a group of pandas costs a millisecond each."""
    found: dict[tuple[object, ...], list[Any]] = {}
    places = rows[["document", "start", "end", "quote", "sign"]].astype(object).where(lambda part: part.notna(), None)
    for place, row in zip(places.itertuples(index=False, name=None), rows.itertuples(index=False), strict=True):
        found.setdefault(place, []).append(row)
    return found.values()


def _by_code(asked: Asked, frame: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Group, code and its rows, in the order of the codebook in use; those that are not in it come last."""
    book = codebook.newest(asked.db)
    rows = codebook.codes(asked.db, book.codebook_version_id, current()) if book else []
    order = {row.name: n for n, row in enumerate(rows)}
    found = [(str(group), str(code), each) for (group, code), each in frame.groupby(["group", "code"], sort=True)]
    return sorted(found, key=lambda one: order.get(one[1], len(order)))


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
    tabular(lambda asked: segments.segments(asked.db, asked.viewer, asked.query, report=asked.report)),
    has_many, _private_memos,
    BY_SIGN)
QUOTES = Export("quotes", N_("Quotes by code"), segments.OPTIONS, {"docx": Format(as_docx.MIME, _quote_book)}, has_many,
                parts=BY_SIGN)
EXPORTS = (SEGMENTS, QUOTES, TRANSCRIPT)
