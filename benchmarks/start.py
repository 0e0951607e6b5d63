"""Starting: from the command to a page that answers, once everything is set up.

`make run` and `cli.py serve` alike, over a pilot that is there; each in a process of its own, after one warm-up.
The first page after signing in is measured too, for Streamlit reads much of itself only then.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows import Row, table
from pilot.config import ROOT
from tests.browser.conftest import _FLAGS, chromium_path, sign_in
from tests.builder import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROUNDS, LONGEST_S = 3, 120


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def started(command: list[str], url: str) -> Iterator[float]:
    """Start a server, and stop it with all it started; gives the seconds until the sign-in page at `url` came."""
    began = time.perf_counter()
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while not answers(f"{url}/sign-in"):
            if server.poll() is not None or time.perf_counter() - began > LONGEST_S:
                raise RuntimeError(f"{' '.join(command)} did not come to answer")
            time.sleep(0.02)
        yield time.perf_counter() - began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def answers(url: str) -> bool:
    """Whether a whole page comes from this address."""
    try:
        with urllib.request.urlopen(url, timeout=LONGEST_S) as answer:
            return answer.status == 200 and b"</html>" in answer.read()
    except (urllib.error.URLError, ConnectionError):
        return False


def first_page(browser: Browser, url: str) -> float:
    """Seconds from sending the sign-in form to the heading of the first page, in a server that just started."""
    page = browser.new_context(base_url=url).new_page()
    page.goto("/sign-in")
    began = time.perf_counter()
    sign_in(page, "evaluator")
    page.locator("h1").first.wait_for()
    took = time.perf_counter() - began
    page.context.close()
    return took


def commands(home: Path, port: int) -> dict[str, list[str]]:
    """Both ways to start, over the same home."""
    return {
        "`make run`": ["make", "-s", "run", f"HOME_DIR={home}", f"PORT={port}"],
        "`cli.py serve`": [sys.executable, "cli.py", "serve", "--home", str(home), "--port", str(port)],
    }


def run() -> list[Row]:
    """Median and slowest of three rounds."""
    from playwright.sync_api import sync_playwright

    subprocess.run(["make", "-s", "setup"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    answered: dict[str, list[float]] = {}
    pages: list[float] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        build(home)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=_FLAGS)
        for _ in range(1 + ROUNDS):
            for name in commands(home, 0):
                port = free_port()
                url = f"http://127.0.0.1:{port}"
                with started(commands(home, port)[name], url) as took:
                    answered.setdefault(name, []).append(took)
                    pages.append(first_page(browser, url))
        browser.close()
    rows = [Row(f"{name} to a page that answers", middle(times[1:]), "< 6 s") for name, times in answered.items()]
    return [*rows, Row("signing in to the first page, server just started", middle(pages[len(answered):]))]


def middle(seconds: list[float]) -> str:
    """Median and slowest."""
    return f"{statistics.median(seconds):.1f} s (slowest {max(seconds):.1f})"


if __name__ == "__main__":
    print(table(run()))
