"""One headless Chromium for the whole run, whatever room a test is in: Playwright can be started only once."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

# Nothing that a test opens may call home; as root Chromium runs only without its sandbox.
_FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-default-apps", "--disable-domain-reliability",
    "--disable-client-side-phishing-detection", "--metrics-recording-only", "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
]
# All pages of a site in one process, so that those of the next test find what was compiled for the test before.
_TOGETHER = "--process-per-site"
# `RODE_DRAAD_SLOW=4`: pages run that many times slower and every answer comes later, so that a test which reads what is
# not drawn yet fails here, and not once in a hundred runs elsewhere.
_SLOW = float(os.environ.get("RODE_DRAAD_SLOW", "1"))
_LATE_MS = 100
_PATIENT_MS = 60_000  # cores are shared: what comes late still comes
# What unfolds is clipped meanwhile, and Playwright, looking for what it presses, scrolls it within: the press begins on
# the button and ends beside it, which nobody's pointer does. With less motion it is open at once.
_ORDINARY: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}, "locale": "nl-NL", "reduced_motion": "reduce"}
_LOOKS = {"viewport", "color_scheme"}  # what each page is given, so that one browser serves pages of any look
_MOST_KEPT = 3
# What a page leaves behind; the cache of scripts stays, for to fetch and compile Streamlit's anew takes three seconds
# of processor, which is most of what a small test takes.
_LEFT = "cookies,file_systems,indexeddb,local_storage,websql,service_workers,cache_storage"


def chromium_path() -> str | None:
    """The system's Chromium where there is one, else None for Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _slowed(page: Page) -> None:
    """Let a page run as on a machine that is `RODE_DRAAD_SLOW` times slower."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOW})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": _LATE_MS * _SLOW, "downloadThroughput": -1, "uploadThroughput": -1})


class Contexts:
    """Browser contexts that one test after the other uses: each test finds them without cookies and storage.

    Each has a page at its site that nobody sees, so that the process behind it, with what it compiled, outlives the
    pages of a test: to start one and compile Streamlit's scripts took half of what a small test took.

    A context that was given what cannot be taken back (an init script, a function) is no longer kept by its test:
    `kept.remove`; none needs that yet.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.idle: list[tuple[str, BrowserContext]] = []  # what they were made with; the one used last comes last
        self.kept_open: dict[BrowserContext, Page] = {}  # the page that nobody sees

    def take(self, options: dict[str, Any]) -> tuple[str, BrowserContext]:
        """One made with these options, and its name to give it back by."""
        name = repr(sorted(options.items()))
        for n, (kept, context) in enumerate(self.idle):
            if kept == name:
                del self.idle[n]
                return name, context
        context = self.browser.new_context(**options)
        context.set_default_timeout(_PATIENT_MS * _SLOW)
        if origin := options.get("base_url"):
            self.kept_open[context] = _empty_page(context, origin)
        if _SLOW > 1:
            context.on("page", _slowed)
        return name, context

    def give_back(self, name: str, context: BrowserContext) -> None:
        """Wipe it, and keep it for who wants the same; the one that waited longest goes."""
        for page in context.pages:
            if page is not self.kept_open.get(context):
                page.close()
        context.set_offline(False)
        context.unroute_all(behavior="ignoreErrors")
        context.clear_cookies()
        self.idle.append((name, context))
        if len(self.idle) > _MOST_KEPT:
            self.let_go(self.idle.pop(0)[1])

    def let_go(self, context: BrowserContext) -> None:
        """End it."""
        self.kept_open.pop(context, None)
        context.close()

    @contextmanager
    def one(self, **options: Any) -> Iterator[BrowserContext]:
        """One for a whole file."""
        name, context = self.take(_ORDINARY | options)
        yield context
        self.give_back(name, context)

    def close(self) -> None:
        """All of them."""
        for _name, context in self.idle:
            context.close()


def _empty_page(context: BrowserContext, origin: str) -> Page:
    """A page at an address, of which nothing is asked."""
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(origin)
    page.unroute_all()
    return page


def _made(context: BrowserContext, looks: dict[str, Any], origin: str | None) -> Callable[[], Page]:
    """Makes pages of a look; the first finds no storage of the test before."""
    plain, wiped = type(context).new_page, False

    def new_page() -> Page:
        nonlocal wiped
        page = plain(context)
        if origin and not wiped:
            wiped = True
            session = context.new_cdp_session(page)
            session.send("Storage.clearDataForOrigin", {"origin": origin.rstrip("/"), "storageTypes": _LEFT})
            session.detach()
        if looks["viewport"] != _ORDINARY["viewport"]:
            page.set_viewport_size(looks["viewport"])
        page.emulate_media(color_scheme=looks.get("color_scheme", "light"))
        return page

    return new_page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=_PATIENT_MS * _SLOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*_FLAGS, _TOGETHER])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Contexts]:
    """Those that are kept from test to test."""
    made = Contexts(chromium)
    yield made
    made.close()


@pytest.fixture
def new_context(contexts: Contexts, request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts (separate cookies), empty and closed to what other tests did; they end with the test."""
    taken: list[tuple[str, BrowserContext]] = []
    failed = request.session.testsfailed

    def make(**options: Any) -> BrowserContext:
        options = _ORDINARY | options
        looks = {key: options[key] for key in options if key in _LOOKS}
        if options.get("is_mobile"):  # a phone's window is more than its size
            name, context = contexts.take({key: one for key, one in options.items() if key != "color_scheme"})
        else:
            name, context = contexts.take({key: one for key, one in options.items() if key not in _LOOKS}
                                          | {"viewport": _ORDINARY["viewport"]})
        context.new_page = _made(context, looks, options.get("base_url"))  # type: ignore[method-assign]
        taken.append((name, context))
        return context

    yield make
    for name, context in taken:
        if request.session.testsfailed > failed:
            contexts.let_go(context)
        else:
            contexts.give_back(name, context)
