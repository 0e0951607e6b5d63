"""`@api`: errors as one sentence, sizes, and what a route's function is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from pilot import words
from pilot.access import Right
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound, RodeDraadError, SignedOut, SlowDown
from tests.web.conftest import ORIGIN, Caller
from web.api.answering import api
from web.gate import gate

if TYPE_CHECKING:
    from starlette.requests import Request

    from pilot.visit import Visit
    from tests.builder import SmallPilot

ERRORS: dict[str, tuple[Exception, int]] = {
    "bad": (BadInput("Choose Dutch or English."), 400), "out": (SignedOut("Choose Dutch or English."), 401),
    "not": (NotAllowed("Choose Dutch or English."), 403), "none": (NotFound("Choose Dutch or English."), 404),
    "conflict": (Conflict("Choose Dutch or English."), 409), "slow": (SlowDown("Choose Dutch or English.", 7), 429),
    "bug": (KeyError("geheim"), 500),
}


@api(limit=100)
def echo(visit: Visit, request: Request, body: bytes) -> dict[str, Any]:
    """Tell what was given; `?raise=` raises."""
    wanted = request.query_params.get("raise")
    if wanted:
        raise ERRORS[wanted][0]
    return {"roles": sorted(visit.viewer.roles), "bytes": len(body), "language": words.current(),
            "pilot": visit.pilot.slug}


@api()
def nothing(visit: Visit, request: Request, body: bytes) -> None:
    """Answer nothing."""


@api(Right.MANAGE_PEOPLE)
def people_only(visit: Visit, request: Request, body: bytes) -> list[int]:
    """A list, for admins."""
    return [1, 2]


@api()
def long(visit: Visit, request: Request, body: bytes) -> list[str]:
    """Far more than a packet."""
    return ["één naam"] * 1_000


MADE = [Route("/api/echo", echo, methods=["GET", "POST"]), Route("/api/nothing", nothing, methods=["POST"]),
        Route("/api/people-only", people_only, methods=["GET"]), Route("/api/long", long, methods=["GET"])]


@pytest.fixture
def call(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Calls to routes made for these tests, behind the gate."""
    monkeypatch.setattr(gate, "ROUTES", MADE)
    client = TestClient(gate.Gate(Starlette(routes=MADE)), base_url=ORIGIN, client=("127.0.0.1", 50000))
    return Caller(client, small)


def test_what_a_route_is_given(call: Caller) -> None:
    """The viewer's pilot and roles, the body, and the language of the sitting."""
    assert call("POST", "/api/echo", "coach", content=b"12345").json() == {
        "roles": ["coach"], "bytes": 5, "language": "nl", "pilot": "proef"}
    assert call("POST", "/api/nothing", "coach").status_code == 204
    assert call("GET", "/api/people-only", "admin").json() == [1, 2]
    assert call("GET", "/api/people-only", "evaluator").status_code == 403
    assert call("HEAD", "/api/echo", "coach").status_code == 200


def test_long_answers_are_packed(call: Caller) -> None:
    """Every route packs what is long, for a browser that can unpack it; what is short goes as it is."""
    packed = call("GET", "/api/long", "coach", {"Accept-Encoding": "gzip"})
    assert (packed.headers["content-encoding"], packed.json()) == ("gzip", ["één naam"] * 1_000)
    assert int(packed.headers["content-length"]) < 1_000
    assert packed.headers["vary"] == "Accept-Encoding"
    plain = call("GET", "/api/long", "coach", {"Accept-Encoding": "identity"})
    assert plain.json() == packed.json()
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in call("GET", "/api/echo", "coach", {"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.slow
def test_errors(kind: str, call: Caller, caplog: pytest.LogCaptureFixture) -> None:
    """Each kind of error has its status and one Dutch sentence; a bug tells nothing of itself."""
    error, status = ERRORS[kind]
    answer = call("GET", f"/api/echo?raise={kind}", "coach")
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    sentence = answer.json()["error"]
    assert sentence == "Kies Nederlands of Engels." if isinstance(error, RodeDraadError) else "mis" in sentence
    assert "geheim" not in answer.text + caplog.text
    assert answer.headers.get("retry-after") == ("7" if kind == "slow" else None)


@pytest.mark.parametrize("size", [0, 99, 100, 101, 5000])
@pytest.mark.slow
def test_size(size: int, call: Caller) -> None:
    """A body up to the limit is taken, a larger one is refused, said or unsaid."""
    expected = 200 if size <= 100 else 413
    assert call("POST", "/api/echo", "coach", content=b"x" * size).status_code == expected
    assert call("POST", "/api/echo", "coach", content=iter([b"x" * size])).status_code == expected
    assert call("POST", "/api/echo", "coach", content=b"x", headers={"Content-Length": "-1"}).status_code == 413
