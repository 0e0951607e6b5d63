"""The page of suggestions: off until somebody turns it on, figures before a switch, and what people made of them."""

from __future__ import annotations

import base64
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from coding.suggest import auditing, model, switching
from pilot import suggesting
from pilot.store.files import write
from tests.coding.suggest import test_auditing, test_model
from tests.views.test_themes_page import html

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener

documents = test_model.documents
looked = test_auditing.looked


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


@pytest.mark.slow
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


def test_an_audit_is_taken_out_and_read_back(
    small: SmallPilot, db: Database, looked: list[str], open_page: Opener, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing of it before the machine looked at a text; then a sheet for a code, and what a filled one says."""
    sheet = test_auditing.filled(auditing.sheet(db, small.viewers["evaluator"], "een"))
    picked = SimpleNamespace(picked=None)
    monkeypatch.setattr("views.suggestions.audit._file", lambda **_given: picked)
    page = open_page("suggestions", "evaluator")
    assert "/export/suggest-audit.xlsx?code=een" in html(page)
    assert "/export/suggest-methods.csv" in html(page)
    picked.picked = {"name": "blad.xlsx", "text": base64.b64encode(sheet).decode()}
    page = page.run()
    assert "2 of 19" in html(page)
    assert any("Weighted back" in one.value for one in page.text)
    picked.picked = {"name": "blad.xlsx", "text": base64.b64encode(b"nee").decode()}
    page = page.run()
    assert page.error
