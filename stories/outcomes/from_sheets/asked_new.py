"""Asking about a name in a sheet that is not known here yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.errors import AskFirst
from pilot.families import same_name

if TYPE_CHECKING:
    from collections.abc import Collection, Container


def ask_new(known: Collection[str], name: str, sure: Container[str], question: str) -> None:
    """Raises: AskFirst, with `question` about {name}, for a name that is not known and not among what is `sure`; of one
    that looks like a known name it says so."""
    about = same_name.about_new(name)
    if name and name not in known and about not in sure:
        same_name.ask_alike(known, name, sure)
        raise AskFirst(question, about, name=name)
