"""What is coded blind or for practice is in no figure, file or search until the round is over, and figures say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.double import leading
from coding.find import choices, passages
from coding.find.question import Question
from coding.marks import segments
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from coding.memos import writing
from exchange.refi.gather import project_of
from jobs import erasing
from pilot.errors import NotFound
from pilot.paging import Wanted
from pilot.safety.record_sets import DOCUMENT, Subject
from pilot.store.files import new_guid
from tests.rights.scene import added
from texts import log
from themes import frames
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from jobs.erasing import Preview
    from tests.builder import SmallPilot
    from tests.coding.double.conftest import Begin


def in_figures(db: Database, small: SmallPilot) -> tuple[int, int]:
    """How many codings a figure of everything counts, and how many documents it leaves out for a round."""
    material = frames.load(db, small.viewers["evaluator"], Scope())
    assert material is not None
    assert material.finished.coders.size == (2 if len(material.marks) else 0)
    return len(material.marks), material.held


def found(db: Database, small: SmallPilot) -> int:
    """How many passages with the code are found."""
    return passages.passages(db, small.viewers["evaluator"], Question("klik"), Wanted()).passages.total


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.slow
def test_it_counts_when_it_may(
    small: SmallPilot, db: Database, talks: list[str], begin: Begin, counts: bool,
) -> None:
    """One's own codings are left out too, so that two people have the same figure; a practice round stays out."""
    guid = begin(counts=counts)
    for who in ("evaluator", "evaluator2"):
        for document in talks:
            apply_ops(db, small.viewers[who], document, [added("klik")])
            set_status(db, small.viewers[who], document, "done")
    assert in_figures(db, small) == (0, 3)
    assert found(db, small) == 0
    with pytest.raises(NotFound):
        segments.segments(db, small.viewers["evaluator"])
    leading.reveal(db, small.viewers["evaluator"], guid)
    assert in_figures(db, small) == ((6, 0) if counts else (0, 3))
    assert found(db, small) == (3 if counts else 0)


@pytest.mark.slow
def test_what_tells_that_somebody_codes_waits(
    small: SmallPilot, db: Database, talks: list[str], begin: Begin,
) -> None:
    """Who administers and codes too reads in the log that others are done, not how often they coded; nobody is offered
    to choose a coder of whom nothing counts yet; a project does not count the memos it leaves behind, nor is what would
    be erased counted."""
    guid, admin = begin(), small.viewers["admin"]

    def told() -> tuple[list[tuple[str, str]], list[str], dict[str, int], Preview]:
        rows = log.log(small.home, db, admin, log.Asked(kind="coding"))
        return ([(one.who, one.said) for one in rows if one.who.startswith("evaluator")],
                [*choices.choices(db, small.viewers["evaluator"]).coders.values()],
                project_of(db, small.viewers["evaluator"], lambda _document, _recording: False).left_out,
                erasing.preview(db, admin, Subject(DOCUMENT, talks[0])))

    before = told()
    for document in talks:
        apply_ops(db, small.viewers["evaluator2"], document, [added("klik")])
        writing.save(db, small.viewers["evaluator2"], writing.Said(
            new_guid(), "document", document, "", "Als een uil.", False))
    assert told() == before
    for who in ("evaluator", "evaluator2"):
        for document in talks:
            set_status(db, small.viewers[who], document, "done")
    done = told()
    second = small.viewers["evaluator2"].label
    assert {said for who, said in done[0] if who == second} == {"is done with {what}"}
    leading.reveal(db, small.viewers["evaluator"], guid)
    assert {said for who, said in told()[0] if who == second} >= {"coded in {what}", "wrote a memo"}
    assert (done[1], told()[1]) == ([], [second])
    assert {one.rows for one in told()[3].held if one.table in ("coding", "memo")} == {1}


def test_a_figure_says_what_it_leaves_out(small: SmallPilot, db: Database, begin: Begin) -> None:
    """Whose codings count, and how much of the material waits for a round."""
    begin(documents=2)
    material = frames.load(db, small.viewers["evaluator"], Scope())
    assert material is not None
    assert "2 are coded blind or for practice: none of their codings count until that round is over." in (
        material.sentence())
