"""The one place where what a request brings is read: so many bytes, and a JSON object that later code can store.

What is read here has no half of a character and no NUL (each becomes U+FFFD, which is as long), no number that SQLite
or JavaScript cannot hold, and is not nested without end; so nothing of that has to be thought of anywhere else.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request

LIMIT_BYTES = 1_000_000
UNREADABLE = N_("This request cannot be read. Reload the page and try again.")
DEEPEST = 40  # brackets inside brackets
_MOST = 1 << 53
_LONGEST_NUMBER = 40
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_NO_BRACKET = re.compile(r"[^][{}]+")
_ODD_ESCAPE = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_ODD = re.compile("[\ud800-\udfff\0]")


class TooLarge(BadInput):
    """The body of a request is larger than its route takes."""


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body, at most `limit` bytes. Raises: TooLarge."""
    size = request.headers.get("content-length", "0")
    fault = TooLarge(N_("This is larger than can be taken at once ({limit} bytes). Send less."), limit=limit)
    if not (size.isascii() and size.isdigit() and len(size) < 16) or int(size) > limit:
        raise fault
    parts, total = [], 0
    async for part in request.stream():
        total += len(part)
        if total > limit:
            raise fault
        parts.append(part)
    return b"".join(parts)


def json_object(body: bytes, unreadable: str = UNREADABLE) -> dict[str, object]:
    """The JSON object in a body.

    Args:
        unreadable: the sentence (a msgid) for one that is none.

    Raises: BadInput.
    """
    try:
        text = body.decode("utf-8")
        _check_depth(text)
        found = json.loads(text, parse_int=_whole, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        raise BadInput(unreadable) from error
    if not isinstance(found, dict):
        raise BadInput(unreadable)
    if _ODD_ESCAPE.search(text) or "\0" in text:
        whole = _mended(found)
        assert isinstance(whole, dict)
        return whole
    return found


def _check_depth(text: str) -> None:
    """Raises: ValueError for brackets that lie too deep; those inside strings are none."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return
    brackets = _NO_BRACKET.sub("", _STRING.sub("", text))
    for _ in range(DEEPEST):
        if not brackets:
            return
        brackets = brackets.replace("[]", "").replace("{}", "")
    if brackets:
        raise ValueError("too deep, or brackets that do not fit")


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER or abs(found := int(digits)) > _MOST:
        raise ValueError("a number that nobody can hold")
    return found


def _finite(written: str) -> float:
    found = float(written)
    if not math.isfinite(found):
        raise ValueError("no number")
    return found


def _mended(found: object) -> object:
    """The same with a sign in the place of what is no character; nested no deeper than `DEEPEST`."""
    if isinstance(found, str):
        return _ODD.sub("\ufffd", found)
    if isinstance(found, list):
        return [_mended(one) for one in found]
    if isinstance(found, dict):
        return {_mended(key): _mended(value) for key, value in found.items()}
    return found


def text(raw: dict[str, object], key: str) -> str:
    """The text under a key, '' where there is none. Raises: BadInput for anything else."""
    found = raw.get(key)
    if found is not None and not isinstance(found, str):
        raise BadInput(UNREADABLE)
    return found or ""


def texts(raw: dict[str, object], key: str) -> tuple[str, ...]:
    """The texts in a list under a key, none where there is none. Raises: BadInput for anything else."""
    found = raw.get(key) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadInput(UNREADABLE)
    return tuple(found)
