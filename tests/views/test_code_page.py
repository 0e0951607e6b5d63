"""Changing the codebook on its pages: one code, the versions, and the codings that wait for a decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import changing, codebook, edits
from coding.marks import deciding, looking, merging
from tests.coding.book.test_changing import new
from tests.coding.marks.test_merging import BOOK, give, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def editor(small: SmallPilot, db: Database) -> Viewer:
    """Who changes a codebook of three codes."""
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    return small.viewers["evaluator"]


def html(page: AppTest) -> str:
    """What the page shows as HTML."""
    assert not page.exception, page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def field(page: AppTest, label: str, which: int = 0) -> Any:
    """A field by its label; English stands beside Dutch."""
    fields = [one for kind in (page.text_input, page.text_area, page.selectbox, page.checkbox)
              for one in kind if one.label == label]
    return fields[which]


def press(page: AppTest, label: str) -> AppTest:
    """Press a button."""
    next(button for button in page.button if button.label == label).click().run()
    return page


@pytest.mark.slow
def test_a_code_is_added_and_changed(db: Database, editor: Viewer, open_page: Callable[..., AppTest]) -> None:
    """A new one lies where it is wanted; then it says something else, with why in the list of versions."""
    page = open_page("code", "evaluator", under="groep")
    field(page, "Name").set_value("Fiets")
    press(page, "Add this code")
    assert not page.error
    page = open_page("code", "evaluator", key="fiets")
    field(page, "Name", 1).set_value("Bicycle")
    field(page, "What it means").set_value("Iets met een fiets.")
    field(page, "Why (for the list of versions)").set_value("duidelijker")
    press(page, "Save this code")
    code, parent = edits.find(changing.in_use(db), "fiets")
    assert (code.name, code.definition["en"]) == ({"nl": "Fiets", "en": "Bicycle"}, "Iets met een fiets.")
    assert parent
    assert (parent.key, [one.reason for one in codebook.versions(db, editor)]) == ("groep", ["duidelijker", "", ""])


@pytest.mark.slow
def test_the_second_editor_loses_nothing(
    small: SmallPilot, db: Database, editor: Viewer, open_page: Callable[..., AppTest],
) -> None:
    """She is told in one sentence, sees what it says now beside what she wrote, and saves again if she will."""
    page = open_page("code", "evaluator2", key="een")
    field(page, "Example").set_value("van de tweede")
    one = edits.find(changing.in_use(db), "een")[0]
    changing.change(db, editor, replace(one, example="van de eerste"), seen=1)
    press(page, "Save this code")
    assert [error.value.replace("\\", "") for error in page.error] == [
        "Meanwhile evaluator 1 changed this code too (version 2). What you wrote is still here: look at what it says"
        " now, and save again."]
    assert "van de eerste" in html(page)
    assert field(page, "Example").value == "van de tweede"
    press(page, "Save this code")
    assert not page.error
    assert edits.find(changing.in_use(db), "een")[0].example == "van de tweede"


@pytest.mark.slow
def test_nobody_overtakes_herself(db: Database, editor: Viewer, open_page: Callable[..., AppTest]) -> None:
    """Who moves a code goes on to split it; who was overtaken by another sees it once, and then may go on."""
    page = open_page("code", "evaluator", key="een")
    field(page, "Under").set_value("").run()
    press(page, "Put it there")
    one = edits.find(changing.in_use(db), "een")[0]
    field(page, "Names of the parts, one on a line").set_value("Een a\nEen b")
    changing.change(db, editor, replace(one, example="van een ander"), seen=2)
    press(page, "Split")
    assert [error.value.split(" (")[0] for error in page.error] == ["Meanwhile evaluator 1 changed this code too"]
    assert "van een ander" in html(page)
    press(page, "Split")
    assert not page.error
    found, parent = edits.find(changing.in_use(db), "een")
    assert (parent, [part.name["nl"] for part in found.codes]) == (None, ["Een a", "Een b"])


@pytest.mark.slow
def test_a_merge_says_whose_and_is_undone(
    small: SmallPilot, db: Database, editor: Viewer, open_page: Callable[..., AppTest],
) -> None:
    """Before it whose codings go along, after it each of them, and a way back that leaves all as it was."""
    document = small.interview(db)
    give(db, small.viewers["evaluator2"], document, "een", 0, "+")
    page = open_page("code", "evaluator", key="een")
    assert "1 coding in 1 text: evaluator 2 (1)." in [one.value for one in page.text]
    press(page, "Merge")
    assert page.error[0].value == "Choose the code it goes up in."
    field(page, "Into").set_value("drie")
    press(page, "Merge")
    assert shown(db, editor, document) == [("drie", 0, "+")]
    page = open_page("code", "evaluator", key="een")
    assert "This code went up in “Three”" in page.info[0].value
    page = open_page("versions", "evaluator", n="2")
    assert "evaluator 2 · One → <b>Three</b>" in html(page)
    assert "Hoe ging " in html(page)
    press(page, "Undo this merge or split")
    assert shown(db, editor, document) == [("een", 0, "+")]
    assert "merge or split undone" in html(open_page("versions", "evaluator"))


@pytest.mark.slow
def test_a_split_is_decided_coding_by_coding(
    small: SmallPilot, db: Database, editor: Viewer, open_page: Callable[..., AppTest],
) -> None:
    """The codebook leads to the list; each has a button per part, for all of them, and for none."""
    document = small.interview(db)
    for start in (0, 10, 20):
        give(db, editor, document, "een", start)
    page = open_page("code", "evaluator", key="een")
    field(page, "Names of the parts, one on a line").set_value("Een a\n\nEen b\n")
    press(page, "Split")
    assert not page.error
    assert "3 codings to decide about" in html(open_page("codebook", "evaluator"))
    page = open_page("decide", "evaluator")
    for wanted in ("Een b", "All of these", "None: remove"):
        before = deciding.left(db, editor)
        press(page, wanted)
        assert not page.exception
        assert "Decided last: One" in page.text[0].value
        press(page, "Take the decision back")
        assert (deciding.left(db, editor), shown(db, editor, document)[0][1]) == (before, 0)
        press(page, wanted)
    assert deciding.left(db, editor) == []
    assert [one[:2] for one in shown(db, editor, document)] == [("een_b", 0), ("een_a", 10), ("een_b", 10)]
    assert "Nothing to decide" in html(page)


@pytest.mark.slow
def test_a_code_that_means_something_else_is_looked_at(
    small: SmallPilot, db: Database, editor: Viewer, open_page: Callable[..., AppTest],
) -> None:
    """Who coded by the older definition finds what changed, and says what stays one by one, by text, and in one go."""
    document, second = small.interview(db), small.interview(db, title="Tweede")
    for text, start in ((document, 0), (document, 10), (document, 20), (second, 0), (second, 10), (second, 20)):
        give(db, editor, text, "een", start)
    page = open_page("code", "evaluator", key="een")
    field(page, "What it means").set_value("Iets heel anders.")
    press(page, "Save this code")
    for module in ("codebook", "", "versions"):
        assert "6 codings to look at again" in html(open_page(module or "today", "evaluator")), module
    page = open_page("again", "evaluator")
    assert "Iets heel anders." in html(page)
    press(page, "It stays")
    press(page, "None: remove")
    press(page, "All 3 of this text stay")
    press(page, "This 1 coding stays")
    assert page.error[0].value == "Say why all of them stay."
    field(page, "Why none of them has to change").set_value("zelfde grens")
    press(page, "This 1 coding stays")
    assert "Nothing to look at again" in html(page)
    assert any("All of them were looked at" in one.value for one in open_page("versions", "evaluator", n="2").caption)
    press(page, "Take back")
    assert [one.words for one in looking.old(db, editor)] == ["t de scho"]


def test_other_words_for_the_same_ask_nobody(
    small: SmallPilot, db: Database, editor: Viewer, open_page: Callable[..., AppTest],
) -> None:
    """Who ticks that only the wording changes; the version says so."""
    give(db, editor, small.interview(db), "een", 0)
    page = open_page("code", "evaluator", key="een")
    field(page, "What it means").set_value("Iets in andere woorden.")
    field(page, "Only the wording changes: nobody has to look at passages again.").set_value(True)
    press(page, "Save this code")
    assert looking.old(db, editor) == []
    assert any("Only the wording" in one.value for one in open_page("versions", "evaluator", n="2").caption)


@pytest.mark.slow
def test_a_code_goes_and_comes_back(db: Database, editor: Viewer, open_page: Callable[..., AppTest]) -> None:
    """Out of use, it says so and can be taken into use again; its history says both."""
    press(open_page("code", "evaluator", key="drie"), "Take out of use")
    page = open_page("code", "evaluator", key="drie")
    assert page.info[0].value == "This code is not in use any more."
    press(page, "Take into use again")
    assert edits.has(changing.in_use(db), "drie")
    told = html(open_page("code", "evaluator", key="drie"))
    assert "went out of use" in told
    assert "came into use" in told


@pytest.mark.slow
def test_a_code_moves(db: Database, editor: Viewer, open_page: Callable[..., AppTest]) -> None:
    """Under another group and before one of its codes; not into what it holds itself."""
    page = open_page("code", "evaluator", key="drie")
    field(page, "Under").set_value("groep").run()
    field(page, "Before").set_value("twee").run()
    press(page, "Put it there")
    assert [code.key for code in changing.in_use(db).codes[0].codes] == ["een", "drie", "twee"]
    page = open_page("code", "evaluator", key="groep")
    assert field(page, "Under").options == ["at the top"]


def test_versions_side_by_side_and_taken_back(db: Database, editor: Viewer, open_page: Callable[..., AppTest]) -> None:
    """The two last are shown first; an older one is used again from its own page."""
    changing.add(db, editor, new("Vier"), reason="gemist")
    codebook.adopt(db, editor, BOOK.replace("key: een", "key: anders"))
    page = open_page("versions", "evaluator")
    assert "<b>Added</b> <a href=\"/code?key=anders\"" in html(page)
    assert "<q>gemist</q>" in html(page)
    page = open_page("versions", "evaluator", n="2")
    assert "Vier" in html(page)
    press(page, "Use this version again")
    assert edits.has(changing.in_use(db), "een")
    assert edits.has(changing.in_use(db), "vier")
    assert merging.take_back(db, editor, 1) == 5


@pytest.mark.parametrize("name", ["coach", "steering"])
@pytest.mark.parametrize("module", ["code", "versions", "decide", "again"])
def test_who_only_reads_changes_nothing(
    editor: Viewer, open_page: Callable[..., AppTest], module: str, name: str,
) -> None:
    """Whoever opens the page is told in a sentence, and gets no field."""
    page = open_page(module, name)
    assert page.error[0].value.startswith("You may not do this")
    assert not page.text_input
    assert not page.button
