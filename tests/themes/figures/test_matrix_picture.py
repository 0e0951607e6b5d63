"""The matrix as a picture: its numbers, what they are out of, and names that stay where they belong."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pilot.files.pictures import as_png, fonts
from pilot.files.pictures.picture import Drawn
from pilot.files.pictures.shapes import As, Words
from tests.present import present
from tests.themes.figures.test_tables import TOLD
from tests.themes.told import telling
from themes import frames, matrix
from themes.figures.matrix_picture import CELL, CHIP, ENDS, NAMES, SMALL, matrix_picture, mixed
from themes.scope import Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

LONG = "Eenongebruikelijklangenaamzonderspaties" * 8


def drawn(small: SmallPilot, db: Database, name: str = "") -> Drawn:
    """The matrix of four families; `name`: what the first code and family are called instead."""
    with telling(db, TOLD):
        material = present(frames.load(db, small.viewers["evaluator"], Scope()))
    if name:
        families = material.families.copy()
        families.loc[0, "pseudonym"] = name
        material = replace(material, families=families,
                           codes=[replace(material.codes[0], name=name), *material.codes[1:]])
    return matrix_picture(material, matrix.matrix(material))


def test_each_number_stands_over_what_it_is_out_of(small: SmallPilot, db: Database) -> None:
    """Passages, and under them in how many of the coded documents, in the column of their family."""
    words = [one for one in drawn(small, db).shapes if isinstance(one, Words)]
    first, second = NAMES + ENDS + CELL / 2, NAMES + ENDS + CELL * 1.5
    column = [one for one in words if one.x == first]
    assert [one.text for one in column][:3] == ["F0", "2", "in 1 of 1"]
    assert column[1].y < column[2].y
    assert [one.text for one in words if one.x == second][:2] == ["F1", "in 0 of 1"]
    assert "1 of 3" in [one.text for one in words if one.anchor == "end"]


def test_long_names_stay_in_their_place(small: SmallPilot, db: Database) -> None:
    """A name without spaces is broken and shortened; no words stick out of the picture or lie over a cell."""
    picture = drawn(small, db, LONG)
    for one in picture.shapes:
        if isinstance(one, Words):
            wide = fonts.width(one.text, one.size, bold=one.bold)
            left = one.x - {"start": 0, "middle": wide / 2, "end": wide}[one.anchor]
            assert left >= -1
            assert left + wide <= picture.width + 1
            assert one.anchor != "middle" or wide <= CELL
            assert not (one.x == CHIP + 8 and LONG[:5] in one.text) or left + wide <= NAMES
    assert any(isinstance(one, Words) and one.text.endswith("…") for one in picture.shapes)


@pytest.mark.slow
def test_a_large_picture_is_drawn_less_finely() -> None:
    """What is too large to be drawn four times as wide is drawn twice as wide, and comes out at the same size."""
    made = Image.open(io.BytesIO(as_png.write(As("a", "b"), [], 2000, 2400)))
    assert made.size == (2000 * as_png.SCALE, 2400 * as_png.SCALE)


def test_a_tint_lies_between_colour_and_ground() -> None:
    """None of the colour is the ground, all of it the colour."""
    assert [mixed("#102030", "#FFFFFF", part) for part in (0, 0.5, 1)] == ["#FFFFFF", "#889098", "#102030"]


def test_how_far_a_family_is_coded_stays_in_its_cell() -> None:
    """In Dutch, with two figures on both sides; else it lies over the words of the next family."""
    assert fonts.width("13 van 14 gecodeerd", SMALL) < CELL
