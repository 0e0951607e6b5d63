"""The same conversation with the same codings opened in AQDA and in our desk, side by side in one browser.

AQDA 0.5.0 from PyPI, in the environment that `exchange` has too. The conversation goes in by its own route, our spans
as rows of its own table, in code points as it counts them. It has no address for a document: the document is
clicked in the first frame that shows its name. Times of both begin at the address. Each is opened once to warm up, then
five times, the two programs in turn. On a busy machine compare the processor time.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from benchmarks import desk, peer
from benchmarks.conversation import conversation
from benchmarks.exchange import PEER, WANTED
from benchmarks.peer_taguette import OURS, Coded, coded, opened, processor_s
from benchmarks.rows import Row, table
from benchmarks.start import free_port
from tests.browser.conftest import _FLAGS, address_of, chromium_path, serve_home, sign_in, stop
from tests.builder import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

    from texts.documents import NewTurn

ROUNDS = 5
STAGES = ("text visible", "all codings painted", "processor time of the page until then")
NAME = "conversation.txt"

# From the address on: when the text is there, and when all that will be marked is.
WATCH = """
window.bench = { clicked: false, text: null, painted: null };
const look = () => {
  const name = bench.clicked ? null
    : [...document.querySelectorAll("body *")].find((e) => !e.children.length && e.textContent === "%(name)s");
  if (name) { bench.clicked = true; name.click(); }
  const text = (document.querySelector(".select-text.whitespace-pre-wrap")?.getBoundingClientRect().height ?? 0) > 0;
  const painted = text && document.querySelectorAll("mark").length >= %(marks)d;
  setTimeout(() => {
    if (text) bench.text ??= performance.now();
    if (painted) bench.painted = performance.now();
  });
  if (!painted) requestAnimationFrame(look);
};
look();
"""


def conversations() -> dict[int, tuple[NewTurn, ...]]:
    """By number of codings, on which words: 30,000, and 60,000 of which no line comes twice."""
    return {2_000: desk.turns(), 5_000: conversation(60_000)}


@contextmanager
def aqda(folder: Path) -> Iterator[str]:
    """A running AQDA with its data in `folder`; gives its address."""
    bin_dir = peer.programs(PEER, WANTED, "aqda")
    port = str(free_port())
    server = subprocess.Popen(
        [bin_dir / "aqda", "--no-browser", "--port", port], cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, text=True, env=os.environ | {"HOME": str(folder), "AQDA_DATA_DIR": str(folder)})
    try:
        url = f"http://127.0.0.1:{port}"
        _until_it_answers(url)
        yield url
    finally:
        stop(server)


def _until_it_answers(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            httpx.get(f"{url}/api/projects").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("AQDA did not start.")


def filled(url: str, folder: Path, made: Coded) -> str:
    """A project with the conversation and our codings; returns its address."""
    text = "\n".join(turn["text"] for turn in made.turns)
    with httpx.Client(base_url=url, timeout=60) as client:
        project = client.post("/api/projects", json={"name": made.guid, "description": ""}).json()["id"]
        document = client.post(
            "/api/documents", data={"project_id": str(project)}, files={"file": (NAME, text.encode())}).json()["id"]
        codes = {}
        for key in sorted({coding["code"] for coding in made.codings}):
            said: dict[str, Any] = {"project_id": project, "name": key, "description": "", "color": "#4477aa"}
            codes[key] = client.post("/api/codes", json=said | {"parent_id": None}).json()["id"]
    with closing(sqlite3.connect(folder / "aqda.db")) as db, db:
        db.executemany(
            "INSERT INTO coding(document_id, code_id, start_pos, end_pos, selected_text) VALUES (?, ?, ?, ?, ?)",
            [(document, codes[one["code"]], one["start"], one["end"], text[one["start"]:one["end"]])
             for one in made.codings])
    return f"{url}/project/{project}/"


def their(context: BrowserContext, address: str, marks: int) -> tuple[float, float, float, int]:
    """Seconds to the text, to so many marks, and of processor until then; and how many marks there are in the end."""
    page = context.new_page()
    page.add_init_script(WATCH % {"name": NAME, "marks": marks})
    page.goto(address, wait_until="commit")
    desk.until(page, "Boolean(window.bench && bench.painted)")
    busy = processor_s(context)
    text, painted = page.evaluate("[bench.text, bench.painted]")
    page.wait_for_timeout(500)
    found = int(page.evaluate("document.querySelectorAll('mark').length"))
    page.close()
    return text / 1000, painted / 1000, busy, found


def run() -> list[Row]:
    """Medians of five rounds."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, aqda(Path(name)) as peer:
        folder = Path(name)
        small = build(folder / "home")
        made = {count: coded(small, turns, count) for count, turns in conversations().items()}
        server = serve_home(folder / "home")
        try:
            url = address_of(server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium_path(), args=_FLAGS)
                context = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768})
                sign_in(context.new_page(), "evaluator")
                theirs = {count: filled(peer, folder, one) for count, one in made.items()}
                return [row for count, one in made.items() for row in _rows(context, url, theirs[count], one, count)]
        finally:
            stop(server)


def _rows(context: BrowserContext, url: str, theirs: str, made: Coded, count: int) -> list[Row]:
    marks = their(context, theirs, 1)[3]
    times: dict[str, list[tuple[float, ...]]] = {"Rode Draad": [], "AQDA": []}
    for turn in range(1 + ROUNDS):
        found = {"AQDA": their(context, theirs, marks)[:3],
                 "Rode Draad": opened(context, f"{url}/desk?document={made.guid}", OURS, count)}
        for who, took in found.items():
            if turn:
                times[who].append(took)
    return [
        Row(f"{count} codings, {stage}", ", ".join(
            f"{who} {statistics.median(took[at] for took in times[who]):.2f} s" for who in times),
            "< 1.2 s" if count == 5_000 and not at else "no later than AQDA" if at < 2 and count == 2_000 else "")
        for at, stage in enumerate(STAGES)
    ]


if __name__ == "__main__":
    print(table(run()))
