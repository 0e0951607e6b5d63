"""Messages on any page: they move nothing that is being clicked, and go as soon as what they ask for is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.waiting import at_rest, drawn
from tests.waiting import comes_to, eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Site

# Two buttons; the first press on the upper one takes away what stood above it, as a message that goes does.
MOVING = """() => {
  document.querySelector("[data-testid=stMain]").insertAdjacentHTML("afterbegin", `<div id="moving" style="
    position:fixed;left:20px;top:200px;z-index:2000000;background:white">
    <p id="told" style="height:60px;margin:0">message</p>
    <button id="upper" style="height:60px;width:200px;display:block">upper</button>
    <button id="lower" style="height:60px;width:200px;display:block">lower</button></div>`);
  window.pressed = [];
  for (const name of ["upper", "lower"]) {
    document.getElementById(name).onclick = () => {
      window.pressed.push(name);
      document.getElementById("told").remove();
    };
  }
}"""

WRONG_NUMBERS = """() => document.getElementById("moving").insertAdjacentHTML("beforeend", `
    <b id="a-validation-error" role="alert">Error: Number is outside the allowed range. Please enter a
    value between 1 and 20.</b>
    <i data-testid="stTooltipErrorContent"><b data-testid="stMarkdownContainer"><strong>Error</strong>: Number is below
    the allowed range. Please enter a value greater than or equal to 1.</b></i>`.replace(/\\s+/g, " "))"""


def test_the_second_press_of_a_double_click_goes_nowhere_else(
    site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    """What came under the mouse in between is not pressed; twice the same one, and two single presses, are."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "admin", "/settings")
    drawn(page)
    page.evaluate(MOVING)
    place = page.locator("#upper").bounding_box()
    assert place is not None
    page.mouse.dblclick(place["x"] + 100, place["y"] + 30)
    comes_to(lambda: page.evaluate("document.elementFromPoint(120, 290).id"), "lower")
    comes_to(lambda: page.evaluate("pressed"), ["upper"])
    page.evaluate("pressed.length = 0")
    page.locator("#told").evaluate_all("all => all.forEach((one) => one.remove())")
    page.locator("#lower").evaluate("e => { e.onclick = () => pressed.push('lower'); }")
    page.locator("#lower").dblclick()
    page.locator("#upper").evaluate("e => { e.onclick = () => pressed.push('upper'); }")
    page.locator("#upper").click()
    comes_to(lambda: page.evaluate("pressed"), ["lower", "lower", "upper"])
    page.evaluate(WRONG_NUMBERS)  # what the frame says of a number is in English
    expect(page.locator("#moving [role=alert]")).to_have_text("Vul een getal in van 1 tot en met 20.")
    expect(page.locator("#moving i")).to_have_text("Fout: Vul 1 of meer in.")


def test_what_a_form_says_goes_as_it_is_mended(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """The sentence goes at the first letter, without moving the form, and comes back when it is still wrong."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "admin", "/families")
    drawn(page)
    page.get_by_text("Een gezin toevoegen").click()
    assert page.evaluate("() => document.getAnimations().filter((one) => one.effect.target.matches('details'))") == []
    button = page.get_by_role("button", name="Gezin toevoegen")
    button.click()
    fault = page.locator("[data-testid=stAlertContentError]")
    expect(fault).to_be_visible()
    page.get_by_role("textbox", name="Schuilnaam").focus()
    at_rest(page)
    place = button.bounding_box()
    page.get_by_role("textbox", name="Schuilnaam").press_sequentially(" ")
    expect(fault).to_be_hidden()
    at_rest(page)
    assert button.bounding_box() == place
    button.click()
    expect(fault).to_be_visible()


def test_the_fault_of_signing_in_goes_too(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Who types the password once more is not told any longer that it was wrong."""
    page = new_context(base_url=site.url).new_page()
    page.goto("/sign-in")
    page.get_by_label("Naam").fill("evaluator")
    page.locator("#password").fill("fout")
    page.locator("button[type=submit]").click()
    expect(page.locator(".fault")).to_be_visible()
    page.locator("#password").press_sequentially("d")
    expect(page.locator(".fault")).to_be_hidden()


def test_the_focus_stays_where_something_was_done(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """After a save that draws the form anew the focus is on its button again, not on the page as a whole."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "admin", "/register")
    page.get_by_text("Een woord toevoegen").click()
    page.get_by_role("textbox", name="Woord", exact=True).fill("Ganzenpad")
    page.get_by_role("textbox", name="Wat ervoor in de plaats komt").fill("[straat]")
    button = page.get_by_role("button", name="Toevoegen", exact=True)
    before = button.element_handle()
    button.press("Enter")
    expect(page.get_by_text("Ganzenpad")).to_be_visible()
    eventually(lambda: not before.evaluate("e => e.isConnected"), page)
    expect(button).to_be_focused()


# Streamlit is asked for a run that nobody wished for, as when something else than the page has changed.
CHANGED = "dispatchEvent(new CustomEvent('rd-reach', { detail: 'changed' }))"
RUNS = """() => {
  window.runs = 0;
  new MutationObserver(() => {
    window.runs += document.querySelector("[data-testid=stApp]").dataset.testScriptState === "running" ? 1 : 0;
  }).observe(document.querySelector("[data-testid=stApp]"), { attributeFilter: ["data-test-script-state"] });
}"""
# The connection goes at the moment of a press: what is sent next never arrives.
CUT = """() => {
  const native = Object.getPrototypeOf(WebSocket.prototype), { send } = native;
  native.send = function () { native.send = send; this.close(); };
}"""


def test_no_press_and_no_sentence_is_lost_when_the_page_is_drawn_anew(
    site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    """A run nobody asked for takes no sentence along and breaks off no press; a press that got lost is told."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "admin", "/families")
    drawn(page)
    page.get_by_text("Een gezin toevoegen").click()
    button = page.get_by_role("button", name="Gezin toevoegen")
    fault = page.locator("[data-testid=stAlertContentError]:visible")
    says = "Geef het gezin een schuilnaam, zoals de naam van een boom."
    at_rest(page)
    page.evaluate(RUNS)
    button.evaluate(f"(one) => one.addEventListener('click', () => setTimeout(() => {CHANGED}), {{ once: true }})")
    button.click()  # and at once something changes
    expect(fault).to_have_text(says)
    at_rest(page)
    page.evaluate(CHANGED)
    comes_to(lambda: page.evaluate("runs"), 2)
    at_rest(page)
    expect(fault).to_have_text(says)
    button.click()
    comes_to(lambda: page.evaluate("runs"), 3)
    at_rest(page)
    expect(fault).to_have_count(1)
    page.get_by_role("textbox", name="Schuilnaam").fill("Hulst")
    page.evaluate(CUT)
    button.click()
    expect(page.locator(".rd-cut")).to_have_text(
        "De verbinding was weg toen je drukte. Kijk of het gedaan is; zo niet, druk dan nog eens.")
    expect(fault).to_have_count(0)
    button.click()
    expect(page.get_by_role("heading", name="Hulst")).to_be_visible()
    expect(page.locator(".rd-cut")).to_have_count(0)


def test_enter_takes_a_typed_date(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """While its calendar stands open and the field was not left; who types stays where she was."""
    page = new_context(base_url=site.url).new_page()
    sign_in(page, "admin", "/log")
    field = page.get_by_role("group", name="Van", exact=True)
    for part, value in (("dag", "1"), ("maand", "3"), ("jaar", "2021")):
        field.get_by_role("spinbutton", name=part).press_sequentially(value)
    page.keyboard.press("Enter")
    expect(page.get_by_text("vanaf 1 mrt 2021")).to_be_visible()
    expect(field.get_by_role("spinbutton", name="jaar")).to_be_focused()
