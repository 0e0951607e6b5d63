"""A transcript with its codings in the margin, opened again by other programs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html as lxml_html

from coding import exports, transcript
from coding.book import codebook
from coding.memos import writing
from pilot import access
from pilot.errors import BadInput
from pilot.files.export import Asked
from pilot.store.files import new_guid
from tests.coding.marks.test_segments import add
from tests.conftest import ROOT
from texts.documents import turns_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def coded(small: SmallPilot, db: Database) -> str:
    """Codings that overlap and one over three turns, by two coders."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
    guid = small.interview(db)
    add(small, db, guid, "Zij belde zelf.", sign="+")
    add(small, db, guid, "belde zelf. Ze wist", code="vast_gezicht", who="evaluator2")
    add(small, db, guid, "scheelt.", "Toen ging", sign="-")
    return guid


def said(small: SmallPilot, db: Database, guid: str) -> list[str]:
    """The turns as they are stored."""
    version = access.require_document(db, small.viewers["evaluator"], guid)
    return [turn.text for turn in turns_of(db, version.version_id)]


def test_word_has_a_comment_on_the_words(small: SmallPilot, db: Database, coded: str) -> None:
    """Every word once with number, time and speaker, and each coding a comment of its coder on exactly its words."""
    made = docx.Document(io.BytesIO(transcript.as_word(db, small.viewers["evaluator"], {"document": coded})))
    lines = [paragraph.text for paragraph in made.paragraphs]
    heads = ("1  00:00:00 Coach: ", "2  00:00:02 Moeder: ", "3  00:00:09 Coach: ", "4  00:00:10 Moeder: ")
    assert lines[-4:] == [f"{head}{text}" for head, text in zip(heads, said(small, db, coded), strict=True)]
    comments = {comment.comment_id: (comment.text, comment.author) for comment in made.comments}
    assert sorted(comments.values()) == [
        ("Click +", "evaluator 1"), ("Click -", "evaluator 1"), ("One fixed face", "evaluator 2")]
    assert {(comment.initials, str(comment.timestamp)[:10]) for comment in made.comments} == {
        ("e1", coded_on(db)), ("e2", coded_on(db))}
    assert {"annotation text", "annotation reference"} <= {style.name for style in made.styles}
    marks = [(node.tag.rpartition("}")[2], node.get(qn("w:id"))) for node in made.element.body.iter()
             if node.tag.rpartition("}")[2].startswith("comment")]
    assert len(set(marks)) == len(marks) == 3 * len(comments), "each has a beginning, an end and a mark, once"
    spans: dict[int, str] = {}
    open_now: set[int] = set()
    for node in made.element.body.iter():
        name = node.tag.rpartition("}")[2]
        number = int(node.get(f"{{{node.nsmap['w']}}}id", -1)) if name.startswith("commentRange") else -1
        if name == "commentRangeStart":
            open_now.add(number)
        elif name == "commentRangeEnd":
            open_now.discard(number)
        elif name == "t":
            for each in open_now:
                spans[each] = spans.get(each, "") + (node.text or "")
    words = {comments[number]: text for number, text in spans.items()}
    assert words["Click +", "evaluator 1"] == "Zij belde zelf."
    assert words["One fixed face", "evaluator 2"] == "belde zelf. Ze wist"
    assert words["Click -", "evaluator 1"].startswith("scheelt.")
    assert words["Click -", "evaluator 1"].endswith("Toen ging")


def coded_on(db: Database) -> str:
    """The day on which the codings were made."""
    return str(db.execute("SELECT substr(max(created_at), 1, 10) FROM coding").fetchone()[0])


def test_a_comment_has_a_paragraph_for_each_of_its_lines(small: SmallPilot, db: Database, coded: str) -> None:
    """What somebody thinks of a coding stands below its code; signs of markup in it are text."""
    evaluator = small.viewers["evaluator"]
    coding = db.execute("SELECT guid FROM coding ORDER BY coding_id LIMIT 1").fetchone()[0]
    text = 'Let op <b> & "zo"\nregel twee'
    writing.save(db, evaluator, writing.Said(new_guid(), "coding", coding, "", text, False))
    made = docx.Document(io.BytesIO(transcript.as_word(db, evaluator, {"document": coded})))
    (told,) = [comment for comment in made.comments if len(comment.paragraphs) > 1]
    assert [paragraph.text for paragraph in told.paragraphs] == ["Click +", "", 'Let op <b> & "zo"', "regel twee"]


def test_a_page_needs_nothing_else(small: SmallPilot, db: Database, coded: str) -> None:
    """The html holds every word once, marks the coded ones, tells codes beside them, and asks for nothing."""
    page = transcript.as_page(db, small.viewers["evaluator"], {"document": coded}).decode()
    tree: Any = lxml_html.fromstring(page)
    heads = [each.text_content() for each in tree.xpath("//section/p/b")]
    told = [each.text_content() for each in tree.xpath("//section/p")]
    assert [text.removeprefix(head) for text, head in zip(told, heads, strict=True)] == said(small, db, coded)
    assert [each.text_content() for each in tree.xpath("//section[2]/ul/li")] == [
        "Click + evaluator 1", "One fixed face evaluator 2", "Click - evaluator 1"]
    assert tree.xpath("//section[2]//mark[1]")[0].text_content() == "Zij "
    assert not tree.xpath("//@src | //@href")
    assert "<script" not in page


def test_markup_in_a_text_is_text(small: SmallPilot, db: Database) -> None:
    """Nothing of a title or of what was said becomes part of the page."""
    from texts.documents import NewTurn

    odd = small.interview(db, title="<b>x</b>", turns=(NewTurn("</p><script>1</script> & {title}", "<i>", "family"),))
    page = transcript.as_page(db, small.viewers["evaluator"], {"document": odd}).decode()
    assert "<script" not in page
    assert "&lt;/p&gt;&lt;script&gt;1&lt;/script&gt; &amp; {title}" in page


def test_a_document_is_needed(small: SmallPilot, db: Database) -> None:
    """Without one there is one sentence."""
    with pytest.raises(BadInput, match="Choose a document"):
        transcript.as_word(db, small.viewers["evaluator"], {})


@pytest.mark.slow
def test_memos_stand_with_what_they_are_on(small: SmallPilot, db: Database, coded: str) -> None:
    """A memo on a coding stands in its comment, beside it and under its quote; private ones of others never."""
    one, two = small.viewers["evaluator"], small.viewers["evaluator2"]
    coding = add(small, db, coded, "dat scheelt.")
    for who, text, is_private in ((two, "Vraag dit na.", False), (two, "Vertrouw ik niet.", True)):
        writing.save(db, who, writing.Said(new_guid(), "coding", coding, "", text, is_private))
    word = docx.Document(io.BytesIO(transcript.as_word(db, one, {"document": coded})))
    page: Any = lxml_html.fromstring(transcript.as_page(db, one, {"document": coded}).decode())
    book = docx.Document(io.BytesIO(exports.QUOTES.formats["docx"].write(Asked(small.pilot, db, one, {}))))
    lines = [line.text for line in book.paragraphs]
    assert [comment.text.split("\n")[-1] for comment in word.comments if "Vraag" in comment.text] == ["Vraag dit na."]
    assert page.xpath("//li/p[@class='memo']/text()") == ["Vraag dit na."]
    assert "Memo: Vraag dit na." in lines
    for file in (" ".join(comment.text for comment in word.comments), page.text_content(), " ".join(lines)):
        assert "Vertrouw" not in file
