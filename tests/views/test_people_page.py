"""People: what an administrator sees of members and changes there."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from coding.book import codebook
from coding.double import leading, rounds
from pilot import words
from pilot.access import Role
from pilot.accounts import members
from pilot.store.files import write
from pilot.visit import Visit
from tests.coding.marks.test_merging import BOOK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as the small pilot's administrator opens it."""

    @contextmanager
    def here() -> Iterator[Visit]:
        with closing(small.open()) as db:
            words.use("en")
            yield Visit(small.home, None, small.pilot, db, small.viewers["admin"])  # type: ignore[arg-type]

    monkeypatch.setattr("views.people.page.here", here)
    return AppTest.from_string(
        "from views.people import page\nfrom views.parts import first\npage.page()\nfirst.ask_if_wanted()",
        default_timeout=240).run()


def member(small: SmallPilot, db: Database, name: str) -> members.Member:
    """What is stored of a member."""
    return next(one for one in members.members(small.home, db, small.viewers["admin"]) if one.name == name)


def widgets(block: Any, kind: str) -> list[Any]:
    """The widgets of a kind in a block; the kinds that Streamlit's own types do not know."""
    return list(block.get(kind))


def folded(page: AppTest, name: str) -> int:
    """Where the member stands in the list; names are in alphabetical order."""
    return [one.label.split(" · ")[0] for one in page.expander].index(name)


def test_what_stands_of_each_member(page: AppTest) -> None:
    """Name, roles and label; one's own account has no roles to change, but can be let prepare texts."""
    assert not page.exception
    labels = [one.label for one in page.expander]
    assert "coach · coach · coach 1 · demo account" in labels
    assert "steering · steering group · steering 1 · demo account" in labels
    own = page.expander[folded(page, "admin")]
    assert [one.label for one in widgets(own, "toggle")] == ["Prepares texts"]
    assert not widgets(own, "button_group")
    assert not widgets(page.expander[folded(page, "coach")], "toggle")


@pytest.mark.slow
def test_roles_are_changed_together(page: AppTest, small: SmallPilot, db: Database) -> None:
    """A second role is added with one press; with none chosen the same press ends the membership."""
    at = folded(page, "evaluator2")
    widgets(page.expander[at], "button_group")[0].set_value(["evaluator", "administrator"])
    page.run()
    next(one for one in page.expander[at].button if one.label == "Change roles").click().run()
    assert not page.exception
    assert member(small, db, "evaluator2").roles == (Role.EVALUATOR, Role.ADMIN)
    widgets(page.expander[folded(page, "coach2")], "button_group")[0].set_value([])
    page.run()
    next(one for one in page.expander[folded(page, "coach2")].button if one.label == "End membership").click().run()
    assert any("coach2 sees nothing of this pilot any more" in one.value for one in page.text)
    page.button(key="no").click().run()
    assert "coach2" in [one.label.split(" · ")[0] for one in page.expander]
    next(one for one in page.expander[folded(page, "coach2")].button if one.label == "End membership").click().run()
    page.button(key="yes").click().run()
    assert not page.exception
    assert "coach2" not in [one.label.split(" · ")[0] for one in page.expander]


@pytest.mark.slow
def test_shutting_out_asks_first(page: AppTest, small: SmallPilot, db: Database) -> None:
    """Nothing is done before the yes, nor after a no; letting in again asks nothing."""
    key = f"shut-{small.accounts['coach2']}"
    page.button(key=key).click().run()
    assert any("signed out everywhere at once" in one.value for one in page.text)
    page.button(key="no").click().run()
    assert not member(small, db, "coach2").disabled
    page.button(key=key).click().run()
    assert not member(small, db, "coach2").disabled
    page.button(key="yes").click().run()
    assert member(small, db, "coach2").disabled
    page.button(key=key).click().run()
    assert not page.exception
    assert not member(small, db, "coach2").disabled


def test_who_prepares_texts(page: AppTest, small: SmallPilot, db: Database) -> None:
    """The switch is what is stored, also when somebody else changed it while the page was open."""
    widgets(page.expander[folded(page, "evaluator")], "toggle")[0].set_value(True)
    page.run()
    assert not page.exception
    assert member(small, db, "evaluator").prepares
    assert "evaluator · evaluator · evaluator 1 · prepares texts · demo account" in [x.label for x in page.expander]
    small.prepares(db, allowed=False)
    page.run()
    assert not member(small, db, "evaluator").prepares
    assert widgets(page.expander[folded(page, "evaluator")], "toggle")[0].value is False


def test_a_round_whose_leader_is_gone_is_ended(small: SmallPilot, db: Database, page: AppTest) -> None:
    """Nothing of rounds while there is none; then who led it, and a button that breaks it off."""
    assert "Rounds of coding" not in [one.value for one in page.subheader]
    codebook.adopt(db, small.viewers["evaluator"], BOOK)
    small.interview(db)
    who = (small.accounts["evaluator"], small.accounts["evaluator2"])
    guid = leading.begin(db, small.viewers["evaluator"], leading.Wanted("Ronde", 1, who, 1))
    with write(db):
        db.conn.execute("UPDATE user SET stopped_coding_at = '2022-01-01T00:00:00.000Z' WHERE user_id = ?",
                        (small.viewers["evaluator"].user_id,))
    page.run()
    assert any("evaluator 1 led it and codes no more" in one.value for one in page.text)
    next(one for one in page.button if one.key == f"end-{guid}").click().run()
    assert not page.exception
    assert rounds.find(db, guid).state == rounds.CLOSED
    assert "Rounds of coding" not in [one.value for one in page.subheader]
