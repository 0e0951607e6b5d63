"""The page of tables: what is chosen, the way from a cell to its passages and back, and new codes in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.themes import coded
from tests.themes.coded import CODE, OTHER
from tests.views.test_themes_page import html

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def test_empty_pages_invite(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Without a codebook, and before anything counts, the page says what will stand there."""
    assert "Load one first" in html(open_page("tables", "evaluator"))
    coded.adopt(small, db)
    assert "Nothing counts yet" in html(open_page("tables", "evaluator"))
    assert "Nothing counts yet" in html(open_page("tables", "evaluator", across="new"))


def test_a_cell_leads_to_its_passages(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """A number stands with what it is out of, and behind it are its passages, from where one comes back."""
    coded.code(small, db)
    page = open_page("tables", "evaluator", across="family")
    row = html(page).split(f'data-code="{CODE}"')[1].split("</tr>")[0]
    address = f"quotes?code={CODE}&amp;across=family&amp;column={small.families['Berk']}"
    assert address in row
    assert "in 1 of 1" in row
    assert "Counted: passages. Across: families." in html(page)
    behind = open_page("quotes", "evaluator", code=CODE, across="family", column=small.families["Berk"])
    assert html(behind).count("data-quote") == 1
    assert 'href="tables?across=family"' in html(behind)
    page.selectbox(key="tables_count").set_value("words").run()
    assert dict(page.query_params) == {"across": "family", "count": "words"}


def test_codes_beside_codes(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The unit in which two codes are together is chosen and said."""
    coded.code(small, db)
    page = open_page("tables", "evaluator", unit="turn")
    assert "how often both codes are in the same turn" in html(page)
    assert f'data-code="{OTHER}"' in html(page)


def test_new_codes(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """In the order of telling each conversation says what was new in it."""
    made = coded.code(small, db)
    page = open_page("tables", "evaluator", across="new")
    told = html(page)
    assert f"desk?document={made.berk}" in told
    assert "The last 1 brought no new code." in told or "The last one brought a new code." in told
    assert "1 is not coded yet." in told
    page.selectbox(key="tables_kind").set_value("story").run()
    assert "Nothing counts yet" in html(page)
