"""A file of releases to draft or check: JSON to tables, and what was drafted to JSON again, without ids."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pilot.errors import BadInput
from pilot.words import N_, _
from themes.disclosure.tables import Drafted, Shown, Table
from themes.release.content import MUNICIPALITY, PUBLIC

if TYPE_CHECKING:
    from themes.disclosure.attacker import Pinned

MOST_BYTES = 32 * 1024 * 1024
MOST_CELLS = 20_000  # of all tables of a release
NOT_JSON = N_("The file holds no JSON that can be read.")
TOO_LARGE = N_("The file is larger than {most} MB.")
TOO_MANY_CELLS = N_("Release {release} has more than {most} cells.")
NOT_A = N_("{where} must be {what}.")
MISSING = N_("{where} lacks “{key}”.")
AUDIENCE = N_("“audience” must be “municipality” or “public”.")
NO_RELEASES = N_("There is no release in the file.")
NO_TABLES = N_("Release {release} has no table.")
SAME_TABLE = N_("Release {release} has two tables called “{name}”.")
SAME_NAME = N_("Table “{name}” of release {release} has two rows or two columns called “{twice}”.")
SHAPE = N_("Table “{name}” of release {release} must have a list of cells per row, each with one cell per column.")
EMPTY = N_("Table “{name}” of release {release} must have at least one row and one column.")
TWICE = N_("Table “{name}” of release {release} has a family twice.")
PINS = N_("Release {release}, table “{table}”, row “{row}”, column “{column}”: held back, and found out.")
NAMES_SOME = N_("Release {release}, table “{table}”, row “{row}”, column “{column}”: names families who came or left.")
CELL_TWICE = N_("{where} has a family twice.")
AN_OBJECT, A_LIST, A_TEXT = N_("an object"), N_("a list"), N_("a text that is not empty")
WHOLE = N_("a whole number of at least 1")
IDS = N_("a list of ids, each a text or a whole number")


class Asked(NamedTuple):
    """What a file asks to draft: releases of tables, oldest first."""

    audience: str
    threshold: int
    base: int
    releases: tuple[tuple[Table, ...], ...]


def read(path: Path) -> Asked:
    """The releases in a file of JSON. Raises: BadInput, with what is wrong and where, never with an id."""
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(TOO_LARGE, most=MOST_BYTES // 2**20)
    try:
        given = json.loads(path.read_bytes())  # UTF-8, with or without a mark in front, or UTF-16
    except (ValueError, RecursionError) as error:
        raise BadInput(NOT_JSON) from error
    return asked(given)


def asked(given: object) -> Asked:
    """The releases in what JSON gave. Raises: BadInput."""
    top = _object(given, _("The file"))
    audience = _of(top, "audience", _("The file"))
    if audience not in (MUNICIPALITY, PUBLIC):
        raise BadInput(AUDIENCE)
    threshold, base = (_whole(_of(top, key, _("The file")), f"“{key}”") for key in ("threshold", "base"))
    releases = _list(_of(top, "releases", _("The file")), "“releases”")
    if not releases:
        raise BadInput(NO_RELEASES)
    return Asked(audience, threshold, base, tuple(_release(one, n) for n, one in enumerate(releases, 1)))


def _release(given: object, number: int) -> tuple[Table, ...]:
    where = _("Release {release}").format(release=number)
    tables = _list(_of(_object(given, where), "tables", where), f"“tables” ({where})")
    if not tables:
        raise BadInput(NO_TABLES, release=number)
    read_, names, cells = [], set(), 0
    for n, one in enumerate(tables, 1):
        table = _table(one, number, n)
        if table.name in names:
            raise BadInput(SAME_TABLE, release=number, name=table.name)
        names.add(table.name)
        cells += len(table.rows) * len(table.columns)
        if cells > MOST_CELLS:
            raise BadInput(TOO_MANY_CELLS, release=number, most=MOST_CELLS)
        read_.append(table)
    return tuple(read_)


def _table(given: object, release: int, n: int) -> Table:
    where = _("Table {n} of release {release}").format(n=n, release=release)
    table = _object(given, where)
    name = _text(_of(table, "name", where), f"“name” ({where})")
    rows, columns = (_names(_of(table, key, where), name, release, f"“{key}”") for key in ("rows", "columns"))
    cells = _list(_of(table, "cells", where), f"“cells” ({where})")
    if len(cells) != len(rows) or any(not isinstance(row, list) or len(row) != len(columns) for row in cells):
        raise BadInput(SHAPE, release=release, name=name)
    found = tuple(tuple(_ids(cell, where) for cell in row) for row in cells)
    cells_of = [cell for row in found for cell in row]
    if sum(map(len, cells_of)) != len(frozenset().union(*cells_of)):
        raise BadInput(TWICE, release=release, name=name)
    return Table(name, rows, columns, found)


def _names(given: object, table: str, release: int, where: str) -> tuple[str, ...]:
    names = [_text(one, _("Each name in {where}").format(where=where)) for one in _list(given, where)]
    if not names:
        raise BadInput(EMPTY, name=table, release=release)
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise BadInput(SAME_NAME, name=table, release=release, twice=twice)
    return tuple(names)


def _ids(given: object, where: str) -> frozenset[str]:
    """The ids of a cell; the number 1 and the text "1" are one family."""
    whose = f"“cells” ({where})"
    if not isinstance(given, list):
        raise BadInput(NOT_A, where=whose, what=_(IDS))
    ids = set()
    for one in given:
        if isinstance(one, bool) or not isinstance(one, str | int) or one == "":
            raise BadInput(NOT_A, where=whose, what=_(IDS))
        ids.add(str(one))
    if len(ids) != len(given):
        raise BadInput(CELL_TWICE, where=where)
    return frozenset(ids)


def _object(given: object, where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise BadInput(NOT_A, where=where, what=_(AN_OBJECT))
    return given


def _list(given: object, where: str) -> list[Any]:
    if not isinstance(given, list):
        raise BadInput(NOT_A, where=where, what=_(A_LIST))
    return given


def _text(given: object, where: str) -> str:
    if not isinstance(given, str) or not given.strip() or not _can_be_written(given):
        raise BadInput(NOT_A, where=where, what=_(A_TEXT))
    return given


def _can_be_written(text: str) -> bool:
    """Half a sign, as JSON can have it ("\\ud800"), can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole(given: object, where: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise BadInput(NOT_A, where=where, what=_(WHOLE))
    return given


def _of(given: dict[str, Any], key: str, where: str) -> Any:
    if key not in given:
        raise BadInput(MISSING, where=where, key=key)
    return given[key]


def told(releases: Sequence[Drafted]) -> dict[str, Any]:
    """What was drafted as JSON has it: numbers and names, no ids."""
    return {"releases": [
        {"tables": [_shown(table) for table in one.shown], "reason": None if one.reason is None else _(one.reason)}
        for one in releases]}


def _shown(table: Shown) -> dict[str, Any]:
    return {"name": table.name, "rows": list(table.rows), "columns": list(table.columns),
            "cells": [list(row) for row in table.cells], "row_totals": list(table.row_totals),
            "column_totals": list(table.column_totals), "total": table.total, "base": table.base, "totals": "shown"}


def pinned_in(releases: Sequence[Drafted], found: Sequence[Pinned]) -> list[str]:
    """A line for everything an attacker pinned: the release, the table, the row and the column."""
    lines = []
    for target in dict.fromkeys(one.target for one in found):
        r, t, row, column = target.where
        table = releases[r].tables[t]
        told_ = _(NAMES_SOME) if target.names else _(PINS)
        lines.append(told_.format(release=r + 1, table=table.name, row=table.rows[row], column=table.columns[column]))
    return list(dict.fromkeys(lines))
