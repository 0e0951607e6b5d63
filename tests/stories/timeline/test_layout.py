"""The drawing of a line: nothing lies over anything else, however much there is, on a phone and on a wide screen."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.vocabulary import voices
from stories.timeline import choosing, layout, scale
from stories.timeline.choosing import Choice
from stories.timeline.drawing import drawing
from stories.timeline.item import Item, Lane
from stories.timeline.kinds import KINDS, MARK
from stories.timeline.layout import BOX, NARROW, SIGN, WIDE
from stories.timeline.listing import listing
from stories.timeline.states import relapses
from stories.timeline.timeline import Timeline, drawn, in_order

PHONE, GUTTERS = 390, 32  # px: a phone, and what the page leaves free at both sides
TOUCH = 44  # px
DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31)).map(date.isoformat)
COURSES = ["success", "relapse", "steady", ""]


def items(seed: int, n: int = 150) -> list[Item]:
    """So many things of every kind there is, by chance; drawn one by one they would take a hundred times as long."""
    chance = Random(seed)
    kinds = [one for one in KINDS if one != "relapse"]
    found = []
    for _ in range(n):
        kind, day = chance.choice(kinds), date(2019, 1, 1) + timedelta(days=chance.randrange(1400))
        until = (day + timedelta(days=chance.randrange(900))).isoformat() if chance.random() < 0.5 else None
        found.append(Item(
            kind, day.isoformat(), day.isoformat(), until, told_on=day.isoformat(), voice=chance.choice(voices.VOICES),
            title="Titel", course=chance.choice(COURSES) if kind == "story" else "", who="Coach A"))
    return found


def line_of(found: list[Item], counted: tuple[str, ...] = ()) -> Timeline:
    """The line of these."""
    ordered, first, last = drawn(in_order(found), "2019-06-01", "2022-12-31", counted)
    lanes = (Lane("contacts", "Contacts", lambda n: f"{n} contacts", counted),) if counted else ()
    return Timeline("guid", "Berk", "Emmen", first, last, in_order([*ordered, *relapses(ordered)]), lanes)


LINES = st.integers(0, 10**6).map(lambda seed: line_of(items(seed)))
PERIODS = st.sampled_from(["", "2019", "2020", "2020-1", "2021-2"])


@given(LINES, PERIODS, st.sampled_from([(NARROW, PHONE - GUTTERS), (WIDE, 960 - GUTTERS - 136)]))
@pytest.mark.slow
def test_no_mark_lies_over_another(line: Timeline, period: str, room: tuple[layout.Size, int]) -> None:
    """In each cell the marks stand in rows that have room for them, and the cells beside each other."""
    size, px = room
    made = layout.layout(line, size, period)
    widths = [px * one.days / sum(each.days for each in made.scale.columns) for one in made.scale.columns]
    assert SIGN >= 12
    assert len(widths) <= size.columns
    for row in made.rows:
        assert [one.column for one in row.cells] == sorted({one.column for one in row.cells})
        for cell in row.cells:
            assert widths[cell.column] >= BOX
            assert 0 < len(cell.shown) <= size.marks
            assert cell.more == len(cell.items) - len(cell.shown) >= 0
            assert cell.more != 1, "a number that says one thing could be that thing"
    if size is NARROW:
        assert min(widths) >= TOUCH


@given(LINES, st.sampled_from([NARROW, WIDE]), PERIODS)
@pytest.mark.slow
def test_no_bar_lies_over_another(line: Timeline, size: layout.Size, period: str) -> None:
    """Bars, bands and the words beside them stand in rows in which none reaches into the next."""
    for row in layout.layout(line, size, period).rows:
        for number in range(row.rows):
            spans = sorted((one.left, one.left + one.width) for one in row.bars if one.row == number)
            assert all(0 <= left <= right <= 1.0001 for left, right in spans)
            assert all(end <= start + 1e-9 for (_left, end), (start, _right) in pairwise(spans))


@given(LINES, PERIODS)
@pytest.mark.slow
def test_nothing_is_left_out(line: Timeline, period: str) -> None:
    """Each mark of the period is drawn or counted once, and everything of it stands in the list."""
    made = layout.layout(line, NARROW, period)
    marks = [one for one in line.items if KINDS[one.kind].form == MARK and not (
        one.doubtful and not line.first <= one.on <= line.last)]
    there = [one for one in marks if made.scale.first <= one.on <= made.scale.last]
    assert sorted(one.on for row in made.rows for cell in row.cells for one in cell.items) == sorted(
        one.on for one in there)
    assert listing(choosing.within(line, period)).count("<li ") == len(choosing.within(line, period))
    # Each column with marks, and on a wide screen each bar, can be reached by keys, and opens to what it is.
    both = [layout.layout(line, size, period) for size in (NARROW, WIDE)]
    opened = sum(len(row.cells) + (len(row.bars) if drawn.size is WIDE else 0) for drawn in both for row in drawn.rows)
    assert drawing(line, period).count("<summary") == opened


@given(DAYS, DAYS, st.sampled_from([7, 24]))
def test_columns_go_on_from_one_another(a: str, b: str, most: int) -> None:
    """Without a gap, from before the first day to after the last, and all nearly as long."""
    first, last = sorted((a, b))
    made = scale.scale(first, last, most)
    assert made.first <= first <= last <= made.last
    assert len(made.columns) <= most
    for one, other in pairwise(made.columns):
        assert date.fromisoformat(one.last) + timedelta(days=1) == date.fromisoformat(other.first)
    assert max(one.days for one in made.columns) <= 1.3 * min(one.days for one in made.columns)


@given(st.lists(st.builds(lambda on, course: Item("story", on, told_on=on, course=course), DAYS,
                          st.sampled_from(["success", "relapse", "steady"])), max_size=40))
def test_a_relapse_lasts_until_it_went_better(stories: list[Item]) -> None:
    """Every story of relapse lies in a time of relapse; none touches another; each ends with a better story or goes on;
    no better story lies within one."""
    found = relapses(stories)
    for one in stories:
        within = [each for each in found if each.on <= one.on and (each.until is None or one.on <= each.until)]
        assert one.course != "relapse" or len(within) == 1
        assert one.course == "relapse" or all(one.on == each.until for each in within)
    assert all(one.until is not None and one.until < other.on for one, other in pairwise(found))
    ends = {one.on for one in stories if one.course != "relapse"}
    assert all(one.until is None or one.until in ends for one in found)


def test_what_a_story_says_itself_counts() -> None:
    """A relapse is never shorter than the time its story names, and joins one that begins within it."""
    long = Item("story", "2021-01-05", "2021-01-05", "2021-03-01", "2021-03-02", course="relapse")
    better = Item("story", "2021-02-01", told_on="2021-02-01", course="success")
    again = Item("story", "2021-02-20", told_on="2021-02-20", course="relapse")
    assert [(one.on, one.until) for one in relapses([long, better])] == [("2021-01-05", "2021-03-01")]
    assert [(one.on, one.until) for one in relapses([long, better, again])] == [("2021-01-05", None)]
    assert relapses([better]) == []


def test_what_is_counted_is_drawn_by_its_rate() -> None:
    """The highest bar is that of the column with most a day; each says how many."""
    ends = [Item("milestone", "2020-01-10", title="x"), Item("milestone", "2022-11-10", title="y")]
    made = layout.layout(line_of(ends, ("2020-02-01", "2020-02-02", "2022-03-04")), NARROW)
    (row,) = [one for one in made.rows if one.piles]
    assert [(one.n, one.height) for one in row.piles][0] == (2, 1.0)
    assert 0 < row.piles[1].height < 1


def test_what_is_chosen() -> None:
    """By kind, voice, domain and period; an address that asks for what is not there shows everything."""
    line = line_of([Item("story", "2020-03-01", told_on="2020-03-01", voice="coach", domains=("work",), title="Werk"),
                    Item("interview", "2021-08-01", told_on="2021-08-01", voice="family"),
                    Item("milestone", "2021-02-01", title="rijbewijs")])
    assert choosing.asked({"period": "2021-2", "lane": "Stories", "voice": "nobody", "domain": "work"}, line) == Choice(
        "2021-2", "Stories", "", "work")
    assert choosing.asked({"period": "1920", "lane": "x"}, line) == Choice()
    assert choosing.asked({"period": "2021-"}, line) == Choice()
    assert [one.title for one in choosing.narrowed(line, Choice(domain="work")).items] == ["Werk"]
    assert [one.kind for one in choosing.within(line, "2021-2")] == ["interview"]
    assert [one.kind for one in choosing.within(line, "2021")] == ["milestone", "interview"]
