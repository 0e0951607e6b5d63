"""Which backups stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.safety.rotation import Rotation, kept

_MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), max_size=60)
_ROTATIONS = st.builds(Rotation, st.integers(1, 20), st.integers(0, 10), st.integers(0, 14))


@given(_MOMENTS, _ROTATIONS)
@pytest.mark.slow
def test_what_stays(moments: list[datetime], rotation: Rotation) -> None:
    """The newest always, never more than the numbers allow together, and what stays once stays when asked again."""
    stay = kept(moments, rotation)
    assert stay <= set(moments)
    assert len(stay) <= sum(rotation)
    assert not moments or max(moments) in stay
    assert kept(stay, rotation) == stay
    days = sorted({one.date() for one in moments}, reverse=True)[:rotation.days]
    assert {one.date() for one in stay} >= set(days)


@given(_MOMENTS, _ROTATIONS, st.integers(1, 40))
@pytest.mark.slow
def test_taking_away_each_day_loses_nothing(moments: list[datetime], rotation: Rotation, later: int) -> None:
    """What is taken away today would not stay tomorrow either: rotating often or seldom ends with the same files."""
    more = [max(moments, default=datetime(2020, 1, 1, tzinfo=UTC)) + timedelta(days=n) for n in range(1, later)]
    at_once = kept([*moments, *more], rotation)
    step = kept(moments, rotation)
    for moment in more:
        step = kept([*step, moment], rotation)
    assert step == at_once


def test_a_year_of_nights() -> None:
    """Of 400 nights: the last 14 days, 8 weeks and 12 months, of each the newest."""
    nights = [datetime(2026, 1, 1, 2, 30, tzinfo=UTC) + timedelta(days=n) for n in range(400)]
    stay = sorted(kept(nights, Rotation(14, 8, 12)))
    assert stay[-14:] == nights[-14:]
    assert len(stay) == 14 + 5 + 10  # three weeks and two months have their newest among the days
    assert stay[0] == datetime(2026, 3, 31, 2, 30, tzinfo=UTC)
