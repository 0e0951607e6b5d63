"""Milestones of a family: what is kept of them, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families import consent
from pilot.store.files import new_guid, write
from stories.exports import milestone_table
from stories.outcomes.facts import add_milestone
from stories.timeline.timeline import timeline

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_a_milestone_is_on_the_timeline(small: SmallPilot, db: Database) -> None:
    """What happened in a family is seen there, on its day."""
    berk = small.families["Berk"]
    with write(db):
        add_milestone(db, small.viewers["admin"], berk, "2021-02-03", " Eigen huis ")
    found = [item for item in timeline(db, small.viewers["evaluator"], berk).items if item.kind == "milestone"]
    assert [(item.on, item.title) for item in found] == [("2021-02-03", "Eigen huis")]


def test_a_milestone_goes_with_consent(small: SmallPilot, db: Database) -> None:
    """What happened in a family is known of what was told: neither on its line nor in a file once it withdrew."""
    berk, reader = small.families["Berk"], small.viewers["evaluator"]
    with write(db):
        add_milestone(db, small.viewers["admin"], berk, "2021-02-03", "Eigen huis")
        add_milestone(db, small.viewers["admin"], small.families["Es"], "2021-02-04", "Rijbewijs")
    assert milestone_table(db, reader).frame["What"].tolist() == ["Eigen huis", "Rijbewijs"]
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert not [item for item in timeline(db, reader, berk).items if item.kind == "milestone"]
    assert milestone_table(db, reader).frame["What"].tolist() == ["Rijbewijs"]


@pytest.mark.parametrize("give", [
    lambda db, v, berk: add_milestone(db, v, berk, "2021-02-03", "  "),
    lambda db, v, berk: add_milestone(db, v, berk, "gisteren", "Eigen huis"),
])
def test_what_cannot_be(small: SmallPilot, db: Database, give: Callable[..., str]) -> None:
    """Empty, unknown or out of range: one sentence, nothing stored."""
    with pytest.raises(BadInput):
        give(db, small.viewers["admin"], small.families["Berk"])
    with pytest.raises(NotFound):
        add_milestone(db, small.viewers["admin"], new_guid(), "2021-02-03", "Eigen huis")
    assert not db["milestone"].count


def test_an_odd_date_is_asked_about(small: SmallPilot, db: Database) -> None:
    """Before the support of the family, or in the future, nothing is stored until somebody says that it is right."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    for n, day in enumerate(("1921-02-03", "2062-02-03")):
        with write(db), pytest.raises(AskFirst) as caught:
            add_milestone(db, admin, berk, day, "Eigen huis")
        assert caught.value.about == day
        assert db["milestone"].count == n
        with write(db):
            add_milestone(db, admin, berk, day, "Eigen huis", sure=(day,))
