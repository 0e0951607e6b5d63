"""The matrix as a table: every cell can be reached, says its counts, and leads to its quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pilot import words
from pilot.config import ROOT
from pilot.paging import Wanted
from tests.present import present
from tests.themes.told import Doc, Done, Mark, Told, telling
from themes import frames, matrix
from themes.figures.tables import SIGNS, across, matrix_table
from themes.scope import Scope

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sqlite_utils import Database

    from tests.builder import SmallPilot

TOLD = Told(
    families=4, docs=[Doc(0, "2021-03-01"), Doc(1, "2021-03-01"), Doc(2, "2021-03-01"), Doc(2, "2021-03-01")],
    marks=[Mark(0, "a", 0, 0, 5), Mark(0, "a", 0, 9, 12)], done=[Done(0, 0), Done(1, 0), Done(2, 0)])


def drawn(small: SmallPilot, db: Database, scope: Scope = Scope(), dark: bool = False) -> Element:
    """The table, parsed as XML: anything not escaped or not closed would fail here."""
    with telling(db, TOLD):
        material = present(frames.load(db, small.viewers["evaluator"], scope))
    return ElementTree.fromstring(matrix_table(material, matrix.matrix(material), dark).replace("&nbsp;", " "))


def words_of(element: Element) -> str:
    """All text of an element, as a screen reader reads it."""
    return " ".join("".join(element.itertext()).split())


def test_four_states_by_sign_and_word(small: SmallPilot, db: Database) -> None:
    """A state is a sign (of the style) and a count or a word, so that nobody needs the colour."""
    row = [r for r in drawn(small, db).iter("tr") if words_of(r).startswith("a (en)")][0]
    assert [words_of(cell) for cell in row.findall("td")] == [
        "1 of 3 families1 of 3 stories", "2in 1 of 1", "0 of 1", "1 of 2 coded", "no story"]
    assert [cell.get("data-state") for cell in row.findall("td")][1:] == [
        "said", "coded_not_said", "told_not_coded", "no_story"]
    said = present(row.findall("td")[1].find("a"))
    assert str(said.get("aria-label")).startswith("a (en), F0: Said: 2 passages in 1 of 1 coded stories")
    style = (ROOT / "themes" / "figures" / "themes.css").read_text(encoding="utf-8")
    for state, sign in SIGNS.items():
        where = rf'\.rd-(cell\[data-state="{state}"\] > a|none)'
        assert re.search(rf'^{where}::before \{{ content: "{sign}"', style, re.MULTILINE)


def test_a_large_matrix_has_some_families_and_counts_all(small: SmallPilot, db: Database) -> None:
    """A page of the families stands in it, found by name; the row ends, which come first, are of all of them."""
    with telling(db, TOLD):
        material = present(frames.load(db, small.viewers["evaluator"], Scope()))
    some = across(material, Wanted(search="f2", size=2))
    table = ElementTree.fromstring(matrix_table(material, matrix.matrix(material), False, some))
    assert [words_of(th) for th in present(table.find("table/thead/tr"))] == ["Code", "Families", "F2"]
    row = [r for r in table.iter("tr") if words_of(r).startswith("a (en)")][0]
    assert [words_of(cell) for cell in row.findall("td")] == ["1 of 3 families1 of 3 stories", "1 of 2 coded"]
    both = across(material, Wanted(page=2, size=2))
    assert ([one.pseudonym for one in both], both.total) == (["F2", "F3"], 4)


def test_every_cell_with_material_is_a_link_with_its_scope(small: SmallPilot, db: Database) -> None:
    """A real link per cell, with keys and guids only, that keeps what was chosen."""
    table = drawn(small, db, Scope(coder="all", until_on="2021-12-31"))
    links = [a.get("href") for cell in table.iter("td") for a in cell.iter("a")]
    assert "quotes?code=a&family=family-0&until_on=2021-12-31&coder=all" in links
    assert len(links) == 3 * 3


def test_rows_and_columns_have_heads(small: SmallPilot, db: Database) -> None:
    """A table with a caption, a head per column and per row, inside a region that can be scrolled by key."""
    table = drawn(small, db)
    assert (table.get("role"), table.get("tabindex")) == ("region", "0")
    head = present(table.find("table/thead/tr"))
    assert [words_of(th) for th in head] == ["Code", "Families", "F0", "F1", "F2", "F3"]
    assert {th.get("scope") for th in table.iter("th")} == {"col", "row", "rowgroup"}


def test_in_dutch_and_in_the_dark(small: SmallPilot, db: Database) -> None:
    """Words and colours follow the viewer."""
    with words.speaking("nl"):
        assert "1 van 3 gezinnen" in words_of(drawn(small, db, dark=True))
