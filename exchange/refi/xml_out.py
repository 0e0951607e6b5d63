"""A project written down: the XML of the schema, in its order, and the archive around it."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape

from exchange.refi import ours
from exchange.refi.codes import nested
from exchange.refi.model import TEXT_OF
from pilot.store import large_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from exchange.refi.model import (
        Area,
        Code,
        Coding,
        Figure,
        Note,
        Project,
        Selection,
        Set,
        Sound,
        Source,
        Sync,
        Value,
    )

PROJECT = 'xmlns="urn:QDA-XML:project:1.0"'
CODEBOOK = 'xmlns="urn:QDA-XML:codebook:1.0"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
# What XML 1.0 has no way to write; texts go out as files beside it, so this is about titles and memos.
_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_TAGS = {"Text": "TextValue", "Boolean": "BooleanValue", "Integer": "IntegerValue", "Float": "FloatValue",
         "Date": "DateValue", "DateTime": "DateTimeValue"}
# A zip has no zone for its times; one that says nothing makes the same project the same file.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def _attributes(**given: object) -> str:
    """Attributes in this order; those that are None or '' are left out."""
    return "".join(
        f' {name}="{escape(_NEVER.sub(chr(0xFFFD), str(value)), _QUOTED)}"' for name, value in given.items()
        if value not in (None, ""))


def _text(tag: str, text: str) -> str:
    return f"<{tag}>{escape(_NEVER.sub(chr(0xFFFD), text), {chr(13): '&#13;'})}</{tag}>" if text else ""


def _refs(tag: str, guids: Iterable[str]) -> str:
    return "".join(f'<{tag} targetGUID="{guid}"/>' for guid in guids)


def _group(tag: str, parts: Iterable[str]) -> str:
    """An element around others; none when it would be empty, which the schema does not allow."""
    inner = "".join(parts)
    return f"<{tag}>\n{inner}</{tag}>\n" if inner else ""


def _comment(told: str) -> str:
    """What a file says of itself, before all else: not content, so that what comes back is what left."""
    said = _NEVER.sub(chr(0xFFFD), told)
    while "--" in said:
        said = said.replace("--", "- -")
    return f"<!--\n{said}\n-->\n"


def codebook(project: Project, told: str) -> str:
    """The codes of a project as a .qdc file; `told`: lines about the file."""
    sets = _group("Sets", (_set(one, "guid", codes_only=True) for one in project.sets if one.codes))
    inner = _group("Codes", _codes(project.codes, with_notes=False)) + sets
    return f"{_HEAD}\n{_comment(told)}<CodeBook {CODEBOOK}{_attributes(origin=project.origin)}>\n{inner}</CodeBook>\n"


def _codes(codes: Iterable[Code], *, with_notes: bool) -> Iterator[str]:
    children = nested(codes)

    def written(code: Code) -> str:
        head = _attributes(
            guid=code.guid, name=code.name, isCodable="true" if code.codable else "false", color=code.color)
        inner = _text("Description", code.description) + (_refs("NoteRef", code.notes) if with_notes else "")
        return f"<Code{head}>{inner}{''.join(map(written, children.get(code.guid, ())))}</Code>\n"

    yield from map(written, children.get("", ()))


def _set(one: Set, attribute: str, *, codes_only: bool = False) -> str:
    members = "".join(f'<MemberCode {attribute}="{guid}"/>' for guid in one.codes)
    if not codes_only:
        members += _refs("MemberSource", one.sources) + _refs("MemberNote", one.notes)
    head = _attributes(guid=one.guid, name=one.name or " ")
    return f"<Set{head}>{_text('Description', one.description)}{members}</Set>\n"


class _Written:
    """The project.qde of one project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kinds = {one.guid: one.kind for one in project.variables}

    def whole(self, modified_at: str, told: str) -> str:
        """All of it; `modified_at` is when it was written, UTC ISO; `told`: lines about the file."""
        project = self._project
        head = _attributes(name=project.name, origin=project.origin, modifiedDateTime=modified_at)
        return "".join((
            f"{_HEAD}\n{_comment(told)}<Project {PROJECT}{head}>\n",
            _group("Users", (f"<User{_attributes(guid=one.guid, name=one.name)}/>\n" for one in project.users)),
            _group("CodeBook", [_group("Codes", _codes(project.codes, with_notes=True))] if project.codes else []),
            _group("Variables", (
                f"<Variable{_attributes(guid=one.guid, name=one.name or ' ', typeOfVariable=one.kind)}>"
                f"{_text('Description', one.description)}</Variable>\n" for one in project.variables)),
            _group("Cases", (
                f"<Case{_attributes(guid=one.guid, name=one.name)}>{_text('Description', one.description)}"
                f"{self._values(one.values)}{_refs('SourceRef', one.sources)}</Case>\n" for one in project.cases)),
            _group("Sources", self._sources()),
            _group("Notes", map(_note, project.notes)),
            _group("Links", (_link(*one) for one in project.links)),
            _group("Sets", (_set(one, "targetGUID") for one in project.sets)),
            _text("Description", project.description), _refs("NoteRef", project.notes_on), "</Project>\n"))

    def _values(self, values: Iterable[Value]) -> str:
        return "".join(
            f'<VariableValue><VariableRef targetGUID="{one.variable}"/>'
            f"{_text(_TAGS[self._kinds[one.variable]], one.value)}</VariableValue>" for one in values)

    def _sources(self) -> Iterator[str]:
        by_sound = {source.sound: source for source in self._project.sources if source.sound}
        figures = {one.guid for one in self._project.figures}
        texts = {source.guid: source for source in self._project.sources if source.guid in figures}
        for source in self._project.sources:
            if not source.sound and source.guid not in figures:
                head = _attributes(
                    guid=source.guid, name=source.name, plainTextPath=f"internal://{source.guid}.txt",
                    creatingUser=source.user, creationDateTime=source.at)
                selections = "".join(map(_selection, source.selections))
                codings = "".join(map(_coding, source.codings))
                yield (f"<TextSource{head}>{selections}{codings}{_refs('NoteRef', source.notes)}"
                       f"{self._values(source.values)}</TextSource>\n")
        for sound in self._project.sounds:
            text = by_sound.get(sound.guid)
            head = _attributes(
                guid=sound.guid, name=sound.name, path=f"internal://{sound.guid}.{sound.ext}", creatingUser=sound.user,
                creationDateTime=sound.at)
            inside = _transcript(text) + "".join(map(_coding, text.codings)) if text else ""
            yield (f"<AudioSource{head}>{inside}{self._values(sound.values)}"
                   "</AudioSource>\n")
        for figure in self._project.figures:
            yield self._figure(figure, texts.get(figure.guid))

    def _figure(self, one: Figure, text: Source | None) -> str:
        """A picture or a PDF file, with the text that was made of it, which has all but the rectangles."""
        tag, area = {"picture": ("PictureSource", "PictureSelection"), "pdf": ("PDFSource", "PDFSelection")}[one.kind]
        said = text or one
        head = _attributes(
            guid=one.guid, name=said.name, path=f"internal://{one.guid}.{one.ext}" if one.ext else "",
            creatingUser=said.user, creationDateTime=said.at)
        parts = ["".join(_area(each, area) for each in one.areas), _text_of(one, text) if text else ""]
        if one.kind == "picture":
            parts.reverse()  # as the schema orders them
        return (f"<{tag}{head}>{_text('Description', said.description)}{''.join(parts)}"
                f"{''.join(map(_coding, said.codings))}{_refs('NoteRef', said.notes)}{self._values(said.values)}"
                f"</{tag}>\n")


def _selection(one: Selection) -> str:
    head = _attributes(guid=one.guid, name=one.name, startPosition=one.start, endPosition=one.end)
    return (f"<PlainTextSelection{head}>{''.join(map(_coding, one.codings))}{_refs('NoteRef', one.notes)}"
            "</PlainTextSelection>\n")


def _area(one: Area, tag: str) -> str:
    page = {"page": one.page} if tag == "PDFSelection" else {}
    sides = dict(zip(("firstX", "firstY", "secondX", "secondY"), one.box, strict=True))
    head = _attributes(guid=one.guid, name=one.name, **page, **sides, creatingUser=one.user, creationDateTime=one.at)
    return (f"<{tag}{head}>{_text('Description', one.description)}{''.join(map(_coding, one.codings))}"
            f"{_refs('NoteRef', one.notes)}</{tag}>\n")


def _text_of(figure: Figure, text: Source) -> str:
    tag = TEXT_OF[figure.kind]
    head = _attributes(guid=ours.number(f"text {text.guid}"), name=text.name, plainTextPath=f"internal://{text.guid}.txt")
    return f"<{tag}{head}>{''.join(map(_selection, text.selections))}</{tag}>\n"


def _coding(one: Coding) -> str:
    # Nothing in these needs escaping, and there are thousands.
    user = f' creatingUser="{one.user}"' if one.user else ""
    at = f' creationDateTime="{one.at}"' if one.at else ""
    return (f'<Coding guid="{one.guid}"{user}{at}><CodeRef targetGUID="{one.code}"/>{_refs("NoteRef", one.notes)}'
            "</Coding>")


def _transcript(source: Source) -> str:
    """A text with its recording: selections are from one place in it to another, each with a time."""
    points = dict.fromkeys(place for one in source.selections for place in (one.start, one.end))
    known = {one.at: one.ms for one in source.syncs}
    time = _times(source.syncs)
    places = sorted({*points, *known})
    numbers = {at: ours.number(f"place {source.guid} {at}") for at in places}
    syncs = "".join(f'<SyncPoint guid="{numbers[at]}" timeStamp="{time(at)}" position="{at}"/>' for at in places)
    selections = "".join(
        f"<TranscriptSelection{_attributes(guid=one.guid, name=one.name)}"
        f' fromSyncPoint="{numbers[one.start]}" toSyncPoint="{numbers[one.end]}">'
        f"{''.join(map(_coding, one.codings))}{_refs('NoteRef', one.notes)}</TranscriptSelection>\n"
        for one in source.selections)
    head = _attributes(
        guid=source.guid, name=source.name, plainTextPath=f"internal://{source.guid}.txt", creatingUser=source.user,
        creationDateTime=source.at)
    return f"<Transcript{head}>{syncs}{selections}{_refs('NoteRef', source.notes)}</Transcript>\n"


def _times(syncs: list[Sync]) -> Callable[[int], int]:
    """When words at a place were said: as it is known, else in proportion between the nearest places that are."""
    known = sorted({one.at: one.ms for one in syncs}.items()) or [(0, 0)]
    at = 0

    def time(place: int) -> int:
        nonlocal at
        at = at if known[at][0] <= place else 0
        while at + 1 < len(known) and known[at + 1][0] <= place:
            at += 1
        (before, ms), (after, later) = known[at], known[min(at + 1, len(known) - 1)]
        return ms if after == before else ms + round((later - ms) * max(0, place - before) / (after - before))

    return time


def _note(one: Note) -> str:
    head = _attributes(
        guid=one.guid, name=one.title, creatingUser=one.user, creationDateTime=one.at, modifiedDateTime=one.changed_at)
    text = _text("PlainTextContent", one.text) or "<PlainTextContent></PlainTextContent>"
    return f"<Note{head}>{_text('Description', one.description)}{text}{_refs('NoteRef', one.notes)}</Note>\n"


def _link(note: str, to: str) -> str:
    return (f'<Link guid="{ours.number(f"link {note} {to}")}" name="memo" direction="OneWay" originGUID="{note}"'
            f' targetGUID="{to}"/>\n')


def write_project(
    project: Project, file: BinaryIO, written: tuple[str, str], sound: Callable[[str], BinaryIO],
    report: Callable[[int, int], None] | None = None,
) -> None:
    """Write a .qdpx.

    Args:
        written: when, UTC ISO; and lines about the file.
        sound: opens a recording, or the file of a figure, by its guid.
        report: told how many texts and recordings are written, of how many.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        _put(archive, "project.qde", _Written(project).whole(*written))
        files: list[Sound | Figure] = [*project.sounds, *(one for one in project.figures if one.ext)]
        total = len(project.sources) + len(files)
        for n, source in enumerate(project.sources):
            if report:
                report(n, total)
            _put(archive, f"sources/{source.guid}.txt", source.text)
            if source.turns:
                _put(archive, f"sources/{source.guid}.turns.json",
                     json.dumps(source.turns, ensure_ascii=False, separators=(",", ":")))
        for n, one in enumerate(files, start=len(project.sources)):
            if report:
                report(n, total)
            entry = zipfile.ZipInfo(f"sources/{one.guid}.{one.ext}", _NO_TIME)
            with sound(one.guid) as held, archive.open(entry, "w", force_zip64=True) as part:
                while piece := held.read(large_files.CHUNK_BYTES):
                    part.write(piece)


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.encode("utf-8", "replace"))
