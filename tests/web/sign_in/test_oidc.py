"""What an organisation's sign-in says is believed only when its own key signed it, for us, for this going, now."""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from joserfc import jwk, jwt

from pilot.accounts.elsewhere import Going
from pilot.errors import BadInput
from web.sign_in.oidc import CLIENT, ISSUER, SECRET, SECRET_FILE, Oidc, Settings, settings

if TYPE_CHECKING:
    from pathlib import Path

THERE = "https://login.example"
GOING = Going("", "the-state", "the-nonce", "v" * 43)
KEY = jwk.RSAKey.generate_key(2048, {"kid": "one"})
OTHER = jwk.RSAKey.generate_key(2048, {"kid": "one"})
ANSWER = {"state": GOING.state, "code": "a-code", "iss": THERE}


def claims(**changed: object) -> dict[str, Any]:
    """What a token says that fits, but for what is changed; None leaves it out."""
    now = int(time.time())
    all_ = {"iss": THERE, "aud": "us", "sub": "42", "nonce": GOING.nonce, "iat": now, "exp": now + 300} | changed
    return {key: value for key, value in all_.items() if value is not None}


def signed(said: dict[str, Any], key: jwk.RSAKey = KEY) -> str:
    """A token as the organisation signs it."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, said, key)


def unsigned(said: dict[str, Any]) -> str:
    """One that says it needs no signature."""
    parts = (json.dumps(one).encode() for one in ({"alg": "none", "kid": "one"}, said))
    return ".".join(base64.urlsafe_b64encode(one).decode().rstrip("=") for one in parts) + "."


def by_our_secret(said: dict[str, Any]) -> str:
    """Signed with a secret that both sides know."""
    return jwt.encode({"alg": "HS256", "kid": "one"}, said, jwk.OctKey.import_key("s" * 40), ["HS256"])


def there(id_token: str, **of_itself: str) -> Oidc:
    """A sign-in that answers with this token, without a network."""
    says = {"issuer": THERE, "authorization_endpoint": f"{THERE}/go", "token_endpoint": f"{THERE}/token",
            "jwks_uri": f"{THERE}/keys"} | of_itself
    answers: dict[str, dict[str, Any]] = {
        f"{THERE}/.well-known/openid-configuration": {**says}, f"{THERE}/token": {"id_token": id_token},
        f"{THERE}/keys": {"keys": [KEY.as_dict(private=False)]}}
    one = Oidc(Settings(THERE, "us", "s" * 40, "Samenwerkers"))
    one._asked = lambda _method, address, **_more: answers[address]  # type: ignore[method-assign]
    return one


def test_what_fits() -> None:
    """A token that fits names her; with several audiences too, when it says that it was made for us."""
    assert there(signed(claims())).finish(GOING, "back", ANSWER).subject == "42"
    several = claims(aud=["us", "them"], azp="us")
    assert there(signed(several)).finish(GOING, "back", ANSWER).subject == "42"


@pytest.mark.parametrize("token", [
    signed(claims(), OTHER), unsigned(claims()), by_our_secret(claims()), "", "a.b.c", signed(claims()) + "x",
    signed(claims(iss="https://elders.example")), signed(claims(iss=None)), signed(claims(aud="them")),
    signed(claims(aud=["us", "them"])), signed(claims(azp="them")), signed(claims(nonce="another")),
    signed(claims(nonce=None)), signed(claims(exp=int(time.time()) - 600)), signed(claims(exp=None)),
    signed(claims(iat=int(time.time()) + 600)), signed(claims(sub="")), signed(claims(sub=None)),
    signed(claims(sub="x" * 1001)),
])
def test_what_does_not_fit(token: str) -> None:
    """Another key, none, a shared secret; of another sign-in, for another program, another going, too old: nobody."""
    with pytest.raises(BadInput):
        there(token).finish(GOING, "back", ANSWER)


@pytest.mark.parametrize("of_itself", [
    {"issuer": "https://elders.example"}, {"token_endpoint": "http://login.example/token"},
    {"jwks_uri": "file:///etc/passwd"}, {"authorization_endpoint": "https://user@login.example/"}])
def test_one_that_says_it_is_another(of_itself: dict[str, str]) -> None:
    """One that names itself otherwise, or sends us where somebody could read along, is not gone to."""
    with pytest.raises(BadInput):
        there("", **of_itself).begin("back")


def test_settings(tmp_path: Path) -> None:
    """What is missing or unsafe is said by name; a secret inside the home is refused; it is never shown."""
    home, outside = tmp_path / "home", tmp_path / "secret"
    home.mkdir()
    outside.write_text("s" * 40 + "\n", encoding="utf-8")
    (home / "secret").write_text("s", encoding="utf-8")
    assert settings(home, {}) is None
    found = settings(home, {ISSUER: THERE, CLIENT: "us", SECRET_FILE: str(outside)})
    assert found is not None
    assert (found.secret, found.name) == ("s" * 40, "login.example")
    assert "sss" not in repr(found)
    for given, named in (
        ({ISSUER: "http://login.example", CLIENT: "us", SECRET: "s"}, ISSUER), ({ISSUER: THERE, SECRET: "s"}, CLIENT),
        ({ISSUER: THERE, CLIENT: "us"}, SECRET), ({ISSUER: THERE, CLIENT: "us", SECRET_FILE: str(home / "secret")},
                                                  SECRET_FILE)):
        with pytest.raises(BadInput, match=named):
            settings(home, given)
