"""What codes are laid beside: another code, an attribute, a document, a speaker, a voice, a coder, a time of coding.

One function says which codings belong to which column, for the table and for the passages behind a cell alike, so that
a cell opens what it counts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coding.marks.packed import SIGN_NUMBERS
from pilot.clock import local_day
from pilot.dates import half_year
from pilot.errors import BadInput
from pilot.vocabulary import courses, domains, voices
from pilot.words import N_, _
from texts import places
from themes import sharing
from themes.finished import Finished, positions
from themes.scope import ALL, ANY
from themes.tally import places as runs
from themes.tally import tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from themes.frames import Material

ACROSS = {
    "code": N_("another code"), "family": N_("families"), "document": N_("stories and conversations"),
    "speaker": N_("who speaks"), "voice": N_("voices"), "domain": N_("life domains, by stories"),
    "coach": N_("coaches, on the day of telling"), "site": N_("municipalities"), "referrer": N_("referrers"),
    "arm": N_("groups of a comparison"), "kind": N_("conversations and stories"),
    "course": N_("how it went, by stories"), "coder": N_("coders"),
    "period": N_("when coders were done")}
COUNTS = {"passages": N_("passages"), "documents": N_("stories and conversations in which it was said"),
          "words": N_("words in the passages")}
KINDS = {"interview": N_("conversations"), "story": N_("stories")}
_FAMILY = {"site": "SELECT f.family_id, s.key, s.name FROM family f JOIN site s USING (site_id) ORDER BY s.name",
           "referrer": "SELECT f.family_id, r.key, r.name FROM family f JOIN referrer r USING (referrer_id)"
                       " ORDER BY r.name",
           "arm": "SELECT f.family_id, a.key, a.name FROM family f JOIN arm a USING (arm_id) ORDER BY a.name"}
# Of what a document may be in several: who had its family on the day it was told, what its story is about.
_SEVERAL = {
    "domain": "SELECT d.document_id, o.domain, '' FROM document d JOIN story_domain o USING (story_id)",
    "coach": "SELECT d.document_id, p.guid, p.pseudonym FROM document d JOIN coaching g USING (family_id)"
             " JOIN person p ON p.person_id = g.coach_id WHERE g.from_on <= d.told_on"
             " AND (g.until_on IS NULL OR g.until_on >= d.told_on) ORDER BY p.pseudonym"}
_NOT_THERE = N_("This address asks for something that is not there. Choose again with the filters.")


@dataclass(frozen=True)
class Crossing:
    """What stands across, what is counted, for codes across by which unit two are together, and for the passages of one
    cell its column ('' for the whole table)."""

    across: str = "code"
    count: str = "passages"
    unit: str = "passage"
    column: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Crossing:
        """What an address asks for. Raises: BadInput for what is not there."""
        made = cls(query.get("across") or cls.across, query.get("count") or cls.count, query.get("unit") or cls.unit,
                   query.get("column", ""))
        if made.across not in ACROSS or made.count not in COUNTS or made.unit not in sharing.UNITS:
            raise BadInput(_NOT_THERE)
        return made

    @property
    def is_cell(self) -> bool:
        """Whether it is about the passages of one cell."""
        return bool(self.column)

    def query(self) -> dict[str, str]:
        """What to put in an address: only what differs from a table of codes by codes."""
        plain = Crossing()
        return {name: getattr(self, name) for name in (*OPTIONS, "column")
                if getattr(self, name) != getattr(plain, name)}


OPTIONS = ("across", "count", "unit")


class Column(NamedTuple):
    """A column: its key in addresses, and what it is called."""

    key: str
    name: str


@dataclass(frozen=True)
class Laid:
    """Codings in columns: `rows` of the material's marks, each in the column at `at`; one may be in several.

    documents: of each column which documents of the material are in it, bool (columns, documents); None where it is a
    matter of words in them.
    """

    columns: list[Column]
    rows: np.ndarray
    at: np.ndarray
    documents: np.ndarray | None


def laid(db: Database, material: Material, crossing: Crossing) -> Laid:
    """The codings of a material in the columns of a crossing; those of no column are in none."""
    across = crossing.across
    if across == "code":
        columns = [Column(code.key, code.name) for code in material.codes]
        return Laid(columns, *sharing.beside(db, material, crossing.unit), None)
    if across in ("speaker", "voice"):
        return _by_turn(db, material, across)
    if across == "coder":
        return _by_coder(db, material)
    if across == "period":
        return _by_period(db, material)
    if across in _SEVERAL:
        return _by_several(db, material, across)
    columns, of_document = _by_document(db, material, across)
    ids = material.documents["document_id"].to_numpy()
    at = of_document[positions(material.marks["document_id"].to_numpy(), ids)]
    rows = np.flatnonzero(at >= 0)
    inside: np.ndarray = of_document[None, :] == np.arange(len(columns))[:, None]
    return Laid(columns, rows, at[rows], inside)


def _by_document(db: Database, material: Material, across: str) -> tuple[list[Column], np.ndarray]:
    """Columns that a whole document is in, and of each document the place of its own, -1 for none."""
    documents = material.documents
    if across == "document":
        columns = [Column(*one) for one in documents[["guid", "title"]].itertuples(index=False, name=None)]
        return columns, np.arange(len(documents))
    if across == "kind":
        keys = list(KINDS)
        return ([Column(key, _(KINDS[key])) for key in keys],
                np.array([keys.index(one) for one in documents["kind"]], dtype=np.int64))
    if across == "course":
        of_story = dict(db.conn.execute("SELECT d.document_id, s.course FROM document d JOIN story s USING (story_id)"))
        return ([Column(key, courses.name(key)) for key in courses.COURSES],
                np.array([courses.COURSES.index(of_story[one]) if one in of_story else -1
                          for one in documents["document_id"].tolist()], dtype=np.int64))
    families = documents["family_id"].tolist()
    if across == "family":
        told = material.families[material.families["family_id"].isin(families)]
        place = {number: at for at, number in enumerate(told["family_id"].tolist())}
        return ([Column(*one) for one in told[["guid", "pseudonym"]].itertuples(index=False, name=None)],
                np.array([place[one] for one in families], dtype=np.int64))
    of_family = {number: Column(key, name) for number, key, name in db.conn.execute(_FAMILY[across])}
    columns = list(dict.fromkeys(one for number, one in of_family.items() if number in set(families)))
    place = {number: columns.index(one) for number, one in of_family.items() if one in columns}
    return columns, np.array([place.get(one, -1) for one in families], dtype=np.int64)


def _by_several(db: Database, material: Material, across: str) -> Laid:
    """Columns of which a document may be in several, or in none."""
    ids, marks = material.documents["document_id"].to_numpy(), material.marks
    found = [(int(number), Column(*rest)) for number, *rest in db.conn.execute(_SEVERAL[across]) if number in set(ids)]
    if across == "domain":
        found = [(number, Column(one.key, domains.name(one.key))) for number, one in found]
        columns = [one for one in (Column(key, domains.name(key)) for key in domains.DOMAINS)
                   if one in {column for _number, column in found}]
    else:
        columns = list(dict.fromkeys(one for _number, one in found))
    inside = np.zeros((len(columns), len(ids)), dtype=bool)
    place = {number: at for at, number in enumerate(ids.tolist())}
    for number, one in found:
        inside[columns.index(one), place[number]] = True
    at, rows = np.nonzero(inside[:, positions(marks["document_id"].to_numpy(), ids)])
    return Laid(columns, rows, at, inside)


def _by_turn(db: Database, material: Material, across: str) -> Laid:
    """Codings by what the turns say whose words they hold: who speaks, or with which voice."""
    marks = material.marks
    found = db.conn.execute(
        f"SELECT t.version_id, t.start_char, t.end_char, t.{across} FROM json_each(?) v CROSS JOIN turn t"
        " ON t.version_id = v.value WHERE t.start_char < t.end_char ORDER BY t.version_id, t.start_char",
        (json.dumps(marks["version_id"].unique().tolist()),)).fetchall()
    said = list(voices.VOICES) if across == "voice" else sorted({row[3] for row in found}, key=str.casefold)
    columns = [Column(one or "-", voices.title(one) if across == "voice" else one or _("nobody named"))
               for one in said]
    if not found:
        return Laid(columns, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), None)
    turns = np.array([row[:3] for row in found], dtype=np.int64)
    who = np.array([said.index(row[3]) for row in found], dtype=np.int64)
    inside = np.flatnonzero(marks["start"].to_numpy() != places.BEHIND[0])
    version, start, end = (marks[name].to_numpy()[inside] for name in ("version_id", "start", "end"))
    first = np.searchsorted(turns[:, 0] << 32 | turns[:, 2], version << 32 | start, side="right")
    last = np.searchsorted(turns[:, 0] << 32 | turns[:, 1], version << 32 | end, side="left")
    many = np.maximum(last - first, 0)
    rows = np.repeat(inside, many)
    each = np.repeat(first - np.cumsum(many) + many, many) + np.arange(int(many.sum()))
    pairs = np.unique(np.stack([rows, who[each]], axis=1), axis=0)
    return Laid(columns, pairs[:, 0], pairs[:, 1], None)


def _by_coder(db: Database, material: Material) -> Laid:
    labels = {row[0]: Column(row[1], row[2]) for row in db.conn.execute("SELECT user_id, guid, label FROM user")}
    coders = material.finished.coders
    marks = material.marks
    done: np.ndarray = np.any(material.finished.for_code, axis=2)
    return Laid([labels[one] for one in coders.tolist()], np.arange(len(marks)),
                positions(marks["coder_id"].to_numpy(), coders), done)


def _by_period(db: Database, material: Material) -> Laid:
    """By the half-year in which the coder said done with the document; a later done counts, as it does in figures."""
    when = {(document, coder): half_year(local_day(db, at)) for document, coder, at in db.conn.execute(
        "SELECT document_id, user_id, max(changed_at) FROM coding_status WHERE state = 'done' GROUP BY 1, 2")}
    marks = material.marks[["document_id", "coder_id"]].itertuples(index=False, name=None)
    of_mark = [when.get(one, "") for one in marks]
    keys = sorted({*of_mark} - {""})
    place = {key: at for at, key in enumerate(keys)}
    at = np.array([place.get(one, -1) for one in of_mark], dtype=np.int64)
    rows = np.flatnonzero(at >= 0)
    documents = np.zeros((len(keys), len(material.documents)), dtype=bool)
    ids = {number: n for n, number in enumerate(material.documents["document_id"].tolist())}
    coders = set(material.finished.coders.tolist())
    for (document, coder), key in when.items():
        if key in place and document in ids and coder in coders:
            documents[place[key], ids[document]] = True
    return Laid([Column(key, half_year_name(key)) for key in keys], rows, at[rows], documents)


def half_year_name(key: str) -> str:
    """What a half-year such as '2021-2' is called."""
    year, half = key.split("-")
    return (_("Jul-Dec {year}") if half == "2" else _("Jan-Jun {year}")).format(year=year)


def counting(material: Material) -> Material:
    """The material with only the codings that count in its scope: where all coders have to agree those of documents in
    which they do, with a direction those of places that have it."""
    scope, marks = material.scope, material.marks
    if scope.sign:
        order, fresh = runs(marks)
        run = np.cumsum(fresh) - 1
        of_run = np.zeros(int(fresh.sum()), dtype=np.int64)
        np.bitwise_or.at(of_run, run, marks["sign"].to_numpy()[order])
        marks = marks.iloc[np.sort(order[of_run[run] == SIGN_NUMBERS[scope.sign]])]
    if scope.coder == ALL:
        said = tally(material).said
        marks = marks[said[positions(marks["document_id"].to_numpy(), material.documents["document_id"].to_numpy()),
                           positions(marks["code_id"].to_numpy(), np.array([one.code_id for one in material.codes]))]]
    return replace(material, marks=marks, scope=replace(scope, coder=ANY, sign=""))


def of_cell(db: Database, material: Material, crossing: Crossing, key: str) -> tuple[Material, str]:
    """A material with the codings of one cell only, of the code `key` in the crossing's column; and its name.

    Raises: BadInput for a code or column that is not there.
    """
    material = counting(material)
    found = laid(db, material, crossing)
    at = next((n for n, one in enumerate(found.columns) if one.key == crossing.column), None)
    code = next((n for n, one in enumerate(material.codes) if one.key == key), None)
    if at is None or code is None:
        raise BadInput(_NOT_THERE)
    marks = material.marks.iloc[np.unique(found.rows[found.at == at])]
    return replace(
        material, codes=[material.codes[code]], marks=marks[marks["code_id"] == material.codes[code].code_id],
        finished=Finished(material.finished.coders, material.finished.for_code[:, :, [code]])), found.columns[at].name
