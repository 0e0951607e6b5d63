"""The coding desk: what a coder waits for, and twenty at once, against what was asked.

A conversation of 30,000 words with 2,000 codings, in a real Chromium, from a real server in a process of its own.
Times of the browser are taken in the page: from the key's own time stamp to the frame after it, and to the moment
the page hears that the action is stored. When its row is committed is seen by another connection to the file.
Then the same on a phone: 390 px wide, its processor slowed four times, by key and by touch.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.commits import Commits
from benchmarks.conversation import conversation
from benchmarks.page_time import traced
from benchmarks.rows import Row, spread, table
from coding.book import codebook
from coding.marks import actions, codings
from pilot import access
from pilot.access import Role
from pilot.accounts import accounts, sittings
from pilot.config import ROOT
from pilot.store.files import open_server
from pilot.visit import COOKIE
from tests.browser.conftest import _FLAGS, address_of, chromium_path, serve_home, sign_in, stop
from tests.builder import SmallPilot, build
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page

SAMPLE = ROOT.parent / "shared" / "samples" / "interview30k.txt"
CODINGS, ACTIONS, EVERY_S, CODERS, SEED = 2_000, 200, 0.1, 20, 7
SLOWED, PHONE_ACTIONS, PHONE_EVERY_S, WATCHED = 4, 100, 0.4, 60
ACTIONS_EACH, PAUSE_S = 20, 0.5

WATCH = """
window.bench = { paint: [], touch: [], known: [], keys: [], sent: [], seen: null };
const seen = () => {
  const words = document.querySelector(".dk-text [data-text]");
  if (words && words.getBoundingClientRect().height) {
    requestAnimationFrame(() => setTimeout(() => { bench.seen = performance.now(); }));
  } else requestAnimationFrame(seen);
};
seen();
addEventListener("keydown", (event) => {
  if (!"1234567890".includes(event.key)) return;
  const at = event.timeStamp;
  bench.keys.push(at);
  requestAnimationFrame(() => setTimeout(() => bench.paint.push(performance.now() - at)));
}, true);
addEventListener("pointerup", (event) => {
  if (event.pointerType !== "touch" || !event.target.closest("[data-code]")) return;
  const at = event.timeStamp;
  event.target.addEventListener("click", () => requestAnimationFrame(() => setTimeout(() => bench.touch.push(
    performance.now() - at))), { once: true });
}, true);
const order = new Map();
const plain = window.fetch;
window.fetch = async (...given) => {
  const ops = String(given[0]).endsWith("/ops") ? JSON.parse(given[1].body).ops.map((op) => op.op) : [];
  for (const op of ops) if (!order.has(op)) {
    const key = bench.keys[order.size];
    order.set(op, key);
    bench.sent.push([op, performance.timeOrigin + key]);
  }
  const answer = await plain(...given);
  if (answer.ok) for (const op of ops) {
    if (order.get(op)) { bench.known.push(performance.now() - order.get(op)); order.set(op, null); }
  }
  return answer;
};
"""
# A person sees what is selected before a key is pressed: two frames, so that drawing the place is not counted.
SELECT = """async ([turn, from, to]) => {
  const node = document.querySelector(`[data-turn="${turn}"] [data-text]`).firstChild;
  document.querySelector(`[data-turn="${turn}"]`).scrollIntoView({ block: "center" });
  getSelection().setBaseAndExtent(node, from, node, to);
  for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
}"""


LENGTHS = "[...document.querySelectorAll('[data-turn] [data-text]')].map((e) => e.textContent.length)"


@dataclass
class Bench:
    """The pilot that is measured on."""

    small: SmallPilot
    document: str
    text: str
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))


def turns() -> tuple[NewTurn, ...]:
    """The sample conversation where it is there, else one of the same size made here."""
    if SAMPLE.is_file():
        from texts.importers import read_text

        found = read_text(SAMPLE, SAMPLE.name)
        return tuple(NewTurn(turn.text, turn.speaker, "family") for turn in found.turns)
    return conversation(30_000)


def prepared(folder: Path) -> Bench:
    """A pilot in `folder` with the conversation and 2,000 codings by the evaluator."""
    small = build(folder)
    with closing(small.open()) as db:
        viewer = small.viewers["evaluator"]
        version = codebook.adopt(db, viewer, (ROOT / "codebook.yaml").read_text(), "bench")
        keys = [code.key for code in codebook.codes(db, version, "nl") if code.is_codable]
        document = small.interview(db, turns=turns())
        text = str(db.execute("SELECT text FROM document_version").fetchone()[0])
        bench = Bench(small, document, text)
        ops = [action(bench, bench.rng.choice(keys)) for _ in range(CODINGS)]
        actions.apply_ops(db, viewer, document, ops)
    return bench


def action(bench: Bench, code: str) -> dict[str, Any]:
    """A coding of a few words at any place, as the desk sends it."""
    start = bench.rng.randrange(len(bench.text) - 200)
    return {"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": code, "start": start,
            "end": start + bench.rng.randint(12, 190)}


def opened(page: Page, url: str, bench: Bench) -> float:
    """Milliseconds from the address to the text being on the screen."""
    page.goto(f"{url}/desk?document={bench.document}", wait_until="commit")
    until(page, "Boolean(window.bench && bench.seen)")
    return float(page.evaluate("bench.seen"))


def until(page: Page, condition: str, wait_s: float = 60) -> None:
    """Ask until it holds; wait_for_function would need eval, which our pages forbid."""
    end = time.monotonic() + wait_s
    while not page.evaluate(condition):
        if time.monotonic() > end:
            raise TimeoutError(condition)
        page.wait_for_timeout(20)


def by_browser(browser: Browser, url: str, bench: Bench) -> list[Row]:
    """Opening the document, and 200 codings at ten a second."""
    context = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    sign_in(page, "evaluator")
    page.add_init_script(WATCH)
    first = opened(page, url, bench)
    later = [opened(page, url, bench) for _ in range(7)]
    until(page, "document.querySelectorAll('[data-turn]').length >= 700")
    page.wait_for_timeout(2_000)
    before = int(page.get_attribute("[data-codings]", "data-count") or 0)
    with Commits(bench.small.pilot.db_path) as commits:
        code(page)
        until(page, "document.querySelector('[data-outbox]').dataset.unsaved === '0'")
    with closing(bench.small.open()) as db:
        stored = len(codings.codings(db, bench.small.viewers["evaluator"], bench.document)["codings"])
    paint, known = page.evaluate("bench.paint"), page.evaluate("bench.known")
    committed = [commits.seen[op] - at for op, at in page.evaluate("bench.sent")]
    context.close()
    return [
        Row("address to text visible, first visit", f"{first:.0f} ms", ""),
        Row("address to text visible, later visits", f"{spread(later)}", "< 1,500 ms"),
        Row(f"codings shown of {before}", str(before), ""),
        Row("key to paint", spread(paint), "p95 < 50 ms"),
        Row("key to committed row", spread(committed), "p95 < 60 ms"),
        Row("key to 'stored' known in the browser", spread(known)),
        Row(f"stored of {ACTIONS} at ten a second", str(stored - before), str(ACTIONS)),
    ]


def on_a_phone(browser: Browser, url: str, bench: Bench) -> list[Row]:
    """The same by key and by touch on a narrow screen, with a processor that is slowed."""
    context = browser.new_context(base_url=url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    sign_in(page, "evaluator")
    page.add_init_script(WATCH)
    opened(page, url, bench)
    until(page, "document.querySelectorAll('[data-turn]').length >= 700")
    page.wait_for_timeout(3_000)
    work = _work(context, page)
    page.evaluate("bench.paint = []; bench.touch = [];")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    code(page, PHONE_ACTIONS, PHONE_EVERY_S, first=1)
    code(page, PHONE_ACTIONS, PHONE_EVERY_S, first=2, by=_tap)
    until(page, "document.querySelector('[data-outbox]').dataset.unsaved === '0'")
    keys, touches = page.evaluate("bench.paint"), page.evaluate("bench.touch")
    context.close()
    where, asked = f"slowed {SLOWED} times at 390 px", "< 80 ms, p95 < 150 ms"
    return [Row(f"{where}, {len(keys)} keys to paint", spread(keys), asked),
            Row(f"{where}, {len(touches)} touches to paint", spread(touches), asked), *work]


def _work(context: BrowserContext, page: Page) -> list[Row]:
    """The same in processor of the page's own thread, times what it is slowed: what a busy machine hardly changes."""
    rows, beyond = [], 3 * PHONE_ACTIONS
    for kind, what, first, by in (("keydown", "keys", 1, _press), ("click", "touches", 2, _tap)):
        with traced(context, page) as found:
            code(page, WATCHED, PHONE_EVERY_S, first=first + beyond, by=by)
        times = [SLOWED * one for one in found.to_frame(kind)]
        rows.append(Row(f"processor at 390 px, times {SLOWED}, {len(times)} {what} to paint", spread(times),
                        "< 80 ms, p95 < 150 ms"))
    return rows


def _press(page: Page, n: int) -> None:
    page.keyboard.press(str((n + 1) % 10))


def _tap(page: Page, n: int) -> None:
    """A finger on one of the codes in the sheet that a selection brings up."""
    x, y = page.evaluate("""(n) => {
      const seen = [...document.querySelectorAll(".dk-code[data-code]")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.height && e.contains(document.elementFromPoint(box.left + 40, box.top + box.height / 2));
      });
      const box = seen[n % seen.length].getBoundingClientRect();
      return [box.left + 40, box.top + box.height / 2];
    }""", n)
    page.touchscreen.tap(x, y)


def code(
    page: Page, actions: int = ACTIONS, every_s: float = EVERY_S, *, first: int = 0,
    by: Callable[[Page, int], None] = _press,
) -> None:
    """Codings by key: a new selection each, on passages that nobody has coded yet.

    Args:
        first: of three turns the one that is used, so that several runs do not meet; by: how a code is given.
    """
    lengths = page.evaluate(LENGTHS)
    started = time.perf_counter()
    for n in range(actions):
        turn = 20 + (n * 3 + first) % (len(lengths) - 40)
        page.evaluate(SELECT, [turn, n % 5, max(n % 5 + 2, lengths[turn] - 1 - n // 5 % 3)])
        if by is not _press:
            until(page, "document.querySelector('.dk-codes').classList.contains('dk-open')")
        by(page, n)
        time.sleep(max(0.0, started + (n + 1) * every_s - time.perf_counter()))


def tokens(bench: Bench) -> list[str]:
    """Twenty evaluators with a sitting each."""
    made = []
    with closing(open_server(bench.small.home.server_path)) as server, closing(bench.small.open()) as db:
        for n in range(CODERS):
            accounts.add(server, f"coder{n}", "demo", is_demo=True)
            accounts.set_roles(server, db, "proef", f"coder{n}", [Role.EVALUATOR])
            made.append(sittings.sign_in(server, f"coder{n}", "demo", f"bench{n}"))
    return made


async def together(url: str, bench: Bench, coders: list[str]) -> list[float]:
    """Milliseconds per commit when twenty coders give two codings a second each."""
    import httpx

    with closing(bench.small.open()) as db:
        version = access.require_document(db, bench.small.viewers["evaluator"], bench.document).version_guid
    times: list[float] = []

    async def coder(client: httpx.AsyncClient, token: str) -> None:
        headers = {"Cookie": f"{COOKIE}={token}", "X-CSRF-Token": sittings.csrf_for(token), "Origin": url}
        await asyncio.sleep(bench.rng.random() * PAUSE_S)
        for _ in range(ACTIONS_EACH):
            body = {"version": version, "ops": [action(bench, "klik")]}
            began = time.perf_counter()
            answer = await client.post(f"{url}/api/documents/{bench.document}/ops", json=body, headers=headers)
            times.append((time.perf_counter() - began) * 1000)
            assert answer.json()["results"][0]["state"] == "confirmed", answer.text
            await asyncio.sleep(PAUSE_S)

    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=CODERS)) as client:
        await asyncio.gather(*(coder(client, token) for token in coders))
    return times


def processor_s(pid: int) -> float:
    """Seconds of processor that a process has had (Linux), which a busy machine hardly changes."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def run() -> list[Row]:
    """Every figure of the desk."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        bench = prepared(Path(folder))
        coders = tokens(bench)
        server = serve_home(Path(folder))
        try:
            url = address_of(server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium_path(), args=_FLAGS)
                rows = [*by_browser(browser, url, bench), *on_a_phone(browser, url, bench)]
                browser.close()
            before = processor_s(server.pid)
            times = asyncio.run(together(url, bench, coders))
            busy = processor_s(server.pid) - before
        finally:
            stop(server)
    rows.append(Row(f"commit, {CODERS} coders in one process", spread(times), "p95 < 100 ms"))
    rows.append(Row("the slowest of these, and the mean", f"{max(times):.0f} / {statistics.fmean(times):.0f} ms"))
    rows.append(Row("the server's processor time per commit", f"{busy / len(times) * 1000:.1f} ms"))
    return rows


if __name__ == "__main__":
    print(table(run()))
