"""Mending a text: what somebody waits for who opens 90 minutes of talk, types in it, and saves.

A conversation of 15,000 words, each with its time, in a real Chromium from a real server in a process of its own. Times
of the browser are taken in the page: from the key's own time stamp to the frame after it.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.conversation import conversation
from benchmarks.desk import until
from benchmarks.rows import Row, p, spread
from tests.browser.conftest import _FLAGS, address_of, chromium_path, serve_home, sign_in, stop
from tests.builder import SmallPilot, build
from texts.timings import WORD, Timing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from texts.documents import NewTurn

WORDS, WORD_MS, KEYS, EVERY_MS, VISITS = 15_000, 360, 200, 60, 5

WATCH = """
window.bench = { paint: [], seen: null };
const seen = () => {
  const words = document.querySelector(".ed-page[data-saved] .ed-text");
  if (words && words.getBoundingClientRect().height) {
    requestAnimationFrame(() => setTimeout(() => { bench.seen = performance.now(); }));
  } else requestAnimationFrame(seen);
};
seen();
addEventListener("keydown", (event) => {
  const at = event.timeStamp;
  requestAnimationFrame(() => setTimeout(() => bench.paint.push(performance.now() - at)));
}, true);
"""


def timed() -> tuple[NewTurn, ...]:
    """The conversation with when each word was said."""
    made, word = [], 0
    for turn in conversation(WORDS):
        timings, at, start = [], 0, word
        for one in turn.text.split(" "):
            timings.append(Timing(at, at + len(one), word * WORD_MS, word * WORD_MS + WORD_MS - 50, WORD))
            at, word = at + len(one) + 1, word + 1
        made.append(replace(turn, start_ms=start * WORD_MS, end_ms=word * WORD_MS, timings=tuple(timings)))
    return tuple(made)


def run() -> list[Row]:
    """Opening, typing at the beginning and in the middle, splitting, saving."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        small = build(Path(folder) / "home")
        with closing(small.open()) as db:
            small.prepares(db)
            guid = small.interview(db, turns=timed(), kind="raw")
        process = serve_home(small.home.folder)
        try:
            url = address_of(process).rstrip("/")
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=chromium_path(), args=_FLAGS)
                return _measured(browser, url, guid, small)
        finally:
            stop(process)


def _measured(browser: Browser, url: str, guid: str, small: SmallPilot) -> list[Row]:
    page = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768}).new_page()
    sign_in(page, "evaluator")
    page.add_init_script(WATCH)
    first = _opened(page, url, guid)
    later = sorted(_opened(page, url, guid) for _ in range(VISITS))
    page.wait_for_timeout(1_000)
    beginning, middle = (_typed(page, at) for at in (1, 400))
    split = []
    for n in range(20):
        page.evaluate("bench.paint = []")
        page.locator(".ed-text").nth(100 + 2 * n).click()
        page.keyboard.press("Enter")
        page.wait_for_timeout(EVERY_MS)
        split += page.evaluate("bench.paint")
    began = time.perf_counter()
    page.keyboard.press("Control+s")
    until(page, "document.querySelector('.ed-page').dataset.saved === 'true'")
    saved = time.perf_counter() - began
    with closing(small.open()) as db:
        versions, = db.conn.execute("SELECT count(*) FROM document_version").fetchone()
        words, = db.conn.execute("SELECT count(*) FROM timing WHERE version_id = (SELECT max(version_id)"
                                 " FROM document_version)").fetchone()
    return [
        Row(f"address to text visible, {WORDS:,} words, first visit", f"{first:.0f} ms"),
        Row(f"the same, median of {VISITS} later visits", f"{p(later, 0.5):.0f} ms", "< 1,200 ms"),
        Row(f"key to paint, {len(beginning)} keys near the beginning", spread(beginning), "p95 < 60 ms"),
        Row(f"key to paint, {len(middle)} keys in the middle", spread(middle), "p95 < 60 ms"),
        Row(f"Enter to a new turn, {len(split)} times", spread(split)),
        Row(f"Ctrl S to a version ({versions} in all), {words:,} words with their times", f"{saved * 1000:.0f} ms"),
    ]


def _opened(page: Page, url: str, guid: str) -> float:
    page.goto(f"{url}/edit?document={guid}", wait_until="commit")
    until(page, "Boolean(window.bench && bench.seen)")
    return float(page.evaluate("bench.seen"))


def _typed(page: Page, turn: int) -> list[float]:
    page.locator(".ed-text").nth(turn).click()
    page.evaluate("bench.paint = []")
    for n in range(KEYS):
        page.keyboard.press("abcdefghij "[n % 11])
        page.wait_for_timeout(EVERY_MS)
    return [float(one) for one in page.evaluate("bench.paint")]
