"""The second step, invitations and sittings, as forms; and what the gate lets through meanwhile."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pyotp
import pytest
from starlette.websockets import WebSocketDisconnect

from pilot.access import Role
from pilot.accounts import accounts, invitations, members, pace, rules, second, sittings
from pilot.store.files import open_server
from pilot.visit import COOKIE
from web.gate.socket import REFUSED
from web.routes import ROUTES
from web.sign_in.forms import FORM_COOKIE

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.builder import SmallPilot
    from tests.web.conftest import Caller

OPEN = {"/second", "/sign-in", "/sign-out", "/health"}
WORD = "een lang wachtwoord"
HTML = {"Accept": "text/html"}


@pytest.fixture
def bea(call: Caller, small: SmallPilot) -> str:
    """An evaluator with an account of her own, signed in as "bea"; her token."""
    with closing(open_server(small.home.server_path)) as server, closing(small.open()) as db:
        accounts.add(server, "bea", WORD)
        accounts.set_roles(server, db, "proef", "bea", [Role.EVALUATOR])
        call.tokens["bea"] = sittings.sign_in(server, "bea", WORD, "127.0.0.1")
    return call.tokens["bea"]


def _switched_on(call: Caller, token: str) -> tuple[str, list[str]]:
    """What her app has, and the recovery codes, by the pages."""
    page = call("GET", "/second/new", "bea").text
    secret = re.sub(r"\s", "", re.findall(r'class="secret">([A-Z2-7 ]+)<', page)[0])
    assert "<svg" in page
    code = pyotp.TOTP(secret).now()
    shown = call("POST", "/second/new", "bea", data={"csrf": sittings.csrf_for(token), "code": code})
    assert shown.status_code == 200
    return secret, re.findall(r"<li>([A-Z0-9-]{19})</li>", shown.text)


def _signed_in(call: Caller) -> Response:
    mark = "m" * 24
    return call("POST", "/sign-in", None, headers={"Cookie": f"{FORM_COOKIE}={mark}"}, data={
        "name": "bea", "password": WORD, "form": mark, "next": "/families?family=x"})


def _token(answer: Response) -> str:
    (line,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{COOKIE}=")]
    return str(line).partition("=")[2].partition(";")[0]


@pytest.mark.slow
def test_switching_on_and_signing_in(call: Caller, small: SmallPilot, bea: str) -> None:
    """From the square to the next sign-in, which leads on to where she wanted to go; codes are shown once."""
    _secret, codes = _switched_on(call, bea)
    assert len(codes) == second.RECOVERY_CODES
    assert codes[0] not in call("GET", "/account", "bea").text
    assert call("GET", "/second/new", "bea").status_code == 409
    answer = _signed_in(call)
    assert answer.headers["location"] == "/second?next=/families%3Ffamily%3Dx"
    call.tokens["bea"] = token = _token(answer)
    form = {"csrf": sittings.csrf_for(token), "next": "/families?family=x"}
    wrong = call("POST", "/second", "bea", data=form | {"code": "000000"})
    assert (wrong.status_code, 'role="alert"' in wrong.text) == (400, True)
    right = call("POST", "/second", "bea", data=form | {"code": codes[0].lower()})
    assert (right.status_code, right.headers["location"]) == (303, "/families?family=x")
    assert call("GET", "/api/me", "bea").status_code == 200
    assert "verkeerde codes" not in call("GET", "/account", "bea").text
    with closing(open_server(small.home.server_path)) as server:  # somebody elsewhere has her password and guesses
        keys = {f"code:{accounts.by_name(server, 'bea').account_id}": second.FREE_IN_ALL}
        for _guess in range(second.TOLD_FROM):
            pace.counted(server, keys)
    call.tokens["bea"] = token = _token(_signed_in(call))
    led = call("POST", "/second", "bea", data=form | {"csrf": sittings.csrf_for(token), "code": codes[1]})
    assert led.headers["location"] == "/account"
    told = call("GET", "/account", "bea").text
    assert "6 verkeerde codes gegeven" in told
    assert "Na 2 uur waarin je niets doet" in told


@pytest.mark.slow
def test_while_it_waits_nothing_answers(call: Caller, bea: str) -> None:
    """No route of ours but the page of the second step and signing out, and no websocket, before the code came."""
    _switched_on(call, bea)
    call.tokens["bea"] = token = _token(_signed_in(call))
    for route in ROUTES:
        if route.path in OPEN or route.path.startswith(("/assets", "/invitation")):
            continue
        path = re.sub(r"\{[^}]+\}", "x", route.path)
        for method in (route.methods or set()) - {"HEAD"}:
            answer = call(method, path, "bea", data={} if method != "GET" else None)
            assert answer.status_code == 401, (method, path)
    assert call("GET", "/families", "bea", headers=HTML).headers["location"] == "/second"
    with pytest.raises(WebSocketDisconnect) as closed, call.client.websocket_connect(
            "/_stcore/stream", headers=call.headers("bea")):
        raise AssertionError("connected without a code")
    assert closed.value.code == REFUSED
    assert call("POST", "/sign-out", "bea", data={"csrf": sittings.csrf_for(token)}).status_code in {204, 303}


def test_a_role_that_needs_it(call: Caller, small: SmallPilot, bea: str) -> None:
    """She is led to set it up, cannot go elsewhere, and is in once it is done."""
    with closing(small.open()) as db:
        rules.set_rules(small.home, db, small.viewers["admin"], [Role.EVALUATOR], 60, 8)
    assert call("GET", "/families", "evaluator", headers=HTML).status_code == 200  # a demo account
    assert call("GET", "/families", "bea", headers=HTML).headers["location"] == "/second"
    assert call("GET", "/second", "bea").headers["location"] == "/second/new"
    assert call("GET", "/account", "bea").status_code == 401
    _switched_on(call, bea)
    assert call("GET", "/api/me", "bea").status_code == 200
    assert call("POST", "/second/off", "bea", data={"csrf": sittings.csrf_for(bea)}).status_code == 409


def test_what_needs_asking_again(call: Caller, small: SmallPilot, bea: str) -> None:
    """An open screen switches nothing off, shows no square and makes no codes."""
    csrf = {"csrf": sittings.csrf_for(bea)}

    def long_ago() -> None:
        with closing(open_server(small.home.server_path)) as server:
            server.conn.execute("UPDATE session SET confirmed_at = '2020-01-01T00:00:00.000Z'")
            server.conn.commit()

    long_ago()
    assert call("GET", "/second/new", "bea").headers["location"] == "/confirm?next=/second/new"
    call("POST", "/confirm", "bea", data=csrf | {"password": WORD})
    _secret, codes = _switched_on(call, bea)
    long_ago()
    for path in ("/second/codes", "/second/off"):
        assert call("POST", path, "bea", data=csrf).headers["location"] == "/confirm?next=/account"
    assert call("POST", "/confirm", "bea", data=csrf | {"password": WORD}).status_code == 400
    assert call("POST", "/confirm", "bea", data=csrf | {"password": codes[0]}).status_code == 303
    assert call("POST", "/second/off", "bea", data=csrf).headers["location"] == "/account"
    assert "location" in _signed_in(call).headers


def test_invited(call: Caller, small: SmallPilot) -> None:
    """The link leads to a form, the form into the pilot; then it works no more, and says so in one sentence."""
    with closing(small.open()) as db:
        link = invitations.PATH + "/" + members.invite(
            small.home, db, small.viewers["admin"], "bea", [Role.COACH])
    page = call("GET", link)
    mark = re.findall(r'name="form" value="([^"]+)"', page.text)[0]
    assert "bea" in page.text
    form, cookie = {"form": mark, "new": WORD, "again": WORD}, {"Cookie": f"{FORM_COOKIE}={mark}"}
    assert call("POST", link, data=form).status_code == 403
    assert call("POST", link, data=form | {"again": "x"}, headers=cookie).status_code == 400
    assert call("POST", link, data=form, headers=cookie | {"Origin": "https://elders.example"}).status_code == 403
    answer = call("POST", link, data=form, headers=cookie)
    assert answer.headers["location"] == "/"
    call.tokens["bea"] = _token(answer)
    assert call("GET", "/api/me", "bea").json()["roles"] == ["coach"]
    for method in ("GET", "POST"):
        again = call(method, link, data=form if method == "POST" else None, headers=cookie)
        assert (again.status_code, "werkt niet meer" in again.text) == (404, True)


def test_sittings(call: Caller, small: SmallPilot, bea: str) -> None:
    """Each with its browser; ended one by one and all at once, by their owner alone."""
    with closing(open_server(small.home.server_path)) as server:
        other = sittings.sign_in(server, "bea", WORD, "127.0.0.1", agent="Mozilla/5.0 (iPhone) FxiOS/140")
        foreign = sittings.sitting(server, sittings.sign_in(server, "coach", "demo", "127.0.0.1"))
    assert foreign
    page, csrf = call("GET", "/account", "bea").text, {"csrf": sittings.csrf_for(bea)}
    assert "Firefox, iPhone" in page
    assert "dit apparaat" in page
    for number in (str(foreign.session_id), "x", "", "9" * 30, "²"):
        assert call("POST", "/account/end", "bea", data=csrf | {"sitting": number}).status_code in {400, 409}
    number = re.findall(r'name="sitting" value="(\d+)"', page)[0]
    assert call("POST", "/account/end", "bea", data=csrf | {"sitting": number}).headers["location"] == "/account"
    call.tokens["phone"] = other
    assert call("GET", "/api/me", "phone").status_code == 401
    assert call("POST", "/account/end_all", "bea", data=csrf).headers["location"] == "/sign-in"
    assert call("GET", "/api/me", "bea").status_code == 401
