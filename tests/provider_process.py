"""A real OpenID Connect provider (Canaille) on loopback, for tests. Runs in an environment of its own, .venv.provider.

Writes one line of JSON once it listens: issuer, client, secret. What comes on stdin is done and answered by a line:
"rotate" makes it sign with a new key from then on; "claims JSON" makes it say so, instead of what is true, in what it
signs. It ends with its stdin.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# On loopback nobody reads along, and a certificate would prove nothing.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "true"
# The package's own folder of tests must not be found as ours, nor ours as its.
sys.path = [one for one in sys.path if one and not one.endswith("/tests")]

from canaille import create_app  # noqa: E402
from canaille.app import models  # noqa: E402
from canaille.backends import Backend  # noqa: E402
from canaille.backends.memory.backend import MemoryBackend  # noqa: E402
from canaille.oidc.provider import OpenIDCode  # noqa: E402
from joserfc import jwk  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402


def key() -> dict[str, object]:
    """A new key of the provider's, with its private half."""
    made = jwk.generate_key("RSA", 2048)
    made.ensure_kid()
    return dict(made.as_dict(private=True))


def by_all(found: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Its store in memory finds what fits any of what is asked for, so that one code passes for another; its store for
    real use finds what fits all. So does this one here."""
    def query(self: object, model: object, *args: object, **wanted: object) -> list[Any]:
        each = [found(self, model, *args, **{key: value}) for key, value in wanted.items()]
        each = each or [found(self, model, *args)]
        ids = set.intersection(*({one.id for one in several} for several in each))
        return [one for one in each[0] if one.id in ids]

    return query


def also(claims: Callable[..., dict[str, Any]], said: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """What it claims in a token, but for what is `said` by the time it does."""
    return lambda self, code: claims(self, code) | said


def main(back: str, *people: str) -> None:
    """Serve; back: the address people come back to; people: 'name:password'."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    keys = [key()]
    app = create_app({
        "SECRET_KEY": token_urlsafe(24), "SERVER_NAME": f"127.0.0.1:{port}", "PREFERRED_URL_SCHEME": "http",
        "TRUSTED_HOSTS": ["127.0.0.1"],
        "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "TIMEZONE": "UTC"},
        "CANAILLE_OIDC": {"ACTIVE_JWKS": keys}})
    MemoryBackend.do_query = by_all(MemoryBackend.do_query)
    said: dict[str, Any] = {}
    OpenIDCode.get_authorization_code_claims = also(OpenIDCode.get_authorization_code_claims, said)
    secret = token_urlsafe(32)
    with app.app_context():
        backend = Backend.instance
        client = models.Client(
            client_id="rode-draad", client_name="Rode Draad", client_uri="http://127.0.0.1", redirect_uris=[back],
            client_id_issued_at=datetime.now(UTC), client_secret=secret, grant_types=["authorization_code"],
            response_types=["code"], scope=["openid"], token_endpoint_auth_method="client_secret_basic")
        backend.save(client)
        client.audience = [client]
        backend.save(client)
        for one in people:
            name, _, password = one.partition(":")
            backend.save(models.User(
                formatted_name=name, family_name=name, user_name=name, emails=[f"{name}@example.org"],
                password=password))
    server = make_server("127.0.0.1", port, app, threaded=True, fd=listening.fileno())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"issuer": f"http://127.0.0.1:{port}", "client": "rode-draad", "secret": secret}), flush=True)
    for line in sys.stdin:
        if line.strip() == "rotate":
            app.config["CANAILLE_OIDC"]["ACTIVE_JWKS"] = [key()]
        if line.startswith("claims "):
            said.clear()
            said.update(json.loads(line.removeprefix("claims ")))
        print(json.dumps("done"), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
