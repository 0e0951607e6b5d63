"""Families: the list and each file by role; dates of the forms, of which an early one is asked about."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from pilot import words
from pilot.access.reach import Standing
from pilot.families import consent, people
from pilot.store.files import new_guid, write
from pilot.visit import Visit
from stories.entry import drafts
from texts import hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database
    from streamlit.testing.v1.element_tree import DateInput

    from tests.builder import SmallPilot


@pytest.fixture
def families(
    small: SmallPilot, monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[str], None]
) -> Callable[..., AppTest]:
    """Opens Families, or the file of one, as somebody, half an hour after midnight at home on 20 May 2021."""
    clock_at("2021-05-19T22:30:00Z")

    def opened(name: str = "admin", family: str = "") -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use("en")
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr("views.families.page.here", here)
        page = AppTest.from_string("from views.families import page\npage.page()", default_timeout=240)
        if family:
            page.query_params["family"] = small.families[family]
        page.run()
        assert not page.exception
        return page

    return opened


def field(page: AppTest, label: str) -> DateInput:
    """The date in the field with this label."""
    return next(one for one in page.date_input if one.label == label)


def html(page: AppTest) -> str:
    """Our own html on the page."""
    return " ".join(element.proto.body for element in page.get("html"))


def test_the_list_leads_to_the_files(families: Callable[..., AppTest], small: SmallPilot, db: Database) -> None:
    """Each family of the viewer's is a row; who may know what was told sees how much and when last, others do not."""
    for told_on in ("2021-03-04", "2021-02-01"):
        small.interview(db, told_on=told_on)
    shown = html(families("evaluator"))
    row = next(row for row in shown.split("<tr>") if small.families["Berk"] in row)
    assert f'href="/families?family={small.families["Berk"]}"' in row
    assert '<span class="rd-number">2</span>' in row
    assert "4 Mar 2021" in row
    assert small.families["Es"] in shown
    assert "Last told" not in html(families("admin"))
    own = html(families("coach"))
    assert small.families["Berk"] in own
    assert "4 Mar 2021" not in own  # what the family itself told
    assert small.families["Es"] not in own


def test_the_file_of_a_family(families: Callable[..., AppTest], small: SmallPilot, db: Database) -> None:
    """Line, what was told with the way to it, people and consent; an administrator gets neither line nor texts."""
    guid = small.interview(db, title="Aan de keukentafel")
    other = small.interview(db, "Es", title="Iets anders")
    page = families("evaluator", "Berk")
    assert page.title[0].value == "Berk"
    assert [head.value for head in page.subheader] == ["Told", "In brief", "People", "Consent"]
    shown = html(page)
    assert f'href="/desk?document={guid}"' in shown
    assert other not in shown
    assert "rd-drawing" in shown
    assert 'href="/families"' in shown
    page = families("admin", "Berk")
    assert [head.value for head in page.subheader] == ["People", "Support", "Consent"]
    assert "rd-drawing" not in html(page)
    assert guid not in html(page)


def test_the_file_of_a_family_that_is_not_hers(families: Callable[..., AppTest], small: SmallPilot) -> None:
    """A coach who asks for the file of another family gets the list of her own, and a sentence."""
    page = families("coach", "Es")
    assert [one.value for one in page.warning] == ["This family is not there, or it is not one of yours."]
    assert page.title[0].value == "My families"
    assert small.families["Es"] not in html(page)


def test_a_coach_finds_her_drafts_with_the_family(
    families: Callable[..., AppTest], small: SmallPilot, db: Database
) -> None:
    """A draft stands in the file of the family it is about, beside the way to a new story."""
    draft = new_guid()
    body = {"title": "Naar de dokter", "family": small.families["Berk"]}
    drafts.save(db, small.viewers["coach"], draft, {"page0000": 1}, body)
    shown = html(families("coach", "Berk"))
    assert f'href="/story?family={small.families["Berk"]}"' in shown
    assert f'href="/story?draft={draft}"' in shown


def test_a_field_begins_with_the_day_at_home(families: Callable[..., AppTest]) -> None:
    """After midnight it is the new day already, and no later one can be chosen where that makes no sense."""
    page = families()
    assert field(page, "Support started on").value == field(page, "Support started on").max == date(2021, 5, 20)
    page = families("admin", "Berk")
    for label in ("Given on", "Withdrawn on"):
        assert (field(page, label).value, field(page, label).max) == (date(2021, 5, 20), date(2021, 5, 20)), label
    assert field(page, "Supports the family from").value == date(2021, 5, 20)
    assert field(page, "Ends on (if agreed)").value is None


def test_an_early_start_is_asked_about(families: Callable[..., AppTest], small: SmallPilot, db: Database) -> None:
    """The question comes in the form, with what was filled in; another early date is asked about again."""
    page = families()

    def sent(day: date) -> AppTest:
        field(page, "Support started on").set_value(day)
        next(one for one in page.button if one.label == "Add family").click()
        return page.run()

    page.text_input[0].set_value("Vlier")
    sent(date(1921, 3, 4))
    assert "4 March 1921 is before the pilot began" in page.warning[0].value
    assert page.text_input[0].value == "Vlier"
    next(one for one in page.checkbox if one.label == "Yes, it is right").check()
    sent(date(1921, 3, 5))
    assert "5 March 1921" in page.warning[0].value
    assert not next(one for one in page.checkbox if one.label == "Yes, it is right").value
    assert "Vlier" not in [one.pseudonym for one in people.families(db, small.viewers["admin"])]
    next(one for one in page.checkbox if one.label == "Yes, it is right").check()
    sent(date(1921, 3, 5))
    assert [one.starts_on for one in people.families(db, small.viewers["admin"]) if one.pseudonym == "Vlier"] == [
        "1921-03-05"]
    assert not page.warning


def select(page: AppTest, key: str, text: str) -> None:
    """Choose what begins with a text in the box with this key."""
    box = next(one for one in page.selectbox if (one.key or "").startswith(key))
    box.select_index(next(n for n, one in enumerate(box.options) if one.startswith(text)))


def press(page: AppTest, label: str) -> AppTest:
    """Press the first button with this label."""
    return next(one for one in page.button if one.label == label).click().run()


@pytest.mark.slow
def test_withdrawing_tells_what_it_touches(families: Callable[..., AppTest], small: SmallPilot, db: Database) -> None:
    """Numbers before it is done; then the decision stands there, and taking it closes it."""
    small.interview(db)
    small.interview(db, voice="coach", title="Verhaal")
    page, berk = families(family="Berk"), small.families["Berk"]
    select(page, f"withdraw-{berk}-who", "Moeder")
    select(page, f"withdraw-{berk}-use", "analysing")
    page.run()
    said = " ".join(one.value for one in page.warning)
    assert "Out of reach at once, for everybody and in every count: 2 conversations. What" in said
    page = press(page, "Withdraw consent")
    assert page.error[0].value == "Nothing was changed. Tick that you are sure."
    next(one for one in page.checkbox if one.label == "I am sure").check()
    page = press(page, "Withdraw consent")
    assert "Moeder Berk withdrew consent to analysing on 20 May 2021" in page.warning[0].value
    assert "Moeder Berk withdrew consent for analysing what was said" in html(page)
    next(one for one in page.text_input if one.label == "Why").set_value("wil het niet meer")
    page = press(page, "Withdraw what is chosen")
    assert "Tick that you are sure" in page.error[0].value
    [box for box in page.checkbox if box.label == "I am sure"][0].check()
    page = press(page, "Withdraw what is chosen")
    assert not page.error
    assert {row.reason for row in hidden.withdrawn(db, small.viewers["admin"])} == {"wil het niet meer"}
    assert "withdrew consent" not in html(page)


@pytest.mark.slow
def test_leaving_it_out_of_reach(families: Callable[..., AppTest], small: SmallPilot, db: Database) -> None:
    """One press closes the decision; nothing is withdrawn."""
    small.interview(db)
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    page = press(families(family="Berk"), "Leave it out of reach")
    assert "withdrew consent" not in html(page)
    assert hidden.withdrawn(db, small.viewers["admin"]) == []
    assert len(hidden.out_of_reach(db, small.viewers["admin"])) == 1
    told = " ".join(one.value for one in families("evaluator", "Berk").caption)
    assert "1 is out of reach: somebody's consent to analysing" in told
    assert "Nothing has been told yet" not in told
    told = " ".join(one.value for one in families("evaluator", "Es").caption)
    assert ("Nothing has been told yet." in told, "out of reach" in told) == (True, False)


@pytest.mark.slow
def test_a_refusal_and_a_childs_consent(families: Callable[..., AppTest], small: SmallPilot, db: Database) -> None:
    """No is an answer too; for a child the page asks which parent, and the day it turns 16 can be kept."""
    berk, admin = small.families["Berk"], small.viewers["admin"]
    child = people.add_person(db, admin, kind="child", pseudonym="Dochter Berk", family_guid=berk)
    page = families(family="Berk")
    select(page, f"give-{berk}-who", "Moeder")
    page.run()
    assert "Parent or guardian" not in [one.label for one in page.selectbox]
    page.radio[0].set_value("no").run()
    page.multiselect[0].set_value(["quote"]).run()
    page = press(page, "Record refusal")
    assert "Tick that you are sure" in page.error[0].value
    next(box for box in page.checkbox if box.label == "I am sure").check()
    page = press(page, "Record refusal")
    assert "refused on 20 May 2021" in html(page)
    select(page, f"give-{berk}-who", "Dochter")
    page.run()
    page.multiselect[0].set_value(["analyse"])
    page = press(page, "Record consent")
    assert "which parent or guardian" in page.error[0].value
    next(one for one in page.selectbox if one.label == "Parent or guardian").select_index(0)
    page = press(page, "Record consent")
    assert [one.value for one in page.error] == []
    assert consent.standings(db, admin, berk)[child, "analyse"].how is Standing.LIVE
    field(page, "Turns 16 on").set_value(date(2022, 1, 2))
    page = press(page, "Keep this day")
    assert "16 on 2 Jan 2022" in html(page)
    assert "yes, until 1 Jan 2022" in html(page)


def test_a_save_empties_only_its_own_form(families: Callable[..., AppTest], small: SmallPilot) -> None:
    """The form that was saved begins anew; the browser keeps under its id what stands in each other one."""
    page, berk = families("admin", "Berk"), small.families["Berk"]
    select(page, f"give-{berk}-who", "Moeder")
    page.run()

    def fields() -> dict[tuple[str, str], str]:
        kinds = (page.text_input, page.selectbox, page.multiselect, page.checkbox, page.date_input)
        return {(one.label, str(one.form_id).rsplit("-", 1)[0]): one.id for kind in kinds for one in kind}

    before = fields()
    next(one for one in page.text_input if one.label == "Role").set_value("zoon")
    next(one for one in page.text_input if one.label == "Pseudonym").set_value("zoon Berk")
    field(page, "Turns 16 on (of a child)").set_value(date(2024, 3, 4))
    page.selectbox[[one.label for one in page.selectbox].index("Who it is")].set_value("child")
    press(page, "Add person")
    assert not page.exception
    assert not page.error
    after = fields()
    own = {place for place in before if place[1] == f"member-{berk}"}
    assert [place for place in own if before[place] == after[place]] == []
    told = [place for place in before if place[1].startswith(("give", "end", "withdraw", "site", "name-", "coach"))]
    assert {place[0] for place in told} >= {"Where the form lies", "Given on", "Why it ended", "Withdrawn on", "Site"}
    assert [place for place in told if before[place] != after[place] and place[0] != "Coach"] == []
    assert field(page, "Turns 16 on (of a child)").value is None
    chosen = next(one for one in page.selectbox if (one.key or "").startswith(f"give-{berk}-who"))
    assert chosen.value is not None
    assert chosen.value.pseudonym.startswith("Moeder")


def test_two_sites_are_joined_below_the_list(families: Callable[..., AppTest], db: Database) -> None:
    """Once somebody is sure; two that may be the same are pointed out, and a name that is there is refused."""
    with write(db):
        db.conn.execute("INSERT INTO site(guid, key, name) VALUES (?, 'old', 'EMMEN')", (new_guid(),))
    page = families()
    assert any("may be the same" in one.value for one in page.info)
    guids = dict(db.conn.execute("SELECT name, guid FROM site"))
    page.text_input(key="new name site-0").set_value("Coevorden")
    page.selectbox(key="which site-0").set_value(guids["Emmen"]).run()
    next(one for one in page.button if one.label == "Change name").click().run()
    assert "Join the two instead" in page.error[0].value
    page.selectbox(key="goes site-0").set_value(guids["EMMEN"]).run()
    page.selectbox(key="stays site-0").set_value(guids["Emmen"]).run()
    assert next(one for one in page.button if one.label == "Join them").disabled
    page.checkbox(key=f"sure {guids['EMMEN']} {guids['Emmen']}-0").check().run()
    next(one for one in page.button if one.label == "Join them").click().run()
    assert not page.exception
    assert [row[0] for row in db.conn.execute("SELECT name FROM site ORDER BY name")] == ["Coevorden", "Emmen"]
