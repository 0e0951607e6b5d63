"""A short form of `make bench fuzz`: every door from outside, spoiled a few dozen times, never breaks or leaks."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from benchmarks import fuzz
from benchmarks.mutating import mutated

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient


@pytest.mark.slow
def test_no_door_breaks(app_client: TestClient, capfd: pytest.CaptureFixture[str]) -> None:
    """Twenty inputs per door: each is read or refused in a sentence, and nothing said is told."""
    found = list(fuzz.tried(20, app_client))
    assert len(found) == 5
    assert [one.faults for one in found] == [[]] * 5
    assert all(one.read + one.refused == 20 for one in found)
    assert sum(one.refused for one in found) > 10
    assert fuzz.SECRET not in "".join(capfd.readouterr())


def test_spoiling_is_the_same_every_time(tmp_path: Path) -> None:
    """Of each kind of file another one comes, and the same one for the same chance."""
    for seed in fuzz.seeds(tmp_path).values():
        made = [mutated(seed, random.Random(n)) for n in range(20)]
        assert made == [mutated(seed, random.Random(n)) for n in range(20)]
        assert sum(one != seed for one in made) > 15
