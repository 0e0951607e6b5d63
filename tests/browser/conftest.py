"""A real server over a small pilot, and a real Chromium to look at it with."""

from __future__ import annotations

import itertools
import os
import re
import select
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jobs import worker
from pilot.config import Home
from tests.browser.forge import Forge
from tests.browser.waiting import at_rest
from tests.builder import PASSWORD, SmallPilot, copy_of
from tests.chromium import _FLAGS, chromium_path
from texts import sentences
from texts.index import lemmas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.forge import Served

__all__ = ["_FLAGS", "chromium_path"]
ROOT = Path(__file__).resolve().parent.parent.parent
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_COLOURS = ["color-contrast", "link-in-text-block"]  # of them, those that look at colours
_VIOLATIONS = """async (asked) => {
  const found = await axe.run(document, { runOnly: asked, resultTypes: ["violations"] });
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => (
    { id: one.id, impact: one.impact, nodes: one.nodes.map((node) => node.html.slice(0, 200)) }));
}"""
# First, so that no run waits for one of these when all others are done.
LONGEST = ("test_pages.py", "test_whole_path.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes begins."""
    places = {name: n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


@dataclass
class Site:
    """A running server: `url` without a slash at the end, the home it serves, and the guids in it."""

    url: str
    home: Path
    small: SmallPilot
    process: subprocess.Popen[str] | Served


def serve_home(home: Path, *options: str) -> subprocess.Popen[str]:
    """Start `cli.py serve` over a home on a free port; stdout's first line is the address."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "serve", "--home", str(home), "--port", "0", *options],
        cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "RODE_DRAAD_HOME": str(home)},
    )


# Below those that a system gives to whoever asks for any: each connection takes one of them, and may take one that was
# found free just before.
_PORTS = itertools.count(20_000 + os.getpid() % 10_000)


def free_port() -> str:
    """A port nobody listens on, for a server that must come back at the same one."""
    for port in _PORTS:
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return str(port)
    raise AssertionError("no port is free")


def address_of(process: subprocess.Popen[str] | Served, wait_s: float = 240) -> str:
    """The address a server prints when it listens; what it said instead when it does not."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], wait_s)
    line = process.stdout.readline().strip() if ready else ""
    if not line.startswith("http"):
        process.kill()
        raise AssertionError(f"the server did not start: {line} {process.stdout.read()}")
    return line


def stop(process: subprocess.Popen[str] | Served) -> str:
    """Stop a server; returns what it wrote."""
    process.terminate()
    try:
        said, _ = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    return said


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    """Makes servers that need not import anything first, one for the whole run."""
    made = Forge()
    yield made
    made.end()


# Ports of servers that have stopped. The next one at the same address finds browsers that compiled its scripts already.
_FREED: list[str] = []


@contextmanager
def at_an_address(forge: Forge, home: Path) -> Iterator[tuple[Served, str]]:
    """A server over a home until the end of the block, and its address, where others were before it."""
    port = _FREED.pop() if _FREED else free_port()
    process = forge.serve(home, port=port)
    try:
        yield process, address_of(process)
    finally:
        stop(process)
        _end_worker(Home(home))
        _FREED.append(port)


def _end_worker(home: Home) -> None:
    """A worker waits ten minutes for more to do, and looks twice a second."""
    if worker.is_running(home):
        with suppress(ProcessLookupError, ValueError):  # it ends, or has not said its number yet
            os.kill(int((home.folder / "worker.lock").read_text()), signal.SIGTERM)


@contextmanager
def serving(forge: Forge, small: SmallPilot) -> Iterator[Site]:
    """A server over a small pilot, until the end of the block."""
    with at_an_address(forge, small.home.folder) as (process, address):
        yield Site(address, small.home.folder, small, process)


@pytest.fixture(scope="session")
def gone_through(built: SmallPilot, tmp_path_factory: pytest.TempPathFactory) -> SmallPilot:
    """The small pilot with its texts gone through, which each server would begin with; never written to."""
    small = copy_of(built, tmp_path_factory.mktemp("gone_through") / "home")
    sentences.settle_all(small.home)
    lemmas.settle_all(small.home)
    return small


@pytest.fixture(scope="module")
def site(gone_through: SmallPilot, forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over a copy of the small pilot, one for each file of tests, so that files do not meet each other."""
    with serving(forge, copy_of(gone_through, tmp_path_factory.mktemp("site") / "home")) as made:
        yield made


@pytest.fixture
def browser_page(new_context: Callable[..., BrowserContext], site: Site) -> Page:
    """A fresh page at 1366x768, nobody signed in; `page.goto(site.url + "/...")`."""
    return new_context(base_url=site.url).new_page()


def sign_in(page: Page, name: str, path: str = "/", password: str = PASSWORD) -> None:
    """Sign in at the address of the site (the page's base_url), as the form does but without drawing it, and go to
    `path`.
    """
    asks = page.context.request
    # A second time where another page that waits to be signed in was given a form of its own meanwhile.
    for _again in range(2):
        form = asks.get("/sign-in")
        mark = re.search(r'name="form" value="([^"]+)"', form.text())
        assert mark, "the form of signing in is not there"
        answer = asks.post("/sign-in", form={"form": mark[1], "name": name, "password": password},
                           headers={"Origin": form.url.removesuffix("/sign-in")}, max_redirects=0)
        if answer.status == 303:
            break
    assert answer.status == 303, answer.text()
    page.goto(path)


def sign_in_by_form(page: Page, name: str, path: str = "/", password: str = PASSWORD) -> None:
    """The same as somebody does it: the form is filled in, and leads to `path`."""
    page.goto(f"/sign-in?next={path}")
    page.get_by_role("textbox", name="Naam").or_(page.get_by_label("Name", exact=True)).fill(name)
    page.locator("#password").fill(password)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


# In CSS pixels: Streamlit scrolls a part of the page, our own pages all of it.
_HEIGHT = """() => Math.max(...[document.documentElement, ...document.querySelectorAll("[data-testid=stMain]")].map(
    (part) => part.scrollHeight))"""


def axe(page: Page, *, only_colours: bool = False) -> list[dict[str, Any]]:
    """Violations of WCAG 2.2 A and AA that axe-core finds serious or critical, with where.

    Of the page at rest: halfway a fade colours have no contrast. Only these come back: to hand over all that is well
    took twice as long as to look. In a window as high as the page: of what has to be scrolled to axe-core sees no
    colours.

    Args:
        only_colours: what a scheme changes, of a page that was looked at whole in the other one and as wide.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_script())
    asked = {"type": "rule", "values": _COLOURS} if only_colours else {"type": "tag", "values": _RULES}
    with _all_in_view(page):
        at_rest(page)
        found: list[dict[str, Any]] = page.evaluate(_VIOLATIONS, asked)
    return found


@contextmanager
def _all_in_view(page: Page) -> Iterator[None]:
    """The window as high as what the page has; as it was afterwards."""
    size = page.viewport_size
    assert size
    height: int = page.evaluate(_HEIGHT)
    if height > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": height})
    try:
        yield
    finally:
        page.set_viewport_size(size)


@cache
def _axe_script() -> str:
    """axe-core itself."""
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)
