"""Opening a page as somebody, at an address, without a browser."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from pilot import words
from pilot.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.builder import SmallPilot

    Opener = Callable[..., AppTest]

# As the entry does: a fault is one sentence on the page.
SCRIPT = """
import streamlit as st
from pilot.errors import RodeDraadError
from views.parts import first
from views.{module} import page
try:
    page.page()
except RodeDraadError as error:
    st.error(error.sentence("en"))
first.ask_if_wanted()
"""


@pytest.fixture(scope="package", autouse=True)
def scanned_once() -> Iterator[None]:
    """Streamlit looks through all installed packages for components at each page a test makes: 0.5 s of processor."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture
def open_page(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page as one of the small pilot's accounts, in English, at an address with this query."""

    def opened(module: str, name: str, **query: str) -> AppTest:
        @contextmanager
        def here() -> Iterator[Visit]:
            with closing(small.open()) as db:
                words.use("en")
                yield Visit(small.home, None, small.pilot, db, small.viewers[name])  # type: ignore[arg-type]

        for one in (f"{module}.page", "parts.recode"):
            monkeypatch.setattr(f"views.{one}.here", here)
        page = AppTest.from_string(SCRIPT.format(module=module), default_timeout=240)
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    return opened
