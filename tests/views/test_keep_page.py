"""The pages where documents are withdrawn and brought back."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from pilot import words
from pilot.families import consent, decisions
from pilot.store.files import write
from pilot.visit import Visit
from stories.stories import NewStory, add_story
from tests.web.rights_table import add_recording
from texts import hidden, touched
from texts.documents import documents, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def open_page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], AppTest]:
    """Opens views.<page> as one of the small pilot's accounts."""

    def opened(page: str, name: str) -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use("en")
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        monkeypatch.setattr(f"views.{page}.page.here", here)
        return AppTest.from_string(f"from views.{page} import page\npage.page()", default_timeout=240).run()

    return opened


def html(page: AppTest) -> str:
    """All of our own html on the page."""
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


@pytest.mark.slow
def test_withdrawing_from_the_list(small: SmallPilot, db: Database, open_page: Callable[..., AppTest]) -> None:
    """An evaluator chooses a document, says why, and it is gone; without a reason it stays."""
    small.interview(db, title="Eerste")
    small.interview(db, title="Tweede")
    page = open_page("documents", "evaluator")
    page.selectbox[0].select_index(0)
    button = next(one for one in page.button if one.label == "Withdraw this conversation or story")
    page = button.click().run()
    assert page.error[0].value == "Say why this document is withdrawn."
    page.text_input[0].set_value("dubbel")
    page = next(one for one in page.button if one.label == "Withdraw this conversation or story").click().run()
    assert "1 is withdrawn." in [one.value for one in page.caption]
    assert len(documents(db, small.viewers["evaluator"])) == 1


def test_a_coach_withdraws_nothing(small: SmallPilot, db: Database, open_page: Callable[..., AppTest]) -> None:
    """The form is for evaluators."""
    small.interview(db, voice="coach")
    page = open_page("documents", "coach")
    assert not [one for one in page.button if one.label == "Withdraw this conversation or story"]


def test_bringing_back(small: SmallPilot, db: Database, open_page: Callable[..., AppTest]) -> None:
    """The administrator sees what was withdrawn, when, by whom and why, and brings it back."""
    guid = small.interview(db, title="Gesprek <3>")
    withdraw(db, small.viewers["evaluator"], guid, "dubbel & meer")
    page = open_page("keep", "admin")
    assert "Gesprek &lt;3&gt;" in html(page)
    assert "dubbel &amp; meer" in html(page)
    assert "by evaluator 1" in html(page)
    page = next(one for one in page.button if one.label == "Bring back").click().run()
    assert "Nothing has been withdrawn." in [one.value for one in page.text]
    assert len(documents(db, small.viewers["evaluator"])) == 1


def test_a_recording_is_listed_and_brought_back(
    small: SmallPilot, db: Database, open_page: Callable[..., AppTest]
) -> None:
    """Sound that may not be played is among what is out of reach; once withdrawn the page brings it back."""
    guid = add_recording(small, db, "family", "Berk moeder")
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "record", "2021-04-01")
    page = open_page("keep", "admin")
    assert "1 conversation, story or recording" in [one.value for one in page.caption]
    assert "Berk · Recording · 4 Mar 2021" in html(page)
    which = decisions.open_decisions(db, small.viewers["admin"])[0]
    touched.decide_to_withdraw(db, small.viewers["admin"], which.guid, "op verzoek", [guid])
    page = open_page("keep", "admin")
    assert "op verzoek" in html(page)
    page = next(one for one in page.button if one.label == "Bring back").click().run()
    assert [row.guid for row in hidden.out_of_reach(db, small.viewers["admin"])] == [guid]
    assert "Nothing has been withdrawn." in [one.value for one in page.text]


def test_what_is_out_of_reach_is_listed(small: SmallPilot, db: Database, open_page: Callable[..., AppTest]) -> None:
    """With whose consent it is, how it stands, and the way to where it is recorded."""
    small.interview(db)
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-04-01")
    text = html(open_page("keep", "admin"))
    assert f'href="/families?family={small.families["Berk"]}#consent"' in text
    assert "Moeder Berk: withdrawn on" in text
    for name in ("documents", "timeline"):
        page = open_page(name, "evaluator")
        if name == "timeline":
            page = page.selectbox[0].set_value(small.families["Berk"]).run()
        assert any(one.value.startswith("1 is out of reach") for one in page.caption), name
    stories = open_page("stories", "evaluator")
    assert html(stories).count("No story yet.") == 2, "a conversation is no story"
    assert not any("out of reach" in one.value for one in stories.caption)
    assert hidden.counted(db, small.viewers["evaluator"])["out of reach"] == 1


def test_a_story_out_of_reach_is_told_among_stories(
    small: SmallPilot, db: Database, open_page: Callable[..., AppTest],
) -> None:
    """On their page, where a conversation is not counted."""
    with write(db):
        add_story(db, small.operator(db), NewStory(small.families["Berk"], small.persons["coach"], "Een verhaal",
                                                   ("Tekst.",), "2021-03-05", "steady", deidentified=True))
    small.interview(db)
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-04-01")
    assert any(one.value.startswith("1 is out of reach") for one in open_page("stories", "evaluator").caption)
