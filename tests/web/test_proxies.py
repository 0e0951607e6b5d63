"""The examples of reverse proxies, run: each with TLS of its own before a real server, on loopback."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from pilot.access import Role
from pilot.accounts import accounts
from pilot.store.files import open_server
from tests.browser.conftest import address_of, free_port, stop
from tests.builder import SmallPilot
from tests.conftest import ROOT
from tests.waiting import LIMIT_S, eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.forge import Forge

NOBODY, WORD = "proxy-gast", "een lang wachtwoord"
NAME = "rode-draad.example.org"
EXAMPLES = ROOT / "docs" / "operations"


def certificate(folder: Path) -> None:
    """A certificate that vouches for itself, and its key."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(folder / "key.pem"),
         "-out", str(folder / "cert.pem")], check=True, capture_output=True)


def put_in(name: str, changes: dict[str, str]) -> str:
    """An example as it stands, with the ports and files of this test in the place of those in it."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    for there, here in changes.items():
        assert there in text, there
        text = text.replace(there, here)
    return text


def nginx(folder: Path, upstream: str, tls: str, plain: str) -> list[str]:
    """Write the example of nginx; the command that runs it."""
    text = put_in("nginx.conf", {"127.0.0.1:8501": upstream, "listen 443": f"listen 127.0.0.1:{tls}",
                                 "listen 80": f"listen 127.0.0.1:{plain}", "/etc/ssl/rode-draad": str(folder)})
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    written = folder / "nginx.conf"
    written.write_text(f"pid {folder}/nginx.pid;\nerror_log {folder}/error.log;\ndaemon off;\nevents {{}}\n"
                       f"http {{\n{folders}{text}\n}}\n", encoding="utf-8")
    return ["nginx", "-e", str(folder / "error.log"), "-c", str(written)]


def caddy(folder: Path, upstream: str, tls: str, plain: str) -> list[str]:
    """Write the example of Caddy, with a certificate given rather than fetched; the command that runs it."""
    text = put_in("Caddyfile", {"127.0.0.1:8501": upstream,
                                f"{NAME} {{": f"{NAME} {{\n\ttls {folder}/cert.pem {folder}/key.pem\n"})
    written = folder / "Caddyfile"
    written.write_text(f"{{\n\tadmin off\n\thttps_port {tls}\n\thttp_port {plain}\n\tdefault_bind 127.0.0.1\n"
                       f"\tstorage file_system {folder}/caddy\n}}\n{text}", encoding="utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(written)]


def call(tls: str, folder: Path, method: str, path: str, **more: Any) -> httpx.Response:
    """The answer to a request by the name that people type, over TLS that the proxy ends."""
    context = ssl.create_default_context(cafile=str(folder / "cert.pem"))
    headers = {"Host": f"{NAME}:{tls}", "Origin": f"https://{NAME}:{tls}", **more.pop("headers", {})}
    with httpx.Client(verify=context, timeout=LIMIT_S) as client:
        return client.request(method, f"https://127.0.0.1:{tls}{path}", headers=headers,
                              extensions={"sni_hostname": NAME}, **more)


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[None]:
    """A proxy for the length of the block."""
    with (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(LIMIT_S)


def answers(tls: str, folder: Path) -> bool:
    """Whether people can work by way of the proxy."""
    with suppress(httpx.HTTPError):
        return call(tls, folder, "GET", "/ready").status_code == 200
    return False


@pytest.mark.parametrize("proxy", [nginx, caddy], ids=["nginx", "caddy"])
def test_people_work_through_the_example(
    proxy: Callable[[Path, str, str, str], list[str]], small: SmallPilot, forge: Forge, tmp_path: Path
) -> None:
    """Signing in, a page, its socket and a recording in part go through; a foreign origin and name do not."""
    if not shutil.which(proxy.__name__):
        pytest.skip(f"{proxy.__name__} is not on this machine")
    port, tls, plain = free_port(), free_port(), free_port()
    certificate(tmp_path)
    with closing(open_server(small.home.server_path)) as at, closing(small.open()) as db:
        accounts.add(at, NOBODY, WORD)  # demo accounts are dead behind a proxy
        accounts.set_roles(at, db, "proef", NOBODY, {Role.COACH})
    server = forge.serve(small.home.folder, "--port", port, "--behind-proxy", "127.0.0.1", "--name", NAME)
    try:
        assert address_of(server) == f"https://{NAME}"
        with running(proxy(tmp_path, f"127.0.0.1:{port}", tls, plain), tmp_path):
            eventually(lambda: answers(tls, tmp_path))
            cookie = signed_in(tls, tmp_path)
            answer = call(tls, tmp_path, "GET", "/api/me", headers={"Cookie": cookie})
            assert answer.status_code == 200
            assert answer.headers["strict-transport-security"]
            assert call(tls, tmp_path, "GET", "/assets/palette.css").status_code == 200
            forged = {"Cookie": cookie, "Origin": "https://elsewhere.example"}
            assert call(tls, tmp_path, "POST", "/sign-out", headers=forged).status_code == 403
            assert socket_opens(tls, tmp_path, cookie, f"https://{NAME}:{tls}")
            assert not socket_opens(tls, tmp_path, cookie, "https://elsewhere.example")
            # Whom we believe about the way in is the proxy alone, so a browser that says so itself is not believed.
            said = {"X-Forwarded-For": "10.9.8.7", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "elsewhere.example"}
            assert call(tls, tmp_path, "GET", "/api/me", headers={"Cookie": cookie, **said}).status_code == 200
    finally:
        stop(server)


def signed_in(tls: str, folder: Path) -> str:
    """The cookie of a sitting, as the form of the sign-in page gives it."""
    form = call(tls, folder, "GET", "/sign-in")
    mark = re.search(r'name="form" value="([^"]+)"', form.text)
    assert mark
    marks = "; ".join(f"{name}={value}" for name, value in form.cookies.items())
    answer = call(tls, folder, "POST", "/sign-in", headers={"Cookie": marks},
                  data={"form": mark[1], "name": NOBODY, "password": WORD})
    assert answer.status_code == 303, answer.text
    given = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("rode_draad="))
    assert "secure" in given.casefold()
    return given.partition(";")[0]


def socket_opens(tls: str, folder: Path, cookie: str, origin: str) -> bool:
    """Whether a page's socket opens for this sitting and origin."""
    context = ssl.create_default_context(cafile=str(folder / "cert.pem"))
    spoken: Any = {"origin": origin, "subprotocols": ["streamlit"], "address": ("127.0.0.1", int(tls)),
                   "open_timeout": LIMIT_S}
    try:
        with connect(f"wss://{NAME}:{tls}/_stcore/stream", ssl=context, server_hostname=NAME,
                     additional_headers={"Cookie": cookie}, **spoken):
            return True
    except InvalidStatus:
        return False
