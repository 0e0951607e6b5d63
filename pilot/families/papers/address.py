"""Where consent is asked: the address of the page, and the way back to where somebody came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pilot.access.reach import USES

if TYPE_CHECKING:
    from collections.abc import Collection

# A page of ours, with what is chosen on it. Two slashes at the beginning would be another machine.
_NAME = re.compile(r"[a-z_]{1,81}")
_OURS = re.compile(r"/[a-z_]{0,81}(?:\?[\w=&%.+~-]{0,600})?(?:#[\w-]{0,60})?")


def asking(family_guid: str, person_guid: str = "", uses: Collection[str] = (), back: str = "") -> str:
    """The address at which a family, or one person of it, is asked for consent.

    Args:
        uses: of USES; what is asked for. back: a page of ours to go back to, such as "/record?family=...".
    """
    asked = {"family": family_guid, "person": person_guid, "uses": ",".join(one for one in USES if one in uses),
             "back": back_to(back)}
    return f"/consent?{urlencode({name: value for name, value in asked.items() if value})}"


def back_to(address: str, family_guid: str = "") -> str:
    """The address when it is a page of ours; else ''. The name of a page alone is that page, for this family."""
    if _NAME.fullmatch(address):
        return f"/{address}?{urlencode({'family': family_guid})}" if family_guid else f"/{address}"
    return address if _OURS.fullmatch(address) else ""


def uses_of(asked: str) -> list[str]:
    """The uses in an address such as "record,analyse", in their own order; what is none is left out."""
    named = set(asked.split(","))
    return [use for use in USES if use in named]
