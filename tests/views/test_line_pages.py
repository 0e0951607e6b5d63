"""Pages about a family's line, a change of coach and summaries: what stands there, for whom, and what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.families import people
from pilot.store.files import write
from stories.handover import agreeing, note
from stories.stories import NewStory, add_story
from tests.themes import coded
from themes.framework.reading import framework

if TYPE_CHECKING:
    from sqlite_utils import Database
    from streamlit.testing.v1 import AppTest

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def shown(page: AppTest) -> str:
    """All HTML of a page, joined."""
    assert not page.exception
    return "".join(str(one.proto.body) for one in page.get("html"))


def test_the_timeline_is_narrowed(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """By year and kind, kept in the address; the list says how much of it is shown."""
    for day in ("2020-05-01", "2021-05-01"):
        with write(db):
            add_story(db, small.operator(db), NewStory(
                small.families["Berk"], small.persons["coach"], f"Bezoek {day}", ("Goed.",), day, "steady",
                deidentified=True))
    page = open_page("timeline", "evaluator", family=small.families["Berk"])
    assert shown(page).count("<li data-kind") > 4
    page = open_page("timeline", "evaluator", family=small.families["Berk"], period="2021", lane="Stories")
    text = shown(page)
    assert "Bezoek 2021-05-01" in text
    assert "Bezoek 2020-05-01" not in text
    assert any("1 of 4 entries" in one.value for one in page.caption)


@pytest.mark.slow
def test_a_coach_writes_and_the_next_reads(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Begun, written and agreed to on the page of one; the other reads it, and only then."""
    family = small.families["Berk"]
    page = open_page("handover", "coach", family=family)
    next(one for one in page.button if one.label == "Begin a note").click().run()
    assert not page.exception
    page = open_page("handover", "coach", family=family)
    page.text_area[1].input("Eerst bellen.").run()
    next(one for one in page.button if one.label == "Save" and " works " in str(one.key)).click().run()
    (mine,) = note.notes(db, small.viewers["coach"], family)
    assert mine.parts["works"].text == "Eerst bellen."
    people.start_coaching(db, small.operator(db), small.persons["coach2"], family, "2022-01-01")
    assert "Eerst bellen." not in shown(open_page("handover", "coach2", family=family))
    agreeing.agree(db, small.viewers["coach"], mine.guid, {mine.parts["works"].guid: 1},
                   by=small.persons["Berk moeder"], on="2021-12-01", manner="together")
    page = open_page("handover", "coach2", family=family)
    assert "Eerst bellen." in shown(page)
    next(one for one in page.button if one.label == "The family agrees to this no more").click().run()
    assert "Eerst bellen." not in shown(open_page("handover", "coach2", family=family))


@pytest.mark.slow
def test_a_summary_is_written_and_kept(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """Typed beside its quotes and saved; what somebody else saved meanwhile is told, and the words stay."""
    coded.code(small, db)
    family = small.families["Berk"]
    assert "1 quote" in shown(open_page("cells", "evaluator", group="all"))
    page = open_page("cells", "evaluator", family=family, code=coded.CODE)
    page.text_area[0].input("Zij blijft.").run()
    page.checkbox[0].check().run()
    next(one for one in page.button if one.label == "Save").click().run()
    cell = framework(db, small.viewers["evaluator"])
    assert cell is not None
    kept = cell.cells[family, coded.CODE]
    assert (kept.newest.text, kept.newest.rests, kept.stale) == ("Zij blijft.", 1, ())
    one = open_page("cells", "evaluator", family=family, code=coded.CODE)
    one.text_area[0].input("Van de een.").run()
    second = open_page("cells", "evaluator2", family=family, code=coded.CODE)
    second.text_area[0].input("Van de ander.").run()
    next(each for each in second.button if each.label == "Save").click().run()
    next(each for each in one.button if each.label == "Save").click().run()
    assert any("meanwhile" in each.value for each in one.error)
    assert one.text_area[0].value == "Van de een."
