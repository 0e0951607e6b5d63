"""The page on which a sheet is taken in: its kinds, what was found in a sheet, storing it, and taking it back."""

from __future__ import annotations

import base64
from contextlib import closing
from typing import TYPE_CHECKING

from pilot.vocabulary.domains import DOMAINS
from stories.contacts import listing
from stories.outcomes.from_sheets import taking
from views.sheets.chosen import PICKED

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

HEADS = "Family;On;What;Minutes;Note\n"


def chosen(page: AppTest, rows: str) -> AppTest:
    """The page once a csv with these rows was chosen."""
    page.session_state[PICKED] = ("list.csv", base64.b64encode((HEADS + rows).encode()).decode())
    return page.radio[0].set_value("contacts").run()


def html(page: AppTest) -> str:
    """All html that the page shows."""
    return " ".join(one.proto.body for one in page.get("html"))


def test_faults_are_shown_and_nothing_can_be_stored(small: SmallPilot, open_page: Opener) -> None:
    """Each with its row; the button waits."""
    page = chosen(open_page("sheets", "evaluator"), "Berk;4-3-2021;feast;1,5;\nBerk;4-3-2021;visit;60;\n")
    assert not page.exception
    assert "2 faults, in 1 row." in page.error[0].value
    assert "feast" in html(page)
    assert [one.disabled for one in page.button if one.label.startswith("Store")] == [True]


def test_a_question_is_answered_and_the_sheet_is_stored_and_taken_back(
    small: SmallPilot, open_page: Opener
) -> None:
    """A day before the support is ticked as right; what was stored goes again after a yes."""
    page = chosen(open_page("sheets", "coach"), "Berk;4-3-2001;visit;60;\n")
    (store,) = (one for one in page.button if one.label == "Store 1 row")
    assert store.disabled
    page.checkbox[0].check().run()
    next(one for one in page.button if one.label == "Store 1 row").click().run()
    with closing(small.open()) as db:
        assert len(listing.listed(db, small.viewers["coach"])) == 1
    assert PICKED not in page.session_state
    next(one for one in page.button if one.label == "Take back").click().run()
    page.button("yes").click().run()
    with closing(small.open()) as db:
        assert not listing.listed(db, small.viewers["coach"])
    assert "taken back" in page.text[0].value


def test_what_is_no_sheet_is_said(small: SmallPilot, open_page: Opener) -> None:
    """One sentence, and the kinds and their columns are still there."""
    page = open_page("sheets", "evaluator")
    page.session_state[PICKED] = ("brief.pdf", base64.b64encode(b"%PDF-1.7 x").decode())
    page.run()
    assert "brief" in page.error[0].value
    assert page.radio[0].options == [
        "Scores of life domains", "Contacts", "Money spent for families", "Referrals", "Milestones",
        "Use of services", "Goals of families", "Hours a week", "Questions to the team"]


def test_an_administrator_invites_by_a_sheet(small: SmallPilot, open_page: Opener) -> None:
    """Her kinds alone; the links are there until she says that she passed them on, and then nowhere."""
    page = open_page("sheets", "admin")
    assert page.radio[0].options == ["Families", "People of families, coaches", "Accounts, to invite"]
    page.session_state[PICKED] = ("list.csv", base64.b64encode(b"Name;Roles\nan;coach\nbo;evaluator\n").decode())
    page.radio[0].set_value("accounts").run()
    next(one for one in page.button if one.label == "Store 2 rows").click().run()
    assert not page.exception
    assert html(page).count("/invitation/") == 2
    assert not [one for one in page.button if one.label == "Take back"]
    next(one for one in page.button if one.label == "I have passed them on").click().run()
    assert "/invitation/" not in html(page)


def test_many_scores_that_change_are_right_in_one_tick(small: SmallPilot, open_page: Opener) -> None:
    """More than anybody looks at one by one: the first three are shown, and one box stands for all."""
    wave, row = "Family;Wave;On;" + ";".join(DOMAINS), ";4-3-2021;" + ";".join(["{}"] * 9)
    sheet = "\n".join([wave, *(f"{name};T{n}{row}" for n in range(3) for name in ("Berk", "Es"))]) + "\n"
    with closing(small.open()) as db:
        taking.take_in(small.pilot, db, small.viewers["evaluator"], "scores", sheet.replace("{}", "5").encode(),
                       "a.csv", sure={"wave T0", "wave T1", "wave T2"})
    page = open_page("sheets", "evaluator")
    page.session_state[PICKED] = ("list.csv", base64.b64encode(sheet.replace("{}", "10").encode()).decode())
    page.run()
    assert [one.label for one in page.checkbox] == ["Everything that the sheet says otherwise holds from now on (54)"]
    assert "… and 51 more." in [one.value for one in page.caption]
    page.checkbox[0].check().run()
    assert not next(one for one in page.button if one.label == "Store 6 rows").disabled
