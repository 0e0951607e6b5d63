"""What a browser keeps while somebody is at the sign-in of her organisation: sealed, for ten minutes, for one return.

The server keeps nothing of it, so that strangers cannot fill anything by beginning and not coming back. The key is this
process's own: after a restart whoever was on her way begins again.
"""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from secrets import token_bytes
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pilot.accounts.elsewhere import Going

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE, PATH = "rode_draad_going", "/sign-in/elsewhere"
MINUTES = 10
SIGN_IN, TIE, INVITED = "sign in", "tie", "invited"
_KEY = AESGCM(AESGCM.generate_key(256))
_NONCE_BYTES, _MOST_CHARS = 12, 4_000
_spent: dict[str, float] = {}


@dataclass(frozen=True)
class OnHerWay:
    """Why somebody went, and how to know her again.

    Attributes:
        going: the secrets of this going; its address is not kept.
        wish: SIGN_IN, TIE or INVITED.
        target: a path of ours to go on to.
        language: chosen by hand before she went; '' when it was not.
        bound: what this going belongs to: the hash of the sitting that ties, the token of an invitation.
    """

    going: Going
    wish: str
    target: str
    language: str = ""
    bound: str = ""


def keep(response: Response, one: OnHerWay, *, secure: bool) -> None:
    """Let the browser keep it until she comes back."""
    text = json.dumps([time.time(), one.going._replace(address=""), *list(asdict(one).values())[1:]])
    nonce = token_bytes(_NONCE_BYTES)
    sealed = urlsafe_b64encode(nonce + _KEY.encrypt(nonce, text.encode(), None)).decode()
    # Lax: she comes back by a link from another site.
    response.set_cookie(COOKIE, sealed, max_age=MINUTES * 60, path=PATH, httponly=True, samesite="lax", secure=secure)


def kept(request: Request) -> OnHerWay | None:
    """What this browser keeps; None when it is not ours, or too old."""
    given = request.cookies.get(COOKIE, "")
    if not 0 < len(given) <= _MOST_CHARS:
        return None
    try:
        raw = urlsafe_b64decode(given.encode("ascii"))
        text = _KEY.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None)
    except (ValueError, InvalidTag):
        return None
    at, going, *rest = json.loads(text)
    return OnHerWay(Going(*going), *rest) if time.time() - at <= MINUTES * 60 else None


def spend(one: OnHerWay) -> bool:
    """Whether she comes back for the first time; whoever brings the same address once more finds it spent."""
    now = time.monotonic()
    for state in [state for state, until in _spent.items() if until < now]:
        del _spent[state]
    if one.going.state in _spent:
        return False
    _spent[one.going.state] = now + MINUTES * 60
    return True


def forget(response: Response, *, secure: bool) -> None:
    """The browser keeps it no longer."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="lax", secure=secure)
