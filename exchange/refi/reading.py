"""A file of REFI-QDA as a project, read behind the fence: the XML, its texts, and what their offsets mean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.refi import archive, left, measuring, model, offsets, ours, timed
from exchange.refi.fields import guid_of, moment, refs, whole
from exchange.refi.model import Code, Coding, Note, Project, Selection, Source, Sync
from exchange.refi.xml_in import Node, tree
from pilot import fence
from pilot.called import LONGEST
from pilot.errors import BadInput, NotFound
from pilot.visible import visible_name
from pilot.words import N_
from texts.importers.faults import damaged, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

# 20,000 codings in 40 texts take 3 s and 150 MB.
LIMITS = fence.Limits(seconds=30, memory_mb=900, answer_mb=250)
_TWICE = N_("{name} uses the same number (GUID) for two different things, so it is not clear what is meant.")
_AREAS = {"picture": "PictureSelection", "pdf": "PDFSelection"}
_EXT = re.compile("[a-z0-9]{1,5}")
_TIMED = {"AudioSource": "AudioSelection", "VideoSource": "VideoSelection"}


def project_of(path: Path) -> Project:
    """The project in a .qdpx file, or the codes of a .qdc file. Raises: BadInput, also for one that asks too much."""
    if not path.is_file():
        raise NotFound(N_("There is no file {path}."), path=path)
    return model.from_plain(fence.run(
        f"{__name__}:read_behind", str(path.resolve()), path.name, limits=LIMITS, name=shown_name(path.name)))


def read_behind(path: str, name: str) -> fence.Plain:
    """In the child: what `project_of` is made of, by what the file holds: a project is a zip, a codebook is XML."""
    with Path(path).open("rb") as file:
        head = file.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        if head.startswith((b"<", b"\0<")):
            file.seek(0)
            return codes_in(file, name)
    with archive.opened(Path(path), name) as found:
        with found.zip.open(found.project) as file:
            root = tree(file, name, "Project")  # type: ignore[arg-type]
        return model.as_plain(_Reader(_head(root, name), found, name).read(root))


def codes_in(file: BinaryIO, name: str) -> fence.Plain:
    """In the child: the codes of a .qdc file."""
    book = tree(file, name, "CodeBook")
    project = Project(name=Path(name).stem, origin=book.get("origin"), convention=offsets.CODEPOINT)
    reader = _Reader(project, None, name)
    reader.codes(book.within("Codes"), "")
    reader.sets(book.within("Sets"))
    return model.as_plain(project)


def _head(root: Node, name: str) -> Project:
    return Project(
        name=root.get("name").strip() or Path(name).stem, origin=root.get("origin"),
        description=root.said("Description"), user=guid_of(root.get("creatingUserGUID")),
        at=moment(root.get("creationDateTime")), notes_on=refs(root, "NoteRef"))


class _Reader:
    """One file; what is in it goes to `project`, what cannot be carried to its `left_out`."""

    def __init__(self, project: Project, found: archive.Archive | None, name: str) -> None:
        self.project, self._archive, self._name = project, found, name
        self._seen: set[tuple[str, str]] = set()
        self._raw: dict[str, str] = {}  # guid of a source to its text as it lay there
        self._by_path: dict[str, Source] = {}

    def read(self, root: Node) -> Project:
        """The whole project."""
        project = self.project
        for one in root.within("Users"):
            project.users.append(model.User(self._guid(one, "user"), one.get("name").strip()))
        book = root.first("CodeBook")
        if book:
            self.codes(book.within("Codes"), "")
        for one in root.within("Variables"):
            project.variables.append(model.Variable(
                self._guid(one, "variable"), self._name_of(one), one.get("typeOfVariable") or "Text",
                one.said("Description")))
        for one in root.within("Sources"):
            self._source(one)
        for one in root.within("Notes"):
            self._note(one)
        for one in root.within("Cases"):
            self._case(one)
        self.sets(root.within("Sets"))
        for one in root.within("Links"):
            project.links.append((guid_of(one.get("originGUID")), guid_of(one.get("targetGUID"))))
        project.leave("graph", len(root.within("Graphs")))
        project.leave("base_path", bool(root.get("basePath").strip()))
        measuring.measure(project, self._raw)
        return project

    def _guid(self, node: Node, kind: str) -> str:
        """The node's own guid. Raises: BadInput where another thing of its kind has it too."""
        guid = guid_of(node.get("guid"))
        if not guid:
            raise damaged(self._name)
        if (kind, guid) in self._seen:
            raise BadInput(_TWICE, name=shown_name(self._name))
        self._seen.add((kind, guid))
        return guid

    def _name_of(self, node: Node) -> str:
        """What it is called, on one line, as long as any name here; a longer one is cut, and that is told."""
        name = visible_name(node.get("name"))
        self.project.leave("long_name", len(name) > LONGEST, name[:LONGEST])
        return name[:LONGEST]

    def codes(self, nodes: Iterable[Node], parent: str) -> None:
        """Codes, and those in them."""
        for one in nodes:
            if one.tag != "Code":
                continue
            guid = self._guid(one, "code")
            self.project.codes.append(Code(
                guid, one.get("name").strip(), one.said("Description"), one.get("color").strip(),
                one.get("isCodable", "true").strip() in ("true", "1"), parent, refs(one, "NoteRef")))
            self.codes(one.children, guid)

    def sets(self, nodes: Iterable[Node]) -> None:
        """Sets of codes, sources and notes."""
        for one in nodes:
            self.project.sets.append(model.Set(
                self._guid(one, "set"), self._name_of(one), one.said("Description"), refs(one, "MemberCode"),
                refs(one, "MemberSource"), refs(one, "MemberNote")))

    def _source(self, node: Node) -> None:
        if node.tag == "TextSource":
            self._text(node, node.get("plainTextPath"))
        elif node.tag == "PDFSource":
            self._with_text(node, "pdf")
        elif node.tag in _TIMED:
            self._timed(node)
        else:
            self._with_text(node, "picture")

    def _raw_text(self, node: Node) -> str | None:
        """The text of a source, a representation or a transcript, as it lies there; None where there is none."""
        inline = node.first("PlainTextContent")
        if inline is not None:
            return inline.text
        entry = self._archive.find(node.get("plainTextPath")) if self._archive else None
        return self._archive.text(entry) if entry and self._archive else None

    def _text(self, node: Node, path: str, of: Node | None = None) -> Source | None:
        """A text with what is said of it; `of`: the source that it is the text of, where that is another one."""
        of = of or node
        raw = self._raw_text(node)
        called = left.called(of) or left.called(node)
        if node.get("richTextPath"):
            self.project.leave("rich_text", of=called)
        if raw is None or not raw.strip():
            self.project.leave("source_without_text", of=called)
            self.project.leave("selection_without_text", sum(1 for _ in node.all("PlainTextSelection")), called)
            left.lost(self.project, node, called)
            return None
        source = Source(
            self._guid(of, "source"), called, offsets.stored(raw),
            of.said("Description"), guid_of(of.get("creatingUser")), moment(of.get("creationDateTime")),
            selections=[self._selection(one) for one in node.all("PlainTextSelection")],
            codings=list(self._codings(of)), notes=refs(of, "NoteRef"), values=left.values(self.project, of))
        if of is not node:
            source.codings += self._codings(node)
            source.notes += refs(node, "NoteRef")
            source.description = left.both(source.description, node.said("Description"))
            source.values = left.once(self.project, source.values + left.values(self.project, node), called)
            left.unnamed(self.project, node, called)
        self._raw[source.guid] = raw
        source.turns = self._turns(source)
        self.project.sources.append(source)
        if path:
            self._by_path[path.casefold()] = source
        return source

    def _turns(self, source: Source) -> model.Turns | None:
        """How our own texts are made of turns, where they still are the same text."""
        entry = self._archive.find(ours.turns_path(source.guid)) if self._archive else None
        if entry is None or self._archive is None:
            return None
        try:
            found = json.loads(self._archive.text(entry))
        except (ValueError, RecursionError) as error:
            raise damaged(self._name) from error
        return ours.checked(found, source.text)

    def _selection(self, node: Node) -> Selection:
        start, end = whole(node.get("startPosition")), whole(node.get("endPosition"))
        return Selection(
            guid_of(node.get("guid")), -1 if start is None else start, -1 if end is None else end,
            node.get("name").strip(), node.said("Description"), guid_of(node.get("creatingUser")),
            moment(node.get("creationDateTime")), list(self._codings(node)), refs(node, "NoteRef"))

    def _codings(self, node: Node) -> Iterator[Coding]:
        for one in node.all("Coding"):
            codes = refs(one, "CodeRef")
            if codes:
                yield Coding(guid_of(one.get("guid")), codes[0], guid_of(one.get("creatingUser")),
                             moment(one.get("creationDateTime")), refs(one, "NoteRef"))
            else:
                self.project.leave("coding")

    def _with_text(self, node: Node, kind: str) -> None:
        """A picture or a PDF file, and the text that was made of it, which becomes a document here."""
        text = node.first(model.TEXT_OF[kind])
        source = self._text(text, "", node) if text is not None else None
        self._figure(node, kind, source.guid if source else self._guid(node, "source"), is_text=source is not None)

    def _figure(self, node: Node, kind: str, guid: str, *, is_text: bool) -> None:
        """A picture or a PDF file with its rectangles; is_text: what else is said of it is said of its text."""
        path = node.get("path") or node.get("currentPath")
        entry = self._archive.find(path) if self._archive and path else None
        packed = self._archive.packed(entry) if entry and self._archive else None
        ext = path.rpartition(".")[2].casefold()
        if packed is None or not _EXT.fullmatch(ext):
            self.project.leave("picture" if kind == "picture" else "pdf_file", of=left.called(node))
            packed, ext = None, ""
        made = model.Figure(
            guid, left.called(node), kind, ext, packed=packed or {}, at=moment(node.get("creationDateTime")),
            user=guid_of(node.get("creatingUser")))
        if not is_text:
            made.description, made.values, made.notes = node.said("Description"), left.values(self.project, node), refs(
                node, "NoteRef")
            made.codings = list(self._codings(node))
        made.areas = [area for one in node.all(_AREAS[kind]) if (area := self._area(one, kind, left.called(node)))]
        self.project.figures.append(made)

    def _area(self, node: Node, kind: str, of: str) -> model.Area | None:
        box = [whole(node.get(name)) for name in ("firstX", "firstY", "secondX", "secondY")]
        page = whole(node.get("page")) if kind == "pdf" else -1
        for part in node.all("Representation"):
            self.project.leave("text_of_a_rectangle", of=of)
            left.lost(self.project, part, of, "coding_of_a_rectangle")
        if page is None or None in box:
            self.project.leave(f"{kind}_selection", of=of)
            left.lost(self.project, node, of)
            return None
        return model.Area(
            guid_of(node.get("guid")), [side for side in box if side is not None], page, node.get("name"),
            node.said("Description"), guid_of(node.get("creatingUser")), moment(node.get("creationDateTime")),
            list(self._codings(node)), refs(node, "NoteRef"))

    def _timed(self, node: Node) -> None:
        """A recording with its transcripts."""
        kind = "recording" if node.tag == "AudioSource" else "film"
        path = node.get("path") or node.get("currentPath")
        entry = self._archive.find(path) if self._archive else None
        packed = self._archive.packed(entry) if entry and self._archive else None
        guid = self._guid(node, "source")
        values = left.values(self.project, node)
        if packed:
            self.project.sounds.append(model.Sound(
                guid, node.get("name").strip(), path.rpartition(".")[2].casefold(),
                guid_of(node.get("creatingUser")), moment(node.get("creationDateTime")), values, packed))
        else:
            self.project.leave(f"{kind}_file", of=left.called(node))
        texts = [text for one in node.all("Transcript")
                 if (text := self._transcript(one, guid if packed else "", values))]
        codings, description = list(self._codings(node)), node.said("Description")
        if texts:
            texts[0].codings += codings
            texts[0].notes += refs(node, "NoteRef")
            texts[0].description = left.both(description, texts[0].description)
            texts[0].name = texts[0].name or left.called(node)
            left.unnamed(self.project, node, texts[0].name)
        else:
            self.project.leave("coding", len(codings), left.called(node))
            self.project.leave("description", bool(description), left.called(node))
            left.unnamed(self.project, node if packed else None)
            self.project.leave("value", 0 if packed else len(values), left.called(node))
        for one in node.all(_TIMED[node.tag]):
            self._piece(one, texts, kind, left.called(node))

    def _piece(self, node: Node, texts: list[Source], kind: str, of: str) -> None:
        """A piece of sound or film: the words said in it, where a transcript says when."""
        begin, end = whole(node.get("begin")), whole(node.get("end"))
        for text in texts:
            if span := timed.span_of(text.syncs, begin, end):
                selection = self._selection(node)
                selection.start, selection.end = span
                text.selections.append(selection)
                return
        self.project.leave(f"{kind}_selection", of=of)
        left.lost(self.project, node, of)

    def _transcript(self, node: Node, sound: str, values: list[model.Value]) -> Source | None:
        path = node.get("plainTextPath")
        source = self._by_path.get(path.casefold()) if path else None
        if source is None:
            source = self._text(node, path)
            if source is None:
                self.project.leave(
                    "selection_without_text", sum(1 for _ in node.all("TranscriptSelection")), left.called(node))
                return None
            source.values = values
        source.sound = source.sound or sound
        points = [(guid_of(one.get("guid")), whole(one.get("position", "")), whole(one.get("timeStamp", "")))
                  for one in node.all("SyncPoint")]
        source.syncs += [Sync(at, ms) for _guid, at, ms in points if at is not None and ms is not None]
        places = {guid: at for guid, at, _ms in points if at is not None}
        following = sorted(places.values())
        for one in node.all("TranscriptSelection"):
            begins = places.get(guid_of(one.get("fromSyncPoint")))
            ends = places.get(guid_of(one.get("toSyncPoint")))
            if begins is None:
                self.project.leave("selection_without_text", of=source.name)
                left.lost(self.project, one, source.name)
                continue
            selection = self._selection(one)
            selection.start = begins
            selection.end = ends if ends is not None else next(
                (at for at in following if at > begins), measuring.TO_THE_END)
            source.selections.append(selection)
        return source

    def _note(self, node: Node) -> None:
        raw = self._raw_text(node)
        self.project.leave("rich_text", bool(node.get("richTextPath")))
        for tag in ("PlainTextSelection", "Coding"):
            self.project.leave("coding_of_a_memo", sum(1 for _ in node.all(tag)))
        for one in node.all("PlainTextSelection"):
            self.project.leave("description", bool(one.said("Description")))
        self.project.leave("value", len(left.values(self.project, node)))
        if raw is None and not node.said("Description"):
            self.project.leave("memo_without_text")
            return
        self.project.notes.append(Note(
            self._guid(node, "note"), node.get("name").strip(), offsets.stored(raw or "").strip(),
            node.said("Description"), guid_of(node.get("creatingUser")), moment(node.get("creationDateTime")),
            moment(node.get("modifiedDateTime")), refs(node, "NoteRef")))

    def _case(self, node: Node) -> None:
        self.project.leave("code_of_a_case", sum(1 for _ in node.all("CodeRef")))
        self.project.leave("selection_of_a_case", sum(1 for _ in node.all("SelectionRef")))
        self.project.cases.append(model.Case(
            self._guid(node, "case"), node.get("name").strip(), node.said("Description"),
            left.values(self.project, node), refs(node, "SourceRef")))
