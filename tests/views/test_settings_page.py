"""The page of settings: what evaluators hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import coarse, sound

if TYPE_CHECKING:
    import pytest
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from tests.views.conftest import Opener


def test_what_evaluators_hear_is_chosen(
    small: SmallPilot, db: Database, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing at first; chosen it is kept, and shown so the next time."""
    monkeypatch.setattr("jobs.worker.ensure_running", lambda home: False)
    page = open_page("settings", "admin")
    assert page.radio[0].value == sound.NONE
    page.radio[0].set_value(sound.SILENCED).run()
    assert not page.exception
    assert sound.choice(db) == sound.SILENCED
    assert open_page("settings", "admin").radio[0].value == sound.SILENCED


def test_how_coarse_ages_dates_and_places_become_is_chosen(db: Database, open_page: Opener) -> None:
    """Each by itself; the other stays as it was."""
    page = open_page("settings", "admin")
    page.selectbox[1].set_value("exact").run()
    assert coarse.coarse(db) == ("exact", "year", "letter")
    page.selectbox[2].set_value("season").run()
    page.selectbox[3].set_value("near").run()
    assert not page.exception
    assert coarse.coarse(db) == ("exact", "season", "near")
