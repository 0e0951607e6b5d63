"""The material of a scope, read once from the pilot file; every theme view is computed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from coding.book import codebook
from coding.book.turning import successor
from coding.marks import packed
from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.dates import months_since
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.makers import CONSENSUS_GUID
from pilot.words import N_, current
from texts import axes
from themes import heard
from themes.finished import Finished, finished, positions
from themes.scope import ALL, ANY, CONSENSUS, Names, Scope

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion, CodeRow

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
            version_id, code_id, coder_id, sign (packed.SIGN_NUMBERS, 0 where not stated; a scope with a sign has all of
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
    narrow = np.array([row.code_id for row in chosen + old]) if scope.group or scope.sign or code else None
    held = documents["document_id"].isin(access.blind.uncounted(db) if without is None else without)
    marks = _marks(db, scope, documents[~held], narrow)
    if scope.voice:
        marks = marks[heard.in_voice(db, marks, scope.voice)]
    own, ids = _where(marks, np.isin(marks["code_id"], asked)), documents["document_id"].to_numpy()
    done = finished(db, scope, ids, asked, without=ids[held])
    counts = done.of(own["coder_id"].to_numpy(), positions(own["document_id"].to_numpy(), ids),
                     positions(own["code_id"].to_numpy(), asked))
    known = _where(own, counts)
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
    """How sites, coaches, coders (those who coded anything that counts) and groups of codes are called."""
    run = db.conn.execute
    coded, held = access.blind.counted_where(db)
    done, of_done = access.blind.counted_where(db, "s")
    parents = {code.parent_key for code in rows}
    return Names(
        dict(run("SELECT key, name FROM site ORDER BY name")),
        dict(run("SELECT guid, pseudonym FROM person WHERE kind = 'coach' ORDER BY pseudonym")),
        dict(run("SELECT guid, label FROM user u WHERE guid <> ? AND (EXISTS (SELECT 1 FROM coding c WHERE c.coder_id ="
                 f" u.user_id AND {coded}) OR EXISTS (SELECT 1 FROM coding_status s WHERE s.user_id = u.user_id"
                 f" AND {done})) ORDER BY label", (CONSENSUS_GUID, *held, *of_done))),
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


def _marks(db: Database, scope: Scope, documents: pd.DataFrame, only: np.ndarray | None) -> pd.DataFrame:
    """Living codings of the chosen coders as numbers; with the codes in `only` where it is given."""
    coder = None
    if scope.coder not in (ANY, ALL, CONSENSUS):
        coder = int(db.conn.execute("SELECT user_id FROM user WHERE guid = ?", (scope.coder,)).fetchone()[0])
    found = packed.packed(db, documents["document_id"].tolist(), layer=scope.layer, codes=only, coder=coder)
    return pd.DataFrame(dict(zip(MARKS, found, strict=True)), copy=False)  # each column stays as it is


def _where(marks: pd.DataFrame, wanted: np.ndarray) -> pd.DataFrame:
    """These codings; the same ones where all are wanted, for a million are copied in as much time as they are counted.
    """
    if wanted.all():
        return marks
    at = np.flatnonzero(wanted)
    return pd.DataFrame({name: column.to_numpy()[at] for name, column in marks.items()}, copy=False)


def _frame(db: Database, sql: str, params: list[object], columns: tuple[str, ...]) -> pd.DataFrame:
    rows = db.conn.execute(sql, params).fetchall()
    return pd.DataFrame(rows, columns=list(columns)).astype(
        {name: "int64" for name in columns if name.endswith("_id")})
