"""What a steering group sees: lines, and nothing that a line could be split by."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from pilot.errors import NotAllowed
from tests.present import present
from tests.themes.told import Doc, Done, Mark, Told, telling
from themes import frames, matrix
from themes.figures.tables import summary_table
from themes.scope import Scope
from themes.summary import summary

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

TOLD = Told(
    families=3, docs=[Doc(0, "2020-03-01"), Doc(1, "2020-03-01"), Doc(2, "2020-03-01", kind="raw")],
    marks=[Mark(0, "a", 0, 0, 5), Mark(0, "a", 1, 10, 15), Mark(2, "a", 0, 0, 5)], 
    done=[Done(0, 0), Done(0, 1), Done(1, 0), Done(2, 0)])


def test_one_line_per_code(small: SmallPilot, db: Database) -> None:
    """Families that said it, of families with material coded for it; passages and documents are not told."""
    with telling(db, TOLD):
        found = present(summary(db, small.viewers["steering"]))
    assert [(line.key, line.said, line.coded) for line in found.lines] == [("a", 2, 3), ("b", 0, 3), ("later", 0, 0)]
    assert (found.codebook, found.families, found.waiting) == (2, 3, 0)


def test_families_that_do_not_count_yet(small: SmallPilot, db: Database) -> None:
    """A family without a story, and one whose story nobody coded, are told as a number."""
    told = Told(families=3, docs=[Doc(0, "2020-03-01"), Doc(1, "2020-03-01")], marks=[Mark(0, "a", 0, 0, 5)],
                done=[Done(0, 0)])
    with telling(db, told):
        found = present(summary(db, small.viewers["steering"]))
    assert (found.families, found.waiting) == (3, 2)


def test_the_lines_are_the_ends_of_the_matrix(small: SmallPilot, db: Database) -> None:
    """Steering and evaluators see the same figures."""
    with telling(db, TOLD):
        found = present(summary(db, small.viewers["steering"]))
        ends = matrix.lines(matrix.matrix(present(frames.load(db, small.viewers["evaluator"], Scope()))))
    assert [[line.key, line.said, line.coded] for line in found.lines] == ends[
        ["code", "families_said", "families_coded"]].to_numpy().tolist()


def test_there_is_nothing_to_filter_by(small: SmallPilot, db: Database) -> None:
    """The use case takes no choice at all, so no two views can be subtracted."""
    assert list(inspect.signature(summary).parameters) == ["db", "viewer"]


@pytest.mark.parametrize("who", ["coach", "admin"])
def test_not_for_coaches_and_admins(small: SmallPilot, db: Database, who: str) -> None:
    """They have no part in the themes."""
    with telling(db, TOLD), pytest.raises(NotAllowed):
        summary(db, small.viewers[who])


def test_without_a_codebook(small: SmallPilot, db: Database) -> None:
    """Nothing to say yet, and no fault."""
    with telling(db, Told(versions=0)):
        assert summary(db, small.viewers["steering"]) is None


def test_the_table_names_no_family(small: SmallPilot, db: Database) -> None:
    """No pseudonym, guid, link or passage in what is shown."""
    with telling(db, TOLD):
        table = summary_table(present(summary(db, small.viewers["steering"])), False)
    assert "2 of 3 families" in table
    assert "not coded yet" in table
    for secret in ("F0", "family-0", "href", "coder 1", "2020"):
        assert secret not in table
