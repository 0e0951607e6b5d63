"""What differs between two codebooks: two versions, the version in use and a file, or a code and itself before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook, meanings, turning
from coding.book.model import FIELDS
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.words import LANGUAGES, N_, current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from coding.book.model import Code, Codebook

# The fields that stand in each language.
TEXTS = ("name", "definition", "use_when", "not_when")
# What a field says in one language: words, yes or no, phrases; of 'parent' a key, None at the top.
Value = str | bool | tuple[str, ...] | None


@dataclass(frozen=True)
class Said:
    """What a code says: the key of the one it lies under, its texts by field and language, its other fields by name."""

    parent: str | None
    texts: dict[str, dict[str, str]]
    others: dict[str, Value]

    def says(self, field: str) -> Value | dict[str, str]:
        """What a field of FIELDS says, in every language it has."""
        return self.texts[field] if field in self.texts else self.others[field]


@dataclass(frozen=True)
class Difference:
    """What a new file would change: keys added, changed, gone, and the live codings of each that goes; and of those
    that change, which mean something else by what they say then."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    codings: dict[str, int]
    same_as: CodebookVersion | None
    redefined: tuple[str, ...] = ()


class Field(NamedTuple):
    """What a field said and says: text, a bool, a tuple of phrases, or of 'parent' the name of that code ('' the top).

    `language`: 'nl' or 'en' of a text in two languages, else ''.
    """

    name: str
    language: str
    before: Value
    after: Value


class Changed(NamedTuple):
    """One code that differs: 'added', 'changed' (with its fields) or 'gone'; `name` in the language of the page."""

    key: str
    name: str
    kind: str
    fields: tuple[Field, ...] = ()


class Step(NamedTuple):
    """What a version did to a code: 'added', 'changed', 'gone', or '' where it only took part in what was `turned`.

    Attributes:
        turned: '' or 'merged into', 'took up', 'split into', 'part of', 'undone'; others: names of the other codes.
    """

    version: CodebookVersion
    kind: str
    fields: tuple[Field, ...] = ()
    turned: str = ""
    others: tuple[str, ...] = ()


@use_case(Right.LOAD_CODEBOOK, reads="the codebook")
def compare(db: Database, viewer: Viewer, book: Codebook) -> Difference:
    """What loading `book` would change against the newest version; nothing is written."""
    newest = codebook.newest(db)
    old = comparable(codebook.book_of(db, newest)) if newest else {}
    new = comparable(book)
    gone = tuple(key for key in old if key not in new)
    return Difference(
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
        gone=gone, codings={key: _live_codings(db, key) for key in gone}, same_as=codebook.same_as(db, book),
        redefined=tuple(key for key in new if key in old and new[key].others["codable"] and any(
            new[key].says(field) != old[key].says(field) for field in meanings.FIELDS)))


@use_case(Right.LOAD_CODEBOOK, reads="the codebook")
def between(db: Database, viewer: Viewer, before: int, after: int) -> list[Changed]:
    """What differs from version `before` to version `after` (numbers; 0 is nothing), in the order of the later one.

    Raises: NotFound.
    """
    old, new = (comparable(codebook.book_of(db, codebook.version(db, viewer, number))) if number else {}
                for number in (before, after))
    names = _names(old) | _names(new)
    found = [Changed(key, names[key], "changed" if key in old else "added", fields_between(old.get(key), told, names))
             for key, told in new.items() if old.get(key) != told]
    return found + [Changed(key, names[key], "gone") for key in old if key not in new]


@use_case(Right.LOAD_CODEBOOK, reads="the codebook")
def history(db: Database, viewer: Viewer, key: str) -> list[Step]:
    """What became of a code, the last version first. Raises: NotFound."""
    row = db.conn.execute("SELECT code_id FROM code WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise NotFound(N_("There never was such a code in this pilot."))
    versions = codebook.all_versions(db)[::-1]
    told = _over_time(db, row[0])
    names = _all_names(db)
    by_key = dict(names.values())
    turns = _turns(db, versions, row[0], {code: name for code, (_key, name) in names.items()})
    found = []
    for old, version in pairwise([None, *versions]):
        assert version is not None, "only what is before the first is none"
        was, now = told.get(old.codebook_version_id) if old else None, told.get(version.codebook_version_id)
        kind = "" if was == now else "added" if was is None else "gone" if now is None else "changed"
        fields = fields_between(was, now, by_key) if was and now else ()
        turned, others = turns.get(version.codebook_version_id, ("", ()))
        if kind or turned:
            found.append(Step(version, kind, fields, turned, others))
    return found[::-1]


def meaning_since(db: Database, key: str, number: int) -> tuple[Field, ...]:
    """What a code of the codebook in use says otherwise than in version `number` of when to use it; in the language of
    the page, where that differs."""
    newest = codebook.newest(db)
    (code_id,) = db.conn.execute("SELECT code_id FROM code WHERE key = ?", (key,)).fetchone()
    told = _over_time(db, code_id)
    then = next(one.codebook_version_id for one in codebook.all_versions(db) if one.number == number)
    now = told.get(newest.codebook_version_id) if newest else None
    found = tuple(one for one in fields_between(told.get(then), now, {}) if one.name in meanings.FIELDS)
    return tuple(one for one in found if one.language == current()) or found


def last_name(db: Database, key: str) -> str:
    """What a code (key) is called in the language of the page, in the last version that has it; '' for none."""
    return dict(_all_names(db).values()).get(key, "")


def turned_by(db: Database, version: CodebookVersion) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """'merge' or 'split' and the names of the codes before and after it; None for a version that did neither."""
    one = turning.all_turned(db).get(version.codebook_version_id)
    names = {code: name for code, (_key, name) in _all_names(db).items()}
    if one is None:
        return None
    return one.kind, tuple(names[code] for code in one.froms), tuple(names[code] for code in one.tos)


def comparable(book: Codebook) -> dict[str, Said]:
    """What each code says, by key and by field, its parent's key among them and its children not."""
    return {code.key: said(code, parent) for code, parent, _depth in book.walk()}


def said(code: Code, parent: Code | None) -> Said:
    """The fields of a code by their names in a file, and the key of the one it lies under."""
    return Said(parent.key if parent else None, {field: getattr(code, field) for field in TEXTS},
                {field: getattr(code, field) for field in FIELDS if field not in TEXTS})


def fields_between(old: Said | None, new: Said | None, names: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields in which a code differs; none where it is on one side only.

    Args:
        names: what the codes it may lie under are called, by key.
    """
    if old is None or new is None:
        return ()
    found = []
    if old.parent != new.parent:
        found.append(Field("parent", "", names.get(old.parent or "", ""), names.get(new.parent or "", "")))
    for name in FIELDS:
        if name in TEXTS:
            was, now = old.texts[name], new.texts[name]
            found += [Field(name, language, was[language], now[language]) for language in LANGUAGES
                      if was[language] != now[language]]
        elif old.others[name] != new.others[name]:
            found.append(Field(name, "", old.others[name], new.others[name]))
    return tuple(found)


def _names(book: Mapping[str, Said]) -> dict[str, str]:
    return {key: told.texts["name"][current()] for key, told in book.items()}


def _all_names(db: Database) -> dict[int, tuple[str, str]]:
    """code_id to the key and the last name of every code there ever was."""
    return {code_id: (key, name) for code_id, key, name in db.conn.execute(
        f"SELECT k.code_id, k.key, d.name_{current()} FROM code k JOIN code_definition d ON d.code_id = k.code_id"
        " AND d.codebook_version_id = (SELECT max(codebook_version_id) FROM code_definition m"
        " WHERE m.code_id = k.code_id)")}


def _over_time(db: Database, code_id: int) -> dict[int, Said]:
    """What one code says in each version that has it, by codebook_version_id."""
    texts = [f"d.{field}_{language}" for field in TEXTS for language in LANGUAGES]
    found: dict[int, Said] = {}
    for version_id, parent, *both, example, signals, codable, sign, color, dark in db.conn.execute(
            f"SELECT d.codebook_version_id, p.key, {', '.join(texts)}, d.example, d.signals, d.is_codable,"
            " d.takes_sign, d.color, d.color_dark FROM code_definition d LEFT JOIN code p ON p.code_id = d.parent_id"
            " WHERE d.code_id = ?", (code_id,)):
        told = [dict(zip(LANGUAGES, both[n:n + len(LANGUAGES)], strict=True))
                for n in range(0, len(both), len(LANGUAGES))]
        found[version_id] = Said(parent, dict(zip(TEXTS, told, strict=True)), dict(zip(
            [field for field in FIELDS if field not in TEXTS],
            (example, signals, bool(codable), bool(sign), color, dark), strict=True)))
    return found


def _turns(
    db: Database, versions: list[CodebookVersion], code_id: int, names: Mapping[int, str],
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """By codebook_version_id what it merged, split or undid that this code took part in."""
    turned = {version_id: one for version_id, one in turning.all_turned(db).items() if one.concerns([code_id])}
    found = {}
    for version_id, one in turned.items():
        is_from = code_id in one.froms
        what = {("merge", True): "merged into", ("merge", False): "took up",
                ("split", True): "split into", ("split", False): "part of"}[one.kind, is_from]
        found[version_id] = (what, tuple(names[other] for other in (one.tos if is_from else one.froms)))
    undone = dict(db.conn.execute(
        "SELECT codebook_version_id, undoes_id FROM codebook_version WHERE undoes_id IS NOT NULL").fetchall())
    numbers = {one.codebook_version_id: one.number for one in versions}
    for version_id, undoes in undone.items():
        if undoes in turned:
            found[version_id] = ("undone", (str(numbers[undoes]),))
    return found


def _live_codings(db: Database, key: str) -> int:
    counted, held = access.blind.counted_where(db)
    row = db.conn.execute(
        f"SELECT count(*) FROM coding c JOIN code USING (code_id) WHERE key = ? AND retracted_at IS NULL AND {counted}",
        (key, *held)).fetchone()
    return int(row[0])
