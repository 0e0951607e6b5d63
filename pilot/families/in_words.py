"""Words that people type about families in notes and reasons: pseudonyms only, and the register is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.config import Pilot
from pilot.errors import AskFirst
from pilot.families import register
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sqlite_utils import Database

NAMES = "names"  # what somebody is sure of who says that the words give nobody away


def ask(db: Database, texts: Iterable[str], sure: Container[str]) -> None:
    """Ask about words of the register (a real name, an address, a number) in what was typed, unless `NAMES` is sure.

    The sentence does not repeat them: whoever typed them sees them, and nobody else should.
    Raises: AskFirst.
    """
    if NAMES not in sure and register.gives_away(Pilot.of(db), "\n".join(texts)):
        raise AskFirst(N_(
            "A name, a number or another word of the register stands in what you wrote. Write a pseudonym or a role"
            " instead. Does it give nobody away?"), NAMES)
