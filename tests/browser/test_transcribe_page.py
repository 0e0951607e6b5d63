"""The page Transcribe in a real browser: asking, watching it go on, opening the text; and how it looks."""

from __future__ import annotations

import os
import signal
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from jobs import queue
from pilot.store.files import open_pilot
from tests import recordings
from tests.browser.conftest import axe, sign_in
from tests.browser.looking import Look, in_looks
from tests.browser.waiting import choose, sticks_out
from tests.waiting import eventually
from transcribe.handlers import TRANSCRIBE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext

    from jobs.queue import Job
    from tests.browser.conftest import Site

pytestmark = pytest.mark.model
LOOKS: tuple[Look, ...] = (("light", 1366), ("dark", 1366), ("light", 390))


@pytest.fixture(scope="module")
def waiting(site: Site, tiny_model: Path, jfk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A recording of 44 seconds that waits, and a model; the worker that the site started ends afterwards."""
    if not (site.small.home.models / "tiny.en").exists():
        recordings.lend_model(site.small, tiny_model)
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        site.small.prepares(db)
    yield recordings.store(site.small, recordings.looped(jfk, 4, tmp_path_factory.mktemp("a") / "a.wav"))
    lock = site.home / "worker.lock"
    if lock.is_file() and lock.read_text():
        os.kill(int(lock.read_text()), 15)


def test_it_can_be_read(new_context: Callable[..., BrowserContext], site: Site, waiting: str) -> None:
    """What waits stands there, nothing sticks out, and axe finds nothing serious."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator", "/work")
    expect(page.get_by_text("moeder").first).to_be_visible()
    expect(page.get_by_role("button", name="Uitschrijven").first).to_be_visible()
    for _width in in_looks(page, LOOKS):
        assert not sticks_out(page)
        assert axe(page) == []


def test_from_recording_to_text(new_context: Callable[..., BrowserContext], site: Site, waiting: str) -> None:
    """Asked for on the page, done by a worker of its own while the page shows how far it is, opened from the page."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator", "/work")
    choose(page, "Gesproken taal", "Engels")
    choose(page, "Model", "tiny.en")
    button = page.get_by_role("button", name="Uitschrijven").first
    expect(button).to_be_enabled()
    button.click()
    # Held where it has come half-way: on a fast machine it might be done before the page looks again.
    eventually(lambda: [one for one in jobs_of(site) if one.kind == TRANSCRIBE and one.done], page)
    doing = held_child(site)
    expect(page.get_by_text("van 00:00:44 gehoord").first).to_be_visible()
    page.close()
    # Nobody looks; the worker goes on.
    os.kill(doing, signal.SIGCONT)
    eventually(lambda: jobs_of(site)[0].state == "done")
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator", "/work")
    page.get_by_role("link", name="Tekst openen").first.click()
    page.wait_for_url("**/desk?document=*")
    assert axe(page) == []


def jobs_of(site: Site) -> list[Job]:
    """The jobs there are, the newest first."""
    with closing(open_pilot(site.small.pilot.db_path)) as db:
        return queue.jobs(db, site.small.viewers["evaluator"])


def held_child(site: Site) -> int:
    """The process that does the job, stopped until it gets SIGCONT; its id."""
    worker = (site.home / "worker.lock").read_text()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if stat.read_text().rsplit(")", 1)[1].split()[1] == worker:
                os.kill(int(stat.parent.name), signal.SIGSTOP)
                return int(stat.parent.name)
    raise AssertionError("the worker has no child")
