"""The explorer's pictures: numbers and shapes of the frame, bars as long as families are many, words in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.files.pictures import fonts
from pilot.files.pictures.shapes import Area, Words
from tests.present import present
from tests.themes.explore.test_frames import PILOT, loaded
from tests.themes.told import telling
from themes.explore.beside import beside, differences
from themes.explore.in_time import in_time
from themes.explore.sides import Sides
from themes.figures import explore_pictures
from themes.figures.grid_picture import BAR, BARRED, Cell, Row, grid_picture
from themes.over_time import SUPPORT
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.pictures.picture import Drawn
    from tests.builder import SmallPilot


def inside(drawn: Drawn) -> bool:
    """Whether no words stick out of a picture."""
    for one in drawn.shapes:
        if isinstance(one, Words):
            left = one.x - {"start": 0, "middle": 0.5, "end": 1}[one.anchor] * fonts.width(
                one.text, one.size, bold=one.bold)
            if left < -1 or left + fonts.width(one.text, one.size, bold=one.bold) > drawn.width + 1:
                return False
    return True


def test_a_code_in_time_as_a_picture(small: SmallPilot, db: Database) -> None:
    """Heads, families and the numbers of all families stand in it."""
    material = loaded(small, db, PILOT)
    drawn = explore_pictures.in_time(material, in_time(material, "a", SUPPORT))
    said = [one.text for one in drawn.shapes if isinstance(one, Words)]
    assert {"month 1-6", "month 7-12", "month 13-18", "F0", "F1", "All families"} <= {*said}
    assert inside(drawn)


def test_bars_are_as_long_as_families_are_many(small: SmallPilot, db: Database) -> None:
    """The open bar is as long as a side has coded families, the filled one as those that said it."""
    with telling(db, PILOT):
        found = present(beside(db, small.viewers["evaluator"], Scope(), Sides("site", ("north", "south"))))
    drawn = explore_pictures.beside(found, differences(found))
    bars = [max(x for x, _y in one.points) - min(x for x, _y in one.points) for one in drawn.shapes
            if isinstance(one, Area) and max(y for _x, y in one.points) - min(y for _x, y in one.points) == BAR]
    shares = found.cells[["families_said", "families_coded"]].to_numpy().tolist()
    wide = BARRED - 16
    assert bars == [wide * part for said, coded in shares for part in (coded, said) if part]
    assert inside(drawn)


def test_long_words_stay_in_the_picture() -> None:
    """A name, a head and small print of any length are broken or shortened."""
    long = "Eenongebruikelijklangenaamzonderspaties" * 4
    row = Row(long, long, "#004488", [Cell("●", long, long), Cell("", "1", long)])
    assert inside(grid_picture([long, long], [row]))
