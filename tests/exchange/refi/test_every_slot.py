"""Every place of the standard where something can be said, each with its own word: it leaves again, or is counted."""

from __future__ import annotations

import zipfile
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from exchange.refi.arriving import import_project
from exchange.report import NAMES
from pilot.store.files import new_guid
from tests.exchange.refi.projects import (
    CODE,
    CODER,
    HEAD,
    check_valid,
    content,
    exported,
    packed,
    project,
    qde,
    schema,
    sources,
)

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = new_guid()
BOX = 'firstX="1" firstY="2" secondX="3" secondY="4"'


class Saying:
    """Writes elements; `said`: each word to where it stands, `codings` and `notes`: each guid likewise."""

    def __init__(self) -> None:
        self._n = count(1)
        self.said: dict[str, str] = {}
        self.codings: dict[str, str] = {}
        self.notes: dict[str, str] = {}

    def word(self, where: str) -> str:
        word = f"woord{next(self._n):03d}x"
        self.said[word] = where
        return word

    def described(self, where: str) -> str:
        return f"<Description>{self.word(f'{where}: description')}</Description>"

    def noted(self, where: str) -> str:
        guid = new_guid()
        self.notes[guid] = where
        return f'<NoteRef targetGUID="{guid}"/>'

    def coded(self, where: str) -> str:
        guid = new_guid()
        self.codings[guid] = where
        return (f'<Coding guid="{guid}" creatingUser="{CODER}" creationDateTime="2020-01-02T03:04:05Z"><CodeRef'
                f' targetGUID="{CODE}"/>{self.noted(f"{where}: coding")}</Coding>')

    def valued(self, where: str) -> str:
        return (f'<VariableValue><VariableRef targetGUID="{VARIABLE}"/><TextValue>{self.word(f"{where}: value")}'
                "</TextValue></VariableValue>")

    def selected(self, tag: str, where: str, place: str, inner: str = "") -> str:
        where = f"{where}: selection"
        return (f'<{tag} guid="{new_guid()}" name="{self.word(f"{where}: name")}" {place}>{self.described(where)}'
                f"{inner}{self.coded(where)}{self.noted(where)}</{tag}>")

    def source(self, tag: str, where: str, *inner: str, path: str = "") -> str:
        """An element with a description, what lies in it, a coding, a note and a value."""
        at = f' path="{path}"' if path else ""
        return (f'<{tag} guid="{new_guid()}" name="{self.word(f"{where}: name")}"{at}>{self.described(where)}'
                f"{''.join(inner)}{self.coded(where)}{self.noted(where)}{self.valued(where)}</{tag}>")

    def text(self, tag: str, where: str, words: str = "Warm huis hier") -> str:
        return self.source(tag, where, f"<PlainTextContent>{words}</PlainTextContent>", self.selected(
            "PlainTextSelection", where, 'startPosition="0" endPosition="4"'))

    def figure(self, kind: str, where: str, text: str = "") -> str:
        if kind == "Picture":
            return self.source("PictureSource", where, text, self.selected("PictureSelection", where, BOX))
        within = self.text("Representation", f"{where}: selection: text")
        return self.source("PDFSource", where, self.selected("PDFSelection", where, f'page="1" {BOX}', within), text)

    def timed(self, kind: str, where: str, path: str = "", *, with_text: bool) -> str:
        begins, ends = new_guid(), new_guid()
        inner = f"{where}: transcript"
        text = (f'<Transcript guid="{new_guid()}" name="{self.word(f"{inner}: name")}">{self.described(inner)}'
                f'<PlainTextContent>Warm huis hier</PlainTextContent><SyncPoint guid="{begins}" timeStamp="0"'
                f' position="0"/><SyncPoint guid="{ends}" timeStamp="1000" position="4"/>'
                + self.selected("TranscriptSelection", inner, f'fromSyncPoint="{begins}" toSyncPoint="{ends}"')
                + f"{self.noted(inner)}</Transcript>") if with_text else ""
        piece = self.selected(f"{kind}Selection", where, 'begin="0" end="1000"')
        return self.source(f"{kind}Source", where, text, piece, path=path)

    def memos(self) -> str:
        return "".join(f'<Note guid="{guid}" name="n"><PlainTextContent>{self.word(f"{where}: note")}'
                       "</PlainTextContent></Note>" for guid, where in self.notes.items())


@pytest.mark.slow
def test_what_is_said_anywhere_leaves_again_or_is_counted(tmp_path: Path, jfk: Path) -> None:
    """Descriptions, notes, values, codings and names of texts, pictures, PDF files, sound and film with and without a
    text: what comes in stands in the export, and what does not is told by kind."""
    say, ogg = Saying(), "internal://a.ogg"
    inner = sources(
        say.text("TextSource", "text"), say.figure("Picture", "picture"),
        say.figure("Picture", "picture with text", say.text("TextDescription", "its text")),
        say.figure("PDF", "pdf with text", say.text("Representation", "its text")),
        say.timed("Audio", "sound with text", ogg, with_text=True),
        say.timed("Audio", "sound", ogg.replace("a.", "b."), with_text=False),
        say.timed("Video", "film with text", with_text=True), say.timed("Video", "film", with_text=False),
        say.text("TextSource", "empty", " "))
    note = say.text("Note", "note")
    qde_ = project(
        f'<Variables><Variable guid="{VARIABLE}" name="v" typeOfVariable="Text">{say.described("variable")}</Variable>'
        f'</Variables><Cases><Case guid="{new_guid()}" name="{say.word("case")}">{say.described("case")}'
        f'{say.valued("case")}</Case></Cases>{inner}<Notes>{note}{say.memos()}</Notes>'
        f'<Sets><Set guid="{new_guid()}" name="{say.word("set")}">{say.described("set")}</Set></Sets>'
        + say.described("project"), head=HEAD)
    schema("Project").assertValid(etree.fromstring(qde_.encode()))
    sound = jfk.read_bytes()
    came = import_project(packed(tmp_path / "p.qdpx", qde_, [
        ("sources/a.ogg", sound), ("sources/b.ogg", sound + b"\0")]), tmp_path / "n.db", free_of_names=True)
    assert set(came.discarded) <= set(NAMES)
    exported(tmp_path / "n.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        left = "".join(archive.read(one).decode() for one in archive.namelist() if one.endswith(("qde", "txt")))

    def gone(ending: str, where: dict[str, str] = say.said) -> int:
        return sum(place.endswith(ending) and one not in left for one, place in where.items())

    told = Counter(came.discarded)
    assert gone("note") == 0
    assert gone("", say.notes) == 0
    assert gone("description") == told["description"]
    assert gone("value") == told["value"] + told["further_value"]
    assert gone("", say.codings) == sum(told[kind] for kind in (
        "coding", "coding_of_a_rectangle", "coding_of_a_memo"))
    named = [place for word, place in say.said.items() if word not in left and place.endswith("name")]
    # Of what is left out whole, which its kind counts, the name goes with it.
    whole = [place for place in named if place.startswith(("film: ", "empty: ", "note: ", "sound: selection"))
             or "selection: text" in place]
    assert len(named) - len(whole) == told["second_name"] + told["name_of_a_selection"]
    root = qde(tmp_path / "a.qdpx")
    assert {one.get("targetGUID") for one in root.iter("{*}NoteRef")} >= set(say.notes)
    assert ({one.get("targetGUID") for one in root.find("{*}Sources").iter("{*}NoteRef")} >= {
        guid for guid, where in say.notes.items() if where in ("sound with text", "film with text", "its text")})
    import_project(tmp_path / "a.qdpx", tmp_path / "m.db", free_of_names=True)
    exported(tmp_path / "m.db", tmp_path / "b.qdpx")
    assert content(tmp_path / "a.qdpx") == content(tmp_path / "b.qdpx")
