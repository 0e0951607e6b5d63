"""OpenID Connect: an organisation's own sign-in, by authorization code with PKCE, state and nonce.

What it is, is said where the server starts (`settings`); everything else it tells of itself (discovery). Believed is
only what one of its own keys signed, for us, for this going, now. Of what it says of somebody, `sub` alone is read.
"""

from __future__ import annotations

import hmac
import json
import logging
import os
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlsplit

import httpx

from pilot import clock
from pilot.accounts.elsewhere import Going, Known
from pilot.errors import BadInput
from pilot.words import N_
from web.gate.binding import is_loopback
from web.gate.faults import log_fault

if TYPE_CHECKING:
    from collections.abc import Mapping

ISSUER, CLIENT, NAME = "RODE_DRAAD_OIDC_ISSUER", "RODE_DRAAD_OIDC_CLIENT", "RODE_DRAAD_OIDC_NAME"
SECRET, SECRET_FILE = "RODE_DRAAD_OIDC_SECRET", "RODE_DRAAD_OIDC_SECRET_FILE"
# Signed with a private key of theirs: never "none", and never a key that we hold too.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
WAIT_S, MOST_BYTES = 10, 256_000
# Its keys are asked anew each hour, and at once when it signs with one we do not know. What it says of itself, whenever
# somebody goes there: a browser that is sent to one that is gone shows a fault of its own, and no sentence of ours.
KEEP_S, KEYS_AGAIN_S = 3_600, 30
# One that does not answer is left alone for so long: nobody else waits for it meanwhile.
REST_S = 5
LEEWAY_S = 60
LOG = logging.getLogger("rode_draad")

SILENT = N_("{name} does not answer now. Try again later, or sign in with your name and password.")
DOES_NOT_FIT = N_("What {name} sent back is not what was asked for, or too old. Begin again.")
DECLINED = N_("You were not signed in at {name}. Begin again, or sign in with your name and password.")


@dataclass(frozen=True)
class Settings:
    """What an organisation's sign-in is called and how it knows us.

    Attributes:
        issuer: its address. client, secret: what it knows us by. name: what people call it.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str


def settings(home: Path, given: Mapping[str, str] | None = None) -> Settings | None:
    """What was said at the start in variables of the environment; None when nothing was.

    Args:
        home: the folder in which no secret may lie, for it leaves with every copy of that folder.

    Raises: BadInput naming what is missing or wrong.
    """
    said = os.environ if given is None else given
    issuer = said.get(ISSUER, "").strip()
    if not issuer:
        return None
    if not _safe(issuer, issuer):
        raise BadInput(N_("{variable} must be an address that begins with https://."), variable=ISSUER)
    client, secret = said.get(CLIENT, "").strip(), said.get(SECRET, "").strip()
    if path := said.get(SECRET_FILE, "").strip():
        secret = _secret_in(Path(path), home)
    for variable, value in ((CLIENT, client), (SECRET, secret)):
        if not value:
            raise BadInput(N_("Say {variable} too, as the sign-in of your organisation gave it to you."),
                           variable=variable)
    name = said.get(NAME, "").strip() or urlsplit(issuer).hostname or issuer
    return Settings(issuer, client, secret, name[:60])


def name_of(home: Path) -> str:
    """What people call the organisation's sign-in, '' when there is none, or what was said of it is wrong."""
    try:
        found = settings(home)
    except BadInput:
        return ""
    return found.name if found else ""


def _secret_in(path: Path, home: Path) -> str:
    if path.resolve().is_relative_to(home.resolve()):
        raise BadInput(N_("The file of {variable} lies inside the home folder. Put it elsewhere: it would leave with"
                          " every copy of that folder."), variable=SECRET_FILE)
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(N_("There is no file {path}."), path=path) from error


def _safe(address: str, issuer: str) -> bool:
    """Whether what is said there cannot be read along: TLS, or on this machine when the issuer itself is on it."""
    try:
        parts, of = urlsplit(address), urlsplit(issuer)
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.fragment:
        return False
    here = parts.scheme == of.scheme == "http" and is_loopback(parts.hostname) and is_loopback(of.hostname)
    return parts.scheme == "https" or here


class Oidc:
    """One organisation's sign-in; what it says of itself and its keys are kept for an hour. Used by several threads."""

    def __init__(self, given: Settings) -> None:
        self._given = given
        self._lock = Lock()
        self._told: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, dict[str, Any]] | None = None
        self._rests_until = 0.0

    @property
    def name(self) -> str:
        """What people call it."""
        return self._given.name

    @property
    def issuer(self) -> str:
        """Its address."""
        return self._given.issuer

    def begin(self, back: str) -> Going:
        """See `Elsewhere.begin`."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        address = prepare_grant_uri(
            self._of_itself(anew=True)["authorization_endpoint"], self._given.client, "code", back, "openid", state,
            nonce=nonce, code_challenge=create_s256_code_challenge(verifier), code_challenge_method="S256")
        return Going(str(address), state, nonce, verifier)

    def finish(self, going: Going, back: str, answer: Mapping[str, str]) -> Known:
        """See `Elsewhere.finish`."""
        if not hmac.compare_digest(answer.get("state", "").encode(), going.state.encode()):
            raise self._fault(DOES_NOT_FIT)
        # Which of several sign-ins answered: one must not pass for another (RFC 9207).
        if answer.get("iss", self._given.issuer) != self._given.issuer:
            raise self._fault(DOES_NOT_FIT)
        if "error" in answer or not answer.get("code"):
            raise self._fault(DECLINED)
        told = self._of_itself()
        tokens = self._token(told, {
            "grant_type": "authorization_code", "code": answer["code"], "redirect_uri": back,
            "code_verifier": going.verifier})
        return Known(self._given.issuer, self._subject(told, tokens, going.nonce))

    def _of_itself(self, *, anew: bool = False) -> dict[str, Any]:
        with self._lock:
            if anew or self._told is None or time.monotonic() - self._told[0] > KEEP_S:
                if time.monotonic() < self._rests_until:
                    raise self._fault(SILENT)
                self._rests_until = time.monotonic() + WAIT_S + REST_S
                told = self._asked("GET", self._given.issuer.rstrip("/") + "/.well-known/openid-configuration")
                wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
                if told.get("issuer") != self._given.issuer or not all(
                        isinstance(told.get(key), str) and _safe(told[key], self._given.issuer) for key in wanted):
                    LOG.warning("the sign-in of the organisation says it is another one than RODE_DRAAD_OIDC_ISSUER")
                    raise self._fault(SILENT)
                self._told, self._rests_until = (time.monotonic(), told), 0.0
            return self._told[1]

    def _token(self, told: Mapping[str, Any], fields: dict[str, str]) -> dict[str, Any]:
        client, secret = self._given.client, self._given.secret
        ways = told.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if "client_secret_basic" in ways:
            return self._asked("POST", told["token_endpoint"], data=fields,
                               auth=httpx.BasicAuth(quote_plus(client), quote_plus(secret)))
        fields = {**fields, "client_id": client, "client_secret": secret}
        return self._asked("POST", told["token_endpoint"], data=fields)

    def _asked(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        """The JSON object it answers. `more`: as httpx takes it, whose types are its own.

        Raises: BadInput when it does not, or too slowly, or with too much.
        """
        until, body = time.monotonic() + WAIT_S, bytearray()
        try:
            with httpx.Client(timeout=WAIT_S, follow_redirects=False) as client, client.stream(
                    method, address, headers={"Accept": "application/json"}, **more) as answer:
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > MOST_BYTES or time.monotonic() > until:
                        raise self._fault(SILENT)
            if 400 <= answer.status_code < 500 and method == "POST":  # a code that is spent, or a secret that changed
                LOG.warning("the sign-in of the organisation refused what was asked: %d", answer.status_code)
                raise self._fault(DOES_NOT_FIT)
            answer.raise_for_status()
            found = json.loads(body)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
            log_fault(error)
            raise self._fault(SILENT) from error
        if answer.status_code != 200 or not isinstance(found, dict):
            raise self._fault(SILENT)
        return found

    def _subject(self, told: Mapping[str, Any], tokens: Mapping[str, Any], nonce: str) -> str:
        from authlib.oidc.core import CodeIDToken
        from joserfc.errors import JoseError

        try:
            token = self._signed(told, str(tokens.get("id_token", "")))
            claims = CodeIDToken(token.claims, token.header, {
                "iss": {"essential": True, "value": self._given.issuer},
                "aud": {"essential": True, "value": self._given.client},
            }, {"nonce": nonce, "client_id": self._given.client, "access_token": tokens.get("access_token")})
            claims.validate(now=int(clock.moment().timestamp()), leeway=LEEWAY_S)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            log_fault(error)
            raise self._fault(DOES_NOT_FIT) from error
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 1000:
            raise self._fault(DOES_NOT_FIT)
        return subject

    def _signed(self, told: Mapping[str, Any], id_token: str) -> Any:
        """The token, its signature checked; joserfc's own kind. Raises: JoseError, ValueError."""
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError
        from joserfc.jwk import KeySet

        for fresh in (False, True):  # once more with its keys of now: it changes them from time to time
            try:
                return jwt.decode(id_token, KeySet.import_key_set(self._key_set(told, fresh=fresh)), list(ALGORITHMS))
            except InvalidKeyIdError:
                if fresh:
                    raise
        raise AssertionError("one of the two returned or raised")

    def _key_set(self, told: Mapping[str, Any], *, fresh: bool) -> Any:
        with self._lock:
            age = time.monotonic() - self._keys[0] if self._keys else KEEP_S + 1
            if self._keys is None or age > (KEYS_AGAIN_S if fresh else KEEP_S):
                self._keys = time.monotonic(), self._asked("GET", told["jwks_uri"])
            return self._keys[1]

    def _fault(self, message: str) -> BadInput:
        return BadInput(message, name=self._given.name)
