"""Every page of every role over a whole programme: when its content is there, how large it is, what the server keeps.

Content, nodes and bytes are those of a real Chromium: from the address to the page at rest, the elements in its tree,
and what came over its websocket and from our own routes (without scripts and styles, which a browser keeps). What the
server worked for it is told beside the time, which a busy machine stretches. Asked of each: content within 2 s, 5,000
nodes, 1 MB; the last column says which of these was missed. Memory is
that of the server process after 600 page runs, each of a browser that came, read one page and was gone.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.desk import processor_s
from benchmarks.programme import ACCOUNTS, SLUG, programme
from benchmarks.rows import Row, table
from benchmarks.visitor import Visitor
from pilot import access
from pilot.store.files import open_pilot, open_server
from tests.browser.conftest import _FLAGS, address_of, chromium_path, serve_home, sign_in, stop
from tests.browser.waiting import drawn
from views import menu

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page
    from sqlite_utils import Database

    from pilot.config import Home

OF_RELEASES = {"steering": "themes", "coach": "learn"}
MEASURED = ("evaluator", "coach", "steering", "admin")
CONTENT_S, NODES, BYTES, MEMORY_MIB, RUNS = 2.0, 5_000, 1_000_000, 500, 600
# Lists that have a page of one family, and pages of one thing besides the list of them.
WITH_FAMILY = ("families", "contacts", "undertaken", "spent", "scores", "referrals")
ONE_OF = {
    "aim": "SELECT guid FROM aim", "claim": "SELECT guid FROM claim", "arc": "SELECT guid FROM story_arc",
    "signal": "SELECT guid FROM signal", "meeting": "SELECT guid FROM meeting",
    "round": "SELECT guid FROM choice_round",
    "document": "SELECT d.guid FROM name_search JOIN document_version USING (version_id) JOIN document d"
                " USING (document_id)",
    "person": "SELECT guid FROM person", "release": "SELECT guid FROM release"}
OF_ONE = (("aims", "aim"), ("claims", "claim"), ("arcs", "arc"), ("signals", "signal"), ("meeting", "meeting"),
          ("choose", "round"), ("names", "document"), ("prepare", "document"), ("held", "person"),
          ("release", "release"))
_ELEMENTS = "document.getElementsByTagName('*').length"


@dataclass(frozen=True)
class Address:
    """A page with something on it: its path and query."""

    path: str
    query: dict[str, str]

    def __str__(self) -> str:
        """As it stands behind the name of the server."""
        return f"/{self.path}" + (f"?{urlencode(self.query)}" if self.query else "")


@dataclass(frozen=True)
class Shown:
    """What one page took in the browser."""

    seconds: float
    worked_s: float  # of processor, by the server
    nodes: int
    bytes: int


def addresses(home: Home, name: str) -> list[Address]:
    """Every page that an account may open, with something on it; what a page shows of one thing besides its list."""
    path = home.pilot(SLUG).db_path
    with closing(open_server(home.server_path)) as server, closing(open_pilot(path)) as db:
        account = server.conn.execute("SELECT guid FROM account WHERE name = ?", (name,)).fetchone()[0]
        viewer = access.viewer_for(db, account, [ACCOUNTS[name]], SLUG)
        where, params = access.documents_where(db, viewer)
        found = db.conn.execute(
            "SELECT d.guid, f.guid FROM document d JOIN family f USING (family_id) JOIN document_version v ON"
            f" v.version_id = d.read_version_id WHERE {where} AND v.kind = 'deidentified'"
            " ORDER BY d.document_id LIMIT 1", params).fetchone() or ("", "")
        family = found[1] or db.conn.execute("SELECT guid FROM family LIMIT 1").fetchone()[0]
        first = {name: _first(db, of) for name, of in ONE_OF.items()}
    queries = {"desk": {"document": found[0]}, "details": {"document": found[0]}, "timeline": {"family": family},
               "quotes": {"code": "code_10"}, "tables": {"across": "code"}, "together": {"document": found[0]},
               "edit": {"document": found[0]}, "behind": {"figure": "change"}, "meaning": {},
               **{path: {"family": family} for path in ("household", "uptake", "goals", "organisations", "dossier",
                                                        "events", "back", "handover", "consent")}}
    may = {one.path for one in menu.for_viewer(viewer)}
    pages = [Address(one.path, queries.get(one.path, {})) for one in menu.for_viewer(viewer)]
    if name in OF_RELEASES:
        pages.append(Address(OF_RELEASES[name], {"theme": "code_10"}))
    pages += [Address(path, {"family": family}) for path in WITH_FAMILY if path in may]
    pages += [Address(path, {word: first[word]}) for path, word in OF_ONE if path in may and first[word]]
    return pages


def _first(db: Database, sql: str) -> str:
    row = db.conn.execute(sql).fetchone()
    return str(row[0]) if row else ""


def opened(context: BrowserContext, address: Address, server: int) -> Shown:
    """A page in the browser, its scripts and styles there already."""
    page = context.new_page()
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.on("response", lambda answer: sizes.append(_size(answer.headers)) if "/api/" in answer.url else None)
    began, before = time.perf_counter(), processor_s(server)
    page.goto(str(address))
    _content(page, address)
    took, worked = time.perf_counter() - began, processor_s(server) - before
    drawn(page)
    shown = Shown(took, worked, int(page.evaluate(_ELEMENTS)), sum(sizes))
    page.close()
    return shown


def _size(headers: dict[str, str]) -> int:
    return int(headers.get("content-length", 0))


def _content(page: Page, address: Address) -> None:
    """Wait for the whole page: its script has ended; of the desk the text, of themes the figure."""
    page.wait_for_selector(".rd-account", state="attached")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")
    if address.path == "desk":
        page.wait_for_selector("[data-turn] [data-text]")
    if address.path == "themes":
        page.wait_for_selector(".rd-figure, .rl-themes, .rl-theme")


def memory_mib(pid: int) -> float:
    """Memory of a process that lies in this machine's (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def in_browser(home: Home, url: str, server: int) -> list[Row]:
    """One row for each page of each role."""
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=_FLAGS)
        for name in MEASURED:
            context = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768})
            first = context.new_page()
            sign_in(first, name)
            drawn(first)
            first.close()
            for address in addresses(home, name):
                shown = opened(context, address, server)
                of_one = next((f" of one {one}" for one in ("family", "theme", *ONE_OF) if one in address.query), "")
                what = f"{name}: /{address.path}{of_one}"
                rows.append(Row(what, f"{shown.seconds:.1f} s ({shown.worked_s:.1f} s of the server's processor),"
                                      f" {shown.nodes:,} nodes, {shown.bytes / 1000:,.0f} kB", _asked(shown)))
            context.close()
        browser.close()
    return rows


def _asked(shown: Shown) -> str:
    """What was asked and not reached; '' where all was."""
    over = [(shown.seconds > CONTENT_S, f"{CONTENT_S:.0f} s"), (shown.nodes > NODES, f"{NODES:,} nodes"),
            (shown.bytes > BYTES, f"{BYTES / 1000:,.0f} kB")]
    return ", ".join(said for missed, said in over if missed)


def without_browser(home: Home, url: str, runs: int) -> int:
    """So many page runs over all pages of all roles in turn, by four who sign in; returns how many failed."""
    visitors = {name: Visitor.signed_in(url, home, name) for name in MEASURED}
    pages = [(name, address) for name in MEASURED for address in addresses(home, name)]
    return sum(visitors[name].run(address.path, address.query).failed
               for name, address in (pages[n % len(pages)] for n in range(runs)))


def run() -> list[Row]:
    """Pages in the browser, then the memory of a server that begins anew."""
    home = programme()
    server = serve_home(home.folder)
    try:
        rows = in_browser(home, address_of(server), server.pid)
    finally:
        stop(server)
    server = serve_home(home.folder)
    try:
        url = address_of(server)
        first = memory_mib(server.pid)
        failed = without_browser(home, url, RUNS)
        rows.append(Row("server memory before the first page", f"{first:.0f} MiB"))
        rows.append(Row(f"and after {RUNS} page runs", f"{memory_mib(server.pid):.0f} MiB", f"< {MEMORY_MIB} MiB"))
        rows.append(Row("of which failed", str(failed), "0"))
    finally:
        stop(server)
    return rows


if __name__ == "__main__":
    print(table(run()), file=sys.stdout)
