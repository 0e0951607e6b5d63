"""Lists in pages: what is searched, in which order, and which page is meant."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.families import people
from pilot.paging import Key, Order, Paged, Source, Wanted, fetch, folded, of_rows
from pilot.store.files import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

ORDERS = {"name": Order("by name", "f.pseudonym, f.family_id"), "last": Order("last first", "f.family_id DESC")}
SOURCE = Source("FROM family f WHERE f.pseudonym <> ?", ("Es",), "f.pseudonym")


@pytest.fixture
def many(small: SmallPilot) -> Iterator[Database]:
    """A pilot of 122 families."""
    with closing(small.open()) as db:
        with write(db):
            for n in range(120):
                people.new_family(db, f"guid {n}", f"Gezin {'É' if n % 2 else 'e'} {n:03}")
        yield db


def names(found: Paged[tuple[str]]) -> list[str]:
    """What stands on a page."""
    return [name for (name,) in found]


def test_page_after_page_has_every_row_once(many: Database) -> None:
    """Fifty at a time; together they are the whole list, in order, and the last page is what is left."""
    pages = [fetch(many, "f.pseudonym", SOURCE, Wanted(page=n), ORDERS) for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 21]
    assert {(page.total, page.pages) for page in pages} == {(121, 3)}
    assert [page.first for page in pages] == [1, 51, 101]
    together = [name for page in pages for name in names(page)]
    assert len(set(together)) == 121
    assert together == sorted(together)


@pytest.mark.parametrize("page", [4, 10**6])
def test_past_the_end_is_the_last_page(many: Database, page: int) -> None:
    """An old address of a list that became shorter shows something."""
    found = fetch(many, "f.pseudonym", SOURCE, Wanted(page=page), ORDERS)
    assert (found.page, len(found)) == (3, 21)


@pytest.mark.parametrize("page", [0, -1])
def test_before_the_first_is_the_first_page(many: Database, page: int) -> None:
    """There is nothing before it."""
    assert fetch(many, "f.pseudonym", SOURCE, Wanted(page=page), ORDERS).page == 1


def test_every_word_must_occur(many: Database) -> None:
    """Whatever its case and accents, in any order; what is a sign for LIKE is a letter here."""
    found = fetch(many, "f.pseudonym", SOURCE, Wanted("01 É"), ORDERS)
    assert names(found) == ["Gezin e 010", "Gezin e 012", "Gezin e 014", "Gezin e 016", "Gezin e 018",
                            "Gezin É 001", "Gezin É 011", "Gezin É 013", "Gezin É 015", "Gezin É 017", "Gezin É 019",
                            "Gezin É 101"]
    assert not fetch(many, "f.pseudonym", SOURCE, Wanted("%"), ORDERS)
    assert not fetch(many, "f.pseudonym", SOURCE, Wanted("' OR 1 --"), ORDERS)


def test_an_order_that_is_none_is_the_first(many: Database) -> None:
    """The address can ask for anything; only what is offered orders."""
    first = fetch(many, "f.pseudonym", SOURCE, Wanted(order="f.family_id; DROP TABLE family"), ORDERS)
    assert names(first) == names(fetch(many, "f.pseudonym", SOURCE, Wanted(), ORDERS))
    assert names(fetch(many, "f.pseudonym", SOURCE, Wanted(order="last"), ORDERS))[0] == "Gezin É 119"


def test_rows_that_are_at_hand() -> None:
    """The same for what is no table."""
    rows = [f"{n} Zoë" if n % 3 else f"{n} Ank" for n in range(200)]
    found = of_rows(rows, str, Wanted("ZOE", page=2), {"back": Key("back", lambda row: -int(row.split()[0]))})
    assert (found.total, found.page, found[0], len(found)) == (133, 2, "124 Zoë", 50)
    assert of_rows([], str, Wanted("x")) == []
    assert of_rows(rows, str, Wanted())[:2] == ["0 Ank", "1 Zoë"]


def test_folded() -> None:
    """One case, no accents."""
    assert folded("Étienne ÇA Straße") == "etienne ca strasse"
