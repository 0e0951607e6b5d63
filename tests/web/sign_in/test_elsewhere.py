"""Signing in through an organisation: the whole way with a real OpenID Connect provider on loopback."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from pilot.accounts import accounts, elsewhere, invitations, sittings
from pilot.store.files import open_server, write
from tests.provider import Provider, provider
from tests.web.conftest import ORIGIN
from tests.web.sign_in.test_sign_in import cookies_of
from web.sign_in import going
from web.sign_in.elsewhere import BACK, _made
from web.sign_in.forms import FORM_COOKIE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx2 import Response

    from tests.web.conftest import Caller

PASSWORD = "een lang wachtwoord van haar"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    """A provider for all tests here."""
    with provider(f"{ORIGIN}{BACK}") as found:
        yield found


@pytest.fixture
def tied(running: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """Rode Draad is told of the provider."""
    for name, value in running.variables.items():
        monkeypatch.setenv(name, value)
    _made.cache_clear()
    return running


def begun(call: Caller, query: str = "") -> tuple[str, str]:
    """Where the browser is sent, and the cookie it keeps."""
    answer = call("GET", f"/sign-in/elsewhere{query}")
    assert answer.status_code == 303, answer.text
    return answer.headers["location"], f"{going.COOKIE}={cookies_of(answer)[going.COOKIE].value}"


def came_back(call: Caller, address: str, cookie: str, **headers: str) -> Response:
    """What the browser gets that comes back to `address`."""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == ORIGIN
    return call("GET", f"{parts.path}?{parts.query}", None, headers={"Cookie": cookie, **headers})


def own_account(call: Caller, name: str = "kim van hier") -> str:
    """An account with a password of its own; returns the token of a sitting."""
    with closing(open_server(call.small.home.server_path)) as server:
        accounts.add(server, name, PASSWORD)
        return sittings.sign_in(server, name, PASSWORD, "127.0.0.1")


def tie(call: Caller, tied: Provider, token: str, who: str = "kim") -> Response:
    """Tie the account of this sitting to somebody of the provider's."""
    signed_in = f"rode_draad={token}"
    asked = call("POST", "/elsewhere", None, headers={"Cookie": signed_in},
                 data={"act": "tie", "password": PASSWORD, "csrf": sittings.csrf_for(token)})
    assert asked.status_code == 200, asked.text
    kept = cookies_of(asked)[going.COOKIE].value
    address = asked.headers["refresh"].partition("url=")[2]
    return came_back(call, tied.signed_in(address, who), f"{signed_in}; {going.COOKIE}={kept}")


def later(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on it is too long ago that anybody showed who she is."""
    with closing(open_server(call.small.home.server_path)) as server, write(server):
        server.conn.execute("UPDATE session SET confirmed_at = NULL")
    monkeypatch.setattr("web.gate.sittings.SITTINGS._seen", {})


@pytest.mark.slow
def test_the_whole_way(call: Caller, tied: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody comes in without an account; once it is tied she comes in there, where she wanted to go; untied, no more.

    What leaves with her: code, PKCE by S256, state, nonce, and no more asked than `openid`. What comes back works once.
    """
    address, cookie = begun(call, "?next=/desk%3Fdocument%3Da&lang=en")
    asked = parse_qs(urlsplit(address).query)
    assert (asked["response_type"], asked["scope"], asked["code_challenge_method"]) == (["code"], ["openid"], ["S256"])
    assert all(len(asked[key][0]) >= 43 for key in ("state", "nonce", "code_challenge"))
    assert asked["redirect_uri"] == [f"{ORIGIN}{BACK}"]
    stranger = came_back(call, tied.signed_in(address), cookie)
    assert stranger.status_code == 401
    assert "No account here belongs to this" in stranger.text
    assert "rode_draad" not in cookies_of(stranger)

    token = own_account(call)
    done = tie(call, tied, token)
    assert (done.status_code, done.headers["location"]) == (303, "/elsewhere?done=tied")
    address, cookie = begun(call, "?next=/desk%3Fdocument%3Da&lang=en")
    home = tied.signed_in(address)
    answer = came_back(call, home, cookie)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk?document=a")
    kept = cookies_of(answer)
    assert (kept["rode_draad"]["httponly"], kept["rode_draad"]["samesite"]) == (True, "lax")
    assert kept[going.COOKIE]["max-age"] == "0"
    with closing(open_server(call.small.home.server_path)) as server:
        sitting = sittings.sitting(server, kept["rode_draad"].value)
        assert sitting is not None
        assert (sitting.account.name, sitting.language) == ("kim van hier", "en")
        # What the organisation calls her is nowhere in the file.
        said = server.conn.execute("SELECT provider || who_sha256 FROM account_elsewhere").fetchall()
        assert len(said) == 1
        assert "kim" not in said[0][0]
    assert came_back(call, home, cookie).status_code == 403  # the same once more

    signed_in = f"rode_draad={token}"
    page = call("GET", "/elsewhere", None, headers={"Cookie": signed_in}).text
    assert "Samenwerkers" in page
    later(call, monkeypatch)
    wrong = call("POST", "/elsewhere", None, headers={"Cookie": signed_in},
                 data={"act": "untie", "password": "een ander", "csrf": sittings.csrf_for(token)})
    assert wrong.status_code == 400
    untied = call("POST", "/elsewhere", None, headers={"Cookie": signed_in},
                  data={"act": "untie", "password": PASSWORD, "csrf": sittings.csrf_for(token)})
    assert untied.headers["location"] == "/elsewhere?done=untied"
    address, cookie = begun(call)
    assert came_back(call, tied.signed_in(address), cookie).status_code == 401


@pytest.mark.slow
def test_only_her_own(call: Caller, tied: Provider) -> None:
    """One of theirs is one account here: tying another refuses, and an account that is shut out stays out."""
    assert tie(call, tied, own_account(call)).headers["location"] == "/elsewhere?done=tied"
    other = own_account(call, "robin van hier")
    refused = tie(call, tied, other)
    assert refused.status_code == 409
    assert "al voor een ander account" in refused.text
    with closing(open_server(call.small.home.server_path)) as server:
        accounts.set_disabled(server, call.small.home, "kim van hier", True)
    address, cookie = begun(call)
    assert came_back(call, tied.signed_in(address), cookie).status_code == 401
    with closing(open_server(call.small.home.server_path)) as server:
        accounts.set_disabled(server, call.small.home, "kim van hier", False)
    address, cookie = begun(call)
    assert came_back(call, tied.signed_in(address), cookie).status_code == 303
    # An administrator's new password shuts out whoever tied it, too.
    with closing(open_server(call.small.home.server_path)) as server:
        accounts.set_password(server, "kim van hier", PASSWORD + "!")
    address, cookie = begun(call)
    assert came_back(call, tied.signed_in(address), cookie).status_code == 401


@pytest.mark.slow
def test_what_does_not_belong_to_this_browser(call: Caller, tied: Provider) -> None:
    """Another's code, state or cookie, none at all, another issuer, and a refusal: nobody is signed in."""
    assert tie(call, tied, own_account(call)).status_code == 303
    address, cookie = begun(call)
    home = tied.signed_in(address)
    query = dict(parse_qsl(urlsplit(home).query))
    _, foreign = begun(call)

    def back(sent: str, **changed: str) -> Response:
        fields = {key: value for key, value in (query | changed).items() if value}
        return call("GET", BACK, None, headers={"Cookie": sent}, params=fields)

    for sent, changed in (
        (foreign, {}), ("", {}), (f"{going.COOKIE}=gibberish", {}), (f"{going.COOKIE}=%00", {}),
        (cookie[:-6] + "AAAAAA", {}), (cookie, {"state": "another"}),
    ):
        answer = back(sent, **changed)
        assert answer.status_code in (401, 403), (sent[:40], changed)
        assert "rode_draad" not in cookies_of(answer)
    for changed in ({"iss": "https://elders.example"}, {"code": ""}, {"error": "access_denied", "code": ""},
                    {"code": "guessed"}):
        _, cookie = begun(call)
        one = _kept_state(call, cookie)
        answer = back(cookie, state=one, **changed)
        assert answer.status_code == 401, changed
        assert "rode_draad" not in cookies_of(answer)


def _kept_state(call: Caller, cookie: str) -> str:
    """The state in a sealed cookie, which only this process can open."""
    from starlette.requests import Request

    kept = going.kept(Request({"type": "http", "headers": [(b"cookie", cookie.encode())]}))
    assert kept is not None
    return kept.going.state


@pytest.mark.slow
def test_a_stolen_code(call: Caller, tied: Provider) -> None:
    """A code that came to one browser is of no use in another going: the provider asks for that going's own secret."""
    assert tie(call, tied, own_account(call)).status_code == 303
    stolen = dict(parse_qsl(urlsplit(tied.signed_in(begun(call)[0])).query))["code"]
    _, cookie = begun(call)
    answer = call("GET", BACK, None, headers={"Cookie": cookie},
                  params={"code": stolen, "state": _kept_state(call, cookie), "iss": tied.issuer})
    assert answer.status_code == 401
    assert "rode_draad" not in cookies_of(answer)


@pytest.mark.slow
def test_new_keys(call: Caller, tied: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the provider signs with a key that is new, its keys are asked anew, though not all the time."""
    monkeypatch.setattr("web.sign_in.oidc.KEYS_AGAIN_S", 0)
    assert tie(call, tied, own_account(call)).status_code == 303
    tied.rotate()
    address, cookie = begun(call)
    assert came_back(call, tied.signed_in(address), cookie).status_code == 303


@pytest.mark.slow
def test_tying_needs_the_password_and_this_sitting(
    call: Caller, tied: Provider, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A screen left open, a form of another site and another's sitting tie nothing."""
    token, other = own_account(call), own_account(call, "robin van hier")
    signed_in = {"Cookie": f"rode_draad={token}"}
    assert 'name="password"' not in call("GET", "/elsewhere", None, headers=signed_in).text  # given just now
    later(call, monkeypatch)
    assert 'name="password"' in call("GET", "/elsewhere", None, headers=signed_in).text
    fields = {"act": "tie", "password": "een ander", "csrf": sittings.csrf_for(token)}
    assert call("POST", "/elsewhere", None, headers=signed_in, data=fields).status_code == 400
    fields |= {"password": PASSWORD, "csrf": sittings.csrf_for(other)}
    assert call("POST", "/elsewhere", None, headers=signed_in, data=fields).status_code == 403
    asked = call("POST", "/elsewhere", None, headers=signed_in, data=fields | {"csrf": sittings.csrf_for(token)})
    kept, address = cookies_of(asked)[going.COOKIE].value, asked.headers["refresh"].partition("url=")[2]
    home = tied.signed_in(address)
    assert came_back(call, home, f"rode_draad={other}; {going.COOKIE}={kept}").status_code == 403
    with closing(open_server(call.small.home.server_path)) as server:
        assert server.conn.execute("SELECT count(*) FROM account_elsewhere").fetchone() == (0,)
        assert elsewhere.since(server, accounts.by_name(server, "robin van hier"), tied.issuer) is None


@pytest.mark.slow
def test_at_the_invitation(call: Caller, tied: Provider) -> None:
    """Who accepts an invitation ties her account there and then by one button, and comes in through it from then on."""
    with closing(open_server(call.small.home.server_path)) as server:
        _account, link = invitations.add(server, "nieuw hier")
    path = f"{invitations.PATH}/{link}"
    mark = cookies_of(call("GET", path))[FORM_COOKIE].value
    accepted = call("POST", path, None, headers={"Cookie": f"{FORM_COOKIE}={mark}"},
                    data={"form": mark, "new": PASSWORD, "again": PASSWORD})
    assert (accepted.status_code, accepted.headers["location"]) == (303, "/elsewhere")
    token = cookies_of(accepted)["rode_draad"].value
    assert 'name="password"' not in call("GET", "/elsewhere", None, headers={"Cookie": f"rode_draad={token}"}).text
    assert tie(call, tied, token).headers["location"] == "/elsewhere?done=tied"
    address, cookie = begun(call)
    answer = came_back(call, tied.signed_in(address), cookie)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    with closing(open_server(call.small.home.server_path)) as server:
        sitting = sittings.sitting(server, cookies_of(answer)["rode_draad"].value)
        assert sitting is not None
        assert sitting.account.name == "nieuw hier"
