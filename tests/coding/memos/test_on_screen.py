"""Memos as they are written and read on screen: on every kind of thing, by whom, linked, found, and within consent."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest

from coding.book import codebook
from coding.marks import actions, codings
from coding.memos import exports, reading, writing
from coding.memos.reading import Asked
from coding.memos.writing import Said
from pilot import access
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound, RodeDraadError
from pilot.families import consent
from pilot.files.export import Asked as ExportAsked
from pilot.paging import Wanted
from pilot.store.files import new_guid
from tests.conftest import ROOT
from texts.documents import revise, turns_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.memos.reading import Read
    from pilot.access import Viewer
    from tests.builder import SmallPilot

WORDS = "Zij belde zelf."


@dataclass
class Written:
    """An interview with one coding, and what is needed to write memos on it."""

    small: SmallPilot
    db: Database
    document: str
    coding: str

    def by(self, name: str = "evaluator") -> Viewer:
        """Who writes."""
        return self.small.viewers[name]

    def memo(
        self, kind: str, about: str = "", body: str = "Een gedachte.", who: str = "evaluator", **more: Any
    ) -> Read:
        """A new memo, stored."""
        said = Said(new_guid(), kind, about, more.pop("title", ""), body, more.pop("private", False), **more)
        return writing.save(self.db, self.by(who), said)

    def span(self, words: str) -> dict[str, Any]:
        """Where words stand in the text that is read now."""
        version = access.require_document(self.db, self.by(), self.document)
        (text,) = self.db.conn.execute(
            "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
        start = text.index(words)
        return {"start": start, "end": start + len(words), "version": version.version_guid}

    def revise(self, old: str, new: str) -> None:
        """Correct the text."""
        now = access.require_document(self.db, self.by(), self.document)
        revise(self.db, self.small.operator(self.db), self.document, [
            replace(turn, text=turn.text.replace(old, new)) for turn in turns_of(self.db, now.version_id)],
            kind="deidentified", engine="test")


@pytest.fixture
def written(small: SmallPilot, db: Database) -> Written:
    """An interview in a pilot with the project's own codebook, and a coding in it."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
    made = Written(small, db, small.interview(db), new_guid())
    actions.apply_ops(db, made.by(), made.document, [
        {"op": new_guid(), "kind": "add", "coding": made.coding, "code": "klik", **made.span(WORDS)}])
    return made


def test_on_every_kind_of_thing(written: Written) -> None:
    """Written, then read where it is on, with what that is called, its words and where it is shown."""
    day, family = "2022-03-04", written.small.families["Berk"]
    where = {"project": "", "journal": day, "code": "klik", "family": family, "document": written.document,
             "coding": written.coding}
    for kind, guid in where.items():
        memo = written.memo(kind, guid, f"Over {kind}", title=kind.title())
        thing, found = reading.on(written.db, written.by(), kind, guid)
        assert [one.guid for one in found] == [memo.guid], kind
        assert (thing.kind, found[0].on[0].kind, found[0].on[0].guid) == (kind, kind, guid)
        assert (found[0].title, found[0].author, found[0].is_mine) == (kind.title(), "evaluator 1", True)
    (coding,) = reading.on(written.db, written.by(), "coding", written.coding)[1]
    assert coding.on[0].words == WORDS
    assert coding.on[0].href.startswith(f"/desk?document={written.document}&at=")
    assert reading.on(written.db, written.by(), "family", family)[1][0].on[0].called == "Berk"
    assert reading.on(written.db, written.by(), "journal", day)[1][0].day == day
    about = {one.title: exports.about_of(one) for one in reading.listed(written.db, written.by())}
    assert (about["Project"], about["Family"]) == ("the project", "a family: Berk")
    assert not reading.on(written.db, written.by(), "project", "")[0].called  # its kind says all, in headings too
    assert {one.guid for one in reading.listed(written.db, written.by())} == {
        row[0] for row in written.db.conn.execute("SELECT guid FROM memo")}


def test_on_words_it_goes_along_into_a_changed_text(written: Written) -> None:
    """Carried as codings are; where that is not certain it waits on no words, and a person says where it is."""
    memo = written.memo("passage", written.document, span=written.span("dat scheelt"))
    (thing,) = memo.on
    assert thing.words == "dat scheelt"
    again = written.memo("passage", written.document, span=written.span("dat scheelt"))
    assert again.on[0].guid == thing.guid
    written.revise("Hoe ging", "Goedemiddag. Hoe ging")
    found = codings.codings(written.db, written.by(), written.document)
    at = written.span("dat scheelt")
    assert found["noted"] == [{"id": thing.guid, "start": at["start"], "end": at["end"]}]
    assert [one.guid for one in reading.on(written.db, written.by(), "passage", written.document, at)[1]] == [
        memo.guid, again.guid]
    assert reading.one(written.db, written.by(), memo.guid).on[0].href.endswith(f"&at={at['start']}")
    written.revise("dat scheelt", "wat een heel ander verhaal is")
    assert codings.codings(written.db, written.by(), written.document)["noted"] == []
    waits = reading.one(written.db, written.by("evaluator"), memo.guid).on[0]
    assert (waits.words, "at=" in waits.href) == ("", False)
    assert {one.guid for one in reading.waiting(written.db, written.by(), written.document)} == {memo.guid, again.guid}
    placed = writing.place(written.db, written.by(), memo.guid, written.document, written.span("een heel ander"))
    assert placed.on[0].words == "een heel ander"
    assert reading.waiting(written.db, written.by(), written.document) == []
    written.revise("Goedemiddag. ", "")
    assert reading.one(written.db, written.by(), memo.guid).on[0].words == "een heel ander"
    with pytest.raises(NotFound):
        writing.place(written.db, written.by(), written.memo("project").guid, written.document,
                      written.span("een heel ander"))


def test_only_its_author_changes_it(written: Written) -> None:
    """Everybody who codes reads a shared one; the same words again write nothing, and another window is heard."""
    memo = written.memo("document", written.document)
    said = Said(memo.guid, "document", written.document, "Titel", "Andere woorden", False, memo.created_at)
    with pytest.raises(NotAllowed):
        writing.save(written.db, written.by("evaluator2"), said)
    with pytest.raises(NotAllowed):
        writing.remove(written.db, written.by("evaluator2"), memo.guid)
    changed = writing.save(written.db, written.by(), said)
    assert (changed.title, changed.body, changed.changed_at is None) == ("Titel", "Andere woorden", False)
    events = written.db.conn.execute("SELECT count(*) FROM event").fetchone()
    assert writing.save(written.db, written.by(), said) == changed
    assert written.db.conn.execute("SELECT count(*) FROM event").fetchone() == events
    with pytest.raises(Conflict, match="another window"):
        writing.save(written.db, written.by(), replace(said, body="Van een ander venster"))
    assert reading.one(written.db, written.by("evaluator2"), memo.guid).body == "Andere woorden"


def test_a_private_one_is_nobody_elses(written: Written) -> None:
    """Not in her lists, on no thing, behind no link, and not found by its guid; shared, it is everybody's."""
    theirs = written.memo("code", "klik", who="evaluator2", body="Van de ander")
    memo = written.memo("code", "klik", "Geheim", private=True)
    writing.link(written.db, written.by(), memo.guid, theirs.guid)
    other = written.by("evaluator2")
    assert [one.guid for one in reading.on(written.db, other, "code", "klik")[1]] == [theirs.guid]
    assert reading.one(written.db, other, theirs.guid).links == ()
    assert reading.listed(written.db, other, Wanted("geheim")).total == 0
    with pytest.raises(NotFound):
        reading.one(written.db, other, memo.guid)
    with pytest.raises(NotFound):
        writing.link(written.db, other, theirs.guid, memo.guid)
    writing.save(written.db, written.by(), Said(memo.guid, "", "", "", "Geheim", False, memo.created_at))
    assert [one.guid for one in reading.one(written.db, other, theirs.guid).links] == [memo.guid]


def test_links_are_seen_from_both_sides(written: Written) -> None:
    """Linked once however often, by either, and taken away again."""
    one, two = written.memo("project", title="Een"), written.memo("code", "klik", title="Twee", who="evaluator2")
    for name, guids in (("evaluator", (one.guid, two.guid)), ("evaluator2", (one.guid, two.guid))):
        assert [link.called for link in writing.link(written.db, written.by(name), *guids).links] == ["Twee"]
    assert [link.called for link in reading.one(written.db, written.by(), two.guid).links] == ["Een"]
    assert written.db.conn.execute("SELECT count(*) FROM memo_on WHERE other_id IS NOT NULL").fetchone() == (1,)
    assert writing.link(written.db, written.by(), two.guid, one.guid, linked=False).links == ()
    with pytest.raises(BadInput):
        writing.link(written.db, written.by(), one.guid, one.guid)
    third = written.memo("project", who="evaluator2")
    with pytest.raises(NotAllowed):
        writing.link(written.db, written.by(), two.guid, third.guid)


def test_taken_away_and_back(written: Written) -> None:
    """Gone from every list until its author saves it again, with its links."""
    one, two = written.memo("project"), written.memo("project", title="Twee")
    writing.link(written.db, written.by(), one.guid, two.guid)
    writing.remove(written.db, written.by(), one.guid)
    writing.remove(written.db, written.by(), one.guid)
    assert [memo.guid for memo in reading.listed(written.db, written.by())] == [two.guid]
    assert reading.one(written.db, written.by(), two.guid).links == ()
    back = writing.save(written.db, written.by(), Said(one.guid, "project", "", one.title, one.body, False,
                                                       one.created_at))
    assert [link.guid for link in back.links] == [two.guid]
    verbs = [row[0] for row in written.db.conn.execute(
        "SELECT verb FROM event WHERE subject = 'memo' ORDER BY event_id")]
    assert verbs == ["wrote", "wrote", "changed", "removed", "changed"]


def test_consent_puts_memos_out_of_reach(written: Written) -> None:
    """On the family, a document, words of it or a coding in it; one on the code stays, without the links to them."""
    stays = written.memo("code", "klik", title="Blijft")
    goes = [written.memo("document", written.document), written.memo("coding", written.coding),
            written.memo("passage", written.document, span=written.span("dat scheelt")),
            written.memo("family", written.small.families["Berk"])]
    for one in goes:
        writing.link(written.db, written.by(), stays.guid, one.guid)
    assert len(reading.one(written.db, written.by(), stays.guid).links) == 4
    consent.withdraw(written.db, written.small.operator(written.db), written.small.persons["Berk moeder"], "analyse",
                     "2020-02-01")
    assert [one.guid for one in reading.listed(written.db, written.by())] == [stays.guid]
    assert reading.one(written.db, written.by(), stays.guid).links == ()
    with pytest.raises(NotFound):
        reading.one(written.db, written.by(), goes[0].guid)
    for kind, guid in (("document", written.document), ("coding", written.coding),
                       ("family", written.small.families["Berk"])):
        with pytest.raises(RodeDraadError):
            reading.on(written.db, written.by(), kind, guid)
        with pytest.raises(RodeDraadError):
            written.memo(kind, guid)
    table = exports.memo_table(written.db, written.by(), Wanted(), {})
    assert table.frame["Title"].tolist() == ["Blijft"]


def test_a_raw_text_hides_memos_from_who_may_not_read_it(written: Written) -> None:
    """Names may stand in what is written about a raw text: only who prepares reads it, words of it least of all."""
    raw = written.small.interview(written.db, title="Ruw", kind="raw")
    written.small.prepares(written.db)
    memo = written.memo("document", raw, "Over Miranda")
    assert [one.guid for one in reading.listed(written.db, written.by(), Wanted("miranda"))] == [memo.guid]
    assert reading.listed(written.db, written.by("evaluator2"), Wanted("miranda")).total == 0


def test_found_and_filtered(written: Written) -> None:
    """By words whatever their accents, by what they are on, by family, by whose they are; in an order."""
    one = written.memo("document", written.document, "Een idee over vertrouwen", title="B")
    two = written.memo("journal", "2022-03-04", "Gelezen en gedacht", title="A")
    three = written.memo("code", "klik", "Te ruim", who="evaluator2")
    four = written.memo("project", private=True, title="C")

    def found(words: str = "", order: str = "", **asked: Any) -> list[str]:
        return [memo.guid for memo in reading.listed(
            written.db, written.by(), Wanted(words, order), Asked(**asked))]

    assert found("IDEE vertrouwen") == [one.guid]
    assert found(kinds=["journal", "code"]) == [three.guid, two.guid]
    assert found(kinds=["project"]) == [four.guid]
    assert found(families=["Berk"]) == [one.guid]
    assert found(families=["Es"]) == []
    assert found(whose=["mine"], order="title") == [two.guid, one.guid, four.guid]
    assert found(whose=["private"]) == [four.guid]
    assert found(whose=["mine", "shared"]) == [two.guid, one.guid]
    assert found(order="old")[0] == one.guid
    assert found(order="day")[0] == two.guid


def test_they_leave_in_one_file(written: Written) -> None:
    """As a table and to read, with what each is on, its words and its links; nothing in it is run by a spreadsheet."""
    one = written.memo("coding", written.coding, "=1+1\n\nTweede alinea", title="Over de klik")
    writing.link(written.db, written.by(), one.guid, written.memo("project", title="Het plan").guid)
    asked = ExportAsked(written.small.pilot, written.db, written.by(), {"kind": "coding", "search": "alinea"})
    sheet = openpyxl.load_workbook(io.BytesIO(exports.MEMOS.formats["xlsx"].write(asked))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "About" in row)
    row = dict(zip(head, rows[rows.index(head) + 1], strict=True))
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None} == {"s"}
    assert (row["Title"], row["About"], row["Words"], row["Linked to"]) == (
        "Over de klik", "a coding: Click", WORDS, "Het plan")
    assert row["Memo"] == "=1+1\n\nTweede alinea"
    assert "'=1+1" in exports.MEMOS.formats["csv"].write(asked).decode()
    book = docx.Document(io.BytesIO(exports.MEMOS.formats["docx"].write(asked)))
    lines = [paragraph.text for paragraph in book.paragraphs]
    assert lines[-5:-1] == ["Over de klik", WORDS, "=1+1", "Tweede alinea"]
    assert "linked to: Het plan" in lines[-1]
    with pytest.raises(NotFound):
        exports.MEMOS.formats["docx"].write(replace(asked, query={"search": "bestaat niet"}))


@pytest.mark.parametrize(("more", "fault"), [
    ({"body": "  \n"}, BadInput), ({"body": "x" * 100_001}, BadInput), ({"kind": "wolk"}, BadInput),
    ({"kind": "journal", "about": "gisteren"}, BadInput), ({"guid": "1"}, BadInput),
    ({"kind": "document", "about": "x"}, NotFound), ({"kind": "coding", "about": "x"}, NotFound),
    ({"kind": "passage", "about": "x"}, NotFound), ({"kind": "family", "about": "x"}, NotFound),
    ({"kind": "code", "about": "x"}, NotFound)])
def test_a_bad_one_is_refused(written: Written, more: dict[str, Any], fault: type[Exception]) -> None:
    """In a sentence, and nothing is stored."""
    with pytest.raises(fault):
        writing.save(written.db, written.by(), replace(Said(new_guid(), "project", "", "", "tekst", False), **more))
    assert written.db.conn.execute("SELECT count(*) FROM memo").fetchone() == (0,)


@pytest.mark.parametrize("span", [{"start": 0}, {"start": -1, "end": 3}, {"start": 0, "end": 99_999},
                                  {"start": 0, "end": 3, "version": "x"}, {}])
def test_words_that_are_not_there_are_refused(written: Written, span: dict[str, Any]) -> None:
    """A memo on a passage names words of a version that its writer reads."""
    before = written.db.conn.execute("SELECT count(*) FROM passage").fetchone()
    with pytest.raises(RodeDraadError):
        written.memo("passage", written.document, span=span)
    assert written.db.conn.execute("SELECT count(*) FROM passage").fetchone() == before
