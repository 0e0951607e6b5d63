"""Files of the codebook: a version of it, all its versions, what differs between two, what became of one code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook, comparing, naming
from coding.marks import reached
from coding.memos.memos import private_left_out, told_of_private
from coding.memos.noted import noted
from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotFound
from pilot.files import as_docx, links
from pilot.files.export import NOTHING, Coded, Export, Format, about, in_lines, leaves, list_of, tabular
from pilot.files.printable import printable
from pilot.paging import of_rows
from pilot.words import N_, _, current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from coding.book.comparing import Field
    from pilot.files.export import Asked
    from pilot.files.table import Table
    from pilot.paging import Paged, Wanted

VERSION = "version"  # which codebook, by its number; the newest where it is not given
YAML = "application/yaml; charset=utf-8"
_SAYS = "#: "  # begins a line at the head of a file of the codebook that says what the file is


@use_case(Right.SEE_CODEBOOK, event="exported codebook", reads="the codebook")
def codebook_table(db: Database, viewer: Viewer, number: str = "") -> Table:
    """A version of the codebook, the newest where no number is given: a row per group and code in its order.

    Raises: NotFound when there is none, or none with that number.
    """
    book, rows = _codes(db, number)
    names, memos_on = {row.key: row.name for row in rows}, noted(db, viewer, "code_id")
    return list_of(db, viewer, "codebook", _("Codebook"), {
        _("Group"): [names.get(row.parent_key or "", "") for row in rows],
        _("Code"): [f"{'  ' * row.depth}{row.name}" for row in rows],
        _("Definition"): [row.definition for row in rows], _("When to use"): [row.use_when for row in rows],
        _("When not"): [row.not_when for row in rows], _("Example"): [row.example for row in rows],
        _("Words that point to it"): [" · ".join(row.signals) for row in rows],
        _("Takes a direction"): [_("yes") if row.takes_sign else "" for row in rows],
        _("Memo"): ["\n\n".join(memos_on.get(("code_id", row.code_id), ())) for row in rows],
        _("Colour"): [row.color for row in rows], _("Key"): [row.key for row in rows]}, coded=Coded(book.told, ""))


@use_case(Right.SEE_CODEBOOK, event="exported codebook", reads="the codebook")
def codebook_yaml(db: Database, viewer: Viewer, number: str = "") -> bytes:
    """A version of the codebook as the file it was loaded from, under lines that say what it is.

    Args and Raises: as `codebook_table`.
    """
    book, _rows = _codes(db, number)
    text = codebook.text(db, book)
    leaves(db, viewer, "codebook")
    told = about(db, viewer, coded=Coded(book.told, ""))
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    while lines and lines[0].startswith(_SAYS):  # of a file that left earlier
        del lines[0]
    return "".join((*(f"{_SAYS}{line}\n" for line in in_lines(told)), *lines)).encode("utf-8")


def _codebook_docx(asked: Asked) -> bytes:
    """The codebook to print: a heading per group and code, with what it means and when to use it.

    The words that point to codes come last: some have hundreds, between which nobody finds the next code.
    """
    number = asked.query.get(VERSION, "")
    table = codebook_table(asked.db, asked.viewer, number)
    _book, rows = _codes(asked.db, number)
    made = as_docx.begun(table.title, table.about)
    labels = (_("When to use"), _("When not"), _("Example"))
    memos_on = noted(asked.db, asked.viewer, "code_id")
    for row in rows:
        made.add_heading(printable(row.name), level=min(row.depth + 2, 9))
        if row.definition:
            made.add_paragraph(printable(row.definition))
        told = zip(labels, (row.use_when, row.not_when, row.example), strict=True)
        for label, text in [*told, *((_("Memo"), memo) for memo in memos_on.get(("code_id", row.code_id), ()))]:
            if text:
                as_docx.labelled(made, label, text)
    if pointed := [row for row in rows if row.signals]:
        made.add_heading(_("Words that point to a code"), level=2)
    for row in pointed:
        as_docx.labelled(made, row.name, " · ".join(row.signals))
    return as_docx.finished(made)


def _codes(db: Database, number: str) -> tuple[codebook.CodebookVersion, list[codebook.CodeRow]]:
    books = codebook.all_versions(db)
    if not books:
        raise NotFound(NOTHING)
    book = next((each for each in books if str(each.number) == number), None) if number else books[0]
    if book is None:
        raise NotFound(N_("There is no version {number} of the codebook."), number=number[:20])
    return book, codebook.codes(db, book.codebook_version_id, current())


@inner("asks `codebook.versions`, which asks the right")
def listed_versions(db: Database, viewer: Viewer, wanted: Wanted) -> Paged[CodebookVersion]:
    """A page of the versions, the last first; searched are who, what and why."""
    return of_rows(codebook.versions(db, viewer),
                   lambda one: f"{one.number} {one.by} {one.reason} {_(naming.DID[one.did])}", wanted)


@use_case(Right.LOAD_CODEBOOK, event="exported versions", reads="the codebook")
def version_table(db: Database, viewer: Viewer, wanted: Wanted) -> Table:
    """A row for each version that the list shows, the last first. Raises: NotFound when there is none."""
    rows = listed_versions(db, viewer, wanted)
    return list_of(db, viewer, "versions", _("Versions of the codebook"), {
        _("Version"): [one.number for one in rows], _("Called"): [one.label for one in rows],
        _("On"): [local_day(db, one.adopted_at) for one in rows], _("By"): [one.by for one in rows],
        _("What was done"): [_(naming.DID[one.did]) for one in rows], _("Why"): [one.reason for one in rows],
        _("Address"): [f"/versions?n={one.number}" for one in rows]},
        (_("Searched"), wanted.search), coded=codebook.coded(db))


@use_case(Right.LOAD_CODEBOOK, event="exported difference", reads="the codebook")
def difference_table(db: Database, viewer: Viewer, before: str, after: str) -> Table:
    """A row for each field that differs from one version to another, and for each code that came or went.

    Args:
        before, after: numbers of versions, in digits; before '0' there is nothing.

    Raises: BadInput for what is no number; NotFound, also where nothing differs.
    """
    old, new = (_number(one) for one in (before, after))
    rows = [(one, field) for one in comparing.between(db, viewer, old, new) for field in one.fields or (None,)]
    return list_of(db, viewer, "difference", _("Difference between two versions of the codebook"), {
        _("What"): [_(naming.DIFFERS[one.kind]) for one, _field in rows],
        _("Code"): [one.name for one, _field in rows], **_fields([field for _one, field in rows]),
        _("Key"): [one.key for one, _field in rows]},
        (_("From"), _("version {n}").format(n=old)), (_("To"), _("version {n}").format(n=new)),
        coded=Coded(codebook.version(db, viewer, new).told, ""))


@use_case(Right.LOAD_CODEBOOK, event="exported history", reads="the codebook")
def history_table(db: Database, viewer: Viewer, key: str) -> Table:
    """What became of a code (key), the last version first: a row for each field that changed. Raises: NotFound."""
    rows = [(step, field) for step in comparing.history(db, viewer, key) for field in step.fields or (None,)]
    return list_of(db, viewer, "history", _("History of a code"), {
        _("Version"): [step.version.number for step, _field in rows],
        _("On"): [local_day(db, step.version.adopted_at) for step, _field in rows],
        _("By"): [step.version.by for step, _field in rows],
        _("What was done"): [naming.became(step) for step, _field in rows],
        _("Why"): [step.version.reason for step, _field in rows], **_fields([field for _step, field in rows])},
        (_("Code"), comparing.last_name(db, key)), coded=codebook.coded(db))


@use_case(Right.CODE, event="exported recoded", reads="passages")
def recoded_table(db: Database, viewer: Viewer, number: str, wanted: Wanted) -> Table:
    """A row for each coding that version `number` gave another code, of those this viewer may read.

    Raises: NotFound when there is none; NotAllowed for who may not code.
    """
    version = codebook.version(db, viewer, _number(number))
    rows = reached.recoded(db, viewer, version.number, wanted)
    return list_of(db, viewer, "recoded", _("Codings that got another code"), {
        _("Coder"): [one.coder for one in rows], _("Code before"): [one.before for one in rows],
        _("Code after"): [one.after for one in rows], _("Quote"): [one.words for one in rows],
        _("Family"): [one.family for one in rows], _("Document"): [one.title for one in rows],
        _("Changed since by its coder"): [_("yes") if one.is_changed else "" for one in rows],
        _("Address"): [links.to_words(one.document, one.start)
                       for one in rows]},
        (_("Version that did it"), version.told), (_("Searched"), wanted.search),
        coded=codebook.coded(db, (one.coder for one in rows)))


def _fields(fields: Sequence[Field | None]) -> dict[str, list[str]]:
    return {_("Field"): [naming.called(one) if one else "" for one in fields],
            _("It said"): [naming.shown(one, one.before) if one else "" for one in fields],
            _("It says"): [naming.shown(one, one.after) if one else "" for one in fields]}


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadInput(N_("Say which version you mean, by its number."))
    return int(text)


_CODEBOOK = tabular(lambda asked: codebook_table(asked.db, asked.viewer, asked.query.get(VERSION, "")))
CODEBOOK = Export("codebook", N_("Codebook"), (VERSION,), {
    "docx": Format(as_docx.MIME, _codebook_docx), "xlsx": _CODEBOOK["xlsx"], "csv": _CODEBOOK["csv"],
    "yaml": Format(YAML, lambda asked: codebook_yaml(asked.db, asked.viewer, asked.query.get(VERSION, "")))},
    left_out=lambda asked: told_of_private(private_left_out(asked.db, asked.viewer, ("code_id",))))
VERSIONS = Export("versions", N_("Versions of the codebook"), ("search",), tabular(
    lambda asked: version_table(asked.db, asked.viewer, asked.wanted())))
DIFFERENCE = Export("difference", N_("Difference between two versions"), ("before", "after"), tabular(
    lambda asked: difference_table(
        asked.db, asked.viewer, asked.query.get("before", ""), asked.query.get("after", ""))))
HISTORY = Export("history", N_("History of this code"), ("key",), tabular(
    lambda asked: history_table(asked.db, asked.viewer, asked.query.get("key", ""))), needs=("key",))
RECODED = Export("recoded", N_("Codings that got another code"), (VERSION, "search", "order"), tabular(
    lambda asked: recoded_table(asked.db, asked.viewer, asked.query.get(VERSION, ""), asked.wanted())))
EXPORTS = (CODEBOOK, VERSIONS, DIFFERENCE, HISTORY, RECODED)
