"""The pages about themes: who sees what, empty pages, choices in the address, from a cell to its quotes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.themes import coded
from tests.themes.coded import CODE, OTHER, PASSAGE

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
    assert "as soon as there is a codebook" in html(open_page("themes", "steering"))
    coded.adopt(small, db)
    assert "No stories in this choice" in html(open_page("themes", "evaluator"))
    small.interview(db)
    assert "Nothing counts yet" in html(open_page("themes", "evaluator"))


def test_steering_sees_lines_only(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """One line per code: no family, no filter, no figure, no way to one; what it is and is not is said."""
    coded.code(small, db)
    page = open_page("themes", "steering", site="emmen", coder="all")
    line = html(page).split(f'data-line="{CODE}"')[1].split("</tr>")[0]
    assert "1 of 2 families" in line
    for secret in (*small.families, *small.families.values(), "Gesprek", PASSAGE):
        assert secret not in html(page)
    links = re.findall(r'href="([^"]*)"', html(page))
    assert [one for one in links if not one.startswith("/export/summary.")] == ["/themes", "/codebook"]
    assert not page.selectbox
    assert figures(page) == []
    assert "one number may point at somebody" in page.markdown[0].value


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
    """They see neither rows nor lines."""
    coded.code(small, db)
    assert [error.value for error in open_page("themes", name).error] == [REFUSED]


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


def test_your_own_codings_are_marked_in_the_choice(open_page: Opener, small: SmallPilot, db) -> None:  # type: ignore[no-untyped-def]
    """In the list of coders the viewer's own label says so, and nobody else's; a link leads down to the time."""
    coded.code(small, db)
    page = open_page("themes", "evaluator")
    (coder,) = [box for box in page.selectbox if box.key == "scope_coder"]
    assert [option for option in coder.options if option.endswith("(me)")] == ["evaluator 1 (me)"]
    assert "evaluator 2" in coder.options
    assert 'href="#over-time"' in html(page)
