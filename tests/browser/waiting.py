"""Waiting for what a page will look like, on a fast machine and on a slow one alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from playwright.sync_api import TimeoutError as TooLate

if TYPE_CHECKING:
    from re import Pattern

    from playwright.sync_api import Locator, Page

# Two frames, for a change of looks is drawn in the next one and only then do transitions begin; twice, for what ends
# may begin another. What turns for ever (a spinner) is not waited for, nor what stands where nothing is drawn
# (`content-visibility`): it does not end before somebody scrolls there.
_AT_REST = """async (within_ms) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const going = () => document.getAnimations().filter((one) =>
    one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity
    && one.effect.target?.checkVisibility({ contentVisibilityAuto: true }));
  const started = performance.now();
  await document.fonts.ready;
  for (let quiet = 0; quiet < 2;) {
    await frame();
    await frame();
    const moving = going();
    quiet = moving.length ? 0 : quiet + 1;
    if (moving.length && performance.now() - started > within_ms) {
      throw new Error("still moving: " + moving.map((one) => one.effect.target.outerHTML.slice(0, 200)).join("; "));
    }
  }
}"""
_REST_WITHIN_MS = 90_000
# A list that opened while the page's script ran for the choice before closes again.
_LIST_MS, _TRIES = 5_000, 24
# What was resized has fitted by then; the whole of it passes only where something sticks out.
_FITS_MS = 20_000
# Looked at so often. Without it a page is looked at in each frame, and draws sixty a second for nothing else meanwhile.
_EVERY_MS = 50
_SCRIPT_RAN = """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
  && !document.querySelector('[data-testid=stSkeleton]')"""
_LOOKS = """(look) => [["[data-testid=stApp]", (one) => getComputedStyle(one).colorScheme],
    [".dk-desk, .tg-page", (one) => one.dataset.scheme]]
  .every(([part, of]) => [...document.querySelectorAll(part)].every((one) => of(one) === look))"""
# As the browser's own Back does it; what is left behind is kept, to tell it from what comes.
_WALK = """(address) => {
  const heading = document.querySelector("h1");
  window.rdLeft = { title: document.title, heading, said: heading?.textContent };
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
# Streamlit says that the script runs before it says the page's title, and the heading is drawn after both: once there
# is another, the state of the script that stands on the page is that of the new run.
_ARRIVED = """() => {
  const { title, heading, said } = window.rdLeft, now = document.querySelector("h1");
  return now && document.title !== title && !(heading?.isConnected && heading.textContent === said);
}"""
_STICKS_OUT = """() => {
  const main = document.querySelector("[data-testid=stMain]") ?? document.documentElement;
  return Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth,
    main.scrollWidth - main.clientWidth);
}"""


def at_rest(page: Page) -> None:
    """Wait until the page's script has ended, letters are loaded and nothing fades or moves any more; fails when that
    lasts too long.
    """
    page.wait_for_function(
        f"() => !document.querySelector('[data-testid=stApp]') || ({_SCRIPT_RAN})()", polling=_EVERY_MS)
    page.evaluate(_AT_REST, _REST_WITHIN_MS)


def drawn(page: Page) -> None:
    """Wait until a page that was just gone to has been drawn by its script, and is at rest.

    After a click on the page this proves nothing: its script has not begun then. Wait for what it will show.
    """
    page.wait_for_selector(".rd-account", state="attached")
    page.wait_for_function(_SCRIPT_RAN, polling=_EVERY_MS)
    at_rest(page)


def walk(page: Page, address: str) -> None:
    """Go to another page of the program without loading it anew, as the menu and the browser's Back do, and wait until
    it has been drawn; to load Streamlit costs three times what it costs to draw a page.

    Args:
        address: from the site's root, with what is asked; of a page with another title and another heading.
    """
    page.evaluate(_WALK, address)
    page.wait_for_function(_ARRIVED, polling=_EVERY_MS)
    drawn(page)


def choose(page: Page, label: str | Locator, option: str | Pattern[str]) -> None:
    """Choose from one of the frame's own lists, opening it again when the page was drawn anew meanwhile.

    Args:
        label: of the list, or the list itself where more have the same.
    """
    box = page.get_by_role("combobox", name=label) if isinstance(label, str) else label
    one = page.get_by_role("option", name=option, exact=isinstance(option, str))
    for _ in range(_TRIES):
        if not one.is_visible():
            box.click()
        try:
            one.click(timeout=_LIST_MS)
        except TooLate:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"{label}: {option} cannot be chosen")


def looks(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Switch to light or dark and wait until every part of the page has followed."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(_LOOKS, arg=scheme, polling=_EVERY_MS)
    at_rest(page)


def sticks_out(page: Page) -> int:
    """By how many CSS pixels the page scrolls sideways, once what was resized has had the time to fit."""
    at_rest(page)
    try:
        page.wait_for_function(f"() => ({_STICKS_OUT})() <= 0", timeout=_FITS_MS, polling=_EVERY_MS)
    except TooLate:
        return int(page.evaluate(_STICKS_OUT))
    return 0
