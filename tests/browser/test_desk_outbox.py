"""No action is lost: without a connection, in two windows, over signing out, when the server says no."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pilot import access
from pilot.accounts import accounts
from pilot.store.files import open_server
from tests.browser.conftest import sign_in
from tests.browser.desk_page import Desk, add_document, open_desk
from tests.waiting import comes_to, eventually
from texts.documents import NewTurn, revise, turns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Route

    from tests.browser.conftest import Site



@pytest.fixture
def context(site: Site, new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A browser with one set of cookies and one local storage."""
    return new_context(base_url=site.url)


def kept(desk: Desk) -> list[dict[str, object]]:
    """The actions that lie in the browser's storage."""
    found = desk.page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('dk-outbox')).map(([, text]) => text)")
    return [op for text in found for op in json.loads(text)]


def code(desk: Desk, count: int, turn: int = 5, key: str = "1") -> None:
    """Give `count` passages of a turn a code."""
    for n in range(count):
        desk.select(turn, n, n + 9)
        desk.page.keyboard.press(key)


def test_a_lost_connection_keeps_everything(site: Site, context: BrowserContext) -> None:
    """Offline the page says what is kept; what is kept holds no text; online again it is stored by itself.

    When the server refuses one of two actions, the page says why, takes that one back and keeps the other."""
    desk = open_desk(context, site, *add_document(site))
    context.set_offline(True)
    code(desk, 3)
    desk.unsaved(3)
    expect(desk.page.locator("[data-codings]")).to_have_attribute("data-count", "3")
    expect(desk.page.locator("[data-outbox]")).to_have_text("geen verbinding, 3 bewaard in deze browser")
    comes_to(lambda: {key for op in kept(desk) for key in op}, {
        "op", "kind", "coding", "code", "start", "end", "sign", "version"})
    desk.stores([])
    context.set_offline(False)
    desk.saved(3)
    expect(desk.page.locator("[data-outbox]")).to_have_text("alles opgeslagen")
    comes_to(lambda: len(desk.stored()), 3)
    comes_to(lambda: kept(desk), [])

    def spoil(route: Route) -> None:
        body = json.loads(route.request.post_data or "{}")
        for op in body["ops"]:
            op["code"] = "bestaat_niet" if op["code"] == "klik" else op["code"]
        route.continue_(post_data=json.dumps(body))

    desk.page.route("**/ops", spoil)
    desk.select(1, 0, 15)
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("2")
    desk.saved(4)
    expect(desk.page.get_by_role("alert").filter(has_text="1 niet opgeslagen en teruggenomen")).to_be_visible()
    desk.painted("klik")
    comes_to(lambda: [key for key, _quote in desk.stored()], ["vast_gezicht"] * 4)
    desk.page.unroute("**/ops")
    desk.page.keyboard.press("Control+z")
    desk.saved(3)


def test_what_was_done_without_a_connection_is_kept(site: Site, context: BrowserContext) -> None:
    """Coded, undone and redone without a connection, then reloaded: the last state counts. Done said offline waits in
    the browser with the codings, over a reload too, and is stored after them."""
    desk = open_desk(context, site, *add_document(site))
    desk.page.route("**/ops", lambda route: route.abort())
    code(desk, 2)
    desk.page.keyboard.press("Control+z")
    desk.page.keyboard.press("Control+z")
    desk.page.keyboard.press("Control+y")
    desk.unsaved(5)
    desk.page.unroute("**/ops")
    desk.reload()
    desk.saved(1)
    comes_to(lambda: len(desk.stored()), 1)

    done = desk.page.get_by_label("Klaar met dit document")
    desk.page.route("**/api/documents/*/ops", lambda route: route.abort())
    desk.page.route("**/api/documents/*/status", lambda route: route.abort())
    code(desk, 1, turn=1)
    done.check()
    desk.unsaved(2)
    desk.reload()
    expect(done).to_be_checked()
    desk.unsaved(2)
    desk.page.unroute("**/api/documents/*/ops")
    desk.page.unroute("**/api/documents/*/status")
    desk.saved(2)
    comes_to(lambda: kept(desk), [])
    desk.reload()
    expect(done).to_be_checked()


def test_a_closed_window_leaves_its_actions_to_the_next(site: Site, context: BrowserContext) -> None:
    """Two windows without a connection, both closed: a third stores what both had, once."""
    guid, text = add_document(site)
    first, second = open_desk(context, site, guid, text), open_desk(context, site, guid, text)
    context.set_offline(True)
    code(first, 2)
    code(second, 3, turn=1)
    first.page.close()
    eventually(lambda: len(kept(second)) == 5)  # one window's storage comes to the other in its own time
    second.page.close()
    context.set_offline(False)
    third = Desk(context.new_page(), site, guid, text)
    third.page.goto(f"/desk?document={guid}")
    third.saved(5)
    comes_to(lambda: len(third.stored()), 5)
    comes_to(lambda: kept(third), [])


def test_two_windows_do_not_overwrite_each_other(site: Site, context: BrowserContext) -> None:
    """A reload adopts the other window's waiting actions; the other window still has and sends them; all count once.

    The same code on the same words from two windows is one coding, which either can undo."""
    guid, text = add_document(site)
    first, second = open_desk(context, site, guid, text), open_desk(context, site, guid, text)
    context.route("**/ops", lambda route: route.abort())
    code(first, 2)
    code(second, 2, turn=1)
    eventually(lambda: len(kept(first)) == 4)
    first.reload()
    first.unsaved(4)
    code(second, 1, turn=1, key="2")
    context.unroute("**/ops")
    for desk in (first, second):
        desk.page.evaluate("dispatchEvent(new Event('online'))")
        desk.unsaved(0)
    eventually(lambda: len(first.stored()) == 5)
    first.reload()
    first.saved(5)
    second.saved(5)
    second.page.route("**/codings?since*", lambda route: route.abort())  # it has not heard yet
    code(first, 1, turn=2)
    first.saved(6)
    code(second, 1, turn=2)
    second.saved(6)
    comes_to(lambda: len(second.stored()), 6)
    second.page.keyboard.press("Control+z")
    second.saved(5)
    comes_to(lambda: len(second.stored()), 5)


def test_signing_out_keeps_them_for_the_same_account_only(site: Site, context: BrowserContext) -> None:
    """Signed out by an administrator while coding: another account stores none of it, the same account all."""
    guid, text = add_document(site)
    desk = open_desk(context, site, guid, text)
    context.route("**/ops", lambda route: route.abort())
    code(desk, 3)
    desk.unsaved(3)
    with closing(open_server(site.home / "server.db")) as server:
        accounts.end_all(server, accounts.by_name(server, "evaluator").account_id)
    desk.page.wait_for_url("**/sign-in**")
    comes_to(lambda: len(kept(desk)), 3)
    context.unroute("**/ops")
    sign_in(desk.page, "evaluator2", f"/desk?document={guid}")
    expect(desk.turn(0)).to_be_visible()
    desk.saved(0)
    comes_to(lambda: len(kept(desk)), 3)
    desk.stores([], "evaluator2")
    context.clear_cookies()
    sign_in(desk.page, "evaluator", f"/desk?document={guid}")
    desk.saved(3)
    comes_to(lambda: len(desk.stored()), 3)
    comes_to(lambda: kept(desk), [])


def test_what_was_done_on_an_older_text_is_carried_over(site: Site, context: BrowserContext) -> None:
    """Coded without a connection while the text was corrected: stored, shown on the same words in the new text."""
    guid, text = add_document(site)
    desk = open_desk(context, site, guid, text)
    context.set_offline(True)
    code(desk, 2)
    desk.unsaved(2)
    with closing(site.small.open()) as db:
        boss = site.small.operator(db)
        version = access.require_document(db, boss, guid)
        turns = turns_of(db, version.version_id)
        revise(db, boss, guid, [NewTurn("Vooraf even dit.", "Coach", "coach"), *turns], kind="deidentified",
               engine="test")
    context.set_offline(False)
    changed = desk.page.get_by_role("alert")
    expect(changed).to_contain_text("Deze tekst is veranderd.")
    desk.saved(2)
    comes_to(lambda: [quote for _code, quote in desk.stored()],
             [text.splitlines()[5][n:n + 9].strip() for n in range(2)])
    comes_to(lambda: kept(desk), [])
    changed.get_by_role("button", name="Lees de nieuwe tekst").click()
    expect(desk.turn(0)).to_have_text("Vooraf even dit.")
    desk.saved(2)
    desk.painted("vast_gezicht", *[text.splitlines()[5][n:n + 9].strip() for n in range(2)])
