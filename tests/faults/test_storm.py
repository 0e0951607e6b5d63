"""The server killed again and again under people at work: what was confirmed is there, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.safety import backup
from tests.faults.storm import Storm

if TYPE_CHECKING:
    from tests.browser.forge import Forge
    from tests.builder import SmallPilot

KILLS, LEAST = 3, 30


def test_killed_under_ten_people(small: SmallPilot, forge: Forge) -> None:
    """Eight people code and two type while the server is killed three times, each time after at least 30 confirmed
    actions, and the worker once: every confirmed action is there once, every task done, the stores whole."""
    storm = Storm(small, forge.serve)
    storm.blow(KILLS, LEAST)
    assert storm.kills == KILLS
    assert storm.confirmed() >= KILLS * LEAST
    assert list(storm.losses()) == []
    assert set(storm.states()) == {"done"}
    assert backup.check(small.home) == []
