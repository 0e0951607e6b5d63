"""Names that would still stand somewhere: in a pseudonym, with who speaks, in a title, or in a text made without."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.families import pseudonyms, register
from pilot.families.real_names import find, parts
from pilot.words import N_
from texts import preparing, requirements
from texts.names_out.proposing import found_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot
    from texts.documents import NewTurn

# Keys of what the register names itself; its names are looked for as it has them.
_OF_REGISTER = re.compile(r"(?:person|family|word|other) ")
HOLDS_NAME = N_("A name that was taken out of a text is in this. Write something that gives nothing away.")
# Stands for what was decided on while the rest is looked at; no part of any name.
_DECIDED = " … "


def require_no_name(pilot: Pilot, db: Database, said: str, things: Iterable[str] = ()) -> None:
    """What evaluators will read holds no name of the register, nor one that was taken out of a text of this pilot.

    Args:
        things: what it is to be called so, of which it may hold nothing whatever its kind.

    Raises: BadInput.
    """
    register.require_no_real_name(pilot, said)
    own = set(things)
    out = {row[0] for row in db.conn.execute(
        "SELECT DISTINCT thing FROM name_place WHERE decision = 'replace' AND kind = 'name'")}
    keys = [(one.kind, one.key) for one in pseudonyms.known(pilot)
            if (one.thing in own or one.thing in out) and not _OF_REGISTER.match(one.key)]
    words = [word for kind, key in keys for word in (parts(key) if kind == "name" else [key])]
    # A short word is looked for as it is written.
    if find(said, [(form, "") for word in words for form in (word, word.title())]):
        raise BadInput(HOLDS_NAME)


def still_standing(
    pilot: Pilot, db: Database, document_id: int, said: Sequence[tuple[str, int, int]],
    turns: Sequence[NewTurn], places: Sequence[tuple[int, int, str | None, str]],
) -> list[str]:
    """Words that may give somebody away where nobody decided on them, each once.

    Those of the register, in what is said, beside the places; and in the title and who speaks, which hold no places,
    those and every name that a program finds.

    Args:
        said: of each turn its text, and where it lies in its version (code points).
        places: (start, end, decision, replacement) in that version, in order.
    """
    masked = [replace(turn, text=mask(text, start, [place[:2] for place in places if start <= place[0] < end]))
              for turn, (text, start, end) in zip(turns, said, strict=True)]
    found = preparing.names_among(pilot, db, document_id, masked)
    family, _all = requirements.called_and_said(db, document_id, ())
    called = "\n".join([_all, *dict.fromkeys(turn.speaker for turn in turns)])
    chosen = {row[0].casefold() for row in db.conn.execute(
        "SELECT pseudonym FROM family UNION SELECT pseudonym FROM person")}
    found += [called[one.start:one.end] for one in found_in(pilot, db, family, called) if one.kind == "name"]
    return [word for word in dict.fromkeys(found) if word.casefold() not in chosen]


def mask(text: str, at: int, places: Sequence[tuple[int, int]]) -> str:
    """A text that begins at code point `at` of its version, without what stands at places in that."""
    pieces, done = [], 0
    for start, end in places:
        pieces += [text[done:start - at], _DECIDED]
        done = end - at
    return "".join([*pieces, text[done:]])
