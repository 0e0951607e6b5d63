"""Figures as SVG: what plotly's data says is what is drawn, and whatever a name holds stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tests.themes.test_over_time import figure_of, load
from tests.themes.told import Doc, Told
from themes.figures.svg import picture

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sqlite_utils import Database

    from tests.builder import SmallPilot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(small: SmallPilot, db: Database, told: Told | None = None, width: int | None = None) -> Element:
    """The picture of one code and of what was told, parsed."""
    material = load(small, db, told=told) if told else load(small, db)
    return ElementTree.fromstring(picture(figure_of(material, 1), "Who said it", width))


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


def test_a_picture_alone_has_a_width(small: SmallPilot, db: Database) -> None:
    """On a page it is as wide as the page, in a file as wide as asked, with its ground and letters in itself."""
    assert drawn(small, db).get("width") == "100%"
    alone = drawn(small, db, width=900)
    assert (alone.get("width"), alone.get("role"), alone.get("aria-label")) == ("900", "img", "Who said it")
    assert "#FBF9F5" in alone.get("style", "")


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
