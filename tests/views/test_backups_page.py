"""The page of backups, and the warning about them on Today."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from jobs import queue
from jobs.worker import Worker
from pilot import clock, words
from pilot.safety import made, making, plan
from pilot.store.files import open_server, write
from pilot.visit import Visit
from views.today import backups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page as an administrator opens it; the worker is not started by it."""
    @contextmanager
    def here() -> Iterator[Visit]:
        with closing(small.open()) as db:
            words.use("en")
            yield visit_of(small, db)

    monkeypatch.setattr("views.backups.page.here", here)
    monkeypatch.setattr("jobs.worker.ensure_running", lambda home: False)
    return AppTest.from_string("from views.backups import page\npage.page()", default_timeout=240)


def visit_of(small: SmallPilot, db: Database) -> Visit:
    """An administrator's look at the small pilot."""
    return Visit(small.home, None, small.pilot, db, small.viewers["admin"])  # type: ignore[arg-type]


def html(page: AppTest) -> str:
    """All of our own html on the page."""
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def work_off(small: SmallPilot) -> None:
    """Do what waits."""
    from cli import HANDLERS

    Worker(small.home, HANDLERS, idle_s=0).run()


@pytest.mark.slow
def test_from_the_first_backup_to_trying_it(small: SmallPilot, db: Database, page: AppTest) -> None:
    """One is asked for and made; the page says that it is whole; trying it says what came back."""
    page.run()
    assert "None has been made yet." in [text.value for text in page.text]
    make, try_it = page.button[:2]
    assert try_it.disabled
    make.click().run()
    work_off(small)
    page.run()
    assert "It was opened again and found whole" in page.success[0].value
    assert "whole, not encrypted" in html(page)
    page.button[1].click().run()
    work_off(small)
    assert "3 stores, 0 texts, 0 recordings" in html(page.run())
    assert {one.state for one in queue.jobs(db, small.viewers["admin"])} == {"done"}


def test_all_backups_and_trials_are_there_in_pages(small: SmallPilot, page: AppTest) -> None:
    """The newest fifty of each, the way to those before them, and a search for a day."""
    with closing(open_server(small.home.server_path)) as server, write(server):
        for n in range(61):
            day = f"{2020 + n // 12}-{n % 12 + 1:02}-03"
            server.conn.execute(
                "INSERT INTO backup_drill(guid, at, name, made_at, state, ms, stores, texts, recordings)"
                " VALUES (?,?,'een',?,'whole',1000,3,?,0)", (str(n), f"{day}T10:00:00Z", f"{day}T09:00:00Z", n))
    page.run()
    assert ("60 texts" in html(page), "11 texts" in html(page), "10 texts" in html(page)) == (True, True, False)
    assert "1 to 50 of 61" in [text.value for text in page.text]
    page.text_input[0].set_value("Mar 2020").run()
    assert ("2 texts" in html(page), "60 texts" in html(page)) == (True, False)


@pytest.mark.slow
def test_the_plan_is_kept(small: SmallPilot, page: AppTest) -> None:
    """Turned on at another time, and of fewer days: the next look shows it."""
    page.run()
    page.toggle[0].set_value(True)
    page.selectbox[0].set_value("04:30")
    page.number_input[0].set_value(5)
    page.button[-1].click().run()
    found = plan.plan(small.home)
    assert (found.is_on, found.at, found.rotation) == (True, "04:30", plan.USUAL._replace(days=5))
    assert page.run().selectbox[0].value == "04:30"


@pytest.mark.slow
def test_today_warns(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in a demo without one; a card once the last is too old for the plan, gone with a new one."""
    words.use("en")
    assert backups.warnings(visit_of(small, db)) == []
    making.make(small.home, made.ASKED)
    assert backups.warnings(visit_of(small, db)) == []
    at = clock.moment()
    monkeypatch.setattr(clock, "moment", lambda: at + timedelta(days=8))
    (show,) = backups.warnings(visit_of(small, db))
    monkeypatch.setattr("views.today.backups.card", lambda *said: shown.append(said))
    shown: list[tuple[str, ...]] = []
    show(visit_of(small, db))
    ((_title, said, href, _action),) = shown
    assert said.startswith("The last whole backup is of ")
    assert href == "/backups"
    making.make(small.home, made.ASKED)
    assert backups.warnings(visit_of(small, db)) == []
