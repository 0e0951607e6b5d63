"""The pages with a form of ours, without script: signing in, in one step or two, and one's own account."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pyotp
import pytest
from playwright.sync_api import expect

from pilot.access import Role
from pilot.accounts import accounts, second
from pilot.store.files import open_server
from tests.browser.conftest import axe, sign_in, sign_in_by_form
from tests.browser.looking import Look
from tests.browser.waiting import looks, sticks_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site


LOOKS: tuple[Look, ...] = (("light", 1366), ("dark", 1366), ("light", 390), ("dark", 390))
OLD, NEW = "een lang wachtwoord", "nog een lang wachtwoord"


@pytest.fixture
def bea(site: Site) -> str:
    """The name of somebody with an account of her own; the demo's have a password that stays as it is."""
    with closing(open_server(site.small.home.server_path)) as server, closing(site.small.open()) as db:
        if all(row.name != "bea" for row in accounts.all_accounts(server)):
            accounts.add(server, "bea", OLD)
            accounts.set_roles(server, db, "proef", "bea", [Role.EVALUATOR])
    return "bea"


def test_looks(new_context: Callable[..., BrowserContext], site: Site, bea: str) -> None:
    """In either language and look, on a laptop and a phone: axe finds nothing and nothing is wider than the window."""
    for locale in ("nl-NL", "en-GB"):
        page = new_context(base_url=site.url, locale=locale).new_page()
        for path in ("/sign-in", "/password", "/account", "/second/new", "/confirm"):
            if path == "/password":
                sign_in(page, bea, "/password", password=OLD)
            else:
                page.goto(path)
            expect(page.locator("html")).to_have_attribute("lang", locale[:2] if path == "/sign-in" else "nl")
            if locale == "en-GB" and path != "/sign-in":
                continue  # the account's own language, which was looked at
            for scheme, width in LOOKS:
                page.set_viewport_size({"width": width, "height": 800})
                looks(page, scheme)
                assert axe(page, only_colours=scheme == "dark") == []
                assert not sticks_out(page)


def test_from_invitation_to_two_steps(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """An administrator invites; who was invited chooses a password, switches the second step on, signs in with a code
    of it, and signs out everywhere."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "admin", "/people")
    page.get_by_label("Naam om mee in te loggen").fill("dirkje")
    page.get_by_role("button", name="coach", exact=True).last.click()
    page.get_by_role("button", name="Uitnodigen").click()
    link = page.get_by_text("/invitation/")
    expect(link).to_be_visible()
    hers = new_context(base_url=site.url).new_page()
    hers.goto(str(link.text_content()))
    hers.get_by_label("Nieuw wachtwoord").fill(OLD)
    hers.get_by_label("Het nieuwe wachtwoord nog een keer").fill(OLD)
    assert axe(hers) == []
    hers.get_by_role("button", name="Opslaan en inloggen").click()
    expect(hers.get_by_role("heading", level=1)).to_be_visible()
    hers.goto("/account")
    hers.get_by_role("link", name="Tweede stap aanzetten").click()
    hers.get_by_text("Lukt scannen niet?").click()
    app = pyotp.TOTP(str(hers.locator(".secret").text_content()).replace(" ", ""))
    hers.get_by_label("Code van je app").fill(app.now())
    hers.get_by_role("button", name="Aanzetten").click()
    expect(hers.locator(".codes li")).to_have_count(second.RECOVERY_CODES)
    assert axe(hers) == []
    assert not sticks_out(hers)
    (code, *_rest) = hers.locator(".codes li").all_text_contents()
    phone = new_context(base_url=site.url, viewport={"width": 390, "height": 800}).new_page()
    phone.goto("/sign-in?next=/account")
    phone.get_by_label("Naam").fill("dirkje")
    phone.get_by_label("Wachtwoord").fill(OLD)
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("Code van je app")).to_be_focused()
    assert axe(phone) == []
    for typed in ("000000", code):
        phone.get_by_label("Code van je app").fill(typed)
        phone.keyboard.press("Enter")
        if typed != code:
            expect(phone.get_by_role("alert")).to_contain_text("klopt niet")
    expect(phone.locator(".sittings li")).to_have_count(2)
    phone.get_by_role("button", name="Overal uitloggen").click()
    expect(phone.get_by_label("Wachtwoord")).to_be_visible()
    hers.goto("/account")
    expect(hers.get_by_label("Wachtwoord")).to_be_visible()
    _shut_out_and_in_again(page)


def _shut_out_and_in_again(page: Page) -> None:
    """By keyboard: the row stays open under its new head, and what undoes it has the focus."""
    page.reload()
    row = page.locator("details").filter(has=page.locator("summary", has_text="dirkje"))
    row.locator("summary").press("Enter")
    out, again = (row.get_by_role("button", name=name) for name in ("Meteen buitensluiten", "Weer toelaten"))
    out.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Meteen buitensluiten").press("Enter")
    expect(again).to_be_focused()
    expect(row.locator("summary")).to_contain_text("buitengesloten")
    again.press("Enter")
    expect(out).to_be_focused()


def test_change_ones_password_by_keyboard(
    new_context: Callable[..., BrowserContext], site: Site, bea: str
) -> None:
    """From the account menu, with keys alone: a fault is told on the form, then the new password works."""
    context = new_context(base_url=site.url)
    page = context.new_page()
    sign_in_by_form(page, bea, password=OLD)
    page.locator(".rd-account summary").press("Enter")
    page.get_by_role("link", name="Je wachtwoord").press("Enter")
    page.wait_for_url("**/password")
    for again in (NEW + "x", NEW):
        expect(page.get_by_label("Het wachtwoord dat je nu hebt")).to_be_focused()
        for typed in (OLD, NEW, again):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        if again != NEW:
            expect(page.get_by_role("alert")).to_contain_text("niet gelijk")
    expect(page.get_by_text("Je wachtwoord is veranderd")).to_be_visible()
    page.get_by_role("link", name="Terug naar Rode Draad").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    sign_in_by_form(new_context(base_url=site.url).new_page(), bea, password=NEW)
