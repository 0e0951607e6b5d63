"""Household, goals, organisations and dossier of a family, as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.store.files import write
from stories.file import dossier, goals, household, kin, organisations
from stories.file.organisations import New

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

PAGES = ("household", "goals", "organisations", "dossier")


def html(page: AppTest) -> str:
    """Our own html on the page."""
    return " ".join(element.proto.body for element in page.get("html"))


def pressed(page: AppTest, label: str) -> AppTest:
    """The page after a button was pressed."""
    next(one for one in page.button if one.label == label).click()
    page.run()
    assert not page.exception
    return page


@pytest.fixture
def at(open_page: Opener, small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page about Berk as somebody."""
    def opened(module: str, name: str = "coach", family: str = "Berk") -> AppTest:
        page = open_page(module, name, family=small.families[family])
        assert not page.exception
        return page

    return opened


@pytest.mark.parametrize("module", PAGES)
@pytest.mark.slow
def test_a_page_is_for_who_keeps_the_file(at: Opener, open_page: Opener, small: SmallPilot, module: str) -> None:
    """A coach opens it of her own family; of another one, or of none, she is led to a choice."""
    own = at(module)
    assert f'href="/families?family={small.families["Berk"]}"' in html(own)
    for page in (at(module, "coach", "Es"), open_page(module, "coach")):
        assert "No family chosen" in html(page)
        assert "Es" not in html(page).replace("Est", "")


def test_a_household_is_kept(at: Opener, small: SmallPilot, db: Database) -> None:
    """The form keeps a kind and numbers of children; without a kind one sentence, and what was filled in stays."""
    page = at("household")
    next(one for one in page.number_input if one.label == "Children at home").set_value(2)
    pressed(page, "Keep this household")
    assert page.error[0].value == "Choose the kind of household."
    next(one for one in page.selectbox if one.label == "Kind of household").set_value("couple")
    pressed(page, "Keep this household")
    assert "couple · 2 children at home" in html(page)
    (kept,) = household.over_time(db, small.viewers["coach"], small.families["Berk"])
    assert kept.children.at_home == 2


def test_an_earlier_generation_is_drawn(at: Opener, small: SmallPilot, db: Database) -> None:
    """Added by role, it stands in the list, which says in words what the drawing shows."""
    page = at("household")
    next(one for one in page.text_input if one.label == "Role").set_value("moeder van moeder")
    pressed(page, "Add to the drawing")
    assert "<strong>moeder van moeder</strong>" in html(page)
    found = kin.generations(small.pilot, db, small.viewers["coach"], small.families["Berk"])
    assert [one.name for one in found.members] == ["Moeder Berk", "moeder van moeder"]


def test_a_goal_and_what_became_of_it(at: Opener, small: SmallPilot, db: Database) -> None:
    """In the family's words, with the domain; what became of it stands under it with the reason."""
    page = at("goals")
    next(one for one in page.text_area).set_value("Een eigen fiets")
    next(one for one in page.selectbox if one.label == "Life domain").set_value("work")
    pressed(page, "Keep this goal")
    assert "“Een eigen fiets”" in html(page)
    page.radio[0].set_value("reached")
    next(one for one in page.text_input if one.label == "Why").set_value("gekocht")
    pressed(page, "Keep this")
    assert "gekocht" in html(page)
    (goal,) = goals.goals(small.pilot, db, small.viewers["coach"], small.families["Berk"])
    assert goal.state == "reached"
    next(one for one in page.text_area if one.value == "Een eigen fiets").set_value("Een fiets met kinderzitje")
    pressed(page, "Keep these words")
    assert "“Een fiets met kinderzitje”</h2>" in html(page)
    assert "said before · “Een eigen fiets” · work" in html(page)


def test_organisations_are_counted(at: Opener, small: SmallPilot, db: Database) -> None:
    """How many at the start and now, and each with its function."""
    berk, coach = small.families["Berk"], small.viewers["coach"]
    organisations.add(small.pilot, db, coach, berk, New("school", "2019-09-01", contact="mentor"))
    organisations.add(small.pilot, db, coach, berk, New("police", "2019-09-01", "2020-03-01"))
    page = at("organisations")
    assert page.text[0].value == "2 organisations at the start (15 Jan 2020), 1 now"
    assert "mentor" in html(page)
    with write(db):
        db.conn.executemany(
            "INSERT INTO organisation(guid, family_id, made_by, made_at, kind, from_on, contact)"
            " SELECT hex(randomblob(16)), family_id, ?, '2021-01-01T10:00:00Z', 'school', '2021-01-01', ?"
            " FROM family WHERE guid = ?", [(coach.user_id, f"leraar {n}", berk) for n in range(1, 61)])
    page = at("organisations")
    assert ("leraar 48" in html(page), "leraar 49" in html(page)) == (True, False)
    assert "1 to 50 of 62" in [one.value for one in page.text]


def test_two_devices_write_in_one_section(at: Opener, small: SmallPilot, db: Database) -> None:
    """Whoever is second is told so; her text stays in the field, and is kept once she says so again."""
    berk, coach = small.families["Berk"], small.viewers["coach"]
    dossier.write_section(small.pilot, db, coach, berk, "2020-01-15", "work", "Zoekt werk.")
    page = at("dossier")
    field = next(one for one in page.text_area if one.label == "Work")
    field.set_value("Zoekt werk in de winkel.")
    dossier.write_section(small.pilot, db, small.viewers["evaluator"], berk, "2020-01-15", "work", "Zoekt een baan.", 1)
    n = [one.label for one in page.text_area].index("Work")
    saves = [one for one in page.button if one.label == "Keep this version"]
    saves[n].click()
    page.run()
    assert "Somebody else changed this section meanwhile" in page.error[0].value
    assert page.text_area[n].value == "Zoekt werk in de winkel."
    assert "Zoekt een baan." in html(page)
    [one for one in page.button if one.label == "Keep this version"][n].click()
    page.run()
    (state,) = dossier.states(small.pilot, db, coach, berk)
    assert [one.text for one in state.sections["work"]] == [
        "Zoekt werk in de winkel.", "Zoekt een baan.", "Zoekt werk."]
