"""Signing in and out, the language and the pilot, as forms."""

from __future__ import annotations

import re
from contextlib import ExitStack, closing
from functools import partial
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import setup
from pilot.access import Role
from pilot.accounts import accounts, pace, sittings
from pilot.store.files import open_pilot, open_server
from web.gate.language import language_of
from web.sign_in.forms import BROWSER_COOKIE, FORM_COOKIE, local_path
from web.sign_in.turns import FROM_ONE_PLACE, IN_ALL, ROW

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.web.conftest import Caller


def cookies_of(answer: Response) -> dict[str, Any]:
    """The cookies an answer sets, by name."""
    found: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        found.load(line)
    return dict(found)


def form_mark(call: Caller, path: str = "/sign-in", **headers: str) -> tuple[str, str]:
    """The sign-in page's html and its mark, which is its cookie too."""
    answer = call("GET", path, None, headers=headers)
    mark = re.search(r'name="form" value="([^"]+)"', answer.text)
    assert mark is not None
    assert cookies_of(answer)[FORM_COOKIE].value == mark[1]
    return answer.text, mark[1]


def send(call: Caller, name: str, password: str, headers: dict[str, str] | None = None, **fields: str) -> Response:
    """Fill in the sign-in page."""
    _, mark = form_mark(call)
    data = {"form": mark, "name": name, "password": password} | fields
    return call("POST", "/sign-in", None, headers={"Cookie": f"{FORM_COOKIE}={mark}"} | (headers or {}), data=data)


def test_sign_in(call: Caller) -> None:
    """The right name and password start a sitting whose cookie no script can read; the page asked for follows."""
    answer = send(call, "evaluator", "demo", next="/desk?document=a&at=3")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk?document=a&at=3")
    cookie = cookies_of(answer)["rode_draad"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "lax", "/", "")
    assert cookie["max-age"] == cookie["expires"] == ""
    me = call("GET", "/api/me", None, headers={"Cookie": f"rode_draad={cookie.value}"}).json()
    assert (me["roles"], me["label"], me["csrf"]) == (["evaluator"], "evaluator 1", sittings.csrf_for(cookie.value))
    assert "name" not in me
    again = call("GET", "/sign-in?next=/themes", None, headers={"Cookie": f"rode_draad={cookie.value}"})
    assert again.headers["location"] == "/themes"


def test_secure_cookie_behind_tls(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy that does TLS the cookies are Secure, HSTS is set, and demo accounts are dead."""
    from web.gate import binding

    monkeypatch.setattr(binding, "_current", binding.Binding(proxies=frozenset({"127.0.0.1"})))
    headers = {"Host": "draad.example", "Origin": "https://draad.example", "X-Forwarded-Proto": "https"}
    with closing(open_server(call.small.home.server_path)) as server:
        accounts.add(server, "gewoon", "een lang wachtwoord")
    page = call("GET", "/sign-in", None, headers=headers)
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    mark = cookies_of(page)[FORM_COOKIE]
    assert mark["secure"]
    headers["Cookie"] = f"{FORM_COOKIE}={mark.value}"
    fields = {"form": mark.value, "name": "gewoon", "password": "een lang wachtwoord"}
    answer = call("POST", "/sign-in", None, headers=headers, data=fields)
    assert answer.status_code == 303
    assert cookies_of(answer)["rode_draad"]["secure"]
    demo = call("POST", "/sign-in", None, headers=headers, data=fields | {"name": "admin", "password": "demo"})
    assert demo.status_code == 401


def test_wrong_password(call: Caller) -> None:
    """A wrong name and a wrong password get the same sentence; the typed name is kept, the password is not."""
    wrong = send(call, "evaluator", "geheim-en-fout", next="/themes")
    unknown = send(call, "wie<b>is dit", "geheim-en-fout", next="/themes")
    for answer in (wrong, unknown):
        assert answer.status_code == 401
        assert "rode_draad" not in cookies_of(answer)
        assert "horen niet bij elkaar" in answer.text
        assert answer.text.count('role="alert"') == 1
        assert "geheim-en-fout" not in answer.text
        assert 'name="next" value="/themes"' in answer.text
    assert 'value="evaluator"' in wrong.text
    assert "wie&lt;b&gt;is dit" in unknown.text


def test_slow_down(call: Caller) -> None:
    """After five failures the sixth try waits, also with the right password, and the page says how long."""
    for _ in range(pace.FREE_FAILURES):
        assert send(call, "coach", "fout").status_code == 401
    answer = send(call, "coach", "demo")
    assert answer.status_code == 429
    wait = int(answer.headers["retry-after"])
    assert 0 < wait <= 6
    assert f"{wait} seconden" in answer.text
    assert send(call, "evaluator", "demo").status_code == 303


def test_who_signed_in_before_is_known(call: Caller) -> None:
    """The browser keeps a secret beyond the sitting; with it strangers' failures at the same address do not count."""
    kept = cookies_of(send(call, "coach", "demo"))[BROWSER_COOKIE]
    assert (kept["httponly"], kept["samesite"], kept["path"], kept["max-age"]) == (True, "lax", "/", str(180 * 86_400))
    for _ in range(pace.FREE_FAILURES):
        answer = send(call, "coach", "fout")
        assert BROWSER_COOKIE not in cookies_of(answer)
    assert send(call, "coach", "demo").status_code == 429
    _, mark = form_mark(call)
    answer = call("POST", "/sign-in", None, headers={
        "Cookie": f"{FORM_COOKIE}={mark}; {BROWSER_COOKIE}={kept.value}"},
        data={"form": mark, "name": "coach", "password": "demo"})
    assert answer.status_code == 303
    assert cookies_of(answer)[BROWSER_COOKIE].value == kept.value


@pytest.mark.parametrize(("places", "answer"), [
    ([f"10.{n // 200}.0.{n % 200}" for n in range(IN_ALL - 1)], 303),
    ([f"10.{n // 200}.0.{n % 200}" for n in range(IN_ALL)], 429),
    (["203.0.113.9"] * FROM_ONE_PLACE, 303), (["CLIENT"] * (FROM_ONE_PLACE - 1), 303),
    (["CLIENT"] * FROM_ONE_PLACE, 429),
])
def test_a_flood_keeps_no_known_browser_waiting(call: Caller, places: list[str], answer: int) -> None:
    """Strangers stand in a row, so many from one place and in all; a known browser has another way in."""
    kept = cookies_of(send(call, "coach", "demo"))[BROWSER_COOKIE].value
    with ExitStack() as row:
        for place in places:
            row.enter_context(ROW.place("127.0.0.1" if place == "CLIENT" else place))
        told = send(call, "coach", "demo", lang="en")
        assert told.status_code == answer
        assert answer == 303 or ("Wait 5 seconds" in told.text and told.headers["retry-after"] == "5")
        _, mark = form_mark(call)
        cookies = f"{FORM_COOKIE}={mark}; {BROWSER_COOKIE}={kept}"
        for name, known in (("coach", 303), ("evaluator", answer)):  # it is known for one account only
            assert call("POST", "/sign-in", None, headers={"Cookie": cookies}, data={
                "form": mark, "name": name, "password": "demo"}).status_code == known
    assert send(call, "coach", "demo").status_code == 303


@pytest.mark.parametrize(("flood", "goes", "answer"), [
    ([f"10.{n % 3}.0.1" for n in range(IN_ALL)], True, 303),
    ([f"10.{n % 3}.0.1" for n in range(IN_ALL)], False, 429),  # all of them are being looked at
    ([f"10.{n // 200}.0.{n % 200}" for n in range(IN_ALL)], True, 429),  # nobody has more than who comes
])
def test_a_flood_from_some_places_shuts_nobody_out(
    call: Caller, flood: list[str], goes: bool, answer: int,  # noqa: FBT001
) -> None:
    """Of a full row the last of the place with most leaves for who comes from elsewhere, and one only."""
    left: list[int] = []
    with ExitStack() as row:
        for n, place in enumerate(flood):
            one = row.enter_context(ROW.place(place))
            one.leave = partial(left.append, n) if goes else None
        assert send(call, "evaluator", "demo").status_code == answer
    assert left == ([IN_ALL - 3] if answer == 303 else [])
    assert send(call, "evaluator", "demo").status_code == 303


def test_form_mark_needed(call: Caller) -> None:
    """A form from elsewhere, without our mark or with another one, signs nobody in."""
    _, mark = form_mark(call)
    fields = {"name": "evaluator", "password": "demo"}
    for cookie, field in (("", mark), (mark, ""), (mark, "x" + mark), ("", "")):
        headers = {"Cookie": f"{FORM_COOKIE}={cookie}"} if cookie else {}
        answer = call("POST", "/sign-in", None, headers=headers, data=fields | {"form": field})
        assert answer.status_code == 403
        assert "rode_draad" not in cookies_of(answer)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=1&" * 50, b"x" * 10_000, b""])
def test_hostile_forms(body: bytes, call: Caller) -> None:
    """A body that is no form of ours gets the page with one sentence."""
    for length in (None, "7", "-1", "9" * 30):
        headers = {"Content-Type": "application/x-www-form-urlencoded"} | ({"Content-Length": length} if length else {})
        answer = call("POST", "/sign-in", None, headers=headers, content=body)
        assert answer.status_code in {401, 403}
        assert 'role="alert"' in answer.text


def test_signing_in_again_ends_the_first(call: Caller) -> None:
    """Signing in where somebody was signed in ends that sitting."""
    token = call.token("coach")
    _, mark = form_mark(call)
    answer = call("POST", "/sign-in", None, headers={"Cookie": f"{FORM_COOKIE}={mark}; rode_draad={token}"},
                  data={"form": mark, "name": "evaluator", "password": "demo"})
    assert answer.status_code == 303
    assert call("GET", "/api/me", "coach").status_code == 401


def test_sign_out(call: Caller) -> None:
    """Signing out ends the sitting on our side and takes the cookie away; a GET does nothing."""
    assert call("GET", "/sign-out", "coach").status_code == 404
    csrf = sittings.csrf_for(call.token("coach"))
    answer = call("POST", "/sign-out", "coach", data={"csrf": csrf}, headers={"X-CSRF-Token": csrf})
    assert answer.status_code == 204
    assert cookies_of(answer)["rode_draad"]["max-age"] == "0"
    assert call("GET", "/api/me", "coach").status_code == 401
    assert call("POST", "/sign-out", "coach").status_code == 401


def plain(call: Caller, name: str) -> dict[str, str]:
    """The headers of a plain form, which cannot send a CSRF header."""
    return {"Cookie": call.headers(name)["Cookie"]}


def post(call: Caller, path: str, name: str, **fields: str) -> Response:
    """Send a plain form with its CSRF field."""
    fields = {"csrf": sittings.csrf_for(call.token(name))} | fields
    return call("POST", path, None, headers=plain(call, name), data=fields)


def test_language(call: Caller) -> None:
    """The language changes at once and goes back to the page one was on; another language is refused."""
    assert '<html lang="nl">' in call("GET", "/", "coach").text
    answer = post(call, "/language", "coach", language="en", next="/guide")
    assert (answer.status_code, answer.headers["location"]) == (303, "/guide")
    assert '<html lang="en">' in call("GET", "/", "coach").text
    assert post(call, "/language", "coach", language="de").status_code == 400
    assert post(call, "/language", "coach", language="nl", csrf="x").status_code == 403


@pytest.mark.slow
def test_pilot(call: Caller) -> None:
    """One can look at another pilot one is a member of, with the role one has there, and at no other."""
    other = setup.create_pilot(call.small.home, "tweede", "Tweede", plain=True)
    setup.create_pilot(call.small.home, "derde", "Derde", plain=True)
    with closing(open_server(call.small.home.server_path)) as server, closing(open_pilot(other.db_path)) as db:
        accounts.set_roles(server, db, "tweede", "evaluator", [Role.STEERING])
    assert [p["slug"] for p in call("GET", "/api/me", "evaluator").json()["pilots"]] == ["proef", "tweede"]
    assert post(call, "/pilot", "evaluator", pilot="tweede").headers["location"] == "/"
    me = call("GET", "/api/me", "evaluator").json()
    assert (me["pilot"], me["roles"]) == ("tweede", ["steering"])
    for slug in ("derde", "../server", ""):
        assert post(call, "/pilot", "evaluator", pilot=slug).status_code == 404
    assert call("GET", "/api/uploads", "evaluator").status_code == 403


def test_member_of_nothing(call: Caller) -> None:
    """Who is signed in but a member of no pilot reaches nothing of a pilot, and can still sign out."""
    with closing(open_server(call.small.home.server_path)) as server, closing(call.small.open()) as db:
        accounts.set_roles(server, db, "proef", "coach", [])
    me = call("GET", "/api/me", "coach").json()
    assert (me["roles"], me["label"], me["pilots"]) == ([], "", [])
    assert call("GET", "/api/drafts", "coach").status_code == 403
    assert post(call, "/sign-out", "coach").headers["location"] == "/sign-in"


def test_page_language(call: Caller) -> None:
    """The page speaks the browser's language, Dutch when it is neither, or the one chosen by the link."""
    dutch, _ = form_mark(call, **{"Accept-Language": "de-DE,de;q=0.9"})
    english, _ = form_mark(call, **{"Accept-Language": "en-GB,nl;q=0.5"})
    chosen, _ = form_mark(call, "/sign-in?lang=en&next=/themes", **{"Accept-Language": "nl"})
    assert '<html lang="nl">' in dutch
    assert "Wachtwoord" in dutch
    assert '<html lang="en">' in english
    assert "Password" in chosen
    assert 'name="lang" value="en"' in chosen
    assert 'href="/sign-in?lang=nl&amp;next=/themes"' in chosen


@pytest.mark.parametrize(("why", "said"), [
    ("ended", "your time here has ended"), ("draft", "is saved as a draft"), ("kept", "kept in this browser"),
    ("ended", "What you did is stored"), ("typed", "stands in its field again")])
def test_the_page_says_why_it_is_there(call: Caller, why: str, said: str) -> None:
    """Somebody whose sitting ended reads so, and what becomes of her text; nothing else comes onto the page."""
    page = call("GET", f"/sign-in?next=/story&lang=en&why={why}", None).text
    assert said in page
    assert f"/sign-in?lang=nl&amp;next=/story&amp;why={why}" in page
    odd = call("GET", f"/sign-in?next=/story&lang=en&why={why}x", None).text
    assert said not in odd
    assert f"{why}x" not in odd


def test_chosen_language_is_kept(call: Caller) -> None:
    """The language chosen by hand on the sign-in page is the language after it."""
    cookie = cookies_of(send(call, "evaluator", "demo", lang="en"))["rode_draad"].value
    page = call("GET", "/", None, headers={"Cookie": f"rode_draad={cookie}"})
    assert '<html lang="en">' in page.text


@pytest.mark.parametrize(("header", "expected"), [
    (None, "nl"), ("", "nl"), ("nl", "nl"), ("en", "en"), ("en-US,en;q=0.9,nl;q=0.8", "en"),
    ("fr, nl;q=0.2, en;q=0.3", "en"),
    ("en;q=0.1,nl;q=0.9", "nl"), ("fr", "nl"), ("en;q=x", "en"), (",;;,", "nl"),
])
def test_accept_language(header: str | None, expected: str) -> None:
    """The best liked of our two languages, else Dutch."""
    assert language_of(header) == expected


@pytest.mark.parametrize("given_path", [
    None, "", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "/a\r\nSet-Cookie: x=1", "/\tevil", " /x", "/" + "a" * 2000, "/sign-in", "/sign-out", "evil.example", "/é",
])
def test_nobody_is_sent_elsewhere(given_path: str | None) -> None:
    """Anything but a plain path on this site leads to the first page."""
    assert local_path(given_path) == "/"


@given(st.text(max_size=60))
@pytest.mark.slow
def test_local_path_is_local(text: str) -> None:
    """Whatever is given, a browser that resolves the result against our address stays on it."""
    from urllib.parse import urljoin, urlsplit

    target = urlsplit(urljoin("http://127.0.0.1:8501/sign-in", local_path(text)))
    assert (target.scheme, target.netloc) == ("http", "127.0.0.1:8501")
    assert local_path(local_path(text)) == local_path(text)
