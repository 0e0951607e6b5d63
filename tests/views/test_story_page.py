"""Story entry: where a coach who was broken off finds what she had written."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.store.files import new_guid
from stories.entry import drafts

if TYPE_CHECKING:
    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


@pytest.mark.parametrize(("begun", "more", "in_sight"), [(False, 1, True), (False, 3, True), (False, 4, False),
                                                         (True, 1, False)])
def test_other_drafts_are_in_sight_beside_an_empty_form(
    small: SmallPilot, open_page: Opener, *, begun: bool, more: int, in_sight: bool,
) -> None:
    """Few of them and an empty form: unfolded. A form that was begun, or many: folded away."""
    guids = [new_guid() for _draft in range(more + begun)]
    with closing(small.open()) as db:
        for guid in guids:
            drafts.save(db, small.viewers["coach"], guid, {"0" * 16: 1}, {"title": "Op de trap"})
    page = open_page("story", "coach", **({"draft": guids[0]} if begun else {}))
    assert not page.exception
    (others,) = page.expander
    assert others.label == f"{more} other draft{'s' if more > 1 else ''}"
    assert others.proto.expanded == in_sight
