"""Through the gate of a running server, as a browser and as somebody who does not care for browsers' rules."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from click.testing import CliRunner
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from cli import cli
from pilot.access import Role
from pilot.accounts import accounts, sittings
from pilot.store.files import open_pilot, open_server
from tests.browser.conftest import ROOT, Site, address_of, axe, free_port, sign_in, sign_in_by_form, stop
from tests.browser.looking import Look, in_looks
from tests.browser.waiting import drawn, sticks_out, walk
from tests.provider import PEOPLE, provider
from tests.waiting import comes_to, eventually
from tests.web.rights_table import add_recording
from web.gate.gate import IDENTITY_HEADER
from web.gate.socket import CHANGED, SIGNED_OUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute

    from tests.browser.forge import Forge

LOOKS: tuple[Look, ...] = (("light", 390), ("dark", 390), ("dark", 1366), ("light", 1366))
STREAM = "/_stcore/stream"
PATIENT_S = 60  # only ends a broken test; the cores are shared


def calling(url: str, **options: Any) -> httpx.Client:
    """A client without a browser, with patience."""
    return httpx.Client(base_url=url, timeout=PATIENT_S, **options)


def token_for(site: Site, name: str) -> str:
    """The token of a new sitting."""
    with closing(open_server(site.small.home.server_path)) as server:
        return sittings.sign_in(server, name, "demo", "test")


def stream(site: Site, token: str | None, session: str = "", **headers: str) -> ClientConnection:
    """A websocket to Streamlit as its frontend opens it, resuming `session` when given."""
    given = ({"Cookie": f"rode_draad={token}"} if token else {}) | headers
    protocols: list[Any] = ["streamlit", "none", session] if session else ["streamlit"]
    origin: Any = given.pop("Origin", site.url) or None
    return connect(
        site.url.replace("http", "ws") + STREAM, origin=origin, additional_headers=given, subprotocols=protocols,
        max_size=None)


def run_page(connection: ClientConnection, page: str = "") -> str:
    """Ask for a page as the frontend does; the Streamlit session's id that comes with the answer."""
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    ask.rerun_script.page_name = page
    connection.send(ask.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(connection.recv(timeout=PATIENT_S)))  # type: ignore[arg-type]
        if message.WhichOneof("type") == "new_session":
            return str(message.new_session.initialize.session_id)


def closed_with(connection: ClientConnection) -> int | None:
    """The code a socket is closed with, whatever frames come before."""
    try:
        while True:
            connection.recv(timeout=PATIENT_S)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def raw(site: Site, request: str) -> str:
    """The status line that exactly these bytes get, which no client has tidied."""
    host, port = site.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENT_S) as made:
        made.sendall(request.replace("HOST", f"{host}:{port}").encode())
        return made.recv(200).decode("latin-1").split("\r\n")[0]


def test_signed_out(site: Site) -> None:
    """Signed out: no page, file, recording, route or socket; only the sign-in page, its looks and /health."""
    with closing(site.small.open()) as db:
        guid = add_recording(site.small, db, "coach", "coach")
    with calling(site.url) as client:
        assert client.get("/health").json() == {"ok": True}
        assert client.get("/sign-in").status_code == 200
        for path in ("/", "/desk", "/themes?x=1"):
            answer = client.get(path, headers={"Accept": "text/html"})
            assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")
        for path in (f"/recordings/{guid}", "/api/me", "/static/js/index.js", "/_stcore/health", "/media/x.mp3",
                     "/_stcore/host-config", "/assets/desk/desk.js", "/assets/words/nl.json", "/favicon.png"):
            answer = client.get(path)
            assert (answer.status_code, set(answer.json())) == (401, {"error"}), path
        for path in ("/api/uploads", "/sign-out", "/_stcore/upload_file/a/b", "/_stcore/agent/interact"):
            assert client.post(path, headers={"Origin": site.url}).status_code == 401
    for token in (None, "x" * 43):
        with pytest.raises(InvalidStatus) as caught, stream(site, token):
            raise AssertionError("a socket opened to nobody")
        assert caught.value.response.status_code == 403


def test_untidied_requests(site: Site) -> None:
    """Paths and headers that a browser would never send are refused like any other."""
    for path in ("//", "/../x", "/static/../../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/sign-in/../api/me",
                 "/assets/static/sign_in.css/../page.js", "http://HOST/api/me", "/sign-in%00", "/SIGN-IN/",
                 "/sign-in;/api/me", "/health/../_stcore/health"):
        line = raw(site, f"GET {path} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n")
        assert re.match(r"HTTP/1.1 (400|401|404) ", line), (path, line)
    assert " 421 " in raw(site, "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert " 421 " in raw(site, "GET /sign-in HTTP/1.0\r\n\r\n")


def test_wrong_role(site: Site) -> None:
    """A steering member's own browser gets no document, recording, upload, draft or register over any route."""
    with closing(site.small.open()) as db:
        document = site.small.interview(db, title="Gesprek voor de toegangstest")
        recording = add_recording(site.small, db, "coach", "coach")
    token = token_for(site, "steering")
    headers = {"Cookie": f"rode_draad={token}", "Origin": site.url, "X-CSRF-Token": sittings.csrf_for(token)}
    with calling(site.url, headers=headers) as client:
        assert client.get("/api/me").json()["roles"] == ["steering"]
        for path in (f"/api/documents/{document}", f"/recordings/{recording}", "/api/uploads", "/api/drafts",
                     "/api/intake"):
            assert client.get(path).status_code == 403, path
        assert client.post(f"/api/documents/{document}/ops", json={"ops": []}).status_code == 403
        assert client.post("/api/uploads", json={"ext": "txt", "bytes": 3}).status_code == 403


def test_wrong_role_page(site: Site, browser_page: Page) -> None:
    """A page that a steering member may not open shows nothing of it, also when its address is typed; what is sent of
    all others is asked in `test_released`."""
    sign_in(browser_page, "steering", "/documents")
    drawn(browser_page)
    expect(browser_page.get_by_role("main")).to_have_text(re.compile(r"\S"))
    text = browser_page.inner_text("body")
    assert "Berk" not in text
    assert "Moeder" not in text
    assert "Traceback" not in text


def test_sockets_from_elsewhere(site: Site) -> None:
    """A signed-in browser's cookie is not enough: another site's page, or none at all, opens no socket."""
    token = token_for(site, "evaluator")
    for origin in ("https://evil.example", "null", site.url.replace("127.0.0.1", "localhost"), ""):
        with pytest.raises(InvalidStatus) as caught, stream(site, token, Origin=origin):
            raise AssertionError("a socket opened to a stranger")
        assert caught.value.response.status_code == 403


def test_foreign_session_is_not_resumed(site: Site) -> None:
    """Knowing another's Streamlit session id and even her identity gives nobody her session; she gets it back."""
    hers, his = token_for(site, "evaluator"), token_for(site, "evaluator2")
    with closing(open_server(site.small.home.server_path)) as server:
        sitting = sittings.sitting(server, hers)
    assert sitting is not None
    identity = sittings.identity_for(hers, sitting)
    with stream(site, hers) as first:
        session = run_page(first)
        for forged in ({}, {IDENTITY_HEADER: identity}, {IDENTITY_HEADER.lower().replace("-", "_"): identity}):
            with stream(site, his, session, **forged) as thief:
                assert run_page(thief) != session
        # Her own second sitting is another browser: it is another session too.
        with stream(site, token_for(site, "evaluator"), session) as elsewhere:
            assert run_page(elsewhere) != session
        assert run_page(first) == session
    with stream(site, his, session) as thief:
        assert run_page(thief) != session
    with stream(site, hers, session) as again:
        assert run_page(again) == session


def test_sign_out_closes_sockets(site: Site) -> None:
    """Signing out in one tab closes the sockets of all tabs at once; the token opens none afterwards."""
    token = token_for(site, "evaluator")
    with stream(site, token) as first, stream(site, token) as second:
        run_page(first)
        headers = {"Cookie": f"rode_draad={token}", "Origin": site.url, "X-CSRF-Token": sittings.csrf_for(token)}
        assert httpx.post(f"{site.url}/sign-out", headers=headers, timeout=PATIENT_S).status_code == 204
        assert closed_with(first) == SIGNED_OUT
        assert closed_with(second) == SIGNED_OUT
    with pytest.raises(InvalidStatus), stream(site, token):
        raise AssertionError("an ended sitting opened a socket")


def test_role_change_from_the_command_line(site: Site) -> None:
    """`cli.py user role` takes effect on open pages: the socket closes and the next answer is the new role's."""
    token = token_for(site, "coach2")
    with stream(site, token) as connection:
        run_page(connection)
        home = ["--home", str(site.home)]
        command = [sys.executable, str(ROOT / "cli.py"), "user", "role", "coach2", "proef"]
        subprocess.run([*command, "steering", *home], check=True, cwd=ROOT)
        assert closed_with(connection) == CHANGED
    me = httpx.get(f"{site.url}/api/me", headers={"Cookie": f"rode_draad={token}"}, timeout=PATIENT_S).json()
    assert me["roles"] == ["steering"]
    with closing(open_server(site.small.home.server_path)) as server, closing(
            open_pilot(site.small.pilot.db_path)) as db:
        accounts.set_roles(server, db, "proef", "coach2", [Role.COACH])


def test_sitting_ended_elsewhere_leaves_the_page(site: Site, browser_page: Page) -> None:
    """When a password is changed on the machine, an open page goes to the sign-in page by itself, which says why it is
    there; what was being typed in a form stands in its field again afterwards, and is gone once somebody else comes.
    """
    account(site, "tijdelijk")
    sign_in(browser_page, "tijdelijk", "/aims", password="een lang wachtwoord")
    meant = browser_page.get_by_role("textbox", name="Waaraan zie je dat het is gehaald?")
    meant.press_sequentially("Niet <b>zo</b>.")
    with closing(open_server(site.small.home.server_path)) as server:
        accounts.set_password(server, "tijdelijk", "een ander wachtwoord")
    browser_page.wait_for_url("**/sign-in?next=%2Faims&why=typed")
    expect(browser_page.get_by_text("Wat je aan het typen was, is bewaard")).to_be_visible()
    browser_page.get_by_label("Naam").fill("tijdelijk")
    browser_page.locator("#password").fill("een ander wachtwoord")
    browser_page.locator("button[type=submit]").click()
    expect(meant).to_have_value("Niet <b>zo</b>.")
    # It stays kept until it was sent: loaded anew, and from another page, it is there again, and told of on Today.
    kept = "Object.keys(sessionStorage).filter((one) => /^(rd-typed|rd-signing|rd-adding|dk-trail)/.test(one))"
    browser_page.reload()
    expect(meant).to_have_value("Niet <b>zo</b>.")
    walk(browser_page, "/")
    browser_page.get_by_role("link", name="Wat je aan het typen was").click()
    expect(meant).to_have_value("Niet <b>zo</b>.")
    browser_page.get_by_role("textbox", name="Wat wil de pilot bereiken?").fill("Minder brieven ongeopend")
    browser_page.get_by_role("button", name="Dit doel stellen").click()
    expect(browser_page.get_by_role("link", name="Minder brieven ongeopend")).to_be_visible()
    comes_to(lambda: browser_page.evaluate(kept), [])
    browser_page.reload()
    drawn(browser_page)
    browser_page.get_by_text("Een doel stellen").click()
    expect(meant).to_have_value("")
    # Of whoever comes next in this tab nobody's words are kept: not these, nor anything else that a tab keeps.
    meant.press_sequentially("Ook\nniet.")
    meant.press("Enter")  # goes to the next line, and sends nothing
    browser_page.reload()
    expect(meant).to_have_value("Ook\nniet.\n")  # in what was folded away
    with closing(open_server(site.small.home.server_path)) as server:
        accounts.set_password(server, "tijdelijk", "nog een wachtwoord")
    browser_page.wait_for_url("**/sign-in?next=%2Faims&why=typed")
    browser_page.evaluate("for (const one of ['rd-adding|files', 'rd-signing|iemand|proef|guid', 'dk-trail:iemand']) "
                          "sessionStorage.setItem(one, '1')")
    assert len(browser_page.evaluate(kept)) == 4
    sign_in(browser_page, "evaluator", "/aims")
    comes_to(lambda: browser_page.evaluate(kept), [])
    browser_page.get_by_text("Een doel stellen").click()
    expect(meant).to_have_value("")
    # Typed before the page knew who looks: what stood there is kept with it, or it would never be put back.
    held: list[Route] = []
    browser_page.route("**/api/me", lambda route: held.append(route))
    browser_page.reload()
    browser_page.get_by_text("Een doel stellen").click()
    meant.evaluate("""(field) => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, 'Stond er');
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }""")  # as Streamlit shows what is stored
    meant.press_sequentially("!")
    eventually(lambda: bool(held), browser_page)
    held[0].continue_()
    comes_to(lambda: [one["was"] for one in browser_page.evaluate(
        "JSON.parse(Object.entries(sessionStorage).find(([key]) => key.startsWith('rd-typed'))?.[1] ?? '[]')")],
        ["Stond er"])


def test_sign_out_in_the_browser(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Signing out in one tab takes the other tab to the sign-in page too, and going back shows nothing."""
    context = new_context(base_url=site.url)
    first, second = context.new_page(), context.new_page()
    sign_in(first, "evaluator")
    for page in (first, second):
        page.goto("/themes")
        page.get_by_role("link", name="Vandaag").first.wait_for()
    # Not awaited: the page may be on its way to the sign-in page before the answer to this has come.
    first.evaluate("""() => {
        const csrf = document.querySelector('meta[name="csrf-token"]').content;
        fetch("/sign-out", {method: "POST", headers: {"X-CSRF-Token": csrf}, keepalive: true});
    }""")
    for page in (first, second):
        page.wait_for_url("**/sign-in**")
    first.go_back()
    first.wait_for_url("**/sign-in**")


def test_other_sites_page(site: Site, browser_page: Page) -> None:
    """The sitting's cookie is out of reach of scripts and of other sites' posts: a page of another site that posts a
    form or fetches here changes nothing and reads nothing."""
    sign_in(browser_page, "coach")
    cookie = next(c for c in browser_page.context.cookies() if c["name"] == "rode_draad")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert "rode_draad" not in browser_page.evaluate("document.cookie")
    html = f'<form method="post" action="{site.url}/language"><input name="language" value="en"></form>'
    browser_page.route("http://other.example/", lambda route: route.fulfill(body=html, content_type="text/html"))
    browser_page.goto("http://other.example/")
    fetched = browser_page.evaluate(
        "url => fetch(url, {credentials: 'include'}).then(r => r.text(), () => 'refused')", f"{site.url}/api/me")
    assert fetched == "refused"
    with browser_page.expect_response("**/language") as answered:
        browser_page.evaluate("document.forms[0].submit()")
    assert answered.value.status == 403
    browser_page.wait_for_url("**/language")
    browser_page.goto(f"{site.url}/")
    expect(browser_page.locator("html")).to_have_attribute("lang", "nl")


def test_next_stays_here(browser_page: Page, site: Site) -> None:
    """After signing in one stays on this site, whatever address the link carried."""
    # Where one comes is the question; what stands there is not.
    browser_page.route(f"{site.url}/", lambda route: route.fulfill(body="", content_type="text/html"))
    for wanted in ("https://evil.example/", "//evil.example/", "/%5Cevil.example", "/%09/evil.example"):
        browser_page.context.clear_cookies()
        sign_in_by_form(browser_page, "coach", wanted)
        expect(browser_page).to_have_url(f"{site.url}/")


def through(page: Page, told: str | re.Pattern[str]) -> str:
    """Sign in through the organisation, by its form the first time; the address of ours that says `told` then."""
    page.goto("/sign-in")
    with page.expect_navigation():
        page.get_by_role("link", name="Samenwerkers").click()
    if page.locator("[name=login]").count():
        for field, value in (("login", "kim"), ("password", PEOPLE["kim"])):
            page.locator(f"[name={field}]").fill(value)
            with page.expect_navigation():
                page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(told)
    return page.url


def test_through_the_organisation(
    site: Site, new_context: Callable[..., BrowserContext], forge: Forge, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A real provider and a real browser: nobody comes in without an account that was tied, by what was signed for
    another, too long ago or for another going, by an address that was used, or when nobody answers there; each says so
    in a sentence. Once it is tied she comes in by one click."""
    account(site, "kim van hier")
    port = free_port()
    with provider(f"http://127.0.0.1:{port}/sign-in/elsewhere/back") as there:
        for name, value in there.variables.items():
            monkeypatch.setenv(name, value)
        process = forge.serve(site.home, port=port)
        page = new_context(base_url=address_of(process)).new_page()
        try:
            used = through(page, re.compile("^Hier hoort geen account bij."))
            sign_in(page, "kim van hier", "/elsewhere", "een lang wachtwoord")
            with page.expect_navigation(url="**/elsewhere?done=tied"):
                page.get_by_role("button", name="Samenwerkers").click()
            page.context.clear_cookies(name="rode_draad")
            for said in ({"aud": "another"}, {"exp": int(time.time()) - 600}, {"nonce": "another"},
                         {"iss": "https://elders.example"}):
                there.claim(**said)
                through(page, "Wat Samenwerkers terugstuurde is niet wat er gevraagd was, of te oud. Begin opnieuw.")
            there.claim()
            page.goto(used)
            expect(page.get_by_role("alert")).to_have_text(re.compile("Begin opnieuw.$"))
            assert not [one for one in page.context.cookies(page.url) if one["name"] == "rode_draad"]
            page.goto("/sign-in?next=/password")
            page.get_by_role("link", name="Samenwerkers").click()
            page.wait_for_url("**/password")
            page.context.clear_cookies(name="rode_draad")
            there.end()
            through(page, re.compile("^Samenwerkers antwoordt nu niet."))
        finally:
            written = stop(process)
    assert "kim" not in written


def test_sign_in_page_is_accessible(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """The sign-in page passes axe with and without a fault, light and dark, by keyboard, and fits a phone."""
    page = new_context(base_url=site.url).new_page()
    page.goto("/sign-in")
    for _width in in_looks(page, LOOKS):
        assert axe(page) == []
    page.reload()
    expect(page.locator("#name")).to_be_focused()  # it begins where one types, on a busy machine a moment later
    page.keyboard.type("evaluator")
    page.keyboard.press("Tab")
    page.keyboard.type("verkeerd")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    expect(page.locator("#name")).to_have_value("evaluator")
    expect(page.locator("#password")).to_be_focused()
    # Loaded, not on its way: on a busy machine letters come later than words.
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Source Sans\"'))")
    for _width in in_looks(page, LOOKS):
        assert not sticks_out(page)
        assert axe(page) == []
    with closing(open_server(site.small.home.server_path)) as server:
        server.conn.execute("DELETE FROM sign_in_failure")


WRONG = "Hier ging iets mis"
BROKEN = """
import streamlit as st
from pilot.errors import BadInput
from views.parts.module import module

def fail():
    raise ValueError("Moeder zei iets geheims")

@st.fragment
def part():
    if st.button("deel"):
        fail()

kind = st.query_params.get("kind")
st.write("voor de fout")
if kind == "ours":
    raise BadInput("Choose Dutch or English.")
if kind == "script":
    module("nergens", "nergens.js")(key="nergens", data={})
elif kind == "part":
    part()
elif kind == "callback":
    st.button("knop", on_click=fail)
elif kind == "box":
    st.exception(ValueError("Moeder zei iets geheims"))
elif kind == "twice":
    st.button("geheim", key="k")
    st.button("geheim", key="k")
else:
    fail()
"""
# What of a faulty page is Streamlit's own: its box, its dialogs, and the links under them.
STREAMLITS_OWN = re.compile(
    r"Ask Google|Ask ChatGPT|BidiComponent Error|Traceback|ValueError|Streamlit\w*Error|Script execution error")
SERVE_BROKEN = """
import app, streamlit as st
from starlette.middleware import Middleware
from web.gate import serve
made = st.App({script!r}, routes=app.ROUTES, middleware=[Middleware(app.Gate)], lifespan=app.settled,
              on_script_error=app.on_script_error)
serve.serve(lambda: made, serve.Binding(), 0, told=lambda address, demo: print(address, flush=True))
"""


@contextmanager
def broken(
    forge: Forge, site: Site, script: Path, new_context: Callable[..., BrowserContext]
) -> Iterator[Page]:
    """An evaluator on the page of a script of which something fails; what it says stands in no log."""
    process = forge.run(site.home, SERVE_BROKEN.format(script=str(script)))
    try:
        page = new_context(base_url=address_of(process)).new_page()
        sign_in(page, "evaluator", "/?kind=")
        yield page
    finally:
        said = stop(process)
    assert "Error at " in said
    assert "iets geheims" not in said


def test_broken_page(
    forge: Forge, site: Site, tmp_path: Path, new_context: Callable[..., BrowserContext]
) -> None:
    """Whatever fails on a page shows one sentence of ours; neither page nor log holds the fault's message."""
    script = tmp_path / "broken.py"
    script.write_text(BROKEN, encoding="utf-8")
    with broken(forge, site, script, new_context) as page:
        for kind, press, told in (
                ("", "", WRONG), ("ours", "", "Kies Nederlands of Engels."), ("part", "deel", WRONG),
                ("callback", "knop", WRONG), ("box", "", WRONG), ("twice", "", WRONG),
                ("script", "", "Dit deel van de pagina kon niet worden getoond")):
            if kind:
                page.goto(f"/?kind={kind}")
            if press:
                page.get_by_role("button", name=press).click()
            page.get_by_text(told).wait_for()
            assert "iets geheims" not in page.content(), kind
            expect(page.locator("body")).not_to_contain_text(STREAMLITS_OWN)
    script.write_text("def (", encoding="utf-8")
    with broken(forge, site, script, new_context) as page:
        page.get_by_text(WRONG).wait_for()
        expect(page.get_by_role("dialog")).to_contain_text("Deze pagina kan niet worden getoond")
        expect(page.locator("body")).not_to_contain_text(STREAMLITS_OWN)


def test_what_cannot_be_read_and_a_server_that_is_gone(
    forge: Forge, site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    """Streamlit's own windows say what to do in Dutch, with no fault of a library and nothing to type in a terminal."""
    process = forge.serve(site.home)
    try:
        page = new_context(base_url=address_of(process)).new_page()

        def spoilt(socket: WebSocketRoute) -> None:
            socket.connect_to_server().on_message(lambda _frame: socket.send(b"\xff" * 9))

        page.route_web_socket(re.compile(STREAM), spoilt)
        sign_in(page, "evaluator", "/codebook")
        told = page.get_by_role("dialog")
        expect(told).to_contain_text("Wat van het programma kwam, was niet te lezen. Laad de pagina opnieuw")
        expect(told).not_to_contain_text(re.compile("Websocket|Error"))
        page = page.context.new_page()
        page.goto("/codebook")
        drawn(page)
    finally:
        stop(process)
    expect(page.get_by_role("dialog")).to_contain_text("Het gaat vanzelf verder", timeout=30_000)
    expect(page.get_by_role("dialog").get_by_text("streamlit run")).not_to_be_visible()


def test_streamlit_run_is_gated_too(site: Site) -> None:
    """Started by `streamlit run app.py` from anywhere, the app is behind the same gate and on loopback only."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", port], cwd=site.home,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"RODE_DRAAD_HOME": str(site.home)})
    try:
        with calling(f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=9)) as client:
            assert client.get("/", headers={"Accept": "text/html"}).headers["location"] == "/sign-in"
            assert client.get("/_stcore/health").status_code == 401
            token = token_for(site, "evaluator")
            forwarded = {"Cookie": f"rode_draad={token}", "X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https"}
            assert client.get("/api/me", headers=forwarded).status_code in {200, 403}
        with closing(socket.socket()) as other:
            other.settimeout(2)
            assert other.connect_ex(("127.0.0.2", int(port))) != 0
    finally:
        stop(process)


def test_what_serve_refuses(tmp_path: Path) -> None:
    """Beyond loopback without TLS or a proxy, and on a port in use, serve ends with a sentence and exit 2."""
    command = ["serve", "--home", str(tmp_path)]
    plain = CliRunner().invoke(cli, [*command, "--host", "0.0.0.0"])
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert "--tls-cert" in plain.stderr
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        busy = subprocess.run([sys.executable, str(ROOT / "cli.py"), *command, "--port", port],
                              capture_output=True, text=True, cwd=ROOT)
    assert busy.returncode == 2
    assert port in busy.stderr
    assert "Traceback" not in busy.stderr


def account(site: Site, name: str) -> None:
    """An account that is no demo account, an evaluator, unless it is there."""
    with closing(open_server(site.small.home.server_path)) as server, closing(site.small.open()) as db:
        if name not in {row.name for row in accounts.all_accounts(server)}:
            accounts.add(server, name, "een lang wachtwoord")
        accounts.set_roles(server, db, "proef", name, [Role.EVALUATOR])


def form_sign_in(client: httpx.Client, name: str, password: str) -> httpx.Response:
    """Sign in without a browser."""
    mark = re.search(r'name="form" value="([^"]+)"', client.get("/sign-in").text)
    assert mark is not None
    return client.post("/sign-in", data={"form": mark[1], "name": name, "password": password},
                       headers={"Cookie": f"rode_draad_form={mark[1]}"})


def test_behind_a_proxy(site: Site, forge: Forge) -> None:
    """Behind a proxy: the public name works, pages and sockets; no demo account does, nor any other name."""
    account(site, "proxy-gast")
    port = free_port()
    process = forge.serve(site.home, "--behind-proxy", "127.0.0.1", "--name", "draad.example", port=port)
    try:
        assert address_of(process) == "https://draad.example"  # what people open; the proxy comes here
        address = f"http://127.0.0.1:{port}"
        said = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "draad.example", "X-Forwarded-For": "9.9.9.9"}
        with calling(address, headers=said | {"Origin": "https://draad.example"}) as client:
            assert form_sign_in(client, "admin", "demo").status_code == 401
            answer = form_sign_in(client, "proxy-gast", "een lang wachtwoord")
            assert (answer.status_code, "secure" in answer.headers["set-cookie"].lower()) == (303, True)
            token = answer.headers["set-cookie"].split(";")[0].partition("=")[2]
            assert client.get("/sign-in", headers={"X-Forwarded-Host": "evil.example"}).status_code == 421
            assert client.get("/sign-in", headers={"X-Forwarded-Proto": "http"}).status_code == 403
        proxied = Site(address, site.home, site.small, process)
        with stream(proxied, token, Origin="https://draad.example", **said) as connection:
            assert run_page(connection)
        with pytest.raises(InvalidStatus), stream(proxied, token, **said):
            raise AssertionError("a socket opened to another origin")
    finally:
        written = stop(process)
    assert "admin" not in written


def test_tls(site: Site, tmp_path: Path, new_context: Callable[..., BrowserContext], forge: Forge) -> None:
    """With our own TLS the pages and sockets work beyond loopback, cookies are Secure, and demo accounts are dead."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(cert),
         "-days", "2", "-subj", "/CN=localhost"], check=True, capture_output=True)
    account(site, "tls-gast")
    process = forge.serve(site.home, "--host", "0.0.0.0", "--tls-cert", str(cert), "--tls-key", str(key))
    try:
        url = address_of(process).replace(socket.gethostname(), "127.0.0.1")
        with calling(url, verify=False, headers={"Origin": url}) as client:
            assert form_sign_in(client, "admin", "demo").status_code == 401
            assert "max-age" in client.get("/sign-in").headers["strict-transport-security"]
        page = new_context(base_url=url, ignore_https_errors=True).new_page()
        sign_in(page, "tls-gast", password="een lang wachtwoord")
        page.get_by_role("link", name="Vandaag").first.wait_for()
        assert next(c for c in page.context.cookies() if c["name"] == "rode_draad")["secure"]
    finally:
        written = stop(process)
    assert "admin" not in written
