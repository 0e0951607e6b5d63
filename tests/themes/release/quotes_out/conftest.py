"""A coded passage of a mother who consents to be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.quoted import quotable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from themes.release.quotes_out.passages import Passage


@pytest.fixture
def passage(small: SmallPilot, db: Database) -> Passage:
    """What the mother of Es says, coded by an evaluator."""
    return quotable(small, db)
