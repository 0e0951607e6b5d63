"""Nine life domains scored by pointer, key and thumb: stored at once, also later, and what they rest on."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from stories.outcomes import sheets, waves
from tests.browser.conftest import axe, sign_in
from tests.browser.waiting import at_rest, sticks_out
from tests.waiting import comes_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Site

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def wave(site: Site) -> str:
    """T0, at the start of support."""
    with closing(site.small.open()) as db:
        return waves.add(db, site.small.viewers["evaluator"], waves.New("T0", "months", 0))


def given(site: Site, wave: str, name: str) -> dict[str, tuple[str, float | None]]:
    """What somebody gave family Berk as the professional's score, by life domain."""
    with closing(site.small.open()) as db:
        sheet = sheets.sheet(db, site.small.viewers[name], site.small.families["Berk"], wave)
    return {domain: (slot.mine.state, slot.mine.value) for (domain, voice), slot in sheet.slots.items()
            if voice == "coach" and slot.mine}


def level(page: Page, domain: str, value: str) -> Any:
    """The level of a life domain, as one presses it."""
    part = page.locator(".sc-domain").filter(has=page.get_by_role("heading", name=domain))
    return part.locator("label.sc-level").filter(has=page.get_by_text(value, exact=True))


def test_by_key_and_what_it_rests_on(new_context: Callable[..., BrowserContext], site: Site, wave: str) -> None:
    """An evaluator goes through the levels by arrow: one score is kept; its words stay, and go again."""
    with closing(site.small.open()) as db:
        site.small.interview(db)
    page = new_context(base_url=site.url, viewport={"width": 1366, "height": 900}).new_page()
    sign_in(page, "evaluator", f"/scores?family={site.small.families['Berk']}&wave={wave}")
    level(page, "Veiligheid", "10").locator("input").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sc-state")).to_have_text("Alles is opgeslagen")
    expect(page.locator(".sc-count")).to_contain_text("1 van 9 gescoord")
    comes_to(lambda: given(site, wave, "evaluator"), {"safety": ("scored", 5)})
    day = page.get_by_role("textbox", name="De dag waarover het gaat")
    wrong, today = page.get_by_role("list", name="Niet opgeslagen"), day.input_value()
    for told, given_then in (("Weggooien", ("scored", 5)), ("", ("scored", 7.5))):
        day.fill("01-03-1950")
        day.press("Tab")
        place = level(page, "Veiligheid", "10").bounding_box()
        level(page, "Veiligheid", "10").locator("input").press("Space")
        expect(wrong).to_contain_text("Klopt die datum?")
        assert level(page, "Veiligheid", "10").bounding_box() == place, "what is refused moves no level"
        if told:  # what is stored is shown again
            wrong.get_by_role("button", name=told).press("Enter")
            expect(level(page, "Veiligheid", "5").locator("input")).to_be_checked()
        else:  # a score on a day that can be takes the place of the refused one
            day.fill(today)
            level(page, "Veiligheid", "7,5").locator("input").press("Space")
        expect(wrong.get_by_role("listitem")).to_have_count(0)
        comes_to(lambda: given(site, wave, "evaluator").get("safety"), given_then)  # noqa: B023
    level(page, "Veiligheid", "5").locator("input").press("Space")
    comes_to(lambda: given(site, wave, "evaluator"), {"safety": ("scored", 5)})
    level(page, "Huisvesting", "?").click()
    comes_to(lambda: given(site, wave, "evaluator").get("housing"), ("unknown", None))
    ground = page.locator(".sc-domain").first.locator("details")
    ground.locator("summary").click()
    ground.get_by_role("combobox").select_option(index=1)
    ground.get_by_role("button", name="Zij belde zelf.").click()
    expect(ground.locator("summary")).to_have_text("Waar het uit blijkt: 1")
    at_rest(page)
    assert axe(page) == []
    assert sticks_out(page) <= 0
    page.reload()
    expect(page.locator(".sc-domain").first.locator("summary")).to_have_text("Waar het uit blijkt: 1")
    expect(level(page, "Veiligheid", "5").locator("input")).to_be_checked()
    page.locator(".sc-domain").first.get_by_role("button", name="Toch niet gescoord").click()
    comes_to(lambda: given(site, wave, "evaluator"), {"housing": ("unknown", None)})


def test_by_thumb_and_without_a_connection(
    new_context: Callable[..., BrowserContext], site: Site, wave: str,
) -> None:
    """A coach gives her score and the family's own; what she gives without a connection is sent by the next page."""
    context = new_context(base_url=site.url, **PHONE)
    page = context.new_page()
    address = f"/scores?family={site.small.families['Berk']}&wave={wave}"
    sign_in(page, "coach", address)
    level(page, "Schulden", "7,5").tap()
    comes_to(lambda: given(site, wave, "coach"), {"debts": ("scored", 7.5)})
    page.locator(".sc-voices label", has_text="Het gezin zelf").tap()
    expect(page.locator(".sc-count")).to_contain_text("0 van 9 gescoord")
    at_rest(page)  # two touches at once are a double one, which a phone takes for another wish
    level(page, "Schulden", "10").click()
    expect(page.locator(".sc-state")).to_have_text("Alles is opgeslagen")
    expect(page.locator(".sc-domain").filter(has_text="Schulden").locator(".sc-beside")).to_contain_text(
        "De professional: 7,5 (verschil 2,5)")
    at_rest(page)
    assert axe(page) == []
    assert sticks_out(page) <= 0
    page.locator(".sc-voices label", has_text="De professional").tap()
    expect(page.locator(".sc-count")).to_contain_text("1 van 9 gescoord")
    expect(level(page, "Schulden", "7,5").locator("input")).to_be_checked()
    context.set_offline(True)
    level(page, "Inkomen", "0").click()
    expect(page.locator(".sc-state")).to_contain_text("Geen verbinding")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    comes_to(lambda: given(site, wave, "coach").get("income"), ("scored", 0))
    debts = again.locator(".sc-domain").filter(has_text="Schulden")
    expect(debts.get_by_role("button", name="Wijzigen")).to_be_visible()
    comes_to(lambda: again.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('rd-scores|')).length"), 0)
