"""The real app in this process, called over HTTP as any of the small pilot's people."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from pilot.accounts import sittings
from pilot.store.files import open_server
from pilot.visit import COOKIE
from tests.builder import PASSWORD, SmallPilot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx2 import Response

ORIGIN = "http://127.0.0.1:8501"


@dataclass
class Caller:
    """Calls the app as a small pilot's account, or as nobody (None), with the headers a browser would send."""

    client: TestClient
    small: SmallPilot

    def __post_init__(self) -> None:
        self.tokens: dict[str, str] = {}

    def token(self, name: str) -> str:
        """The token of a sitting of this account, started at the first call."""
        if name not in self.tokens:
            with closing(open_server(self.small.home.server_path)) as server:
                self.tokens[name] = sittings.sign_in(server, name, PASSWORD, "127.0.0.1")
        return self.tokens[name]

    def headers(self, name: str | None) -> dict[str, str]:
        """Cookie, Origin and CSRF token of a signed-in browser; Origin alone when signed out."""
        if name is None:
            return {"Origin": ORIGIN}
        token = self.token(name)
        return {"Cookie": f"{COOKIE}={token}", "Origin": ORIGIN, "X-CSRF-Token": sittings.csrf_for(token)}

    def __call__(
        self, method: str, path: str, name: str | None = None, headers: dict[str, str] | None = None, **more: Any
    ) -> Response:
        """The answer to one request; redirects are not followed."""
        self.client.cookies.clear()
        all_headers = self.headers(name) | (headers or {})
        return self.client.request(method, path, headers=all_headers, follow_redirects=False, **more)


@pytest.fixture(scope="session")
def app_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The app of app.py with its lifespan, reached as from the machine's own browser; it starts no worker."""
    from app import app

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RODE_DRAAD_HOME", str(tmp_path_factory.mktemp("no-home")))
        patch.setattr("jobs.worker.ensure_running", lambda home: None)
        with TestClient(app, base_url=ORIGIN, client=("127.0.0.1", 50000), raise_server_exceptions=False) as client:
            yield client


@pytest.fixture
def call(app_client: TestClient, small: SmallPilot) -> Caller:
    """Calls over a small pilot of this test's own."""
    return Caller(app_client, small)
