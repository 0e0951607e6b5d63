"""Writing a project into an empty pilot: coders, codes, families, recordings, texts, codings, memos, and the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.consensus import arriving as together
from coding.marks import agreed
from coding.marks import arriving as marks
from exchange import figures, kept
from exchange.refi import codes, ours
from exchange.refi.noting import Noting, day
from pilot.access import Viewer
from pilot.accounts import accounts
from pilot.called import LONGEST, called, short
from pilot.clock import now
from pilot.families import people, same_name
from pilot.makers import CONSENSUS_GUID
from pilot.store import large_files
from pilot.store.files import new_guid
from pilot.visible import visible_name
from pilot.vocabulary import voices
from texts import arriving, places
from texts.documents import layout
from texts.timings import CUE, Timing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from exchange.refi.model import Area, Case, Coding, Figure, Project, Selection, Sound, Source, Value
    from texts.intake.media_kind import Media

_UNKNOWN = ours.number("coder unknown")
# What a coder is called here: a label, no name. Initials and "coder 2" are labels.
_LABEL = re.compile(r"[A-Z]{1,3}|\w+[ -]?\d{1,3}")
_KINDS = ("raw", "corrected", "deidentified")
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)?(?: (.*))?")
_NAMES_OF_VARIABLES = {variable.guid: key for key, variable in ours.VARIABLES.items()}


class Putting:
    """One project on its way into the pilot; call `all` inside `write(db)`."""

    def __init__(
        self, db: Database, viewer: Viewer, project: Project, sounds: dict[str, tuple[Path, Media]],
        figure_files: dict[str, Path], *, free_of_names: bool,
    ) -> None:
        self.db, self.viewer, self.project, self._sounds, self._figures = (
            db, viewer, project, sounds, figure_files)
        self._kind = "deidentified" if free_of_names else "raw"
        self._at = project.at or now()
        self._is_ours = project.origin.startswith(ours.ORIGIN)
        self._users: dict[str, int] = {}
        self._codes: dict[str, tuple[int, int]] = {}  # guid to code_id and codebook_version_id
        self._families: dict[str, int] = {}  # guid of a source or sound to family_id
        self._recordings: dict[str, int] = {}
        self._documents: dict[str, int] = {}  # guid of a source or of its sound
        self._variables: dict[str, int] = {}
        self._kinds = {one.guid: one.kind for one in project.variables}
        self._notes = Noting(db, project)
        self._guids: set[str] = set()
        self._codings = 0

    def all(self) -> dict[str, int]:
        """Everything; returns how many documents, codes, codings, memos and cases there are now."""
        for step in (self._put_users, self._put_codes, self._put_variables, self._put_families, self._put_recordings,
                     self._put_documents, self._put_figures):
            step()
        self._notes.all(self._user, self._at)
        self._put_sets()
        return {"documents": len({*self._documents.values()}), "codes": len(self._codes), "codings": self._codings,
                "memos": len(self._notes.memos), "cases": len(self.project.cases),
                **self.project.kept}

    # Coders and codes

    def _put_users(self) -> None:
        for n, user in enumerate(self.project.users, start=1):
            if user.guid == CONSENSUS_GUID:
                self._users[user.guid] = agreed.coder(self.db)
                continue
            label = visible_name(user.name)[:LONGEST]
            if not (self._is_ours or _LABEL.fullmatch(label)):
                self.project.leave("name_of_a_coder", bool(label))
                label = ""
            self._users[user.guid] = accounts.enrol_former(self.db, user.guid, self._label(label or f"coder {n}"))

    def _label(self, wanted: str) -> str:
        """A label nobody has yet."""
        taken = {row[0] for row in self.db.conn.execute("SELECT label FROM user")}
        return next(one for one in (wanted, *(f"{wanted} ({n})" for n in range(2, 10_000))) if one not in taken)

    def _user(self, guid: str) -> int:
        """user_id of a coder; one that is nowhere named is unknown."""
        if guid not in self._users:
            self._users[guid] = accounts.enrol_former(self.db, guid or _UNKNOWN, self._label("coder ?"))
        return self._users[guid]

    def _put_codes(self) -> None:
        if not self.project.codes:
            return
        book = codes.book(self.project.codes, self.project.name, self.project.origin or "REFI-QDA")
        guids = {key: guid for guid, key in book.keys.items()}
        for one in filter(None, (book.before, book.newest)):
            version_id = codes.put(
                self.db, one, guids, visible_name(self.project.name) or "REFI-QDA", self.viewer.user_id)
            for row in codebook.codes(self.db, version_id, "nl"):
                self._codes[guids[row.key]] = (row.code_id, version_id)
        for code in self.project.codes:
            self._notes.put(code.notes, code.guid, "code_id", self._codes[code.guid][0])

    # Families, recordings and texts

    def _put_variables(self) -> None:
        for one in self.project.variables:
            if one.guid not in _NAMES_OF_VARIABLES:
                self._variables[one.guid] = kept.add_variable(self.db, one.guid, one.name, one.kind, one.description)

    def _put_families(self) -> None:
        taken: set[str] = set()
        for n, case in enumerate(self.project.cases, start=1):
            wanted = visible_name(case.name)[:LONGEST] or f"{n}"
            name = next(one for one in (wanted, *(f"{wanted} ({n})" for n in range(2, 10_000)))
                        if one.casefold() not in taken)
            taken.add(name.casefold())
            self._put_family(case, name)

    def _put_family(self, case: Case, name: str) -> None:
        told, others = self._told(case.values)
        ids = [same_name.named(self.db, table, same_name.key_of(told[table]) or told[table], called(told[table]))
               if table in told else None for table in ("site", "referrer", "arm")]
        family_id = people.new_family(self.db, case.guid, name, *ids)
        periods = [match.groups() for one in told.get("support", "").split("\n") if (match := _PERIOD.fullmatch(one))]
        for starts_on, ends_on, reason in periods:
            people.new_support(self.db, family_id, starts_on, ends_on, short(reason or ""))
        self._keep(others, family_id=family_id)
        for guid in case.sources:
            if self._families.setdefault(guid, family_id) != family_id:
                self.project.leave("further_case_of_a_source")
        self._notes.describe(case.description, case.guid, "family_id", family_id)
        self._notes.put([], case.guid, "family_id", family_id)

    def _told(self, values: list[Value]) -> tuple[dict[str, str], list[Value]]:
        """What values of our own variables say, by key, and the others."""
        found = {_NAMES_OF_VARIABLES[one.variable]: one.value for one in values if one.variable in _NAMES_OF_VARIABLES}
        return found, [one for one in values if one.variable not in _NAMES_OF_VARIABLES]

    def _keep(self, values: list[Value], *, family_id: int | None = None, document_id: int | None = None) -> None:
        for one in values:
            key = _NAMES_OF_VARIABLES.get(one.variable)
            if key and one.variable not in self._variables:
                ours_ = ours.VARIABLES[key]
                self._variables[one.variable] = kept.add_variable(
                    self.db, ours_.guid, ours_.name, ours_.kind, ours_.description)
            if one.variable not in self._variables:
                self.project.leave("value_without_variable")
            elif not kept.fits(self._kinds.get(one.variable, "Text"), one.value):
                self.project.leave("value_of_another_kind")
            else:
                kept.add_value(self.db, self._variables[one.variable], one.value, family_id=family_id,
                               document_id=document_id)

    def _family(self, *guids: str) -> int:
        found = next((self._families[guid] for guid in guids if guid in self._families), None)
        return people.no_family(self.db) if found is None else found

    def _put_recordings(self) -> None:
        for sound in self.project.sounds:
            if sound.guid in self._sounds:
                self._recordings[sound.guid] = self._put_recording(sound)

    def _put_recording(self, sound: Sound) -> int:
        path, media = self._sounds[sound.guid]
        told, others = self._told(sound.values)
        with large_files.opened(path) as file:
            size, sha256 = large_files.size(file), large_files.sha256(file)
        transcripts = [source.guid for source in self.project.sources if source.sound == sound.guid]
        self.project.leave("value", 0 if transcripts else len(others), sound.name)
        return arriving.add_recording(
            self.db, sound.guid, self._family(sound.guid, *transcripts), media, voice=_voice(told), size=size,
            sha256=sha256, recorded_on=day(told.get("recorded_on")) or self._day_of(sound.at),
            created_by=self._users.get(sound.user), created_at=sound.at or self._at)

    def _day_of(self, at: str) -> str:
        return (at or self._at)[:10]

    def _put_documents(self) -> None:
        for n, source in enumerate(self.project.sources, start=1):
            self._put_document(source, n)

    def _put_document(self, source: Source, n: int) -> None:
        told, others = self._told(source.values)
        voice = _voice(told)
        if source.turns:
            turns, timings, back = ours.taken_back(source.turns, source.text)
            for one in source.selections:
                one.start, one.end = back.offset(one.start), back.offset(one.end)
        else:
            turns, timings = arriving.lines_as_turns(source.text, voice), []
        text, spans = layout(turns)
        if source.syncs and not source.turns:
            timings = _timings(source, spans)
        begins, until = day(told.get("event_from")), day(told.get("event_until"))
        new = arriving.Arriving(
            source.guid, self._family(source.guid, source.sound), voice, visible_name(source.name)[:300] or f"{n}",
            day(told.get("told_on")) or self._day_of(source.at), begins,
            until if begins and until and until >= begins else None, self._users.get(source.user),
            source.at or self._at, self._recordings.pop(source.sound, None))
        kind = told.get("text_kind", "")
        document_id, version_id = arriving.add_document(
            self.db, self.viewer, new, turns, timings, kind=kind if kind in _KINDS else self._kind,
            engine=f"import REFI-QDA ({self.project.origin})" if self.project.origin else "import REFI-QDA")
        self._documents[source.guid] = document_id
        if source.sound:
            self._documents.setdefault(source.sound, document_id)
            self._notes.put([], source.sound, "document_id", document_id)
        stays = [value for value in source.values if _NAMES_OF_VARIABLES.get(value.variable) in (
            "document_kind", "course", "template", "domains") and (value.value != "interview")]
        self._keep([*others, *stays], document_id=document_id)
        self._notes.put(source.notes, source.guid, "document_id", document_id)
        self._notes.describe(source.description, source.guid, "document_id", document_id)
        living = [one for one in source.codings if one.code in self._codes]
        self.project.leave("coding_without_code", len(source.codings) - len(living))
        for coding in living:
            self._put_coding(coding, "", source.at, (document_id, version_id), None, text)
        for selection in source.selections:
            self._put_selection(selection, document_id, version_id, text)
        self._put_done(source, document_id, told.get("done_by", ""))
        if CONSENSUS_GUID in self._users:
            together.put(self.db, self.viewer, source.guid, {
                coding_id: together.Reason(note.text, self._user(note.user), note.at or self._at)
                for coding_id, note in self._notes.reasons.items()})

    def _put_done(self, source: Source, document_id: int, told: str) -> None:
        """Who is done with a text: whom ours name; another program knows no such thing, and who coded there was."""
        coders = told.split() if self._is_ours else sorted({
            coding.user or selection.user for selection in source.selections for coding in selection.codings
            if coding.code in self._codes} | {coding.user for coding in source.codings if coding.code in self._codes}
            - {CONSENSUS_GUID})
        for guid in coders if self._codes else ():
            marks.done(self.db, document_id, self._user(guid), max(book for _code, book in self._codes.values()),
                       source.at or self._at)

    def _put_figures(self) -> None:
        for one in self.project.figures:
            held = None
            if one.guid in self._figures:
                with large_files.opened(self._figures[one.guid]) as file:
                    held = figures.Held(large_files.size(file), large_files.sha256(file))
            holders: list[Figure | Area] = [one, *one.areas]
            for part in holders:
                living = [coding for coding in part.codings if coding.code in self._codes]
                self.project.leave("coding_without_code", len(part.codings) - len(living), one.name)
                part.codings = living
                for coding in living:
                    coding.user = coding.user or part.user
                    coding.at = coding.at or part.at or one.at
            for guid in {one.user, *(area.user for area in one.areas),
                         *(coding.user for part in holders for coding in part.codings)} - {""}:
                self._user(guid)
            document_id = self._documents.get(one.guid)
            sets = [each.guid for each in self.project.sets if one.guid in each.sources and document_id is None]
            figures.keep(self.db, one, figures.Of(
                self._family(one.guid), document_id, self._users.get(one.user)), held, sets)

    # Passages and codings

    def _put_selection(self, selection: Selection, document_id: int, version_id: int, text: str) -> None:
        span = (selection.start, selection.end)
        living = [one for one in selection.codings if one.code in self._codes]
        self.project.leave("coding_without_code", len(selection.codings) - len(living))
        if not span[0] < span[1] <= len(text):
            self.project.leave("selection_outside_text")
            self.project.leave("coding", len(living))
            return
        if not (living or selection.notes or selection.description):
            self.project.leave("selection_without_code")
            return
        passage_id = places.passage(self.db, version_id, span, text, self._free(selection.guid))
        self._notes.put(selection.notes, selection.guid, "passage_id", passage_id)
        self._notes.describe(
            selection.description, selection.guid, "passage_id", passage_id, selection.user, selection.at)
        words = " ".join(text[slice(*span)].split())
        self.project.leave("name_of_a_selection", bool(
            selection.name and not words.startswith(" ".join(selection.name.split()).rstrip("…. "))))
        for coding in living:
            self._put_coding(coding, selection.user, selection.at, (document_id, version_id), span, text)

    def _put_coding(
        self, coding: Coding, user: str, at: str, of: tuple[int, int], span: tuple[int, int] | None, text: str
    ) -> None:
        """A coding by its own user at its own time, else by those given; `span` None for the whole source."""
        stated, others = self._notes.stated(coding.notes)
        sign, coder = stated.get("direction"), coding.user or user
        coding_id = marks.add(
            self.db, self._free(coding.guid), *of, span, text=text, code=self._codes[coding.code],
            coder_id=self._user(coder), at=coding.at or at or self._at, sign=sign,
            weight=int(stated.get("weight", 1)), layer=agreed.OURS if coder == CONSENSUS_GUID else agreed.CODERS)
        self._codings += 1
        self._notes.put(others, coding.guid, "coding_id", coding_id)

    def _free(self, guid: str) -> str:
        """The guid itself, or a new one where there is none or another row has it."""
        free = guid if guid and guid not in self._guids else new_guid()
        self._guids.add(free)
        return free

    # Sets

    def _put_sets(self) -> None:
        figures_ = {one.guid for one in self.project.figures}
        for one in self.project.sets:
            found = (
                [self._codes[guid][0] for guid in one.codes if guid in self._codes],
                list(dict.fromkeys(self._documents[guid] for guid in one.sources if guid in self._documents)),
                [self._notes.memos[guid] for guid in one.notes if guid in self._notes.memos])
            kept.add_set(self.db, one.guid, one.name, one.description, *found)
            self.project.leave("member_of_a_set", sum(
                guid not in known for guids, known in (
                    (one.codes, self._codes), (one.sources, {*self._documents, *figures_}),
                    (one.notes, self._notes.memos)) for guid in guids))


def _voice(told: dict[str, str]) -> str:
    return told["voice"] if told.get("voice") in voices.VOICES else voices.OTHER


def _timings(source: Source, spans: list[tuple[int, int]]) -> list[Timing]:
    """The times of another program's transcript: from each of its places to the next, or to the end of the line."""
    found: list[Timing] = []
    places_ = {one.at: one.ms for one in source.syncs}
    order = sorted(places_)
    ends = [start for start, _end in spans[1:]] + [len(source.text) + 1]
    line = 0
    for at, following in zip(order, [*order[1:], None], strict=True):
        while line < len(ends) - 1 and ends[line] <= at:
            line += 1
        end = min(ends[line] - 1, len(source.text), following if following is not None else len(source.text))
        until = places_[following] if following is not None and places_[following] >= places_[at] else None
        if at < end:
            found.append(Timing(at, end, places_[at], until, CUE))
    return found
