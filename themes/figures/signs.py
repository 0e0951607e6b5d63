"""How the direction of what is said about a mechanism is shown: by a mark and by words, never by colour alone."""

from __future__ import annotations

from pilot.words import N_, _, ngettext

# A true minus: a hyphen is too small to be seen beside a number.
SIGN_MARKS = {"+": "+", "-": "−", "±": "±"}
SIGN_NAMES = {"+": N_("was there and helped"), "-": N_("was missing or failed"), "±": N_("both")}


def short(plus: int, minus: int, both: int) -> str:
    """Numbers of passages by direction as they stand in a cell, such as '+2 −1'; '' where none states one."""
    parts = ((plus, "+"), (minus, "-"), (both, "±"))
    return " ".join(f"{SIGN_MARKS[sign]}{n}" for n, sign in parts if n)


def sentence(plus: int, minus: int, both: int, passages: int) -> str:
    """The same in words, with how many of the passages state no direction."""
    none = passages - plus - minus - both
    words = (
        plus and _("{n} was there and helped").format(n=plus), minus and _("{n} was missing or failed").format(n=minus),
        both and _("{n} both").format(n=both),
        none and ngettext("{n} without a direction", "{n} without a direction", none).format(n=none))
    return ", ".join(part for part in words if part)
