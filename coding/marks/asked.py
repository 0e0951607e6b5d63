"""What an action asks, as it came from a browser: each part checked, or refused in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS = ("+", "-", "±")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_uuid(value: object) -> bool:
    """Whether this can be the number of an action or a coding."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def span(op: Mapping[str, Any], text: str) -> tuple[int, int]:
    """The passage of an action, in code points of this text. Raises: BadInput when it is none, or has no words."""
    start, end = op.get("start"), op.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise BadInput(N_("This passage is not in the text. Select it again."))
    if not text[start:end].strip():
        raise BadInput(N_("There are no words in this passage. Select some text."))
    return start, end


def is_whole(op: Mapping[str, Any]) -> bool:
    """Whether an action is about the whole document instead of a passage. Raises: BadInput when it is about both."""
    whole = op.get("whole", False)
    if type(whole) is not bool or (whole and ("start" in op or "end" in op)):
        raise BadInput(N_("A code is on a passage or on the whole document, not on both."))
    return whole


def weight(op: Mapping[str, Any]) -> int:
    """Its weight, 1 where none is asked. Raises: BadInput."""
    weight = op.get("weight", 1)
    if type(weight) is not int or not 1 <= weight <= 5:
        raise BadInput(N_("The weight of a coding is a whole number from 1 to 5."))
    return weight


def sign(op: Mapping[str, Any], takes_sign: bool) -> str | None:
    """The direction that it states, None for none. Raises: BadInput."""
    sign = op.get("sign")
    if sign is None:
        return None
    if sign not in SIGNS:
        raise BadInput(N_("The direction of a coding is +, - or ±, or not stated."))
    if not takes_sign:
        raise BadInput(N_("This code takes no direction."))
    return str(sign)
