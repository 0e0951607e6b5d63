"""The explorer: each view with its figure and table, the way to quotes and back, and what stands in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from tests.themes import coded
from tests.themes.coded import CODE, PASSAGE
from tests.views.test_themes_page import figures, html
from themes.explore import saved

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


@pytest.mark.slow
def test_empty_pages_say_why(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Without a codebook, without stories, and before anything counts."""
    assert "Load one first" in html(open_page("explore", "evaluator"))
    coded.adopt(small, db)
    assert "Nothing was told in this period" in html(open_page("explore", "evaluator", view="first"))
    assert "Nothing was told in this period" in html(open_page("explore", "evaluator", view="beside"))
    small.interview(db)
    assert "all that was told is still to be coded" in html(open_page("explore", "evaluator", view="first"))
    assert "Nothing counts yet: none of these is coded." in html(open_page("explore", "evaluator", view="new"))


@pytest.mark.slow
def test_a_cell_leads_to_its_quotes_and_back(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The number opens the passages of that family and period; from there one comes back to the same view."""
    made = coded.code(small, db)
    family = small.families["Berk"]
    page = open_page("explore", "evaluator", by="support", code=CODE, voice="family")
    row = html(page).split(f'data-family="{family}"')[1].split("</tr>")[0]
    assert 'data-seen="unstated"' in row
    address = re.findall(r'href="quotes\?([^"]*)"', row.replace("&amp;", "&"))[0]
    query = {name: values[0] for name, values in parse_qs(address).items()}
    assert (query["family"], query["code"], query["from_on"]) == (family, CODE, query["until_on"])
    behind = html(open_page("quotes", "evaluator", **query))
    assert PASSAGE in behind
    assert f'href="desk?document={made.berk}&amp;at={made.start}"' in behind
    assert f'href="explore?voice=family&amp;view=time&amp;by=support&amp;code={CODE}"' in behind
    assert dict(page.query_params) == {"view": "time", "by": "support", "code": CODE, "voice": "family"}


@pytest.mark.slow
def test_first_mentions_name_the_families(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Over the steps stand counts out of families at risk, and the table says which, each a way to its quotes."""
    coded.code(small, db)
    page = open_page("explore", "evaluator", view="first")
    assert figures(page) == ["Families that have said it so far, of families with coded stories so far; over a step how"
                             " many said it first, of those that still could"]
    row = html(page).split(f'data-code="{CODE}"')[1].split("</tr>")[0]
    assert 'data-first="1"' in row
    assert f"family={small.families['Berk']}" in row


@pytest.mark.slow
def test_one_family_story_by_story(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Its documents stand across in order, each code opens its passages in one of them."""
    made = coded.code(small, db)
    page = open_page("explore", "evaluator", view="course", family=small.families["Es"])
    told = html(page)
    assert told.index(made.es) < told.index(made.es_waiting)
    assert f"across=document&amp;column={made.es}" in told
    page.selectbox(key="explore_family").set_value(small.families["Berk"]).run()
    assert page.query_params["family"] == small.families["Berk"]
    assert made.berk in html(page)


def test_new_codes_have_a_figure(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The steps and the table behind them."""
    coded.code(small, db)
    page = open_page("explore", "evaluator", view="new")
    assert figures(page) == ["Codes that came up so far, in the order of telling"]
    assert "So far, of" in html(page)


@pytest.mark.slow
def test_two_sides_differ_in_words(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """With two the difference is told, with three it is not; each number leads to quotes of its own side."""
    coded.code(small, db)
    page = open_page("explore", "evaluator", view="beside", which="family,coach")
    row = html(page).split(f'data-code="{CODE}"')[1].split("</tr>")[0]
    assert "only in Family, by one family" in row
    assert "voice=family" in row
    page.multiselect[0].set_value(["family", "coach", "partner"]).run()
    assert "only in Family" not in html(page)
    page.selectbox(key="explore_beside").set_value("version").run()
    assert "Only what coders were last done with under version 1" in html(page)
    page.multiselect[0].set_value([]).run()
    assert "Nothing to lay side by side" in html(page)


@pytest.mark.slow
def test_a_view_is_kept_and_found_again(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """What is shown is saved with a name and a note, stands on the page of themes and is taken away there."""
    coded.code(small, db)
    page = open_page("explore", "evaluator", view="first", voice="family")
    page.text_input[0].set_value("Eerst gezegd")
    page.text_area[0].set_value("Voor de stuurgroep")
    next(one for one in page.button if one.label == "Save").click().run()
    (view,) = saved.saved_views(db, small.viewers["evaluator"])
    assert (view.name, view.note) == ("Eerst gezegd", "Voor de stuurgroep")
    assert view.address == "explore?view=first&voice=family"
    themes = open_page("themes", "evaluator")
    assert 'href="explore?view=first&amp;voice=family"' in html(themes)
    assert "Voor de stuurgroep · only for you" in html(themes)
    next(one for one in themes.button if one.label == "Remove this view").click().run()
    assert saved.saved_views(db, small.viewers["evaluator"]) == []


def test_nobody_else_explores(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Steering members, coaches and admins get one sentence."""
    coded.code(small, db)
    for name in ("steering", "coach", "admin"):
        assert [error.value for error in open_page("explore", name).error] == [
            "You may not do this in this pilot. Ask an administrator if you need it."]
