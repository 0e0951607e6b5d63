"""What somebody made of a text: whole, with what it was made of, as it comes in and as a draft keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from pilot.errors import BadInput
from pilot.visible import visible, visible_name
from pilot.words import N_
from texts.editing.hunks import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

UNREADABLE = N_("This text could not be read. Reload the page; what you changed is still in this browser.")
LONGEST_NAME = 80
MOST_TURNS = 50_000


@dataclass(frozen=True)
class Edit:
    """A text as somebody has it now.

    Attributes:
        number: of the version it was made of, from 1.
        base: the turns of that version as they were opened; the text of one is None where it is the version's.
        turns: all turns as they are now; who says one is a key of `Who`, or a name that nobody had yet.
    """

    number: int
    base: tuple[tuple[str, str | None], ...]
    turns: tuple[Said, ...]


class Written(TypedDict):
    """The same as JSON: [n, text] where n counts in `whos`, which holds each speaker once."""

    number: int
    whos: list[str]
    base: list[tuple[int, str | None]]
    turns: list[tuple[int, str]]


def read(given: object) -> Edit:
    """An edit of {number, whos, base: [[n, text or null], ...], turns: [[n, text], ...]}, where n counts in `whos`.

    Raises: BadInput.
    """
    match given:
        case {"number": int(number), "whos": list(whos), "base": list(base), "turns": list(turns)} if (
                not isinstance(number, bool) and all(isinstance(who, str) for who in whos)
                and len(base) <= MOST_TURNS and len(turns) <= MOST_TURNS):
            return Edit(number, tuple(_one(one, whos) for one in base),
                        tuple(_said(one, whos) for one in turns))
    raise BadInput(UNREADABLE)


def written(edit: Edit) -> Written:
    """The same as `read` takes it."""
    whos = list(dict.fromkeys(who for who, _text in (*edit.base, *edit.turns)))
    at = {who: n for n, who in enumerate(whos)}
    return {"number": edit.number, "whos": whos, "base": [(at[who], text) for who, text in edit.base],
            "turns": [(at[who], text) for who, text in edit.turns]}


def kept(edit: Edit) -> str:
    """The same as a draft keeps it."""
    return json.dumps(written(edit), ensure_ascii=False, separators=(",", ":"))


def tidied(turns: Iterable[Said], known: Sequence[str]) -> list[Said]:
    """The turns as they are stored: none without words, and nothing invisible in one that was changed.

    Args:
        known: texts of turns that are stored already.
    """
    there = set(known)
    found = [turn if turn.text in there else Said(turn.who, visible(turn.text).strip()) for turn in turns]
    return [turn for turn in found if turn.text.strip()]


def new_name(who: str) -> str:
    """The name of somebody who did not speak in this text yet, as it is stored. Raises: BadInput."""
    name = visible_name(who)
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(N_("Give the speaker a name of at most {limit} characters."), limit=LONGEST_NAME)
    return name


def _one(given: object, whos: Sequence[str]) -> tuple[str, str | None]:
    match given:
        case [int(who), None | str() as text] if not isinstance(who, bool) and 0 <= who < len(whos):
            return whos[who], text
    raise BadInput(UNREADABLE)


def _said(given: object, whos: Sequence[str]) -> Said:
    who, text = _one(given, whos)
    if text is None:
        raise BadInput(UNREADABLE)
    return Said(who, text)
