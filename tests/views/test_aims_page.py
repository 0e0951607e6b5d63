"""Goals of the pilot as a page: set, given evidence, judged, and taken away."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.views.test_contacts_pages import html, press
from texts import documents
from themes.aims import reading, writing

if TYPE_CHECKING:

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


@pytest.mark.slow
def test_a_goal_from_nothing_to_judged(small: SmallPilot, open_page: Opener) -> None:
    """An empty page invites; a goal is set, gets what a partner said and a figure, is judged, and taken away."""
    page = open_page("aims", "evaluator")
    assert "No goals yet" in html(page)
    page.text_input[0].set_value("Nieuwe gezinnen")
    press(page, "Set this goal")
    assert "Nieuwe gezinnen" in html(page)
    with closing(small.open()) as db:
        (found,) = reading.aims(small.pilot, db, small.viewers["evaluator"])
    page = open_page("aims", "evaluator", aim=found.guid)
    assert "No evidence stands here yet" in page.caption[0].value
    press(page, "Put these words with it")
    assert "by whom" in page.error[0].value
    next(one for one in page.text_area if one.label == "What was said or counted").set_value("Negen van veertien.")
    next(one for one in page.text_input if one.label.startswith("By whom")).set_value("directeur")
    press(page, "Put these words with it")
    next(one for one in page.selectbox if one.label == "Figure").set_value("accepted").run()
    press(page, "Put this figure with the goal")
    shown = html(page)
    assert "Negen van veertien." in shown
    assert "2 of 2 accepted" in shown
    press(page, "Keep this judgement")
    next(one for one in page.radio if one.label == "How far").set_value("reached").run()
    press(page, "Keep this judgement")
    assert "On what" not in page.error[0].value
    assert "judgement rests" in page.error[0].value
    press(page, "Take the whole goal away")
    page.button(key="yes").click().run()
    with closing(small.open()) as db:
        assert not reading.aims(small.pilot, db, small.viewers["evaluator"])
    assert "not there" in open_page("aims", "evaluator", aim=found.guid).error[0].value


@pytest.mark.slow
def test_hundreds_of_things_come_in_pages(
    small: SmallPilot, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of much evidence fifty are shown, with a search; of many texts those are offered that are searched."""
    found = [reading.Evidence(f"g{n}", reading.NUMBERS, "for", f"woord{n}", "directeur") for n in range(120)]
    texts = [SimpleNamespace(guid=f"t{n}", family="Berk", title=f"gesprek {n}", readable=True) for n in range(120)]
    with closing(small.open()) as db:
        guid = writing.keep(small.pilot, db, small.viewers["evaluator"], "Nieuwe gezinnen")
    monkeypatch.setattr(reading, "evidence", lambda *_given: {reading.NUMBERS: found})
    monkeypatch.setattr(documents, "documents", lambda *_given: texts)
    page = open_page("aims", "evaluator", aim=guid)
    assert not page.exception
    assert ("woord49" in html(page), "woord50" in html(page)) == (True, False)
    next(one for one in page.text_input if one.placeholder == "Words, or whose they are").set_value("woord77").run()
    assert ("woord77" in html(page), "woord49" in html(page)) == (True, False)
    which = next(one for one in page.selectbox if one.label == "Which text")
    assert len(which.options) == 50
    next(one for one in page.text_input if one.label == "Search a text").set_value("119").run()
    assert next(one for one in page.selectbox if one.label == "Which text").options == ["Berk · gesprek 119"]


def test_words_are_typed_once(small: SmallPilot, open_page: Opener) -> None:
    """What a goal is called is shown as it was typed, whatever signs are in it."""
    with closing(small.open()) as db:
        guid = writing.keep(small.pilot, db, small.viewers["evaluator"], "*Alle* <b>scholen</b> mee")
    page = open_page("aims", "evaluator", aim=guid)
    assert page.title[0].value == r"\*Alle\* \<b\>scholen\</b\> mee"
    assert "&lt;b&gt;scholen" in html(open_page("aims", "evaluator"))
