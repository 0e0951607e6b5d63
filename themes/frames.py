"""The material of a scope, read once from the pilot file; every theme view is computed from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from coding.book import codebook
from coding.book.turning import successor
from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.dates import months_since
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.makers import CONSENSUS_GUID
from pilot.words import N_, current
from texts import axes, places
from themes import heard
from themes.finished import Finished, finished, positions
from themes.scope import ALL, ANY, CONSENSUS, Names, Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion, CodeRow

SIGN_NUMBERS = {"+": 1, "-": 2, "±": 3}  # bits: ± is + and -; 0 is not stated; in this order they are the place in it
_SIGN = np.int64(3) << 32  # where a packed number holds the sign
_MIX = np.int64(0x5851F42D4C957F2D)  # odd: different numbers stay different
MARKS = ("document_id", "version_id", "code_id", "coder_id", "sign", "start", "end")


@dataclass(frozen=True)
class Material:
    """What is in a scope.

    Attributes:
        codes: the codes that can be applied, of the newest codebook version and the scope's group, in order.
        groups: key of a code to the name of its group ('' at the top).
        families: by pseudonym: family_id, guid, pseudonym, site, starts_on (first start of support or None).
        documents: document_id, guid, title, family_id, kind, voice, on_date (its date, or the start of
            its period, on the scope's axis).
        marks: living codings of the chosen coders in documents they finished for the code, each once: document_id,
            version_id, code_id, coder_id, sign (SIGN_NUMBERS, 0 where not stated; a scope with a sign has all of
            them, for `tally` to judge by what all coders said), start, end (code points, 0-based,
            end-exclusive, into that version; `places.BEHIND` where the code is on the whole document). The version
            is the one that is read; the nearest older one while a person has to say where it stands now. What a person
            said is gone is not among them. In a scope with a voice those that hold words of a turn of it.
        finished: what the chosen coders finished.
        begun: documents with codings that do not count yet, for their coder has not finished them.
        started_on: when the pilot began (ISO), None where nobody said so.
        held: documents of which nothing counts yet, for they are coded blind or for practice.
        undated: documents left out of an event axis because they have no event date.
        retired: codes that cannot be given any more, each with its codings in scope, finished or not.
        unsigned: codings left out of a scope with a sign because they state none.
        today: the pilot's day, after which nothing can have happened.
        startless: documents left out because the start of support is not known, where only some months of it count.
    """

    scope: Scope
    names: Names
    version: CodebookVersion
    codes: list[CodeRow]
    groups: dict[str, str]
    families: pd.DataFrame
    documents: pd.DataFrame
    marks: pd.DataFrame
    finished: Finished
    begun: int
    started_on: str | None
    undated: int
    held: int
    retired: list[tuple[CodeRow, int]]
    unsigned: int
    today: str
    startless: int = 0

    def sentence(self) -> str:
        """Whose codings count, the axis, the period, the codebook version and the material, in words."""
        told = int(self.documents["family_id"].nunique())
        return self.scope.sentence(
            self.names, told, len(self.documents), undated=self.undated, unsigned=self.unsigned, begun=self.begun,
            held=self.held, twice=self.finished.twice(),
            unsettled=len(self.documents) - self.held - self.finished.once(), startless=self.startless)


@use_case(Right.SEE_THEMES, reads="numbers by family")
def load(db: Database, viewer: Viewer, scope: Scope, code: str = "") -> Material | None:
    """The material of `scope` that this viewer may see; None while no codebook has been loaded.

    Args:
        code: key of the one code to read, also one that is retired, or that went up in another: then that one; '' for
            all of the scope.

    Raises: NotAllowed; BadInput when the scope or `code` is something that is not in this pilot.
    """
    return read(db, scope, access.documents_where(db, viewer), code)


def read(
    db: Database, scope: Scope, where: tuple[str, list[object]], code: str = "", *,
    without: frozenset[int] | None = None,
) -> Material | None:
    """`load` for use cases that have checked rights; `where` is a condition on `document d` and its parameters.

    Args:
        without: document_id of those of which nothing counts, when that is not what `access.blind` says of figures:
            coders are compared on practice too, once everybody may see it.
    """
    version = codebook.newest(db)
    if version is None:
        return None
    rows = codebook.codes(db, version.codebook_version_id, current())
    called = names(db, rows, version.number)
    scope.check(called)
    old, code = codebook.retired(db, current()), successor(db, code)
    chosen = [row for row in in_group(rows, scope.group) + (old if code and not scope.group else [])
              if code in ("", row.key) and (row.takes_sign or not scope.sign)]
    if code and not chosen:
        raise BadInput(N_("This code is not in the codebook, or not in the chosen group."))
    families = _families(db, scope)
    documents, undated = _documents(db, scope, where)
    documents, startless = _in_months(scope, families, documents)
    asked = np.array([row.code_id for row in chosen], dtype=np.int64)
    narrow = [row.code_id for row in chosen + old] if scope.group or scope.sign or code else None
    held = documents["document_id"].isin(access.blind.uncounted(db) if without is None else without)
    marks = _marks(db, scope, documents[~held], narrow)
    if scope.voice:
        marks = marks[heard.in_voice(db, marks, scope.voice)]
    own, ids = marks[np.isin(marks["code_id"], asked)], documents["document_id"].to_numpy()
    done = finished(db, scope, ids, asked, without=ids[held])
    counts = done.of(own["coder_id"].to_numpy(), positions(own["document_id"].to_numpy(), ids),
                     positions(own["code_id"].to_numpy(), asked))
    known = own[counts]
    by_key = {row.key: row.name for row in rows}
    return Material(
        scope, called, version, chosen,
        {row.key: by_key.get(row.parent_key or "", "") for row in rows}, families, documents, known,
        done, int(own.loc[~counts, "document_id"].nunique()),
        db.conn.execute("SELECT started_on FROM pilot").fetchone()[0], undated, int(held.sum()),
        [(row, n) for row in old if (n := int((marks["code_id"] == row.code_id).sum()))],
        int((known["sign"] == 0).sum()) if scope.sign else 0, today(db), startless)


def in_group(rows: list[CodeRow], group: str) -> list[CodeRow]:
    """The codes that can be applied, below `group` at any depth (all of them for '')."""
    parents = {code.key: code.parent_key for code in rows}

    def inside(key: str | None) -> bool:
        return key is not None and (key == group or inside(parents.get(key)))

    return [code for code in rows if code.is_codable and (not group or inside(code.key))]


def names(db: Database, rows: list[CodeRow], number: int) -> Names:
    """How sites, coaches, coders (those who coded anything) and groups of codes are called."""
    run = db.conn.execute
    parents = {code.parent_key for code in rows}
    return Names(
        dict(run("SELECT key, name FROM site ORDER BY name")),
        dict(run("SELECT guid, pseudonym FROM person WHERE kind = 'coach' ORDER BY pseudonym")),
        dict(run("SELECT guid, label FROM user u WHERE guid <> ? AND (EXISTS (SELECT 1 FROM coding c WHERE c.coder_id ="
                 " u.user_id) OR EXISTS (SELECT 1 FROM coding_status s WHERE s.user_id = u.user_id)) ORDER BY label",
                 (CONSENSUS_GUID,))),
        {code.key: code.name for code in rows if code.key in parents}, number)


def _family_where(scope: Scope) -> tuple[str, list[object]]:
    """Condition on `family f` for the site and the coach of a scope."""
    where, params = "1", []
    if scope.site:
        where, params = "f.site_id = (SELECT site_id FROM site WHERE key = ?)", [scope.site]
    if scope.coach:
        where += (" AND f.family_id IN (SELECT g.family_id FROM coaching g JOIN person h ON h.person_id = g.coach_id"
                  " WHERE h.guid = ?)")
        params.append(scope.coach)
    return where, list(params)


def _families(db: Database, scope: Scope) -> pd.DataFrame:
    where, params = _family_where(scope)
    sql = ("SELECT f.family_id, f.guid, f.pseudonym, coalesce(s.name, ''),"
           " (SELECT min(starts_on) FROM support_period p WHERE p.family_id = f.family_id)"
           f" FROM family f LEFT JOIN site s USING (site_id) WHERE {where} ORDER BY f.pseudonym")
    return _frame(db, sql, params, ("family_id", "guid", "pseudonym", "site", "starts_on"))


def _documents(db: Database, scope: Scope, readable: tuple[str, list[object]]) -> tuple[pd.DataFrame, int]:
    """Documents in scope and how many lack a date on its axis. A document without a family (practice) never counts."""
    first, last = axes.days_of(scope.axis)
    family, params = _family_where(scope)
    where, params = f"{family} AND {readable[0]}", [*params, *readable[1]]
    if scope.voice:
        where, params = f"{where} AND {heard.DOCUMENTS}", [*params, scope.voice, scope.voice]
    source = f"FROM document d JOIN family f USING (family_id) WHERE {where}"
    undated = db.conn.execute(f"SELECT count(*) {source} AND {first} IS NULL", params).fetchone()[0]
    limits = f"{first} IS NOT NULL AND (? = '' OR {last} >= ?) AND (? = '' OR {first} <= ?)"
    sql = (f"SELECT d.document_id, d.guid, d.title, d.family_id, d.kind, d.voice, {first} {source} AND {limits}"
           f" ORDER BY {first}, d.document_id")
    params += [scope.from_on, scope.from_on, scope.until_on, scope.until_on]
    keys = ("document_id", "guid", "title", "family_id", "kind", "voice", "on_date")
    return _frame(db, sql, params, keys), int(undated)


def _in_months(scope: Scope, families: pd.DataFrame, documents: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Of these documents those of the scope's months of support, and how many have none for want of a start."""
    if not scope.by_support:
        return documents, 0
    starts = dict(zip(families["family_id"], families["starts_on"], strict=True))
    months = [months_since(start, day) + 1 if isinstance(start := starts[family], str) else None
              for family, day in zip(documents["family_id"], documents["on_date"], strict=True)]
    kept = documents[[scope.in_months(month) for month in months]].reset_index(drop=True)
    return kept, sum(month is None for month in months)


def _marks(db: Database, scope: Scope, documents: pd.DataFrame, only: list[int] | None) -> pd.DataFrame:
    """Living codings of the chosen coders as numbers; with the codes in `only` where it is given.

    Fetched as lists of two packed numbers per coding: as rows of Python objects 120,000 codings take twice as long as
    everything else together.
    """
    _require_packable(db)
    places.settle(db)
    where, params = "c.retracted_at IS NULL AND c.layer = ?", [scope.layer]
    if only is not None:
        where, params = f"{where} AND c.code_id IN (SELECT value FROM json_each(?))", [*params, json.dumps(only)]
    if scope.coder not in (ANY, ALL, CONSENSUS):
        where, params = f"{where} AND c.coder_id = (SELECT user_id FROM user WHERE guid = ?)", [*params, scope.coder]
    # Along the places where all are wanted, along an index of codes where only some are.
    along = ("document d CROSS JOIN coding_place p ON p.version_id = d.read_version_id"
             " CROSS JOIN coding c ON c.coding_id = p.coding_id" if only is None else
             "coding c CROSS JOIN document d ON d.document_id = c.document_id"
             " CROSS JOIN coding_place p ON p.version_id = d.read_version_id AND p.coding_id = c.coding_id")
    placed = _packed(db, f"{along} WHERE {places.STANDS} AND {where}", params)
    # Few: those that wait for a person stand where they stood last.
    last = ("(SELECT o.version_id FROM coding_place o JOIN document_version v USING (version_id)"
            " WHERE o.coding_id = w.coding_id AND o.passage_id IS NOT NULL ORDER BY v.number DESC LIMIT 1)")
    waiting = _packed(
        db, "coding_place w CROSS JOIN document d ON d.read_version_id = w.version_id"
        f" CROSS JOIN coding c ON c.coding_id = w.coding_id CROSS JOIN coding_place p ON p.coding_id = w.coding_id"
        f" AND p.version_id = {last} WHERE w.how = 'undecided' AND {where}", params)
    packed = _once(np.concatenate([placed, waiting]))
    version = packed[:, 0] >> 34
    document = _document_of_version(db, documents)[version]
    columns = (document, version, packed[:, 0] >> 16 & 0xFFFF, packed[:, 0] & 0xFFFF, packed[:, 0] >> 32 & 3,
               packed[:, 1] >> 30, packed[:, 1] & 0x3FFFFFFF)
    inside = document > 0
    return pd.DataFrame({name: column[inside] for name, column in zip(MARKS, columns, strict=True)})


def _once(packed: np.ndarray) -> np.ndarray:
    """Codings of one coder with one code on the same words as one, with what they all say of direction."""
    mixed = np.sort((packed[:, 0] & ~_SIGN) * _MIX ^ packed[:, 1])  # a tenth of the time that looking closely takes
    if not (mixed[1:] == mixed[:-1]).any():
        return packed
    what = pd.DataFrame({"at": packed[:, 0] & ~_SIGN, "span": packed[:, 1]})
    again = what.duplicated().to_numpy()
    group = what.groupby(["at", "span"], sort=False).ngroup().to_numpy()
    together = np.zeros(int(group.max()) + 1, dtype=np.int64)
    np.bitwise_or.at(together, group, packed[:, 0] & _SIGN)
    found: np.ndarray = np.stack([packed[:, 0] & ~_SIGN | together[group], packed[:, 1]], axis=1)[~again]
    return found


def _packed(db: Database, source: str, params: list[str]) -> np.ndarray:
    """Two numbers per coding of `coding c` at `coding_place p`: version, sign, code and coder; start and end.

    As two lists in JSON: the fastest way out of SQLite for so many.
    """
    lists = db.conn.execute(
        f"SELECT json_group_array((p.version_id << 34) | (coalesce(instr('{''.join(SIGN_NUMBERS)}', c.sign), 0) << 32)"
        " | (c.code_id << 16) | c.coder_id), json_group_array(coalesce((p.start_char << 30) | p.end_char,"
        f" {places.BEHIND[0] << 30 | places.BEHIND[1]}))"
        f" FROM {source}", params).fetchone()
    return np.stack([np.fromstring(numbers[1:-1], dtype=np.int64, sep=",") for numbers in lists], axis=1)


def _require_packable(db: Database) -> None:
    """Raises: OverflowError when ids outgrow 16 bits, rather than counting wrongly; a text has less than 2**30."""
    largest = db.conn.execute(
        "SELECT max(coalesce((SELECT max(code_id) FROM code), 0), coalesce((SELECT max(user_id) FROM user), 0))")
    if largest.fetchone()[0] > 0xFFFF:
        raise OverflowError("more than 65,535 codes or coders")


def _document_of_version(db: Database, documents: pd.DataFrame) -> np.ndarray:
    """At index version_id the document_id, 0 for versions of documents out of scope."""
    rows = np.array(db.conn.execute("SELECT version_id, document_id FROM document_version").fetchall(), dtype=np.int64)
    if not len(rows):
        return np.zeros(1, dtype=np.int64)
    found = np.zeros(int(rows[:, 0].max()) + 1, dtype=np.int64)
    found[rows[:, 0]] = np.where(np.isin(rows[:, 1], documents["document_id"]), rows[:, 1], 0)
    return found


def _frame(db: Database, sql: str, params: list[object], columns: tuple[str, ...]) -> pd.DataFrame:
    rows = db.conn.execute(sql, params).fetchall()
    return pd.DataFrame(rows, columns=list(columns)).astype(
        {name: "int64" for name in columns if name.endswith("_id")})
