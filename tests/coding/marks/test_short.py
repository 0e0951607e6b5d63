"""How far a coder is with many texts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.marks import actions, codings, short
from pilot.store.files import new_guid
from tests.themes import coded

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_states_and_codes_are_ones_own(small: SmallPilot, db: Database) -> None:
    """Codes most often given first, one on the whole document too; what is not there is left out."""
    coded.adopt(small, db)
    one, two = small.interview(db), small.interview(db, "Es")
    viewer = small.viewers["evaluator"]
    actions.apply_ops(db, viewer, one, [
        {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": code, **where} for code, where in (
            ("klik", {"whole": True}), ("vast_gezicht", {"start": 0, "end": 8}),
            ("vast_gezicht", {"start": 9, "end": 12}))])
    codings.set_status(db, viewer, two, "done")
    found = short.far(db, viewer, [one, two, "x"])
    assert found == {one: short.Far("begun", ("One fixed face", "Click")), two: short.Far("done", ())}
    assert short.states(db, small.viewers["evaluator2"], [one, two]) == {one: "new", two: "new"}
