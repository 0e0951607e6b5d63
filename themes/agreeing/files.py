"""Agreement as a file: a row per code, per pair of coders, or per document, with every coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.agreement.sums import NAMES
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.files.export import NOTHING, Asked, Coded, Export, list_of, tabular
from pilot.words import N_, _
from themes.agreeing import meaning
from themes.agreeing.choice import OPTIONS, Choice
from themes.agreeing.figures import Agreement, Number, agreement
from themes.agreeing.over_time import over_rounds, with_oneself
from themes.figures.agreement_tables import HEADS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlite_utils import Database

    from pilot.files.table import Table


@use_case(Right.SEE_OTHER_CODERS, event="exported agreement", reads="numbers by coder")
def code_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per code, and one for all of them; '' where a number is undefined. Raises: NotFound where no document has
    two coders; BadInput; NotAllowed.
    """
    found = _found(db, viewer, query)
    lines = [*found.codes, *([found.all] if found.all else [])]
    columns: dict[str, list[object]] = {
        _("Code"): [line.code.name if line.code else _("All codes together") for line in lines],
        _("Documents"): [line.documents for line in lines], _("Units"): [line.units for line in lines],
        _("Marked units"): [line.marks for line in lines]}
    for name in NAMES:
        columns |= _with_interval(_(HEADS[name]), [line.numbers[name] for line in lines])
    columns[_("Begin and end (alpha_u)")] = [_given(line.alpha_u) for line in lines]
    for called, stated in ((_("Direction"), [line.signs for line in lines]),
                           (_("Weight"), [line.weights for line in lines])):
        columns |= {
            _("{name}: units").format(name=called): [one.units if one else 0 for one in stated],
            _("{name}: agree").format(name=called): [_given(one.percent) if one else "" for one in stated],
            _("{name}: alpha").format(name=called): [_given(one.alpha) if one else "" for one in stated]}
    columns[_("What it means")] = [meaning.of_line(line) for line in lines]
    return _told(db, viewer, found, _("Agreement by code"), columns)


@use_case(Right.SEE_OTHER_CODERS, event="exported agreement", reads="numbers by coder")
def pair_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """Over all codes a row per two coders, per round that is shown, and per coder beside herself months before.

    Raises: as `code_table`.
    """
    found, choice = _found(db, viewer, query), Choice.from_query(query)
    rows: list[tuple[str, str, int, int, Mapping[str, Number]]] = [
        (_("two coders"), f"{one.one} · {one.other}", one.documents, one.units,
         {name: Number(value) for name, value in one.numbers.items()}) for one in found.pairs]
    rows += [(_("round") if one.counts else _("practice round"), f"{one.name} ({one.on[:10]})", one.documents,
              one.units, one.numbers) for one in over_rounds(db, viewer, choice)]
    rows += [(_("same coder, {n} days apart").format(n=one.days), one.coder, one.documents, one.units, one.numbers)
             for one in with_oneself(db, viewer, choice)]
    columns: dict[str, list[object]] = {
        _("Compared"): [row[0] for row in rows], _("Which"): [row[1] for row in rows],
        _("Documents"): [row[2] for row in rows], _("Units"): [row[3] for row in rows]}
    for name in ("alpha", "percent", "kappa", "ac1", "f1"):
        numbers = [row[4].get(name, Number(None)) for row in rows]
        columns |= _with_interval(_(HEADS[name]), numbers)
    return _told(db, viewer, found, _("Agreement of pairs, of rounds, and with oneself"), columns)


@use_case(Right.SEE_OTHER_CODERS, event="exported agreement", reads="numbers by coder")
def document_table(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Table:
    """A row per document, over all codes, those that agree least first. Raises: as `code_table`."""
    found = _found(db, viewer, query)
    rows = found.by_document
    return _told(db, viewer, found, _("Agreement by document"), {
        _("Document"): [one.title for one in rows], _("Family"): [one.family for one in rows],
        _("Coders"): [one.coders for one in rows], _("Units"): [one.units for one in rows],
        **{_(HEADS[name]): [_given(one.numbers[name]) for one in rows] for name in NAMES}})


def _found(db: Database, viewer: Viewer, query: Mapping[str, str]) -> Agreement:
    found = agreement(db, viewer, Choice.from_query(query))
    if found is None or not found.documents:
        raise NotFound(NOTHING)
    return found


def _told(
    db: Database, viewer: Viewer, found: Agreement, title: str, columns: Mapping[str, Sequence[object]]
) -> Table:
    return list_of(
        db, viewer, "agreement", title, columns, (_("What counts"), meaning.frame(found)),
        coded=Coded(_("version {n}").format(n=found.codebook), ", ".join(found.coders)),
        facts=[(_("Intervals"), meaning.of_intervals(found.documents))])


def _with_interval(name: str, numbers: list[Number]) -> dict[str, list[object]]:
    return {name: [_given(one.value) for one in numbers],
            _("{name} from").format(name=name): [_given(one.low) for one in numbers],
            _("{name} to").format(name=name): [_given(one.high) for one in numbers]}


def _given(value: float | None) -> object:
    return "" if value is None else value


def _export(key: str, name: str, make: Callable[[Database, Viewer, Mapping[str, str]], Table]) -> Export:
    return Export(key, name, OPTIONS, tabular(lambda asked: _made(make, asked)))


def _made(make: Callable[[Database, Viewer, Mapping[str, str]], Table], asked: Asked) -> Table:
    return make(asked.db, asked.viewer, asked.query)


EXPORTS = (
    _export("agreement", N_("Agreement by code"), code_table),
    _export("agreement-pairs", N_("Agreement of pairs, of rounds, and with oneself"), pair_table),
    _export("agreement-documents", N_("Agreement by document"), document_table))
