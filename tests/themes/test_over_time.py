"""Themes over time: half-years, months of support, gaps, and what was told under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import words
from tests.present import present
from tests.themes.told import Doc, Done, Mark, Told, telling
from themes import frames
from themes.figures import charts, tables
from themes.over_time import CALENDAR, SUPPORT, exposure, over_time, periods
from themes.scope import Scope

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go
    from sqlite_utils import Database

    from tests.builder import SmallPilot

TOLD = Told(
    families=2, starts=["2020-01-15", None],
    docs=[Doc(0, "2020-01-01"), Doc(0, "2020-07-14"), Doc(0, "2020-07-15"), Doc(1, "2021-12-31")],
    marks=[Mark(0, "a", 0, 0, 5), Mark(3, "a", 1, 0, 5)], done=[Done(0, 0), Done(1, 0), Done(3, 1)])


def load(small: SmallPilot, db: Database, scope: Scope = Scope(), told: Told = TOLD) -> frames.Material:
    """The material of the telling."""
    with telling(db, told):
        return present(frames.load(db, small.viewers["evaluator"], scope))


def exposed(material: frames.Material, by: str) -> pd.DataFrame:
    """What was told per period."""
    return exposure(material, periods(material, by))


def figure_of(material: frames.Material, codes: int, *, dark: bool = False) -> go.Figure:
    """The figure of the first codes over half-years."""
    when = periods(material, CALENDAR)
    return charts.time_figure(over_time(material, when), exposure(material, when), material.codes[:codes], dark)


def test_half_years_with_a_gap(small: SmallPilot, db: Database) -> None:
    """Half-years follow one another without holes; one without stories has nobody to count."""
    material = load(small, db)
    times = over_time(material, periods(material, CALENDAR))
    said = times[times["code"] == "a"][["label", "families_said", "families_coded"]].to_numpy().tolist()
    assert said == [["Jan-Jun 2020", 1, 1], ["Jul-Dec 2020", 0, 1], ["Jan-Jun 2021", 0, 0], ["Jul-Dec 2021", 1, 1]]
    assert exposed(material, CALENDAR)[["stories", "families"]].to_numpy().tolist() == [[1, 1], [2, 1], [0, 0], [1, 1]]


def test_months_of_support(small: SmallPilot, db: Database) -> None:
    """Six months to the day is the second half-year; before the start is a period of its own."""
    material = load(small, db)
    when = periods(material, SUPPORT)
    assert when.labels == ["before the start", "month 1-6", "month 7-12"]
    assert exposed(material, SUPPORT)["stories"].tolist() == [1, 1, 1]
    assert when.placeless == 1


def test_one_slip_in_a_year_does_not_stretch_the_figure(small: SmallPilot, db: Database) -> None:
    """What happened long before the pilot is one period, and support that began then has no months to count."""
    told = Told(families=2, starts=["2020-01-15", "1921-01-15"], docs=[
        Doc(0, "2020-03-01", event=("1921-03-01", None)), Doc(1, "2020-03-01", event=("2020-03-01", None))])
    material = load(small, db, Scope(axis="event"), told)
    shown = exposed(material, CALENDAR)
    assert shown["label"].tolist() == [
        "before Jul-Dec 2018", "Jul-Dec 2018", "Jan-Jun 2019", "Jul-Dec 2019", "Jan-Jun 2020"]
    assert shown["stories"].tolist() == [1, 0, 0, 0, 1]
    when = periods(material, SUPPORT)
    assert (when.labels, when.placeless) == (["before the start"], 1)


def test_no_material_no_periods(small: SmallPilot, db: Database) -> None:
    """Nothing told gives empty frames, not a fault, and still a figure."""
    material = load(small, db, told=Told())
    times, shown = over_time(material, periods(material, CALENDAR)), exposure(material, periods(material, CALENDAR))
    assert times.empty
    assert shown.empty
    assert len(charts.time_figure(times, shown, material.codes, False).data) == 2 * len(material.codes) + 1


def test_the_event_axis_uses_event_dates(small: SmallPilot, db: Database) -> None:
    """On the event axis a story stands where it happened; one without a date is left out and counted."""
    told = Told(docs=[Doc(0, "2021-01-01", event=("2019-12-01", "2020-02-01")), Doc(0, "2021-01-01")])
    material = load(small, db, Scope(axis="event", from_on="2020-02-01"), told)
    assert exposed(material, CALENDAR)["label"].tolist() == ["Jul-Dec 2019"]
    assert material.undated == 1
    assert "1 has no event date and is left out." in material.sentence()


def test_the_figure_says_every_denominator(small: SmallPilot, db: Database) -> None:
    """Each bar carries its count, a gap its sign; colours are the codes' own; numbers are the frame's."""
    material = load(small, db)
    figure = figure_of(material, 1)
    open_, filled, told = figure.data
    assert list(open_.text) == ["1 of 1", "0 of 1", "·", "1 of 1"]
    assert list(open_.y) == [1, 1, 0, 1]
    assert list(filled.y) == [1, 0, 0, 1]
    assert list(told.text) == ["1 (1)", "2 (1)", "·", "1 (1)"]
    assert filled.marker.color == material.codes[0].color


def test_the_figure_follows_the_look(small: SmallPilot, db: Database) -> None:
    """Dark ground and the dark tone of the code in the dark look; 'not yet coded' has another sign than 'no story'."""
    material = load(small, db, told=Told(docs=[Doc(0, "2021-01-01")]))
    figure = figure_of(material, 1, dark=True)
    assert figure.layout.paper_bgcolor == "#1C1A19"
    assert figure.data[1].marker.color == material.codes[0].color_dark
    assert list(figure.data[0].text) == ["□"]


def test_the_table_says_what_the_figure_says(small: SmallPilot, db: Database) -> None:
    """The same counts in words, in Dutch too."""
    material = load(small, db)
    with words.speaking("nl"):
        when = periods(material, CALENDAR)
        table = tables.time_table(over_time(material, when), exposure(material, when), material.codes[:1])
    for expected in ("1 van 1", "0 van 1", "geen verhaal", "jan-jun 2020", "verhalen verteld"):
        assert expected in table
