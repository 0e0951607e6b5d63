"""The server killed in the middle of coding at speed: nothing that was coded is lost, and nothing is there twice."""

from __future__ import annotations

import json
import random
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import Site, address_of, free_port, stop
from tests.browser.desk_page import add_document, open_desk
from tests.waiting import eventually
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Request

    from tests.browser.forge import Forge
    from tests.builder import SmallPilot

ACTIONS, LEAST_CONFIRMED = 200, 40
CODE = """([n, turn]) => {
  const node = document.querySelector(`[data-turn="${turn}"] [data-text]`).firstChild;
  getSelection().setBaseAndExtent(node, n % 20, node, n % 20 + 12);
}"""


def test_killed_amid_two_hundred_codings(
    small: SmallPilot, forge: Forge, new_context: Callable[..., BrowserContext]
) -> None:
    """kill -9 after at least 40 confirmed actions, coding goes on, the server comes back: 200 codings, each once."""
    port = free_port()
    process = forge.serve(small.home.folder, "--port", port)
    try:
        site = Site(address_of(process).rstrip("/"), small.home.folder, small, process)
        # No spaces: the desk leaves them out at the ends, and two selections would be the same words.
        words = "Zij-belde-zelf-en-wist-nog-wat-ik-de-vorige-keer-had-gezegd,-dat-scheelt-een-hoop."
        guid, text = add_document(site, tuple(NewTurn(words, "Moeder", "family") for _ in range(10)))
        desk = open_desk(new_context(base_url=site.url), site, guid, text)
        confirmed: set[str] = set()
        desk.page.on("requestfinished", lambda request: _confirmed(request, confirmed))
        kill_at = random.Random(len(guid)).randint(LEAST_CONFIRMED, ACTIONS // 2)
        at_the_kill: set[str] = set()
        for n in range(ACTIONS):
            desk.page.evaluate(CODE, [n, n // 20])
            desk.page.keyboard.press("1")
            if n == ACTIONS - LEAST_CONFIRMED:  # a slow server gets the time to confirm, a fast one was killed before
                eventually(lambda: len(confirmed) >= kill_at, desk.page)
            if not at_the_kill and len(confirmed) >= kill_at:
                process.kill()
                process.communicate()
                at_the_kill = set(confirmed)
        stored = {row[0] for row in _ops(site)}
        assert at_the_kill <= stored, "a confirmed action was lost"
        expect(desk.page.locator("[data-codings]")).to_have_attribute("data-count", str(ACTIONS))
        process = forge.serve(small.home.folder, "--port", port)
        address_of(process)
        desk.page.evaluate("dispatchEvent(new Event('online'))")
        expect(desk.page.locator("[data-outbox]")).to_have_attribute("data-unsaved", "0", timeout=60_000)
        assert len(desk.stored()) == ACTIONS
        assert len(set(_ops(site))) == ACTIONS
    finally:
        stop(process)


def test_killed_and_the_window_closed_too(
    small: SmallPilot, forge: Forge, new_context: Callable[..., BrowserContext]
) -> None:
    """The server dies, coding goes on, the window is closed: the next window brings what was left."""
    port = free_port()
    process = forge.serve(small.home.folder, "--port", port)
    try:
        site = Site(address_of(process).rstrip("/"), small.home.folder, small, process)
        guid, text = add_document(site)
        context = new_context(base_url=site.url)
        desk = open_desk(context, site, guid, text)
        desk.select(1, 0, 15)
        desk.page.keyboard.press("1")
        desk.saved(1)
        process.kill()
        process.communicate()
        for key in "234":
            desk.page.keyboard.press(key)
        desk.unsaved(3)
        desk.page.close()
        process = forge.serve(small.home.folder, "--port", port)
        address_of(process)
        again = open_desk(context, site, guid, text)
        again.saved(4)
        assert len(again.stored()) == 4
    finally:
        stop(process)


def _confirmed(request: Request, into: set[str]) -> None:
    if not request.url.endswith("/ops"):
        return
    response = request.response()
    if response and response.ok:
        into.update(op["op"] for op in json.loads(request.post_data or "{}")["ops"])


def _ops(site: Site) -> list[tuple[str]]:
    with closing(site.small.open()) as db:
        return list(db.conn.execute("SELECT guid FROM coding_op").fetchall())
