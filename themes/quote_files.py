"""Files of what the page of quotes shows: the quotes place by place, and the codings they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.exports import has_many
from coding.marks import segments
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files import as_docx, links
from pilot.files.export import NOTHING, Asked, Coded, Export, Format, about, leaves, list_of, tabular
from pilot.files.printable import printable
from pilot.vocabulary import voices
from pilot.words import N_, _, ngettext
from themes.crossing import ACROSS, Crossing
from themes.quotes import taken
from themes.said import DIFFER
from themes.scope import OPTIONS, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlite_utils import Database

    from pilot.files.table import Table
    from themes.quotes import Quote, Taken

# What the page can choose: a code (key; all of the scope without one), a family (guid), words, where coders differ, a
# cell of a table.
CHOICE = ("code", "family", "search", "differ", "across", "unit", "column", *OPTIONS)

DIFFERING = N_("Only passages on which coders who are done with the document differ: not all of them gave the code,"
               " they state another direction, or, by characters, let it begin or end elsewhere.")


@use_case(Right.SEE_THEMES, event="exported quotes", reads="passages")
def quote_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row for each place that `quotes.quotes` shows for CHOICE, on all its pages.

    Raises: NotFound where there is none; as `quotes.quotes`.
    """
    found = _taken(db, viewer, query)
    rows = found.quotes
    return list_of(db, viewer, "quotes", _("Quotes"), {
        _("Group"): [found.material.groups.get(code.key, "") for code, _quote in rows],
        _("Code"): [code.name for code, _quote in rows],
        _("Direction"): [quote.sign for _code, quote in rows],
        _("Quote"): [quote.shown for _code, quote in rows],
        _("Who speaks"): [_who(quote) for _code, quote in rows],
        _("Voice"): [", ".join(dict.fromkeys(voices.name(turn.voice) for turn in quote.turns)) for _c, quote in rows],
        _("Family"): [quote.family for _code, quote in rows], _("Document"): [quote.title for _code, quote in rows],
        _("Date"): [quote.on_date for _code, quote in rows],
        _("Coders"): [", ".join(quote.coders) for _code, quote in rows],
        _("Overlapping passages"): [quote.passages for _code, quote in rows],
        _("May leave the team"): [_("yes") if quote.may_leave else _("no") for _code, quote in rows],
        _("Address"): [_address(quote) for _code, quote in rows]}, *_chosen(found, query),
        coded=_coded(found), facts=_left_out(found))


@use_case(Right.SEE_THEMES, event="exported quotes", reads="passages")
def quote_book(db: Database, viewer: Viewer, query: Mapping[str, str]) -> bytes:
    """The same as a docx to read on paper: the quotes under a heading per code. Raises: as `quote_table`."""
    found = _taken(db, viewer, query)
    if not found.quotes:
        raise NotFound(NOTHING)
    leaves(db, viewer, "quotes")
    made = as_docx.begun(_("Quotes"), about(
        db, viewer, *_chosen(found, query), coded=_coded(found), facts=_left_out(found)))
    last = ""
    for code, quote in found.quotes:
        if code.key != last:
            group, last = found.material.groups.get(code.key, ""), code.key
            made.add_heading(printable(f"{group} · {code.name}" if group else code.name), level=2)
        as_docx.quoted(made, quote.shown, quote.sign, (
            _who(quote), quote.family, quote.title, quote.on_date, ", ".join(quote.coders),
            "" if quote.may_leave else _("not to leave the team")))
    return as_docx.finished(made)


@use_case(Right.SEE_THEMES, event="exported segments", reads="passages")
def counted(
    db: Database, viewer: Viewer, query: Mapping[str, str], report: Callable[[int, int], None] | None = None,
) -> Table:
    """A row for each coding that the places of `quote_table` are made of, as `segments.segments` has it."""
    found = _taken(db, viewer, query)
    among = segments.Among(found.material.scope.layer, found.spans, _chosen(found, query), _left_out(found))
    return segments.segments(db, viewer, {"family": query.get("family", "")}, among, report)


def _taken(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Taken:
    found = taken(db, viewer, Scope.from_query(query), query.get("code", ""), query.get("family", ""),
                  query.get("search", ""), query.get("differ", ""), cell_of(query))
    if found is None:
        raise NotFound(NOTHING)
    return found


def cell_of(query: Mapping[str, str]) -> Crossing | None:
    """The cell of a table that an address names, None where it names none. Raises: BadInput."""
    return Crossing.from_query(query) if query.get("column") else None


def _chosen(found: Taken, query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    code = found.material.codes[0].name if query.get("code") else ""
    cell = cell_of(query)
    return ((_("Code"), code), (_(ACROSS[cell.across]) if cell else _("Family"), found.family),
            (_("What counts"), found.sentence), (_("Searched"), query.get("search", "")),
            (_("Only"), _(DIFFERING) if query.get("differ") in DIFFER else ""))


def _coded(found: Taken) -> Coded:
    coders = {one for _code, quote in found.quotes for one in quote.coders}
    return Coded(found.material.version.told, ", ".join(sorted(coders)))


def _left_out(found: Taken) -> tuple[tuple[str, str], ...]:
    hidden = ngettext(
        "{n} quote from a raw text is not in this file.", "{n} quotes from raw texts are not in this file.",
        found.withheld).format(n=found.withheld) if found.withheld else ""
    return ((_("Left out"), hidden),)


def _who(quote: Quote) -> str:
    return ", ".join(dict.fromkeys(turn.speaker or voices.title(turn.voice) for turn in quote.turns))


def _address(quote: Quote) -> str:
    return links.to_words(quote.document, quote.start)


def _is_slow(asked: Asked) -> bool:
    return not asked.query.get("code") and has_many(asked)


_QUOTES = tabular(lambda asked: quote_table(asked.db, asked.viewer, asked.query))
QUOTED = Export("quoted", N_("Quotes, place by place"), CHOICE, {
    "docx": Format(as_docx.MIME, lambda asked: quote_book(asked.db, asked.viewer, asked.query)),
    "xlsx": _QUOTES["xlsx"], "csv": _QUOTES["csv"]}, _is_slow)
COUNTED = Export("counted", N_("Codings behind these quotes"), CHOICE,
                 tabular(lambda asked: counted(asked.db, asked.viewer, asked.query, asked.report)), _is_slow)
EXPORTS = (QUOTED, COUNTED)
