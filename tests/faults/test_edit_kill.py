"""The server killed in the middle of saving a mended text: nothing typed is lost, and no version is there twice."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import address_of, free_port, sign_in, stop
from tests.waiting import eventually
from texts.documents import turns_of
from texts.editing import reading
from texts.names_out import proposing

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Route

    from tests.browser.forge import Forge, Served
    from tests.builder import SmallPilot


def _names_out(
    small: SmallPilot, page: Page, guid: str, serve: Callable[[], Served], process: Served
) -> Served:
    """Killed while the version without names is made, before and after it is stored: there is one at the end, and what
    was decided meanwhile is kept. Returns the server that runs then."""
    with closing(small.open()) as db:
        proposing.propose(small.pilot, db, small.viewers["evaluator"], guid)
    page.goto(f"/names?document={guid}")
    make = page.get_by_role("button", name="Maak de versie zonder namen")
    running, done = [process], list[str]()

    def kill(route: Route) -> None:
        if done:
            route.fetch()
        running[0].kill()
        running[0].communicate()
        done.append("killed")
        route.abort()

    for times in (1, 2):
        expect(make).to_be_enabled()
        page.route("**/names/make", kill)
        make.click()
        eventually(lambda times=times: len(done) == times, page)  # type: ignore[misc]
        page.unroute_all()
        running[0] = serve()
        address_of(running[0])
        page.reload()
    expect(page.get_by_role("heading", name="Deze tekst wacht niet")).to_be_visible()
    return running[0]


def test_killed_before_and_after_it_is_stored(
    small: SmallPilot, forge: Forge, new_context: Callable[..., BrowserContext]
) -> None:
    """Killed when a save is asked for, and again when it is stored and not answered yet; somebody types on: one version
    with all of it at the end, and what was typed meanwhile is kept, after a closed window too."""
    with closing(small.open()) as db:
        viewer = small.prepares(db)
        guid = small.interview(db, kind="raw")

    def versions() -> list[str]:
        with closing(small.open()) as db:
            return [row[0] for row in db.conn.execute("SELECT text FROM document_version ORDER BY number")]

    port = free_port()

    def serve() -> Served:
        return forge.serve(small.home.folder, "--port", port)

    process = serve()
    try:
        context = new_context(base_url=address_of(process).rstrip("/"))
        page = context.new_page()
        sign_in(page, "evaluator", f"/edit?document={guid}")
        expect(page.locator(".ed-page")).to_have_attribute("data-saved", "true")
        asked: list[str] = []
        next_one = ["kill"]

        def killing(route: Route) -> None:
            if route.request.method != "POST":
                route.continue_()
                return
            asked.append(json.loads(route.request.post_data or "{}")["key"])
            if next_one[0] == "store and kill":
                route.fetch()
            if next_one[0] != "down":
                process.kill()
                process.communicate()
            next_one[0] = "down"
            route.abort()

        page.route("**/edit", killing)
        page.locator(".ed-text").first.click()
        page.keyboard.press("End")
        page.keyboard.type(" Ja?")
        page.keyboard.press("Control+s")
        eventually(lambda: bool(asked), page)
        assert len(versions()) == 1
        page.locator(".ed-text").nth(2).click()
        page.keyboard.press("End")
        page.keyboard.type(" Zeg het maar.")
        process = serve()
        address_of(process)
        next_one[0] = "store and kill"
        page.evaluate("dispatchEvent(new Event('online'))")
        eventually(lambda: next_one[0] == "down", page)
        assert len(versions()) == 2
        page.unroute_all()
        process = serve()
        address_of(process)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator(".ed-notice")).to_contain_text("versie 2", timeout=60_000)
        assert len(set(asked)) == 1
        page.close()
        again = context.new_page()
        again.goto(f"/edit?document={guid}")
        expect(again.locator(".ed-text").nth(2)).to_have_text("En daarna? Zeg het maar.")
        again.keyboard.press("Control+s")
        expect(again.locator(".ed-page")).to_have_attribute("data-saved", "true")
        assert len(versions()) == 3
        with closing(small.open()) as db:
            turns = turns_of(db, reading.version_to_edit(db, viewer, guid).version_id)
        assert [turn.text for turn in turns][::2] == [
            "Hoe ging het toen met de school? Ja?", "En daarna? Zeg het maar."]
        process = _names_out(small, again, guid, serve, process)
        with closing(small.open()) as db:
            assert [row[0] for row in db.conn.execute(
                "SELECT kind FROM document_version ORDER BY number")] == ["raw", *["corrected"] * 2, "deidentified"]
    finally:
        stop(process)
