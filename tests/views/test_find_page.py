"""The page to find passages by their codes: a question in sentences, saved, and coded in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.find import saved, together
from coding.find.question import Question
from coding.marks import merging
from tests.coding.book.test_changing import new
from tests.coding.find.test_passages import coded

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

__all__ = ["coded"]


def test_it_begins_with_a_code(small: SmallPilot, coded: str, open_page: Opener) -> None:
    """Before that it says what will appear; without a codebook it leads there."""
    assert small
    page = open_page("find", "evaluator")
    assert page.text[0].value.startswith("Choose a code")
    assert [box.label for box in page.selectbox][:2] == ["Passages with", "Direction"]
    assert coded


def test_without_a_codebook_it_invites(small: SmallPilot, open_page: Opener) -> None:
    """There is nothing to choose from yet."""
    assert small
    assert "/codebook" in "".join(one.proto.body for one in open_page("find", "evaluator").get("html"))


def test_a_question_from_an_address(small: SmallPilot, db: Database, coded: str, open_page: Opener) -> None:
    """It is filled in, said in words, and its passages lead to the desk; a file holds the same."""
    saved.save(db, small.viewers["evaluator2"], "Contact", Question("klik"), shared=True)
    page = open_page("find", "evaluator", code="klik", how1="overlapping", code1="vast_gezicht", voice="family")
    html = "".join(one.proto.body for one in page.get("html"))
    assert f"desk?document={coded}&amp;at=" in html
    assert "Zij belde zelf.</blockquote>" in html
    assert "/export/passages.xlsx?code=klik&amp;how1=overlapping&amp;code1=vast_gezicht" in html
    assert '<a href="/find?code=klik" target="_self">Contact</a>' in html
    assert page.text[0].value == "1 passage. Looked in 1 text."
    assert page.caption[0].value.startswith("Passages with Click, that share words with One fixed face.")
    page.selectbox(key="find how1").select("without").run()
    assert "scheelt</blockquote>" in "".join(one.proto.body for one in page.get("html"))


def test_nothing_found_says_where_it_looked(small: SmallPilot, coded: str, open_page: Opener) -> None:
    """And a question that is none is one sentence."""
    page = open_page("find", "evaluator", code="klik", how1="within", code1="vast_gezicht")
    assert page.text[0].value == "Nothing found. Looked at 5 codings with these codes in 1 text."
    page = open_page("find", "evaluator", code="klik", from_on="2021-02-01", until_on="2021-01-01")
    assert page.warning[0].value.startswith("The period ends before it starts.")
    assert small
    assert coded


@pytest.mark.slow
def test_what_was_found_is_coded_and_taken_back(
    small: SmallPilot, db: Database, coded: str, open_page: Opener
) -> None:
    """All or what is ticked; how many it were is said; one button takes it back."""
    page = open_page("find", "evaluator", code="klik")
    page.toggle[0].set_value(True).run()
    ticks = [one for one in page.checkbox if "**" in one.label]
    assert [one.label.split("  \n")[0] for one in ticks] == ["**Zij belde zelf.**", "**scheelt**"]
    ticks[1].check()
    next(box for box in page.selectbox if box.label == "Code").select("gezinsbudget")
    next(one for one in page.button if one.label == "Code these passages").click().run()
    batch = together.last(db, small.viewers["evaluator"])
    assert batch
    assert batch.codings == 1
    page = open_page("search", "evaluator", search="scheelt", inside="gezinsbudget")
    assert page.text[0].value == "Coded last in one go: 1 passage with Family budget."
    assert page.text[1].value.startswith("1 place.")
    next(one for one in page.button if one.label == "Take this back").click().run()
    assert together.last(db, small.viewers["evaluator"]) is None
    assert coded


@pytest.mark.slow
def test_an_address_of_a_code_that_went_up_in_another(
    small: SmallPilot, db: Database, coded: str, open_page: Opener
) -> None:
    """It goes along and says so, also where words are searched inside it; of a split code a part is chosen."""
    viewer = small.viewers["evaluator"]
    saved.save(db, viewer, "Gezicht", Question("vast_gezicht"), shared=False)
    merging.merge(db, viewer, ["vast_gezicht"], "klik", seen=1)
    merging.split(db, viewer, "screening", [new("Deel a"), new("Deel b")], seen=2)
    page = open_page("find", "evaluator", code="vast_gezicht", how1="without", code1="screening")
    assert page.query_params["code"] == "klik"
    assert page.selectbox(key="find code").value == "klik"
    assert page.info[0].value.startswith("“One fixed face” went up in “Click” (version 2).")
    assert "This is about “Click” now." in "".join(one.proto.body for one in page.get("html"))
    assert page.info[1].value == "“Screening” was split into “Deel a”, “Deel b” (version 3)."
    next(one for one in page.button if one.label == "Deel b").click().run()
    assert page.query_params["code1"] == "deel_b"
    assert [one.value[:20] for one in page.info] == ["“One fixed face” wen"]
    page = open_page("search", "evaluator", search="scheelt", inside="vast_gezicht")
    assert page.query_params["inside"] == "klik"
    assert coded
