"""The page of suggestions: off until somebody turns it on, figures before a switch, and what people made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.suggest import model, switching
from pilot import suggesting
from pilot.store.files import write
from tests.coding.suggest import test_model
from tests.views.test_themes_page import html

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

documents = test_model.documents


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for waits: no process is started."""
    monkeypatch.setattr("views.suggestions.page.worker.ensure_running", lambda home: None)


def test_all_is_off_at_first(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """The page says so, and asking to learn is a task; a coder turns it on for herself once the pilot has it on."""
    page = open_page("suggestions", "evaluator")
    assert "off for this pilot" in page.info[0].value
    assert not page.toggle
    page.button[0].click().run()
    known = switching.known(db, small.viewers["evaluator"])
    assert known.job is not None
    assert not page.button
    suggesting.switch(db, small.viewers["admin"], True)
    page = open_page("suggestions", "evaluator")
    assert not page.toggle[0].value
    page.toggle[0].set_value(True).run()
    assert switching.known(db, small.viewers["evaluator"]).asked


def test_figures_come_before_a_switch(
    small: SmallPilot, db: Database, documents: list[str], open_page: Opener,
) -> None:
    """A row for each code with what it is of how many; only one that is good enough can be turned on."""
    with write(db):
        model.keep(db, model.made(db, ["een", "twee"], [], 1))
    page = open_page("suggestions", "evaluator")
    told = html(page)
    assert "too few examples" in told
    assert "of 55" in told
    assert page.multiselect[0].options == ["One"]
    page.multiselect[0].set_value(["een"]).run()
    assert switching.codes_on(db) == {"een"}
    page = open_page("suggestions", "evaluator")
    page.multiselect[0].set_value([]).run()
    assert switching.codes_on(db) == frozenset()


def test_settings_turn_it_on_for_the_pilot(small: SmallPilot, db: Database, open_page: Opener) -> None:
    """One switch, by who manages settings."""
    page = open_page("settings", "admin")
    (switch,) = [one for one in page.toggle if "suggestions" in one.label]
    assert not switch.value
    switch.set_value(True).run()
    assert suggesting.is_on(db)
