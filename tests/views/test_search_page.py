"""The page to search on: what was typed stays in the address, nothing found says where it looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.texts.index.test_search import TURNS
from texts.documents import withdraw

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def test_places_lead_to_the_desk(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Each line has the words around it, where it stands, and a link to the passage."""
    guid = small.interview(db, turns=TURNS)
    page = open_page("search", "evaluator", search="gezin", voice="family")
    lines = "".join(one.proto.body for one in page.get("html"))
    assert f"desk?document={guid}&amp;at=" in lines
    assert "<b>gezin</b>" in lines
    assert "gezinnen</b>" not in lines
    assert [one.value for one in page.text][0].startswith("1 place. Looked in 1 text and")
    also, how = (one.value for one in page.caption)
    assert also == "Also looked for: “gezinnen”"
    assert how.startswith("Forms are known by the stem of a word")


def test_nothing_found_says_where_it_looked(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """With what to try, and a fault of a pattern is one sentence."""
    guid = small.interview(db, turns=TURNS)
    page = open_page("search", "evaluator", search="olifant")
    assert page.text[0].value.startswith("Nothing found in 1 text and")
    withdraw(db, small.operator(db), guid, "dubbel")
    page = open_page("search", "evaluator", search="olifant")
    assert "1 is withdrawn." in [one.value for one in page.caption]
    page = open_page("search", "evaluator", search="(", way="pattern")
    assert page.warning[0].value.startswith("This pattern cannot be read.")
    page = open_page("search", "evaluator", search="(", way="exact")
    assert [one.value for one in page.warning] == [
        "How\\: this address asks for something that is not there now. Choose again.", "Type a word to look for."]


def test_before_anything_was_typed(small: SmallPilot, open_page: Opener) -> None:
    """The page invites."""
    assert small
    page = open_page("search", "evaluator")
    assert page.text[0].value.startswith("Look for a word")
    assert [box.label for box in page.selectbox] == ["How", "Who speaks", "Family", "Only inside", "Order"]
