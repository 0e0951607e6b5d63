"""The same conversation with the same codings opened in Taguette and in our desk, side by side in one browser.

Taguette 1.5.2 from PyPI, in an environment of its own (benchmarks/.peer, made here). It gets the conversation as HTML
through its own form, and as highlights the very spans of our codings. Every address is opened once to warm up, then
three times, the two programs in turn, each time in a new page of the same browser. console.log is silenced in both:
Taguette writes a line per highlight, and only a browser that is watched, as here, pays for those.
On a busy machine the clock is unfair to whoever takes longer: compare the processor time of the page's own process.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import desk, peer
from benchmarks.rows import Row, table
from benchmarks.start import free_port
from coding.book import codebook
from coding.marks import actions, codings
from pilot.config import ROOT
from tests.browser.conftest import _FLAGS, address_of, chromium_path, serve_home, sign_in, stop
from tests.builder import SmallPilot, build
from texts.documents import transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import BrowserContext, Page

    from texts.documents import NewTurn

PEER = Path(__file__).parent / ".peer"
WANTED = "taguette==1.5.2"
COUNTS, ROUNDS, LONGEST_S = (500, 2_000), 3, 900
STAGES = ("text visible", "all codings painted", "processor time of the page until then")

# Times from the address on, each taken in the task after the frame that shows it.
WATCH = """
console.log = () => {};
window.bench = { text: null, painted: null };
const look = () => {
  const words = document.querySelector(%(words)s);
  const text = words !== null && words.getBoundingClientRect().height > 0;
  const painted = text && (%(painted)s) >= %(count)d;
  setTimeout(() => {
    if (text && bench.text === null) bench.text = performance.now();
    if (painted) bench.painted = performance.now();
  });
  if (!painted) requestAnimationFrame(look);
};
look();
"""
OURS = {"words": "'.dk-text [data-text]'", "painted":
        "(document.querySelector('[data-codings]')?.dataset.count ?? 0)"}
THEIRS = {"words": "'#document-contents p + p'", "painted":
          "new Set([...document.querySelectorAll('[data-highlight-id]')].map((e) => e.dataset.highlightId)).size"}


@dataclass(frozen=True)
class Coded:
    """Our document with its turns and codings as stored; offsets are code points, 0-based, end-exclusive."""

    guid: str
    turns: Sequence[Mapping[str, Any]]
    codings: Sequence[Mapping[str, Any]]


def peer_bin() -> Path:
    """Where Taguette's programs lie, installed when it is not there yet."""
    return peer.programs(PEER, WANTED, "taguette")


def coded(small: SmallPilot, turns: tuple[NewTurn, ...], count: int) -> Coded:
    """The conversation in our pilot with `count` codings by the evaluator."""
    viewer = small.viewers["evaluator"]
    with closing(small.open()) as db:
        version = codebook.adopt(db, viewer, (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "bench")
        keys = [code.key for code in codebook.codes(db, version, "nl") if code.is_codable]
        guid = small.interview(db, turns=turns, title=f"{count}")
        text = db.execute("SELECT text FROM document_version ORDER BY version_id DESC LIMIT 1").fetchone()[0]
        made = desk.Bench(small, guid, text)
        ops = [desk.action(made, made.rng.choice(keys)) for _ in range(count)]
        for at in range(0, count, actions.MOST_OPS):
            actions.apply_ops(db, viewer, guid, ops[at:at + actions.MOST_OPS])
        read = transcript(db, viewer, guid)
        return Coded(guid, read["turns"], codings.codings(db, viewer, guid)["codings"])


def paragraphs(turns: Sequence[Mapping[str, Any]]) -> list[str]:
    """The conversation as it stands in a transcript: one paragraph per turn, the speaker before it."""
    return [f"{turn['speaker']}: {turn['text']}" for turn in turns]


def as_html(turns: Sequence[Mapping[str, Any]]) -> str:
    """The conversation as the web page that Taguette imports."""
    body = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs(turns))
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>.</title></head><body>{body}</body></html>\n'


def as_highlights(made: Coded) -> list[tuple[int, int, str, str]]:
    """Our codings as Taguette keeps them: start and end in UTF-8 bytes of its text, words, tag."""
    told = paragraphs(made.turns)
    whole, starts, at = "\n".join(told), [], 0
    for turn, paragraph in zip(made.turns, told, strict=True):
        starts.append((turn["start"], turn["end"], at + len(paragraph) - len(turn["text"])))
        at += len(paragraph) + 1

    def there(point: int) -> int:
        start, end, first = next(turn for turn in reversed(starts) if turn[0] <= point)
        return int(first + min(point, end) - start)

    found = []
    for coding in made.codings:
        start, end = there(coding["start"]), there(coding["end"])
        found.append((len(whole[:start].encode()), len(whole[:end].encode()), whole[start:end], coding["code"]))
    return found


@contextmanager
def taguette(folder: Path) -> Iterator[str]:
    """A running Taguette for one user; gives the link that signs in."""
    command = [str(peer_bin() / "taguette"), "--no-browser", "--bind", "127.0.0.1", "--port", str(free_port()),
               "--database", str(folder / "taguette.sqlite3")]
    said = folder / "taguette.log"
    with said.open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, text=True, env=os.environ | {"HOME": str(folder)})
    try:
        yield peer.link(server, said, r"http://localhost\S+")
    finally:
        stop(server)


def imported(context: BrowserContext, link: str, made: dict[int, Coded], folder: Path) -> dict[int, str]:
    """Each conversation put into Taguette by its forms, then its highlights into its database; addresses by count."""
    page = context.new_page()
    page.set_default_timeout(LONGEST_S * 1000)
    # Its first page waits for news from taguette.org, which this machine may not reach; no other page does.
    page.goto(link, wait_until="domcontentloaded")
    root = link.split("/?")[0]
    page.goto(f"{root}/project/new")
    page.fill("#project-name", "Bench")
    page.click("form[action$='/project/new'] button[type=submit]")
    page.wait_for_url(re.compile(r"/project/\d+$"))
    file = folder / "conversation.html"
    addresses, filling = {}, []
    for count, document in made.items():
        file.write_text(as_html(document.turns), encoding="utf-8")
        page.evaluate("createDocument()")
        page.fill("#document-add-name", f"{count}")
        page.set_input_files("#document-add-file", file)
        page.click("#document-add-form button[type=submit]")
        page.locator("#document-contents p + p").first.wait_for()
        page.locator("#document-add-modal").wait_for(state="hidden")
        addresses[count] = page.url
        filling.append({"document": int(page.url.rsplit("/", 1)[1]), "highlights": as_highlights(document)})
        page.goto(page.url.split("/document/")[0])
    page.close()
    (folder / "highlights.json").write_text(json.dumps(filling), encoding="utf-8")
    subprocess.run([peer_bin() / "python", Path(__file__).with_name("peer_fill.py"), folder / "taguette.sqlite3",
                    folder / "highlights.json"], check=True, stderr=subprocess.DEVNULL)
    return addresses


def opened(context: BrowserContext, url: str, watch: dict[str, str], count: int,
           check: Callable[[Page], None] | None = None) -> tuple[float, float, float]:
    """Seconds to the text being visible, to all its codings being painted, and of processor until then."""
    page = context.new_page()
    page.add_init_script(WATCH % {**watch, "count": count})
    page.goto(url, wait_until="commit")
    desk.until(page, "Boolean(window.bench && bench.painted)", LONGEST_S)
    busy = processor_s(context)
    times = page.evaluate("[bench.text, bench.painted]")
    if check is not None:
        check(page)
    page.close()
    return times[0] / 1000, times[1] / 1000, busy


def processor_s(context: BrowserContext) -> float:
    """Seconds of processor that the busiest page's process has had: the one just opened, for each page has its own."""
    assert context.browser is not None
    asked = context.browser.new_browser_cdp_session()
    found = asked.send("SystemInfo.getProcessInfo")["processInfo"]
    asked.detach()
    return max(float(each["cpuTime"]) for each in found if each["type"] == "renderer")


def same_words(highlights: list[tuple[int, int, str, str]]) -> Callable[[Page], None]:
    """A check that Taguette painted our spans: in each, all its words; raises ValueError where one differs."""
    def check(page: Page) -> None:
        painted = page.evaluate("""() => {
          const found = {};
          for (const e of document.querySelectorAll('[data-highlight-id]'))
            found[e.dataset.highlightId] = (found[e.dataset.highlightId] || '') + e.textContent;
          return found;
        }""")
        shown = sorted(text.replace("\n", "") for text in painted.values())
        wanted = sorted(words.replace("\n", "") for _start, _end, words, _tag in highlights)
        if shown != wanted:
            raise ValueError("Taguette does not show the spans that were put in.")
    return check


def run() -> list[Row]:
    """Medians of three rounds, and how many times longer Taguette takes."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, taguette(Path(name)) as link:
        folder = Path(name)
        small = build(folder / "home")
        turns = desk.turns()
        made = {count: coded(small, turns, count) for count in COUNTS}
        server = serve_home(folder / "home")
        try:
            url = address_of(server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium_path(), args=_FLAGS)
                context = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768})
                sign_in(context.new_page(), "evaluator")
                return rows(_rounds(context, made, imported(context, link, made, folder), url))
        finally:
            stop(server)


Times = dict[tuple[str, int], list[tuple[float, float, float]]]


def _rounds(context: BrowserContext, made: dict[int, Coded], theirs: dict[int, str], url: str) -> Times:
    times: Times = {}
    for turn, count in product(range(1 + ROUNDS), COUNTS):
        check = same_words(as_highlights(made[count])) if not turn else None
        found = {"Taguette": opened(context, theirs[count], THEIRS, count, check),
                 "Rode Draad": opened(context, f"{url}/desk?document={made[count].guid}", OURS, count)}
        for who, took in found.items():
            if turn:
                times.setdefault((who, count), []).append(took)
    return times


def rows(times: Times) -> list[Row]:
    """One row per number of codings and stage."""
    found = []
    for count, (stage, what) in product(COUNTS, enumerate(STAGES)):
        ours, theirs = (statistics.median(took[stage] for took in times[who, count])
                        for who in ("Rode Draad", "Taguette"))
        asked = "< 1.5 s" if count == max(COUNTS) and not stage else ""
        found.append(Row(f"{count} codings, {what}",
                         f"Rode Draad {ours:.2f} s, Taguette {theirs:.1f} s: {theirs / ours:.0f} times", asked))
    return found


if __name__ == "__main__":
    print(table(run()))
