"""Consent is withdrawn while somebody has the material open: nothing of it stays on the screen, without a reload."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.families import consent
from pilot.store.files import new_guid
from tests.browser.conftest import sign_in
from tests.browser.desk_page import Desk, add_document, open_desk
from tests.browser.waiting import at_rest
from tests.waiting import eventually
from themes import frames, matrix
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, WebSocketRoute

    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

WORDS = "Zij belde zelf"


@pytest.fixture
def coded(site: Site) -> Iterator[str]:
    """An interview in which the words are coded, and that counts; consent is there again afterwards."""
    guid, text = add_document(site)
    start = text.index(WORDS)
    with closing(site.small.open()) as db:
        op = {"op": new_guid(), "coding": new_guid(), "kind": "add", "code": "klik", "start": start,
              "end": start + len(WORDS)}
        assert apply_ops(db, site.small.viewers["evaluator"], guid, [op])["results"][0]["state"] == "confirmed"
        set_status(db, site.small.viewers["evaluator"], guid, "done")
    yield guid
    give_again(site)


def said(site: Site) -> int:
    """In how many documents the code is said, as the matrix counts."""
    with closing(site.small.open()) as db:
        material = frames.load(db, site.small.viewers["evaluator"], Scope())
    assert material is not None
    cells = matrix.matrix(material)
    return int(cells.loc[cells["code"] == "klik", "said"].sum())


def withdraw(site: Site) -> None:
    """The mother takes back that she is analysed."""
    with closing(site.small.open()) as db:
        consent.withdraw(db, site.small.viewers["admin"], site.small.persons["Berk moeder"], "analyse")


def give_again(site: Site) -> None:
    """As it was before."""
    with closing(site.small.open()) as db, db.conn:
        db.conn.execute("UPDATE consent SET withdrawn_on = NULL WHERE use = 'analyse'")


def unsent_action(desk: Desk) -> None:
    """Code something while the server cannot be reached for it."""
    desk.page.route("**/api/documents/*/ops", lambda route: route.abort())
    desk.select(3, 0, 7)
    desk.page.keyboard.press("1")
    desk.unsaved(1)


def test_consent_withdrawn_while_the_text_is_open(
    new_context: Callable[..., BrowserContext], site: Site, coded: str
) -> None:
    """The text goes and one sentence says why; what was coded counts no more, what was not sent is told of."""
    desk = open_desk(new_context(base_url=site.url), site, coded)
    unsent_action(desk)
    assert said(site) == 1
    withdraw(site)
    page = desk.page
    expect(page.get_by_role("alert").get_by_text("buiten bereik")).to_be_visible()
    expect(page.locator("[data-turn]")).to_have_count(0)
    eventually(lambda: WORDS not in page.content())
    expect(page.get_by_text("Eén actie is niet opgeslagen")).to_be_visible()
    eventually(lambda: page.evaluate("[...CSS.highlights.values()].every((one) => one.size === 0)"))
    eventually(lambda: "belde" not in page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })"))
    assert said(site) == 0
    page.unroute("**/api/documents/*/ops")
    give_again(site)
    expect(desk.turn(1)).to_contain_text(WORDS)
    desk.saved(2)
    assert said(site) == 1


def test_consent_withdrawn_while_quotes_are_open(
    new_context: Callable[..., BrowserContext], site: Site, coded: str
) -> None:
    """A page of Streamlit is drawn anew by itself; the quote and the list's entry are gone, and the page works on."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "evaluator", "/quotes?code=klik")
    expect(page.locator("mark", has_text=WORDS).first).to_be_visible()
    withdraw(site)
    expect(page.locator("mark", has_text=WORDS)).to_have_count(0)
    give_again(site)
    expect(page.locator("mark", has_text=WORDS).first).to_be_visible()


def test_withdrawn_while_the_page_is_drawn_slowly(
    new_context: Callable[..., BrowserContext], site: Site, coded: str
) -> None:
    """What stands there is covered, and said to be drawn anew, until it is; it is not loaded anew meanwhile."""
    page = new_context(base_url=site.url).new_page()
    held: list[Callable[[], None]] | None = None

    def late(ours: WebSocketRoute) -> None:
        server = ours.connect_to_server()
        ours.on_message(server.send)
        server.on_message(lambda said: ours.send(said) if held is None else held.append(lambda: ours.send(said)))

    page.route_web_socket("**/_stcore/stream", late)
    sign_in(page, "evaluator", "/quotes?code=klik")
    quote, cover = page.locator("mark", has_text=WORDS).first, page.get_by_text("De pagina wordt opnieuw getekend.")
    expect(quote).to_be_visible()
    at_rest(page)
    page.evaluate("window.stays = true")
    waiting: list[Callable[[], None]] = []
    held = waiting
    withdraw(site)
    expect(cover).to_be_visible()
    expect(quote).to_be_hidden()
    assert page.evaluate("window.stays")
    held = None
    for send in waiting:
        send()
    expect(cover).to_have_count(0)
    expect(page.locator("mark", has_text=WORDS)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_missing_consent_is_said_when_the_family_is_chosen(
    new_context: Callable[..., BrowserContext], site: Site, coded: str
) -> None:
    """In the story form at once, with the way to the consents, and not after an hour of writing."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "coach", "/story")
    said = page.get_by_text("Je kunt wel schrijven, maar dit verhaal nog niet bewaren")
    expect(page.get_by_label("Welk gezin?")).to_have_value(site.small.families["Berk"])
    expect(said).to_have_count(0)
    withdraw(site)
    page.reload()
    expect(said).to_be_visible()
    link = page.get_by_role("link", name="Naar de toestemming")
    expect(link).to_have_attribute("href", f"/families?family={site.small.families['Berk']}#consent")
