"""What the server writes down of requests and faults names nobody, and says nothing of what was sent."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest

from pilot.running.log_lines import Lines
from tests.log_lines import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.conftest import Caller

PLANTED = "Geheimschrijver"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged, down to the least, as the server writes it; each request too."""
    monkeypatch.setenv("RODE_DRAAD_LOG", "requests")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.addHandler(handler)
    monkeypatch.setattr(root, "level", logging.DEBUG)
    monkeypatch.setattr(logging.getLogger("rode_draad"), "level", logging.DEBUG)
    yield written
    root.removeHandler(handler)


@pytest.mark.slow
def test_requests_and_faults_name_nobody(
    call: Caller, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word in an address, a question, a body, a header and a fault's message stands nowhere in the log."""
    for name in (None, "coach", "admin"):
        call("GET", f"/desk?document={PLANTED}", name, headers={"User-Agent": PLANTED, "Referer": f"/x/{PLANTED}"})
        call("GET", f"/{PLANTED}", name)
        call("GET", f"/recordings/{PLANTED}", name)
        call("PUT", f"/api/drafts/{PLANTED}", name, json={"body": PLANTED})
        call("POST", "/sign-in", name, data={"name": PLANTED, "password": PLANTED})

    def broken(*given: object) -> object:
        raise ValueError(PLANTED)

    monkeypatch.setattr("web.sign_in.me.about_me", broken)
    assert call("GET", "/api/me", "evaluator").status_code == 500
    said = log.getvalue()
    assert PLANTED not in said
    for nobody in ("coach", "admin", "evaluator", "127.0.0.1", "50000"):
        assert nobody not in said
    lines = parsed(said)
    requests = [one for one in lines if one["said"] == "request"]
    assert len(requests) == 16
    assert {"/recordings/{guid}", "/api/drafts/{guid}", "/sign-in"} <= {one["route"] for one in requests}
    assert any(one["said"].startswith("ValueError at") and one["level"] == "error" for one in lines)


def test_nothing_is_noted_of_requests_unless_asked(
    call: Caller, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the setting an ordinary request leaves no line."""
    monkeypatch.delenv("RODE_DRAAD_LOG")
    assert call("GET", "/health").status_code == 200
    assert not [one for one in parsed(log.getvalue()) if one["said"] == "request"]
