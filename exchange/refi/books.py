"""The codes of a .qdc file as a codebook for a pilot that has one already: what it knows keeps its key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coding.book.codebook import Code, Codebook
from exchange.refi import codes, ours, sent
from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

ENDING = ".qdc"


@dataclass(frozen=True)
class Arriving:
    """A codebook as it would be loaded, and by key of a code the guid it has in the file."""

    book: Codebook
    guids: dict[str, str]


def looks_like(text: str) -> bool:
    """Whether this is the text of a .qdc file, and not of a YAML file."""
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def read(db: Database, content: bytes, name: str) -> Arriving:
    """The codes of a .qdc file, read behind the fence.

    A code with the guid of one of this pilot is that code; else one with its key, or with its name in plain letters.

    Args:
        content: the file; name: what it is called, for the sentences about it.

    Raises: BadInput.
    """
    project = sent.codes_of(content, Path(name).stem[:80] + ENDING)
    if not project.codes:
        raise BadInput(N_("There are no codes in {name}."), name=name)
    is_ours = project.origin.startswith(ours.ORIGIN)
    found = codes.book(project.codes, project.name, "" if is_ours else project.origin or "REFI-QDA")
    known = dict(db.conn.execute("SELECT guid, key FROM code").fetchall())
    new_keys = {key: known.get(guid, key) for guid, key in found.keys.items()}
    if len(set(new_keys.values())) < len(new_keys):
        raise BadInput(N_("Two codes of {name} would be one code here. Give one of them another name."), name=name)
    return Arriving(replace(found.newest, codes=_renamed(found.newest.codes, new_keys)),
                    {new_keys[key]: guid for guid, key in found.keys.items()})


def _renamed(tree: tuple[Code, ...], keys: Mapping[str, str]) -> tuple[Code, ...]:
    return tuple(replace(code, key=keys[code.key], codes=_renamed(code.codes, keys)) for code in tree)
