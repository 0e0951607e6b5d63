"""Years of birth in a family's generations: which can be, and which are asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.clock import today
from pilot.errors import AskFirst, BadInput
from pilot.vocabulary.kinship import PARENT
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

OLDEST = 130  # years: nobody who is drawn was born longer ago than two generations of old people
YOUNG, OLD = 13, 65  # years between a parent and a child that are asked about below and above


def check(db: Database, year: int | None) -> None:
    """Raises: BadInput for a year of birth that cannot be."""
    now = int(today(db)[:4])
    if year is not None and not now - OLDEST <= year <= now:
        raise BadInput(N_("A year of birth lies between {first} and {last}; a date is not kept."), first=now - OLDEST,
                       last=now)


def check_person(db: Database, kin_id: int, year: int | None, sure: Container[str]) -> None:
    """Ask about a year of birth that does not fit the day on which a child turns 16. Raises: AskFirst."""
    row = db.conn.execute(
        "SELECT turns_16_on FROM person JOIN kin USING (person_id) WHERE kin_id = ?", (kin_id,)).fetchone()
    if year is None or not row or not row[0]:
        return
    born = int(row[0][:4]) - 16
    if born != year and f"born {year}" not in sure:
        raise AskFirst(N_("By the day on which this child turns 16 it was born in {born}, and you say {year}. Is"
                          " that right?"), f"born {year}", born=born, year=year)


def check_ties(db: Database, kin_id: int, year: int | None, sure: Container[str]) -> None:
    """A year of birth against those of parents and children. Raises: BadInput, AskFirst."""
    for parent, child in db.conn.execute(
            f"SELECT a.kin_id, b.kin_id FROM kin_tie t JOIN kin a ON a.kin_id = one_id JOIN kin b"
            f" ON b.kin_id = other_id WHERE t.kind = '{PARENT}' AND ? IN (one_id, other_id)", (kin_id,)).fetchall():
        _fits(year if parent == kin_id else _of(db, parent), year if child == kin_id else _of(db, child), sure)


def check_pair(db: Database, parent: int, child: int, sure: Container[str]) -> None:
    """The years of birth of somebody who is to be the parent of another. Raises: BadInput, AskFirst."""
    _fits(_of(db, parent), _of(db, child), sure)


def _of(db: Database, kin_id: int) -> int | None:
    year = db.conn.execute("SELECT birth_year FROM kin WHERE kin_id = ?", (kin_id,)).fetchone()[0]
    return None if year is None else int(year)


def _fits(parent: int | None, child: int | None, sure: Container[str]) -> None:
    if parent is None or child is None:
        return
    if parent >= child:
        raise BadInput(N_("A parent is born before the child: the parent in {parent}, the child in {child} cannot be."),
                       parent=parent, child=child)
    about = f"apart {parent} {child}"
    if not YOUNG <= child - parent <= OLD and about not in sure:
        raise AskFirst(N_("Between this parent and the child lie {n} years. Is that right?"), about, n=child - parent)
