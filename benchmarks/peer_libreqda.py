"""The same conversation with the same codings opened in LibreQDA and in our desk, side by side in one browser.

LibreQDA 1.2.1 from PyPI, in an environment of its own (benchmarks/.peer_libreqda, made here). It came from Taguette,
and gets conversation and spans as in `peer_taguette`, but all by its models. It draws a line under each coding.
Medians of three openings each after one that does not count, the two programs in turn.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import desk, peer
from benchmarks.peer_taguette import OURS, STAGES, Coded, as_highlights, coded, opened, paragraphs
from benchmarks.rows import Row, table
from benchmarks.start import free_port
from tests.browser.conftest import _FLAGS, address_of, chromium_path, serve_home, sign_in, stop
from tests.builder import build

if TYPE_CHECKING:
    from collections.abc import Iterator

PEER = Path(__file__).parent / ".peer_libreqda"
WANTED = "libreqda==1.2.1"
COUNT, ROUNDS = 2_000, 3
THEIRS = {"words": "'#document-contents p + p'", "painted":
          "new Set([...document.querySelectorAll('line[data-highlight-id]')].map((e) => e.dataset.highlightId)).size"}


@contextmanager
def libreqda(folder: Path) -> Iterator[str]:
    """A running LibreQDA for one user, with its database in `folder`; gives the link that signs in."""
    bin_dir = peer.programs(PEER, WANTED, "libreqda")
    said = folder / "libreqda.log"
    with said.open("w") as log:
        server = subprocess.Popen(
            [bin_dir / "libreqda", "--no-browser", "--bind", "127.0.0.1", "--port", str(free_port()), "--database",
             folder / "peer.sqlite3"], cwd=folder, stdout=log, stderr=log, text=True,
            env=os.environ | {"HOME": str(folder), "PYTHONUNBUFFERED": "1"})
    try:
        yield peer.link(server, said, r"http://localhost:\S+token=\S+")
    finally:
        stop(server)


def filled(folder: Path, made: Coded) -> str:
    """The conversation with our spans in its database; returns the path of its page."""
    html = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs(made.turns))
    given = folder / "given.json"
    given.write_text(json.dumps({"html": html, "highlights": as_highlights(made)}), encoding="utf-8")
    ran = subprocess.run(
        [PEER / "bin" / "python", Path(__file__).with_name("peer_libreqda_fill.py"), folder / "peer.sqlite3", given],
        check=True, capture_output=True, text=True)
    return ran.stdout.strip().splitlines()[-1]


def run() -> list[Row]:
    """Medians of three rounds."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, libreqda(Path(name)) as link:
        folder = Path(name)
        small = build(folder / "home")
        made = coded(small, desk.turns(), COUNT)
        theirs = link.split("/?")[0] + filled(folder, made)
        server = serve_home(folder / "home")
        times: dict[str, list[tuple[float, float, float]]] = {"Rode Draad": [], "LibreQDA": []}
        try:
            url = address_of(server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium_path(), args=_FLAGS)
                context = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768})
                sign_in(context.new_page(), "evaluator")
                context.new_page().goto(link, wait_until="domcontentloaded")
                for turn in range(1 + ROUNDS):
                    found = {"LibreQDA": opened(context, theirs, THEIRS, COUNT),
                             "Rode Draad": opened(context, f"{url}/desk?document={made.guid}", OURS, COUNT)}
                    for who, took in found.items():
                        times[who] += [took] if turn else []
        finally:
            stop(server)
    return [Row(f"{COUNT} codings, {stage}", ", ".join(
        f"{who} {statistics.median(took[at] for took in times[who]):.2f} s" for who in times))
        for at, stage in enumerate(STAGES)]


if __name__ == "__main__":
    print(table(run()))
