"""The pages about themes: who sees what, empty pages, choices in the address, from a cell to its quotes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pilot.clock import today
from pilot.families import consent
from pilot.store.files import new_guid
from tests import released
from tests.release_example import HELD_BACK, content
from tests.themes import coded
from tests.themes.coded import CODE, OTHER, PASSAGE
from themes.release.content import TEAM
from views import menu

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

REFUSED = "You may not do this in this pilot. Ask an administrator if you need it."


def html(page: AppTest) -> str:
    """All our own HTML on the page, without the style."""
    assert not page.exception
    return " ".join(element.proto.body.split("</style>")[-1] for element in page.get("html"))


def figures(page: AppTest) -> list[str]:
    """What the pictures on the page are called."""
    return re.findall(r'<svg[^>]* aria-label="([^"]*)"', " ".join(
        json.loads(one.proto.json)["svg"] for one in page.get("bidi_component") if '"svg"' in one.proto.json))


def cell(page: AppTest, code: str, family: str) -> str:
    """One cell of the matrix."""
    return html(page).split(f'href="quotes?code={code}&amp;family={family}')[1].split("</td>")[0]


def test_the_matrix_and_what_counts(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """States, counts and the sentence of scope are on the page; two coders' overlapping passages are one."""
    coded.code(small, db)
    page = open_page("themes", "evaluator")
    assert "2 families, 3 stories and conversations" in html(page)
    assert "Codings of any coder count, codebook version 1." in html(page)
    assert "1<small>in 1 of 1</small>" in cell(page, CODE, small.families["Berk"])
    assert "1 of 2 coded" in cell(page, CODE, small.families["Es"])
    assert "0 of 1" in cell(page, OTHER, small.families["Berk"])
    assert figures(page) == ["Families that said it, of families with coded stories"]


@pytest.mark.slow
def test_choices_stand_in_the_address(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """What is chosen comes into the address; what the address says is filled in."""
    coded.code(small, db)
    page = open_page("themes", "evaluator", voice="family", by="support", site="emmen")
    assert "Only Emmen." in html(page)
    assert page.selectbox(key="scope_voice").value == "family"
    page.selectbox(key="scope_coder").set_value("all").run()
    assert dict(page.query_params) == {"voice": "family", "by": "support", "site": "emmen", "coder": "all"}
    assert "two coders at least" in html(page)


def test_an_address_that_asks_for_nothing_there(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """One sentence, and the whole pilot instead."""
    coded.code(small, db)
    page = open_page("themes", "evaluator", site="nowhere")
    assert [error.value for error in page.error] == [
        "This address asks for something that is not there. Choose again with the filters."]
    assert "2 families" in html(page)


@pytest.mark.slow
def test_empty_pages_invite(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Without codebook, documents or codings the page says what it will show and the next step."""
    assert 'href="codebook"' in html(open_page("themes", "evaluator"))
    coded.adopt(small, db)
    assert "No stories in this choice" in html(open_page("themes", "evaluator"))
    small.interview(db)
    assert "Nothing counts yet" in html(open_page("themes", "evaluator"))


def test_steering_sees_releases_only(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Nothing of what was coded before something is released, whatever the address asks; then that and no more."""
    coded.code(small, db)
    page = open_page("themes", "steering", site="emmen", coder="all")
    assert "Nothing has been released yet" in html(page)
    assert not page.selectbox
    assert figures(page) == []
    released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"])
    shown = html(open_page("themes", "steering", site="emmen", coder="all"))
    assert "in most families" in shown
    for secret in (*small.families, *small.families.values(), "Gesprek", PASSAGE, "/export/"):
        assert secret not in shown


def test_one_theme_has_a_page(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Its name, sentence and quotes, the way to the next, and back to all of that release."""
    coded.code(small, db)
    first = released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"])
    newest = released.without_quotes(replace(content(), themes=content().themes[1:]))
    released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"], newest)
    shown = html(open_page("themes", "steering", release=first, theme="vast_gezicht"))
    assert "Een vast gezicht maakt het verschil" in shown
    assert f'href="/themes?release={first}&amp;theme=klik" target="_self" data-turn="next"' in shown
    assert f'href="/themes?release={first}"' in shown
    gone = open_page("themes", "steering", theme="vast_gezicht")
    assert [error.value for error in gone.error] == ["This theme is not in this release. Choose one from the list."]
    assert "Click" in html(gone)


@pytest.mark.slow
def test_a_quote_goes_with_the_consent(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The day somebody takes back that she may be quoted, her words are on no page of a release any more."""
    made = coded.code(small, db)
    out = released.quoted(small, db, made.berk, made.start, made.start + len(PASSAGE), CODE)
    released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"], released.with_quote(content(), out))
    for page, name in (("themes", "steering"), ("learn", "coach")):
        assert PASSAGE in html(open_page(page, name, theme=CODE))
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "quote", today(db))
    for page, name in (("themes", "steering"), ("learn", "coach")):
        shown = html(open_page(page, name, theme=CODE))
        assert PASSAGE not in shown
        assert "No quote about this was released." in shown


def test_what_is_not_for_her_is_not_there(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A draft, one for the team, one of another kind: the same sentence, and nothing of it."""
    evaluator, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    team = released.signed(db, evaluator, other, released.without_quotes(content(audience=TEAM)))
    for guid in (released.drafted(db, evaluator), released.proposed(db, evaluator), team, new_guid(), "'"):
        page = open_page("themes", "steering", release=guid, theme="vast_gezicht")
        assert len(page.error) == 1
        assert "fixed face" not in html(page)


def test_coaches_learn_from_releases(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Sites side by side, the themes, five steps for a meeting; also what is for the team only, never a draft."""
    evaluator, other = small.viewers["evaluator"], small.viewers["evaluator2"]
    assert "Nothing has been released yet" in html(open_page("learn", "coach"))
    draft = released.drafted(db, evaluator)
    assert "Nothing has been released yet" in html(open_page("learn", "coach"))
    assert len(open_page("learn", "coach", release=draft).error) == 1
    released.signed(db, evaluator, other, released.without_quotes(content(audience=TEAM)))
    page = open_page("learn", "coach")
    assert "for the team" in html(page)
    assert "Hardenberg" in html(page)
    assert "<li>Agree on one thing" in html(page)
    assert 'href="/learn?theme=klik"' in html(page)
    assert "Click comes up" in html(open_page("learn", "coach", theme="klik"))


def test_a_release_that_shows_nothing_says_so(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """No theme in it, or every figure held back: a sentence, on both pages."""
    held = tuple(replace(one, families=HELD_BACK, quotes=()) for one in content().themes)
    for says, told in ((replace(content(), themes=held), "All figures of this release are held back"),
                       (replace(content(), themes=()), "There is no theme in this release")):
        released.signed(db, small.viewers["evaluator"], small.viewers["evaluator2"], says)
        for page, name in (("themes", "steering"), ("learn", "coach")):
            assert told in html(open_page(page, name))


@pytest.mark.parametrize("name", ["steering", "coach", "admin"])
def test_quotes_are_for_evaluators(small: SmallPilot, db: Database, open_page: Opener, name: str) -> None:
    """Nobody else reaches a quote by typing its address."""
    coded.code(small, db)
    page = open_page("quotes", name, code=CODE, family=small.families["Berk"])
    assert [error.value for error in page.error] == [REFUSED]
    assert not any(PASSAGE in element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("name", ["coach", "admin"])
def test_themes_are_not_for_coaches_and_admins(
    small: SmallPilot, db: Database, open_page: Opener, name: str
) -> None:
    """They see neither rows nor lines, and have no such page."""
    coded.code(small, db)
    assert CODE not in html(open_page("themes", name))
    assert menu.at("themes") not in menu.for_viewer(small.viewers[name])


def test_quotes_of_a_cell(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The words, both coders, the way to the passage, and the way back with the same choice."""
    made = coded.code(small, db)
    page = open_page("quotes", "evaluator", code=CODE, family=small.families["Berk"], coder="all")
    assert page.title[0].value == "Vast gezicht · Berk" or page.title[0].value == "One fixed face · Berk"
    shown = html(page)
    assert f"<mark>{PASSAGE} Ze wist</mark>" in shown
    assert "evaluator 1, evaluator 2" in shown
    assert f'href="desk?document={made.berk}&amp;at={made.start}"' in shown
    assert 'href="themes?coder=all"' in shown


def test_quotes_say_what_waits(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A cell that is not yet known leads to the documents that wait to be coded."""
    made = coded.code(small, db)
    page = open_page("quotes", "evaluator", code=CODE, family=small.families["Es"])
    assert "There are no quotes here." in page.markdown[0].value
    assert f'href="desk?document={made.es_waiting}"' in html(page)
    assert f"document={made.es}" not in html(page)


def test_quotes_without_a_code(open_page: Opener) -> None:
    """Who comes with an address that names none reads what the page is, and where to go."""
    page = open_page("quotes", "evaluator")
    assert [one.value for one in page.title] == ["Citaten"]
    assert not page.error


def test_your_own_codings_are_marked_in_the_choice(open_page: Opener, small: SmallPilot, db) -> None:  # type: ignore[no-untyped-def]
    """In the list of coders the viewer's own label says so, and nobody else's; a link leads down to the time."""
    coded.code(small, db)
    page = open_page("themes", "evaluator")
    (coder,) = [box for box in page.selectbox if box.key == "scope_coder"]
    assert [option for option in coder.options if option.endswith("(me)")] == ["evaluator 1 (me)"]
    assert "evaluator 2" in coder.options
    assert 'href="#over-time"' in html(page)
