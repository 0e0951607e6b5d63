"""Choosing together in real browsers: a coach picks on her phone, and what was chosen is read by another coach."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from stories.learning import meetings
from stories.learning.meetings import Plan, Written
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import choose, sticks_out
from tests.stories.choose.world import BIKE, two
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Route

    from tests.browser.conftest import Site


def test_a_panel_chooses(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """An evaluator makes a round, a coach reads and picks on a phone, it is shown and recorded with who saw it
    otherwise; another coach finds it under what we learn, and reads it."""
    with closing(site.small.open()) as db:
        two(site.small, db)
    leader = new_context(base_url=site.url).new_page()
    sign_in(leader, "evaluator", "/choose")
    leader.get_by_label("Naam van de ronde").fill("Voorjaar")
    choose(leader, "Wie kiest", "coach 1")
    leader.keyboard.press("Escape")
    leader.get_by_role("button", name="Leg de verhalen aan het panel voor").click()
    expect(leader.get_by_role("link", name="Voorjaar")).to_be_visible()

    phone = new_context(base_url=site.url, viewport={"width": 390, "height": 844}).new_page()
    sign_in(phone, "coach", "/")
    phone.get_by_role("link", name="Voorjaar").click()
    phone.get_by_role("link", name="De fiets").click()
    expect(phone.locator(".rd-told")).to_have_text(BIKE)
    phone.get_by_role("link", name="Terug").click()
    phone.get_by_role("radiogroup", name="Welk verhaal zegt het meest?").get_by_text("De fiets").click()
    phone.get_by_role("textbox", name="Waarom dit verhaal?").fill("Het geld kwam op tijd.")
    phone.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(phone.get_by_text("Je keuze is bewaard")).to_be_visible()
    assert axe(phone) == []
    assert sticks_out(phone) <= 0

    leader.get_by_role("link", name="Voorjaar").click()
    leader.get_by_role("button", name="Toon wat ieder koos").click()
    leader.get_by_role("dialog").get_by_role("button", name="Toon wat ieder koos").click()
    expect(leader.locator(".rd-picks")).to_contain_text("Het geld kwam op tijd.")
    choose(leader, "Wat het panel samen koos", "De fiets")
    leader.keyboard.press("Escape")
    leader.get_by_role("textbox", name="Waarom", exact=True).fill("Het kan overal.")
    leader.get_by_role("textbox", name="Wie het anders zag, en waarom").fill("Een evaluator koos de telefoon.")
    leader.get_by_role("textbox", name="Wie erbij waren, met hun rol").fill("een coach, een evaluator")
    leader.get_by_role("button", name="Leg de keuze vast").click()
    expect(leader.get_by_text("Een evaluator koos de telefoon.").first).to_be_visible()
    assert axe(leader) == []

    other = new_context(base_url=site.url).new_page()
    sign_in(other, "coach2", "/learn")
    expect(other.locator(".rd-learnt").first).to_contain_text("Het kan overal.")
    other.get_by_role("link", name="De fiets").click()
    expect(other.locator(".rd-told")).to_have_text(BIKE)


def test_what_is_typed_in_a_meeting_outlives_the_page(browser_page: Page, site: Site) -> None:
    """Words that were not saved are back after the page was left, with the revision they go on from: what another saved
    meanwhile is told and stands beside them."""
    with closing(site.small.open()) as db:
        guid = meetings.plan(db, site.small.viewers["coach"], Plan("Voorjaar", "2022-03-24"))
    page = browser_page
    held: list[Route] = []
    page.route("**/unsent.js*", lambda route: held.append(route))  # somebody types before all of the page has come
    sign_in(page, "coach", f"/meeting?meeting={guid}")
    field = page.get_by_role("textbox", name="Wat we leren van wat op tafel ligt")
    field.press_sequentially("Op tijd helpt.")
    eventually(lambda: bool(held), page)
    held[0].continue_()
    page.unroute_all()
    page.wait_for_function("""() => Object.entries(localStorage).some(([key, kept]) => key.startsWith('rd-minutes')
        && kept.includes('Op tijd helpt.'))""")
    page.goto("about:blank")
    with closing(site.small.open()) as db:
        meetings.save(db, site.small.viewers["evaluator"], guid, Written("een evaluator", "Een vast gezicht.", 1))
    page.goto(f"/meeting?meeting={guid}")
    expect(field).to_have_value("Op tijd helpt.")
    page.get_by_role("button", name="Sla op wat we leren").click()
    expect(page.get_by_text("Een vast gezicht.")).to_be_visible()
    field.fill("Op tijd, en altijd dezelfde coach.")
    field.press("Tab")
    page.get_by_role("button", name="Sla op wat we leren").click()
    expect(page.get_by_text("Een vast gezicht.")).to_have_count(0)
    expect(field).to_have_value("Op tijd, en altijd dezelfde coach.")
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('rd-minutes'))")
