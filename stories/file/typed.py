"""Words that are typed into a family's file: cleaned, and asked about where they can show who somebody is.

Whoever writes decides; what is shown to others and what leaves has a replacement where such a word stands.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from pilot.errors import AskFirst, BadInput
from pilot.families import register
from pilot.visible import visible, visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from pilot.config import Pilot

NAMES = "names: "  # what is asked about begins so, beside dates


def line(text: str, longest: int) -> str:
    """What was typed, on one line. Raises: BadInput when it is too long."""
    return _fitting(visible_name(text), longest)


def paragraphs(text: str, longest: int) -> str:
    """What was typed, in paragraphs, without spaces at the ends of lines. Raises: BadInput when it is too long."""
    return _fitting("\n".join(" ".join(one.split()) for one in visible(text).split("\n")).strip(), longest)


def _fitting(text: str, longest: int) -> str:
    if len(text) > longest:
        raise BadInput(N_("This is too long: {n} characters, and {most} fit."), n=len(text), most=longest)
    return text


def ask(pilot: Pilot, family_guid: str, text: str, sure: Container[str]) -> None:
    """Ask about words of the register, numbers and addresses in `text` that are not among what is `sure`.

    Raises: AskFirst; its `about` changes with the words, so that another name is asked about again.
    """
    found = ", ".join(dict.fromkeys(hit.found for hit in register.names_in(pilot, family_guid, text)))
    if found and NAMES + found not in sure:
        raise AskFirst(N_("These words can show who somebody is: {words}. Keep them all the same?"), NAMES + found,
                       words=found)


def covered(pilot: Pilot, family_guid: str, text: str) -> str:
    """The text with what stands in the register replaced, as it is shown to others and as it leaves."""
    return covering(pilot, family_guid)(text)


def covering(pilot: Pilot, family_guid: str) -> Callable[[str], str]:
    """`covered` for many texts of a family: the register is read once, when the first of them is not empty."""
    known = cache(partial(register.known, pilot, family_guid))

    def cover(text: str) -> str:
        for hit in sorted(known().hits(text), key=lambda one: one.start, reverse=True) if text.strip() else ():
            text = text[:hit.start] + hit.replacement + text[hit.end:]
        return text

    return cover
