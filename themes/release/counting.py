"""Which families said what, of the material of a scope: everything that a release is counted of, once, with guids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from coding.book import codebook
from pilot import access
from pilot.errors import BadInput
from pilot.vocabulary.voices import VOICES
from pilot.words import LANGUAGES, N_
from themes import frames
from themes.finished import positions
from themes.scope import ANY
from themes.tally import tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.frames import Material
    from themes.scope import Scope
    from themes.tally import Tally

Guids = frozenset[str]


@dataclass(frozen=True)
class Answer:
    """Of a code, guids of the families that said it, and of those that have material coded for it."""

    said: Guids
    asked: Guids


@dataclass(frozen=True)
class Counted:
    """A code in a scope.

    Attributes:
        rows: the code in each of LANGUAGES; groups: what its group is called in each.
        plus, minus: families in which it was there and helped, was missing or failed.
        voices: by voice.
        first: by family that said it, the first day (ISO) on which it did.
        coders: how many people finished anything for it; twice: documents that two or more finished, and agree: those
            in which they agree on whether it was said.
    """

    rows: tuple[CodeRow, ...]
    groups: tuple[str, ...]
    families: Answer
    plus: Guids
    minus: Guids
    voices: dict[str, Answer]
    first: dict[str, str]
    coders: int
    twice: int
    agree: int

    @property
    def key(self) -> str:
        """The key of the code."""
        return self.rows[0].key


@dataclass(frozen=True)
class Whole:
    """All that is counted.

    Attributes:
        told: families with something told in scope; every: all families in scope.
        sites: by key ('' where nobody said which), its name and families.
        digests: by family with something told, what was told and coded there, as one number in hex.
    """

    material: Material
    told: Guids
    every: Guids
    sites: dict[str, tuple[str, Guids]]
    themes: tuple[Counted, ...]
    digests: dict[str, str]


def material_of(db: Database, scope: Scope, *, with_themes: bool = True) -> Material:
    """The material of a scope, the same whoever asks; without themes it may be empty.

    Raises: BadInput where there is nothing to release.
    """
    found = frames.read(db, scope, access.reach.documents_where(db))
    if found is None:
        raise BadInput(N_("There is no codebook yet, so there is nothing to release."))
    if found.families.empty:
        raise BadInput(N_("There is no family in what you chose, so there is nothing to release."))
    if not with_themes:
        return found
    if found.documents.empty:
        raise BadInput(N_("Nothing was told in what you chose: no story and no conversation. Choose a longer period, or"
                          " fewer filters."))
    if not found.finished.for_code.any():
        raise BadInput(N_("Nobody is done with coding anything in what you chose, so there is nothing to release yet."))
    return found


def count(db: Database, scope: Scope, keys: Sequence[str]) -> Whole:
    """Count these codes (keys) in a scope. Raises: BadInput as `material_of`, and for a code that is not there."""
    material = material_of(db, scope, with_themes=bool(keys))
    missing = set(keys) - {code.key for code in material.codes}
    if missing:
        raise BadInput(N_("A theme is not in the codebook any more, or not in the chosen group. Choose the themes"
                          " again."))
    counts, guids = tally(material), _guids(material)
    by_voice = {voice: _of_voice(db, replace(scope, voice=voice), keys)
                for voice in ([scope.voice] if scope.voice else VOICES)}
    sure = material if scope.coder == ANY else frames.read(
        db, replace(scope, coder=ANY, sign=""), access.reach.documents_where(db)) or material
    told = frozenset(guids)
    return Whole(
        material, told, frozenset(material.families["guid"]), _sites(db, told),
        tuple(_counted(db, material, counts, guids, key, by_voice, sure) for key in keys),
        digests(material, keys) if len(material.documents) else {})


def _guids(material: Material) -> list[str]:
    """Of each document the guid of its family."""
    by_id = dict(zip(material.families["family_id"], material.families["guid"], strict=True))
    return [by_id[one] for one in material.documents["family_id"]]


def _answer(counts: Tally, guids: Sequence[str], at: int) -> Answer:
    return Answer(_where(guids, counts.said[:, at]), _where(guids, counts.coded[:, at]))


def _where(guids: Sequence[str], flags: np.ndarray) -> Guids:
    return frozenset(guids[at] for at in np.flatnonzero(flags).tolist())


def _of_voice(db: Database, scope: Scope, keys: Sequence[str]) -> dict[str, Answer]:
    """By key; nothing where nobody spoke with that voice."""
    found = frames.read(db, scope, access.reach.documents_where(db))
    if found is None or found.documents.empty:
        return {}
    counts, guids = tally(found), _guids(found)
    at = {code.key: place for place, code in enumerate(found.codes)}
    return {key: _answer(counts, guids, at[key]) for key in keys if key in at}


def _sites(db: Database, families: Guids) -> dict[str, tuple[str, Guids]]:
    """By key the name and the families of a site, in the order of names, those without one last."""
    found: dict[str, tuple[str, set[str]]] = {}
    for guid, key, name in db.conn.execute(
            "SELECT f.guid, coalesce(s.key, ''), coalesce(s.name, '') FROM family f LEFT JOIN site s USING (site_id)"
            " ORDER BY s.name IS NULL, s.name"):
        if guid in families:
            found.setdefault(key, (name, set()))[1].add(guid)
    return {key: (name, frozenset(guids)) for key, (name, guids) in found.items()}


def _counted(db: Database, material: Material, counts: Tally, guids: Sequence[str], key: str,
             by_voice: dict[str, dict[str, Answer]], sure: Material) -> Counted:
    at = next(place for place, code in enumerate(material.codes) if code.key == key)
    rows, groups = _rows(db, material, key)
    said = np.flatnonzero(counts.said[:, at]).tolist()
    first: dict[str, str] = {}
    for place in said:
        day = str(material.documents["on_date"].iloc[place])
        first[guids[place]] = min(day, first.get(guids[place], day))
    plus, minus, either = counts.signs[:, :, at] > 0
    return Counted(
        rows, groups, _answer(counts, guids, at), _where(guids, plus | either), _where(guids, minus | either),
        {voice: found[key] for voice, found in by_voice.items() if key in found}, first, *_sure(sure, key))


def _rows(db: Database, material: Material, key: str) -> tuple[tuple[CodeRow, ...], tuple[str, ...]]:
    rows, groups = [], []
    for language in LANGUAGES:
        by_key = {one.key: one for one in codebook.codes(db, material.version.codebook_version_id, language)}
        rows.append(by_key[key])
        parent = by_key[key].parent_key
        groups.append(by_key[parent].name if parent else "")
    return tuple(rows), tuple(groups)


def _sure(material: Material, key: str) -> tuple[int, int, int]:
    """Coders, documents that two or more of them finished for the code, and those in which they agree."""
    at = next((place for place, code in enumerate(material.codes) if code.key == key), None)
    if at is None:
        return 0, 0, 0
    done = material.finished.for_code[:, :, at]
    marks = material.marks[material.marks["code_id"] == material.codes[at].code_id]
    used = np.zeros(done.shape, dtype=bool)
    used[positions(marks["coder_id"].to_numpy(), material.finished.coders),
         positions(marks["document_id"].to_numpy(), material.documents["document_id"].to_numpy())] = True
    twice = done.sum(axis=0) > 1
    alike = np.all(used | ~done, axis=0) | ~np.any(used & done, axis=0)
    return int(done.any(axis=1).sum()), int(twice.sum()), int((twice & alike).sum())


def digests(material: Material, keys: Sequence[str]) -> dict[str, str]:
    """By family (guid) with something told one number (hex) of which documents it has, which are coded for these codes
    and with what; where in a text a coding stands does not count, so that a mended word changes nothing."""
    at = [place for place, code in enumerate(material.codes) if code.key in set(keys)]
    ids = np.array([code.code_id for code in material.codes], dtype=np.int64)
    documents = material.documents["document_id"].to_numpy()
    sums = _mixed(documents)
    done = material.finished.for_code
    coder, document, code = np.nonzero(done[:, :, at])
    np.add.at(sums, document, _mixed(documents[document], material.finished.coders[coder], ids[at][code]))
    marks = material.marks[material.marks["code_id"].isin(ids[at])]
    columns = [marks[name].to_numpy() for name in ("document_id", "code_id", "coder_id", "sign")]
    np.add.at(sums, positions(columns[0], documents), _mixed(*columns, np.int64(1)))
    found: dict[str, int] = {}
    for guid, one in zip(_guids(material), sums.tolist(), strict=True):
        found[guid] = (found.get(guid, 0) + one) % 2**64
    return {guid: f"{number:016x}" for guid, number in found.items()}


def _mixed(*columns: np.ndarray | np.int64) -> np.ndarray:
    """Rows of whole numbers as one number each, in which every bit tells (SplitMix64, Steele and others 2014)."""
    mixed = np.zeros(np.shape(columns[0]), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            mixed = mixed + np.asarray(column).astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
            mixed = mixed ^ mixed >> np.uint64(31)
    return np.asarray(mixed, dtype=np.uint64)
