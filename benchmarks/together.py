"""Coders side by side: opening a long text that three coded, and deciding by key, in a real Chromium.

A conversation of 15,000 words with 2,000 codings by three coders, who partly agree. Times of the browser are taken in
the page: from the address to the passages being there, and from a key's own time stamp to the frame after it.
"""

from __future__ import annotations

import random
import tempfile
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.conversation import conversation
from benchmarks.desk import until
from benchmarks.rows import Row, spread
from coding.book import codebook
from coding.consensus import reading
from coding.marks import actions
from coding.marks.codings import set_status
from pilot.access import Role
from pilot.config import ROOT
from tests.browser.conftest import _FLAGS, address_of, chromium_path, serve_home, sign_in, stop
from tests.builder import SmallPilot, build

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS, CODINGS, CODERS, KEYS, EVERY_MS, SEED = 15_000, 2_000, ("evaluator", "evaluator2", "admin"), 100, 300, 7
WATCH = """
window.bench = { paint: [], there: null };
const look = () => {
  if (document.querySelector(".tg-page[data-saved=true] .tg-list li")) {
    requestAnimationFrame(() => setTimeout(() => { bench.there = performance.now(); }));
  } else requestAnimationFrame(look);
};
look();
addEventListener("keydown", (event) => {
  const at = event.timeStamp;
  requestAnimationFrame(() => setTimeout(() => bench.paint.push(performance.now() - at)));
}, true);
"""


def prepared(folder: Path) -> tuple[SmallPilot, str]:
    """A pilot in `folder` with the conversation, coded by three: what the first says the others mostly say too."""
    small, rng = build(folder), random.Random(SEED)
    with closing(small.open()) as db:
        small.with_roles(db, "admin", Role.EVALUATOR, Role.ADMIN)
        version = codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "bench")
        keys = [code.key for code in codebook.codes(db, version, "nl") if code.is_codable]
        document = small.interview(db, turns=conversation(WORDS))
        (length,) = db.conn.execute("SELECT max(length_chars) FROM document_version").fetchone()
        spans = [(rng.randrange(length - 200), rng.randint(12, 190), rng.choice(keys)) for _ in range(CODINGS // 3 + 1)]
        for who in CODERS:
            ops = [_said(rng, *span, keys) for span in spans]
            actions.apply_ops(db, small.viewers[who], document, ops[:CODINGS])
            set_status(db, small.viewers[who], document, "done")
    return small, document


def _said(rng: random.Random, start: int, length: int, code: str, keys: list[str]) -> dict[str, Any]:
    """What a coder says of words: in six of ten cases the same as the others, else a little further or another code."""
    chance = rng.random()
    further = rng.randint(1, 9) if chance > 0.8 else 0
    return {"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "start": start + further,
            "end": start + further + length, "code": rng.choice(keys) if 0.6 < chance <= 0.8 else code}


def opened(page: Page, url: str, document: str) -> float:
    """Milliseconds from the address to the passages being on the screen."""
    page.goto(f"{url}/together?document={document}", wait_until="commit")
    until(page, "Boolean(window.bench && bench.there)")
    return float(page.evaluate("bench.there"))


def run() -> list[Row]:
    """Measure it."""
    with tempfile.TemporaryDirectory() as folder:
        small, document = prepared(Path(folder) / "home")
        with closing(small.open()) as db:
            began = time.process_time()
            found = reading.together(db, small.viewers["evaluator"], document)
            processor = time.process_time() - began
        process = serve_home(small.home.folder)
        try:
            url = address_of(process)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(_FLAGS))
                page = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768}).new_page()
                sign_in(page, "evaluator")
                page.add_init_script(WATCH)
                first = opened(page, url, document)
                later = [opened(page, url, document) for _ in range(7)]
                page.wait_for_timeout(1_000)
                for n in range(KEYS):
                    page.keyboard.press(str(n % 3 + 1))
                    page.wait_for_timeout(EVERY_MS)
                until(page, "document.querySelector('.tg-page').dataset.saved === 'true'")
                paint = page.evaluate("bench.paint")
                left = int(page.get_attribute(".tg-page", "data-left") or 0)
                browser.close()
        finally:
            stop(process)
    codings, agreed = sum(len(row.marks) for row in found.rows), sum(row.kind == "same" for row in found.rows)
    return [
        Row(f"lining up {codings} codings", f"{processor * 1000:.0f} ms of processor"),
        Row("passages, and how many all agree on", f"{len(found.rows)} / {agreed}"),
        Row("address to passages shown, first visit", f"{first:.0f} ms"),
        Row("address to passages shown, later visits", spread(later), "< 1,200 ms"),
        Row("key to paint", spread(paint), "p95 < 60 ms"),
        Row(f"decided of {KEYS}", str(len(found.rows) - left), str(KEYS)),
    ]
