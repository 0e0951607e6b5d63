"""Figures as SVG: what plotly's data says is what is drawn, and whatever a name holds stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pilot.files.pictures.shapes import Area, Words
from tests.themes.test_over_time import figure_of, load
from tests.themes.told import Doc, Told
from themes.figures.bars_picture import NARROWEST, bars_picture
from themes.figures.svg import picture

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sqlite_utils import Database

    from tests.builder import SmallPilot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(small: SmallPilot, db: Database, told: Told | None = None) -> Element:
    """The picture of one code and of what was told, parsed."""
    material = load(small, db, told=told) if told else load(small, db)
    return ElementTree.fromstring(picture(figure_of(material, 1), "Who said it"))


def texts(picture: Element) -> list[str]:
    """Every piece of writing in the picture."""
    return ["".join(one.itertext()) for one in picture.iter(f"{SVG}text")]


def test_every_bar_is_as_high_as_its_number(small: SmallPilot, db: Database) -> None:
    """Bars of one panel stand on one line, and are as high as what they count; nothing counted has no bar."""
    bars = list(drawn(small, db).iter(f"{SVG}rect"))
    open_, filled, told = bars[:3], bars[3:5], bars[5:]
    feet = {round(float(bar.get("y", 0)) + float(bar.get("height", 0))) for bar in open_ + filled}
    assert len(feet) == 1
    assert {bar.get("height") for bar in open_ + filled} == {open_[0].get("height")}
    assert [round(float(bar.get("height", 0)) / float(told[0].get("height", 0))) for bar in told] == [1, 2, 1]
    assert [bar.get("x") for bar in filled] == [open_[0].get("x"), open_[2].get("x")]


def test_numbers_and_names_are_written(small: SmallPilot, db: Database) -> None:
    """Every count with what it is out of, gaps by their sign, the periods once, and what each panel is of."""
    written = texts(drawn(small, db))
    for expected in ("1 of 1", "0 of 1", "\u00b7", "2 (1)", "a (en)", "Stories told (families)"):
        assert expected in written
    assert written.count("Jan-Jun2020") == 1
    titles = [one.text for one in drawn(small, db).iter(f"{SVG}title")]
    assert "Jan-Jun 2020: 1 of 1" in titles


def test_the_page_and_the_file_draw_the_same(small: SmallPilot, db: Database) -> None:
    """On a page a picture is as wide as the page; the file has a width of its own, and every bar and word of it."""
    page = drawn(small, db)
    assert (page.get("width"), page.get("role"), page.get("aria-label")) == ("100%", "img", "Who said it")
    assert "#FBF9F5" in page.get("style", "")
    alone = bars_picture(figure_of(load(small, db), 1))
    assert alone.width == NARROWEST
    boxes = [one for one in alone.shapes if isinstance(one, Area)]
    heights = [round(one.points[2][1] - one.points[0][1], 1) for one in boxes]
    lefts = [round(one.points[0][0] / alone.width * 100, 2) for one in boxes]
    assert heights == [float(bar.get("height", 0)) for bar in page.iter(f"{SVG}rect")]
    assert lefts == [float(str(bar.get("x"))[:-1]) for bar in page.iter(f"{SVG}rect")]
    words = [one.text for one in alone.shapes if isinstance(one, Words)]
    assert {"1 of 1", "0 of 1", "2 (1)", "a (en)", "Stories told (families)"} <= set(words)


def test_nothing_told_is_still_a_picture(small: SmallPilot, db: Database) -> None:
    """Without periods there are the names of the panels and no bars."""
    empty = drawn(small, db, told=Told())
    assert list(empty.iter(f"{SVG}rect")) == []
    assert "Stories told (families)" in texts(empty)


def test_markup_in_a_name_is_written(small: SmallPilot, db: Database) -> None:
    """A code that is called like markup is drawn as it is written."""
    material = load(small, db, told=Told(docs=[Doc(0, "2021-01-01")]))
    figure = figure_of(material, 1)
    figure.layout.annotations[0].text = "<script>alert(1)</script> & co"
    assert "<script>alert(1)</script> & co" in texts(ElementTree.fromstring(picture(figure, "x")))
