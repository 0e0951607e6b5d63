"""A pilot as a project: what its reader may read, and what of it the standard cannot carry, counted."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from coding.memos import memos
from exchange import figures
from exchange.refi import codes, facts, ours, together
from exchange.refi.linked import Linked
from exchange.refi.model import (
    Case,
    Code,
    Coding,
    Note,
    Project,
    Selection,
    Set,
    Sound,
    Source,
    Sync,
    User,
)
from pilot import access
from pilot.access import Right
from pilot.door import inner
from pilot.families import people
from pilot.files.export import version
from pilot.store.files import snapshot
from texts import arriving, documents, held, places, word_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlite_utils import Database

    from pilot.access import Viewer

    HasSound = Callable[[str, str], bool]

# As xsd:dateTime has it; other times were never written by this program.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_DONE_BY = ours.VARIABLES["done_by"].guid
# A selection is called by its first words, as other programs call it.
_NAME = 80


@inner("part of exporting, which asks the right")
def project_of(db: Database, viewer: Viewer, has_sound: HasSound) -> Project:
    """The pilot as this viewer may read it.

    Args:
        has_sound: whether the file of a recording (guid, extension) can go along, where she may hear it.
    """
    places.settle(db)
    held.settle(db)
    with snapshot(db):
        return _Gathering(db, viewer, has_sound).all()


@inner("part of exporting, which asks the right")
def codebook_of(db: Database, viewer: Viewer) -> Project:
    """The codes alone, with the sets of codes that came from elsewhere."""
    gathering = _Gathering(db, viewer, lambda _guid, _ext: False)
    gathering.project.codes = gathering.codes()
    gathering.sets()
    return gathering.project


def _moment(at: str | None) -> str:
    return at if at and _MOMENT.fullmatch(at) else ""


class _Gathering:
    """One pilot on its way out."""

    def __init__(self, db: Database, viewer: Viewer, has_sound: HasSound) -> None:
        self.db, self.viewer, self._has_sound = db, viewer, has_sound
        name = db.conn.execute("SELECT name FROM pilot").fetchone()
        self.project = Project(str(name[0]) if name else "Rode Draad", f"{ours.ORIGIN} {version()}")
        self._users: dict[int, str] = dict(db.conn.execute("SELECT user_id, guid FROM user").fetchall())
        self._named: set[str] = set()
        self._stated: dict[str, Note] = {}
        self._of_source: dict[int, str] = {}  # document_id to the guid of its source in the file
        self._things: dict[tuple[str, int], list[str]] = {}  # what a memo can be on, to its list of notes
        self._code_guids: dict[int, str] = dict(db.conn.execute("SELECT code_id, guid FROM code").fetchall())
        self._memos: dict[int, Note] = {}

    def all(self) -> Project:
        """Everything."""
        project = self.project
        project.codes = self.codes()
        variables = facts.Facts(self.db)
        self._sources(variables)
        self._cases(variables)
        self._notes()
        self.sets()
        self._named |= figures.put_into(project, self.db, self.viewer, figures.Known(
            set(self._code_guids.values()), set(self._users.values()), variables.known,
            {note.guid for note in self._memos.values()}, self._of_source))
        project.variables = variables.used(
            value for values in (
                *(one.values for one in project.cases), *(one.values for one in project.sources),
                *(one.values for one in project.sounds), *(one.values for one in project.figures)) for value in values)
        project.notes = [*self._stated.values(), *self._memos.values()]
        project.users = [User(guid, label) for guid, label in self.db.conn.execute(
            "SELECT guid, maker(guid, label) FROM user ORDER BY guid") if guid in self._named]
        coders = ", ".join(sorted(one.name for one in project.users)) or "-"
        project.description = f"For the team. {len(project.codes)} codes; coders: {coders}."
        facts.count_left(self.db, project)
        return project

    def _user(self, user_id: int | None) -> str:
        guid = self._users.get(user_id or 0, "")
        self._named.add(guid)
        return guid

    def codes(self) -> list[Code]:
        """The newest codebook, and at the end of each group what is in older versions only."""
        rows = self.db.conn.execute(
            "SELECT c.code_id, c.guid, c.key, p.guid, d.name_nl, d.name_en, d.definition_nl, d.definition_en,"
            " d.use_when_nl, d.use_when_en, d.not_when_nl, d.not_when_en, d.example, d.signals, d.color, d.color_dark,"
            " d.is_codable, d.takes_sign, d.codebook_version_id < (SELECT max(codebook_version_id) FROM"
            " codebook_version) AS retired FROM code_definition d JOIN code c USING (code_id)"
            " LEFT JOIN code p ON p.code_id = d.parent_id"
            " WHERE d.codebook_version_id = (SELECT max(codebook_version_id) FROM code_definition n"
            " WHERE n.code_id = d.code_id) ORDER BY retired, d.codebook_version_id DESC, d.position").fetchall()
        return [self._code(row) for row in rows]

    def _code(self, row: tuple[object, ...]) -> Code:
        (code_id, guid, key, parent, name, name_en, definition, definition_en, use, use_en, not_, not_en, example,
         signals, color, dark, codable, sign, retired) = row
        said = {
            "key": key, "name_en": name_en if name_en != name else "",
            "definition_en": definition_en if definition_en != definition else "", "use_when_nl": use,
            "use_when_en": use_en, "not_when_nl": not_, "not_when_en": not_en, "example": example,
            "signals": " | ".join(json.loads(str(signals))),
            "color_dark": dark if dark != codes.for_night(str(color)) else "", "sign": "yes" if sign else "",
            "retired": "yes" if retired else ""}
        code = Code(str(guid), str(name), codes.described(str(definition), {k: str(v) for k, v in said.items()}),
                    str(color), bool(codable), str(parent or ""))
        self._things["code_id", int(str(code_id))] = code.notes
        return code

    # Sources

    def _sources(self, variables: facts.Facts) -> None:
        theirs, params = access.documents_where(self.db, self.viewer)
        readable, more = access.versions_where(self.viewer)
        rows = self.db.conn.execute(
            "SELECT d.document_id, d.guid, d.title, d.recording_id, d.created_by, d.created_at, v.version_id, d.voice"
            " FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
            f" WHERE {theirs} AND {readable} ORDER BY d.told_on, d.guid", (*params, *more)).fetchall()
        total = self.db.conn.execute("SELECT count(*) FROM document").fetchone()[0]
        self.project.leave("document_out_of_reach", total - len(rows))
        sounds = self._sounds()
        recordings = self.db.conn.execute("SELECT count(*) FROM recording").fetchone()[0]
        self.project.leave("recording", recordings - len(sounds))
        codings = self._codings()
        held = access.blind.uncounted(self.db)
        for document_id, guid, title, recording_id, created_by, created_at, version_id, voice in rows:
            source = Source(guid, title, "", user=self._user(created_by), at=_moment(created_at))
            source.values = variables.of_document(document_id)
            self._named.update(*(one.value.split() for one in source.values if one.variable == _DONE_BY))
            out = self._text(source, version_id, voice)
            own = codings.get(version_id, {})
            self.project.leave("coding_held_back", document_id in held, title)
            source.codings = own.pop(None, [])
            source.selections = self._selections(version_id, out, own)
            self._of_source[document_id] = guid
            self._things["document_id", document_id] = source.notes
            sound = sounds.get(recording_id)
            if sound:
                source.sound, self._of_source[document_id] = sound.guid, sound.guid
                sound.name, sound.values = title, [*source.values, *sound.values]
                source.values = []
            self.project.sources.append(source)

    def _sounds(self) -> dict[int, Sound]:
        """Recordings that leave with it, by recording_id."""
        if not self.viewer.may(Right.HEAR_RECORDINGS):
            return {}
        found: dict[int, Sound] = {}
        reached, params = access.reach.recordings_where(self.db, "record")
        own = self.viewer.only_own(Right.HEAR_RECORDINGS)
        for recording_id, guid, ext, recorded_on, voice, by, at in self.db.conn.execute(
            "SELECT r.recording_id, r.guid, r.ext, r.recorded_on, r.voice, r.created_by, r.created_at FROM recording r"
            f" WHERE {reached} AND NOT ? ORDER BY r.recorded_on, r.guid", (*params, own)
        ):
            if not self._has_sound(guid, ext):
                continue
            has_text = self.db.conn.execute("SELECT 1 FROM document WHERE recording_id = ?", (recording_id,)).fetchone()
            values = [ours.value("recorded_on", recorded_on)] + ([] if has_text else [ours.value("voice", voice)])
            found[recording_id] = Sound(guid, guid[:8], ext, self._user(by), _moment(at), values)
        self.project.sounds = list(found.values())
        return found

    def _text(self, source: Source, version_id: int, voice: str) -> ours.Laid:
        turns = [replace(turn, person_id=None) for turn in documents.turns_of(self.db, version_id)]
        timings = word_times.of(self.db, version_id)
        out = ours.laid(turns)
        source.text = out.text
        told = any(turn.came_as for turn in turns)
        if timings or told or turns != arriving.lines_as_turns(out.text, voice):
            source.turns = ours.turns_file(out, turns, timings)
        source.syncs = [Sync(start + further, turn.start_ms) for turn, (start, further)
                        in zip(turns, out.starts, strict=True) if turn.start_ms is not None]
        source.syncs += [Sync(out.shifted(one.start), one.start_ms) for one in timings]
        return out

    def _codings(self) -> dict[int, dict[int | None, list[Coding]]]:
        """Living codings by version_id and passage_id; None for those on the whole document. What coders came to
        together are codings of a coder of its own."""
        found: dict[int, dict[int | None, list[Coding]]] = {}
        counted, held = access.blind.counted_where(self.db)
        for version_id, passage_id, coding_id, guid, code_id, coder_id, at, sign, weight in self.db.conn.execute(
            "SELECT p.version_id, p.passage_id, c.coding_id, c.guid, c.code_id, c.coder_id, c.created_at, c.sign,"
            " c.weight FROM coding c JOIN coding_place p USING (coding_id) JOIN document d"
            " ON d.document_id = c.document_id AND d.read_version_id = p.version_id WHERE c.retracted_at IS NULL"
            f" AND {places.STANDS} AND {counted} ORDER BY c.created_at, c.guid", held
        ):
            coding = Coding(guid, self._code_guids[code_id], self._user(coder_id), _moment(at))
            coding.notes += self._state("direction", sign) + self._state("weight", str(weight) if weight != 1 else "")
            self._things["coding_id", coding_id] = coding.notes
            found.setdefault(version_id, {}).setdefault(passage_id, []).append(coding)
        self._stated |= together.notes(self.db, self._things, self._user)
        return found

    def _state(self, what: str, value: str | None) -> list[str]:
        if not value:
            return []
        note = self._stated.setdefault(f"{what} {value}", ours.stated(what, value))
        return [note.guid]

    @cached_property
    def _readable(self) -> str:
        """Numbers of the memos that leave, as JSON: that somebody has one for herself leaves as little."""
        return json.dumps([one.memo_id for one in memos.memos(self.db, self.viewer)])

    def _selections(self, version_id: int, out: ours.Laid, codings: dict[int | None, list[Coding]]) -> list[Selection]:
        found = []
        for passage_id, guid, start, end, quote, noted in self.db.conn.execute(
            "SELECT passage_id, guid, start_char, end_char, quote, (SELECT json_group_array(DISTINCT h.of_id)"
            " FROM passage_place h JOIN memo_on m ON m.passage_id = h.of_id WHERE h.passage_id = passage.passage_id"
            " AND h.version_id = passage.version_id AND m.memo_id IN (SELECT value FROM json_each(?))) FROM passage"
            " WHERE version_id = ? ORDER BY start_char, end_char", (self._readable, version_id)
        ):
            notes_of = json.loads(noted)  # passages, of this version or another, whose words these are
            if passage_id not in codings and not notes_of:
                continue
            # An end lies behind the last of the words: after a turn it is not yet in the next one.
            selection = Selection(guid, out.shifted(start), out.shifted(end - 1) + 1, _called(quote),
                                  codings=codings.get(passage_id, []))
            self._things |= {("passage_id", one): selection.notes for one in {passage_id, *notes_of}}
            found.append(selection)
        return found

    # Families, memos and sets

    def _cases(self, variables: facts.Facts) -> None:
        where, params = access.families_where(self.viewer)
        sources: dict[int, list[str]] = {}
        for family_id, document_id in self.db.conn.execute(
                "SELECT family_id, document_id FROM document ORDER BY told_on, guid"):
            if document_id in self._of_source:
                sources.setdefault(family_id, []).append(self._of_source[document_id])
        alone = {one.guid for one in self.project.sounds} - set(self._of_source.values())
        for family_id, guid in self.db.conn.execute("SELECT family_id, guid FROM recording ORDER BY guid"):
            if guid in alone:
                sources.setdefault(family_id, []).append(guid)
        for family_id, guid, name in self.db.conn.execute(
            f"SELECT f.family_id, f.guid, f.pseudonym FROM family f WHERE {where} AND f.guid <> ? ORDER BY f.pseudonym",
            (*params, people.NO_FAMILY)
        ):
            self.project.cases.append(
                Case(guid, name, values=variables.of_family(family_id), sources=sources.get(family_id, [])))
            self._things["family_id", family_id] = self._about(guid)

    def _about(self, guid: str) -> list[str]:
        """The schema has no notes on cases: a link says it, from the note to the case."""
        return Linked(self.project.links, guid)

    def _notes(self) -> None:
        found = memos.memos(self.db, self.viewer)
        self.project.leave("memo", memos.there(self.db, self.viewer) - len(found))
        self.project.leave("private_memo", memos.private_left_out(self.db, self.viewer))
        for one in found:
            self._memos[one.memo_id] = Note(
                one.guid, one.title, one.body.strip(), ours.memo_description(one.is_private, one.journal_on),
                self._author(one.author), _moment(one.created_at), _moment(one.changed_at))
            self._things["other_id", one.memo_id] = self._memos[one.memo_id].notes
        for one in found:
            reached = [self._things[thing] for thing in one.on if thing in self._things]
            if one.on and not reached:
                # On something that does not leave, or on words of an older version.
                reached = self._document_of(one.on)
                if not reached:
                    self.project.leave("memo")
                    del self._memos[one.memo_id]
                    continue
            for notes in reached:
                notes.append(one.guid)
            if not one.on:
                self.project.notes_on.append(one.guid)
        self._forget({one.guid for one in found} - {note.guid for note in self._memos.values()})

    def _author(self, guid: str) -> str:
        self._named.add(guid)
        return guid

    def _document_of(self, on: Iterable[tuple[str, int]]) -> list[list[str]]:
        for column, found in on:
            if column in ("passage_id", "coding_id"):
                sql = ("SELECT document_id FROM passage JOIN document_version USING (version_id) WHERE passage_id = ?"
                       if column == "passage_id" else
                       "SELECT document_id FROM coding WHERE coding_id = ? AND retracted_at IS NULL")
                row = self.db.conn.execute(sql, (found,)).fetchone()
                if row and ("document_id", row[0]) in self._things:
                    return [self._things["document_id", row[0]]]
        return []

    def _forget(self, gone: set[str]) -> None:
        """Memos that do not leave are named nowhere."""
        for note in self._memos.values():
            note.notes[:] = [guid for guid in note.notes if guid not in gone]

    def sets(self) -> None:
        """Sets that came from elsewhere, with the members that leave."""
        for set_id, guid, name, description in self.db.conn.execute(
                "SELECT set_id, guid, name, description FROM refi_set ORDER BY set_id"):
            one = Set(guid, name, description)
            for code_id, document_id, memo_id in self.db.conn.execute(
                    "SELECT code_id, document_id, memo_id FROM refi_member WHERE set_id = ? ORDER BY rowid", (set_id,)):
                if code_id:
                    one.codes.append(self._code_guids[code_id])
                elif document_id in self._of_source:
                    one.sources.append(self._of_source[document_id])
                elif memo_id in self._memos:
                    one.notes.append(self._memos[memo_id].guid)
            self.project.sets.append(one)


def _called(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _NAME else f"{words[:_NAME].rstrip()}…"
