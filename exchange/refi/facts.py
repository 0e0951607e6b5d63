"""Facts of documents and families as variables of REFI-QDA, and what of a pilot the standard has no place for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.marks.progress import IS_BEFORE, IS_LAST
from exchange.refi import ours
from exchange.refi.model import Project, Value, Variable
from pilot.access import blind
from pilot.vocabulary import domains
from stories.outcomes import scores
from texts import places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

_DOCUMENTS = (
    "SELECT d.document_id, d.voice, d.told_on, d.event_from, d.event_until, v.kind, d.kind, s.course, s.template,"
    " (SELECT group_concat(domain, '; ') FROM (SELECT domain FROM story_domain x WHERE x.story_id = s.story_id"
    "  ORDER BY domain)) FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
    " LEFT JOIN story s USING (story_id)")
_OF_DOCUMENT = ("voice", "told_on", "event_from", "event_until", "text_kind", "document_kind", "course", "template",
                "domains")
_DONE = (
    "SELECT s.document_id, u.guid FROM coding_status s JOIN user u USING (user_id) WHERE s.state = 'done'"
    f" AND {IS_LAST} AND NOT ({IS_BEFORE}) AND {{counted}} ORDER BY u.guid")
_FAMILIES = (
    "SELECT f.family_id, s.name, r.name, a.name, (SELECT group_concat(one, char(10)) FROM (SELECT starts_on || '/'"
    " || coalesce(ends_on, '') || CASE end_reason WHEN '' THEN '' ELSE ' ' || end_reason END AS one"
    " FROM support_period p WHERE p.family_id = f.family_id ORDER BY starts_on)) FROM family f"
    " LEFT JOIN site s USING (site_id) LEFT JOIN referrer r USING (referrer_id) LEFT JOIN arm a USING (arm_id)")
_OF_FAMILY = ("site", "referrer", "arm", "support")
_OBSERVED = (
    "SELECT s.family_id, s.domain, w.label, s.voice, s.value, max(s.observed_on) FROM score s"
    f" JOIN wave w USING (wave_id) WHERE {scores.IS_LAST} AND s.state = 'scored' GROUP BY s.family_id, s.domain,"
    " w.wave_id, s.voice HAVING count(DISTINCT s.value) = 1 ORDER BY s.domain, w.place, w.starts_on, s.voice")
# Table to what it is called in the report; each is a row that no element of the standard is for.
_LEFT = {"consent": "consent", "person": "person", "expense": "expense", "milestone": "milestone"}


class Facts:
    """The values of all documents and families, by id."""

    def __init__(self, db: Database) -> None:
        self._variables = {one.guid: one for one in ours.VARIABLES.values()}
        self._documents: dict[int, dict[str, str]] = {}
        self._families: dict[int, dict[str, str]] = {}
        self._read(db, _DOCUMENTS, _OF_DOCUMENT, self._documents)
        self._read(db, _FAMILIES, _OF_FAMILY, self._families)
        done = ours.VARIABLES["done_by"].guid
        counted, held = blind.counted_where(db, "s")
        for document_id, guid in db.conn.execute(_DONE.format(counted=counted), held):
            values = self._documents[document_id]
            values[done] = f"{values[done]} {guid}" if done in values else guid
        self._observed(db)
        self._kept(db)

    def _read(self, db: Database, sql: str, keys: tuple[str, ...], found: dict[int, dict[str, str]]) -> None:
        numbers = [ours.VARIABLES[key].guid for key in keys]
        for row_id, *values in db.conn.execute(sql):
            found[row_id] = {number: str(value) for number, value in zip(numbers, values, strict=True) if value}

    def _observed(self, db: Database) -> None:
        for family_id, key, wave, voice, value, observed_on in db.conn.execute(_OBSERVED):
            name = domains.name(key, "nl")
            variable = Variable(
                ours.number(f"measure {key} {wave} {voice}"), f"{name}, {wave}, {voice}", "Float", "rubric 0-10")
            self._variables.setdefault(variable.guid, variable)
            self._families[family_id][variable.guid] = f"{value:g}"
            when = Variable(ours.number(f"measured {key} {wave} {voice}"), f"{name}, {wave}, {voice}: date", "Date")
            self._variables.setdefault(when.guid, when)
            self._families[family_id][when.guid] = observed_on

    def _kept(self, db: Database) -> None:
        numbers: dict[int, str] = {}
        for variable_id, guid, name, kind, description in db.conn.execute(
                "SELECT variable_id, guid, name, kind, description FROM refi_variable ORDER BY variable_id"):
            numbers[variable_id] = guid
            self._variables[guid] = Variable(guid, name, kind, description)
        for variable_id, family_id, document_id, value in db.conn.execute(
                "SELECT variable_id, family_id, document_id, value FROM refi_value ORDER BY rowid"):
            holder = self._families[family_id] if family_id else self._documents.setdefault(document_id, {})
            holder[numbers[variable_id]] = value

    @property
    def known(self) -> set[str]:
        """The guids of all variables."""
        return set(self._variables)

    def of_document(self, document_id: int) -> list[Value]:
        """The values of a document."""
        return _sorted(self._documents.get(document_id, {}))

    def of_family(self, family_id: int) -> list[Value]:
        """The values of a family."""
        return _sorted(self._families.get(family_id, {}))

    def used(self, values: Iterable[Value]) -> list[Variable]:
        """The variables that have a value, and all that were kept, by guid."""
        named = {one.variable for one in values}
        own = {one.guid for one in ours.VARIABLES.values()}
        return [one for guid, one in sorted(self._variables.items()) if guid in named or guid not in own]


def _sorted(values: dict[str, str]) -> list[Value]:
    return [Value(variable, value) for variable, value in sorted(values.items())]


def count_left(db: Database, project: Project) -> None:
    """Count what stays behind."""
    for table, kind in _LEFT.items():
        project.leave(kind, db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    project.leave("earlier_version_of_a_text", db.conn.execute(
        "SELECT count(*) FROM document_version v WHERE NOT EXISTS (SELECT 1 FROM document d"
        " WHERE d.read_version_id = v.version_id)").fetchone()[0])
    done, of_done = blind.counted_where(db, "s")
    project.leave("done_under_an_earlier_codebook", db.conn.execute(
        f"SELECT count(*) FROM coding_status s WHERE {IS_LAST} AND {IS_BEFORE} AND {done}", of_done).fetchone()[0])
    project.leave("earlier_version_of_the_codebook", max(
        0, db.conn.execute("SELECT count(*) FROM codebook_version").fetchone()[0] - 1))
    counted, held = blind.counted_where(db)
    project.leave("coding_without_place", db.conn.execute(
        "SELECT count(*) FROM coding c JOIN document d USING (document_id) WHERE c.retracted_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM coding_place p WHERE p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
        f"  AND {places.STANDS}) AND {counted}", held).fetchone()[0])
