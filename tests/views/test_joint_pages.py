"""The pages of mechanisms beside outcomes and of claims: what stands there, and what is written stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.families import register
from pilot.store.files import write
from stories.outcomes.scores import Entry, enter
from tests.themes import coded
from themes.claims import reading, writing
from themes.claims.writing import Worded

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def shown(page: AppTest) -> str:
    """All HTML of a page, joined."""
    assert not page.exception
    return "".join(str(one.proto.body) for one in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    """Press a button."""
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


@pytest.fixture
def made(small: SmallPilot, db: Database) -> coded.Coded:
    """The small pilot, coded, with Berk scored at two moments."""
    found = coded.code(small, db)
    for wave, value, day in (("T0", 10, "2021-01-01"), ("T1", 5, "2021-06-01")):
        with write(db):
            enter(db, small.viewers["evaluator"], Entry(small.families["Berk"], wave, "debts", value, day))
    return found


@pytest.mark.usefixtures("made")
@pytest.mark.slow
def test_families_stand_beside_mechanisms(open_page: Opener) -> None:
    """By change, with scores, what was told, words, and how many families each number is out of."""
    page = open_page("joint", "evaluator", group="mechanismen")
    text = shown(page)
    assert text.index("Berk") < text.index("Es</a>")
    assert "10 → 5, mean of 1 domain" in text
    assert coded.PASSAGE in text
    assert "1 family of 2" in text
    assert "known for 1 of 2 families" in text
    assert "not of effect" in text
    page = open_page("joint", "evaluator", search="Es")
    assert 'data-family' in shown(page)
    assert "Berk" not in shown(page)


@pytest.mark.usefixtures("made")
@pytest.mark.slow
def test_another_choice_stands_in_the_address(open_page: Opener) -> None:
    """A domain nobody scored at both moments leaves no change; what is not there is told, and the usual is shown."""
    page = open_page("joint", "evaluator")
    page.selectbox(key="joint_domain").set_value("work").run()
    assert page.query_params["domain"] == "work"
    assert "known for 0 of 2 families" in shown(page)
    page = open_page("joint", "evaluator", domain="luck")
    assert page.error
    assert "Berk" in shown(page)


@pytest.mark.slow
def test_without_codebook_or_scores_it_says_what_comes(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """No codebook leads to it; without scores the families stand there with no change."""
    assert "No codebook yet" in shown(open_page("joint", "evaluator"))
    coded.code(small, db)
    assert "No life domain was scored yet" in shown(open_page("joint", "evaluator"))
    assert open_page("joint", "coach").error


@pytest.mark.usefixtures("made")
@pytest.mark.slow
def test_a_claim_is_written_and_opens(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """What a name stops stays in the form until the writer says so; then its page shows it with the families."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    page = open_page("claims", "evaluator", codes=coded.CODE)
    page.text_area[1].input("Ilona Hazeveld hoeft niets te herhalen")
    page.text_area[2].input("Minder schulden")
    press(page, "Keep")
    assert any("Ilona Hazeveld" in one.value for one in page.warning), [one.value for one in page.error]
    assert reading.listed(db, small.viewers["evaluator"]) == []
    page.text_area[1].input("Zij hoeft niets te herhalen")
    press(page, "Keep")
    (one,) = reading.listed(db, small.viewers["evaluator"])
    assert one.now.codes == (coded.CODE,)
    text = shown(open_page("claims", "evaluator", claim=one.guid))
    assert "Minder schulden" in text
    assert "joint?search=Berk" in text


@pytest.mark.usefixtures("made")
@pytest.mark.slow
def test_things_are_laid_beside_a_claim(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A quote, then scores, each by its own choice; another explanation is added, weighed, and the claim put away."""
    who = small.viewers["evaluator"]
    guid, _found = writing.make(small.pilot, db, who, Worded("", "Zij blijft", "Rust", (coded.CODE,)))
    page = open_page("claims", "evaluator", claim=guid)
    page.selectbox(key="lay family").set_value(small.families["Berk"]).run()
    next(one for one in page.checkbox if str(one.key).startswith("lay ")).check().run()
    press(page, "Lay it beside")
    page = open_page("claims", "evaluator", claim=guid)
    assert coded.PASSAGE in shown(page)
    page.selectbox(key="lay family").set_value(small.families["Berk"]).run()
    page.button_group(key="lay kind").set_value("scores").run()
    page.button_group(key="lay side").set_value("against").run()
    press(page, "Lay it beside")
    assert [(one.kind, one.side) for one in reading.claim(db, who, guid).grounds] == [
        ("quote", "for"), ("scores", "against")]
    page = open_page("claims", "evaluator", claim=guid)
    page.text_area(key=f"words rival {guid}-0").input("De tijd")
    press(page, "Add")
    assert not page.error
    writing.explain(small.pilot, db, who, guid, "De tijd van het jaar")
    page = open_page("claims", "evaluator", claim=guid)
    assert "De tijd" in shown(page)
    press(page, "Put this claim away")
    page.button(key="yes").click().run()
    assert reading.listed(db, who) == []
    assert "Nothing is written down yet." in [one.value for one in open_page("claims", "evaluator").text]
