"""A real OpenID Connect provider that a test starts on loopback, and somebody who signs in at it without a browser."""

from __future__ import annotations

import json
import re
import select
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.conftest import ROOT
from web.sign_in import oidc

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = ROOT / ".venv.provider" / "bin" / "python"
PEOPLE = {"kim": "een lang wachtwoord", "robin": "een ander lang wachtwoord"}
WAIT_S = 120


@dataclass
class Provider:
    """One that runs: what it is called, and how it knows us."""

    issuer: str
    client: str
    secret: str
    process: subprocess.Popen[str]

    @property
    def variables(self) -> dict[str, str]:
        """What is said to Rode Draad at its start."""
        return {oidc.ISSUER: self.issuer, oidc.CLIENT: self.client, oidc.SECRET: self.secret, oidc.NAME: "Samenwerkers"}

    def rotate(self) -> None:
        """From now on it signs with a key that nobody has seen."""
        self._told("rotate")

    def claim(self, **said: Any) -> None:
        """From now on it says so in what it signs, instead of what is true; nothing said: the truth."""
        self._told(f"claims {json.dumps(said)}")

    def end(self) -> None:
        """From now on nobody answers there."""
        self.process.kill()
        self.process.wait()

    def _told(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        assert _line(self.process) == '"done"'

    def signed_in(self, address: str, name: str = "kim") -> str:
        """Sign in there as a browser that was sent to `address` does; returns the address to which it is sent back."""
        with httpx.Client(base_url=self.issuer, timeout=30) as browser:
            answer = browser.get(address)
            for field, value in (("login", name), ("password", PEOPLE[name])):
                answer = _followed(browser, answer)
                assert answer.status_code == 200, answer.text[:300]
                assert f'name="{field}"' in answer.text, answer.text[-3000:]
                hidden = dict(re.findall(r'<input[^>]*name="(csrf_token)"[^>]*value="([^"]+)"', answer.text))
                answer = browser.post(str(answer.url), data={**hidden, field: value})
            return str(_followed(browser, answer).headers["location"])


def _followed(browser: httpx.Client, answer: httpx.Response) -> httpx.Response:
    """After the redirects within the provider; the one that leads back to us is not followed."""
    while answer.is_redirect and answer.next_request is not None and (
            answer.next_request.url.netloc == browser.base_url.netloc):
        answer = browser.send(answer.next_request)
    return answer


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], WAIT_S)
    return process.stdout.readline().strip() if ready else ""


@contextmanager
def provider(back: str) -> Iterator[Provider]:
    """Start one that sends people back to `back`. Skips the test where its environment could not be made."""
    if not PYTHON.is_file():
        pytest.skip("no provider of OpenID Connect: `make setup-provider` makes its environment, from the registry")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [str(PYTHON), "-P", str(ROOT / "tests" / "provider_process.py"), back,
             *(":".join(one) for one in PEOPLE.items())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder)
        try:
            said = json.loads(_line(process) or "{}")
            assert said, "the provider did not start"
            yield Provider(said["issuer"], said["client"], said["secret"], process)
        finally:
            process.kill()
            process.communicate()
