"""The codes under a coder's digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import favourites
from pilot.errors import BadInput, Conflict
from tests.conftest import ROOT

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def book(small: SmallPilot, db: Database) -> str:
    """The project's own codebook, loaded."""
    text = (ROOT / "codebook.yaml").read_text()
    codebook.adopt(db, small.viewers["evaluator"], text, "proef")
    return text


@pytest.mark.slow
def test_each_coder_has_her_own_in_her_order(small: SmallPilot, db: Database, book: str) -> None:
    """Kept until she chooses others; what the codebook has no more leaves its place empty, and is there again."""
    one, two = small.viewers["evaluator"], small.viewers["evaluator2"]
    assert favourites.favourites(db, one) == []
    assert favourites.set_favourites(db, one, ["screening", "klik"]) == ["screening", "klik"]
    favourites.set_favourites(db, two, ["klik"])
    assert favourites.favourites(db, one) == ["screening", "klik"]
    codebook.adopt(db, one, book.replace("key: screening\n", "key: anders\n"), "twee")
    assert favourites.favourites(db, one) == [None, "klik"]
    codebook.adopt(db, one, book + "\n", "drie")
    favourites.set_favourites(db, one, [])
    assert (favourites.favourites(db, one), favourites.favourites(db, two)) == ([], ["klik"])


@pytest.mark.parametrize("keys", [["klik", "klik"], [f"k{n}" for n in range(10)], ["klik", 3], [None]])
def test_what_fits_no_nine_digits_is_refused(
    small: SmallPilot, db: Database, book: str, keys: list[object]
) -> None:
    """And those before stay."""
    favourites.set_favourites(db, small.viewers["evaluator"], ["klik"])
    with pytest.raises(BadInput, match="at most 9"):
        favourites.set_favourites(db, small.viewers["evaluator"], keys)
    with pytest.raises(BadInput, match="newest codebook"):
        favourites.set_favourites(db, small.viewers["evaluator"], ["mechanismen"])
    assert favourites.favourites(db, small.viewers["evaluator"]) == ["klik"]


def test_without_a_codebook_there_is_none(small: SmallPilot, db: Database) -> None:
    """Nothing to choose from."""
    with pytest.raises(Conflict):
        favourites.set_favourites(db, small.viewers["evaluator"], [])
    assert favourites.favourites(db, small.viewers["evaluator"]) == []
