"""The demo pilot of two groups: every family is somewhere in each figure, and the figures say what the source says."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import cli
import demo
from pilot import access
from pilot.accounts import accounts
from pilot.config import Home
from pilot.errors import Conflict
from pilot.store.files import open_pilot, open_server
from stories.outcomes.lots import SUPPORT
from themes.figures import trial_words as words
from themes.figures.flow_picture import flow_picture
from themes.outcomes import arms

if TYPE_CHECKING:
    from themes.outcomes.arms import Trial

pytestmark = pytest.mark.slow
SOURCE = Path(demo.source.SOURCE, "kortrijk.yaml")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with this demo pilot alone."""
    folder = tmp_path_factory.mktemp("kortrijk") / "home"
    demo.make(folder, "kortrijk")
    return Home(folder.resolve())


@pytest.fixture(scope="module")
def trial(home: Home) -> Trial:
    """What its comparison is counted from."""
    pilot = home.pilot("kortrijk-demo")
    with closing(open_pilot(pilot.db_path)) as db:
        found = arms.load(pilot, db, access.operator(db, "kortrijk-demo"))
    assert found
    return found


def test_two_groups_of_56(trial: Trial) -> None:
    """By lot, in blocks of eight: 56 and 56, and what went otherwise is as the source has it."""
    told = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    assert [len(trial.of(arm)) for arm in arms.ARMS] == [56, 56]
    assert all([one.arm for one in trial.allotted[n:n + 8]].count(SUPPORT) == 4 for n in range(0, 112, 8))
    assert len(trial.departures) == len(told["departures"])
    assert trial.screened == told["screened"]


def test_every_family_is_somewhere(trial: Trial) -> None:
    """At each wave measured and not measured are all of the group; so are the answers for each service."""
    for group in arms.flow(trial):
        assert [sum(one[1:]) for one in group.waves] == [56, 56, 56]
        assert [one.measured for one in group.waves] == sorted((one.measured for one in group.waves), reverse=True)
    for wave in trial.waves:
        rows = arms.take_up(trial, wave)
        assert len(rows) == 12
        assert {one.support.given for one in rows} == {one.control.given for one in rows} == {56}
        for one in rows:
            assert one.difference
            assert one.extremes
            assert one.extremes[0] <= one.difference.value <= one.extremes[1]


def test_it_tells_what_the_trial_told(trial: Trial) -> None:
    """More support and allowances, twice as many in training; no difference in living wage, work or housing."""
    last = {one.service: one for one in arms.take_up(trial, trial.waves[-1])}
    clear = {name for name, one in last.items() if words.is_clear(one.difference)}
    assert clear == {"extra_support", "allowances", "training"}
    first = {one.service: one for one in arms.take_up(trial, trial.waves[0])}
    assert last["training"].support.share.part > 2 * first["training"].support.share.part
    assert not any(words.is_clear(one.difference) for one in first.values())
    assert len(words.sentences(trial, list(last.values()))) == 5


def test_the_flow_is_drawn(trial: Trial) -> None:
    """Every number of the flow stands in the picture, inside its edges."""
    groups = arms.flow(trial)
    drawn = flow_picture(trial, groups)
    said = " ".join(one.text for one in drawn.shapes if hasattr(one, "text"))
    assert all(str(one.measured) in said for group in groups for one in group.waves)
    for one in drawn.shapes:
        for x, y in getattr(one, "points", ()):
            assert 0 <= x <= drawn.width
            assert 0 <= y <= drawn.height


def test_demo_pilots_share_a_home_and_nobody_elses(home: Home, tmp_path: Path) -> None:
    """The same one twice is refused, and so is a home with an account of somebody real."""
    assert tuple(demo.PILOTS) == cli.DEMOS
    with pytest.raises(Conflict):
        demo.make(home.folder, "kortrijk")
    folder = tmp_path / "real"
    other = Home(folder)
    folder.mkdir()
    with closing(open_server(other.server_path, create=True)) as server:
        accounts.add(server, "anna", "een lang wachtwoord")
    with pytest.raises(Conflict):
        demo.make(folder, "kortrijk")
