"""All memos in one file: to read on paper, or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook
from coding.memos import reading
from coding.memos.memos import private_left_out, told_of_private
from coding.memos.things import KINDS
from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import as_docx
from pilot.files.export import NOTHING, Coded, Export, Format, about, leaves, list_of, tabular
from pilot.files.printable import printable
from pilot.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

    from coding.memos.reading import Read
    from pilot.files.table import Table
    from pilot.paging import Wanted


@use_case(Right.CODE, event="exported memos", reads="memos")
def memo_table(db: Database, viewer: Viewer, wanted: Wanted, query: Mapping[str, str]) -> Table:
    """A row for each memo that `reading.listed` shows for OPTIONS, on all its pages. Raises: NotFound for none."""
    found = reading.listed(db, viewer, wanted, asked_of(query))
    return list_of(db, viewer, "memos", _("Memos"), {
        _("Title"): [one.title for one in found], _("Memo"): [one.body for one in found],
        _("About"): [about_of(one) for one in found],
        _("Words"): ["\n".join(thing.words for thing in one.on if thing.words) for one in found],
        _("Linked to"): ["\n".join(link.called for link in one.links) for one in found],
        _("Written by"): [one.author for one in found],
        _("Private"): [_("yes") if one.is_private else _("no") for one in found],
        _("Day in the journal"): [one.day or "" for one in found],
        _("Written on"): [local_day(db, one.created_at) for one in found],
        _("Changed on"): [local_day(db, one.changed_at) if one.changed_at else "" for one in found],
        _("Address"): ["\n".join(thing.href for thing in one.on if thing.href) for one in found],
        _("Memo (number)"): [one.guid for one in found]}, *_told(db, query),
        coded=_coded(db, found))


@use_case(Right.CODE, event="exported memos", reads="memos")
def memo_book(db: Database, viewer: Viewer, wanted: Wanted, query: Mapping[str, str]) -> bytes:
    """The same as a docx to read on paper: a heading for each memo. Raises: as `memo_table`."""
    found = reading.listed(db, viewer, wanted, asked_of(query))
    if not found:
        raise NotFound(NOTHING)
    leaves(db, viewer, "memos")
    made = as_docx.begun(_("Memos"), about(db, viewer, *_told(db, query), coded=_coded(db, found)))
    for one in found:
        made.add_heading(printable(reading.called(one.title, one.body)), level=2)
        for thing in one.on:
            if thing.words:
                made.add_paragraph(printable(thing.words), style="Quote")
        for part in one.body.split("\n\n"):
            made.add_paragraph(printable(part))
        links = ", ".join(link.called for link in one.links)
        told = (about_of(one), one.author, _("private") if one.is_private else "", local_day(db, one.created_at),
                _("linked to: {memos}").format(memos=links) if links else "")
        made.add_paragraph(printable(" · ".join(part for part in told if part)), style="Caption")
    return as_docx.finished(made)


def asked_of(query: Mapping[str, str]) -> reading.Asked:
    """The filters that a query (of an address, with commas between values) holds."""
    kind, family, whose = ([one for one in query.get(name, "").split(",") if one]
                           for name in ("kind", "family", "whose"))
    return reading.Asked(kind, family, whose)


def about_of(memo: Read) -> str:
    """What a memo is on, in words."""
    return ", ".join(f"{_(KINDS[thing.kind])}: {thing.called}" if thing.called else _(KINDS[thing.kind])
                     for thing in memo.on)


def _coded(db: Database, found: Iterable[Read]) -> Coded:
    """Of codings there are none here; their place is taken by those who wrote."""
    return codebook.coded(db, [one.author for one in found])


def _told(db: Database, query: Mapping[str, str]) -> list[tuple[str, str]]:
    asked = asked_of(query)
    names = dict(db.conn.execute("SELECT guid, pseudonym FROM family").fetchall())
    return [(_("Searched"), query.get("search", "")),
            (_("About"), ", ".join(_(KINDS[kind]) for kind in asked.kinds if kind in KINDS)),
            (_("Family"), ", ".join(names.get(one, one) for one in asked.families)),
            (_("Which"), ", ".join(_(WHOSE_NAMES[one]) for one in asked.whose if one in WHOSE_NAMES))]


WHOSE_NAMES = {"mine": N_("my own"), "private": N_("private"), "shared": N_("shared")}
_TABLE = tabular(lambda asked: memo_table(asked.db, asked.viewer, asked.wanted(), asked.query))
MEMOS = Export("memos", N_("Memos"), reading.OPTIONS, {
    "docx": Format(as_docx.MIME, lambda asked: memo_book(asked.db, asked.viewer, asked.wanted(), asked.query)),
    "xlsx": _TABLE["xlsx"], "csv": _TABLE["csv"]},
    left_out=lambda asked: told_of_private(private_left_out(asked.db, asked.viewer)))
EXPORTS = (MEMOS,)
