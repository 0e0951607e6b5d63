"""What the recorder is told of the families somebody can record with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from views.record import page as record

if TYPE_CHECKING:
    import pytest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def test_of_many_families_the_people_of_one_are_told(
    small: SmallPilot, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of few families all people come along, to choose without a connection; of many those of the chosen one."""
    told: dict[str, Any] = {}
    monkeypatch.setattr(record, "_record", lambda key, data: told.update(data))
    berk = small.families["Berk"]
    names = {}
    for most in (50, 0):
        monkeypatch.setattr(record, "_MANY", most)
        assert not open_page("record", "evaluator", family=berk).exception
        names[most] = {one["guid"]: one["people"] and [each["guid"] for each in one["people"]]
                       for one in told["families"]}
    assert set(names[50]) == set(names[0]) >= set(small.families.values())
    assert all(names[50].values())
    assert {guid for guid, people in names[0].items() if people is not None} == {berk}
    assert names[0][berk] == names[50][berk]
    assert small.persons["Berk moeder"] in names[0][berk]
