"""A code on a whole document: it has no words, counts once wherever codings count, and is in every version."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import pytest

from coding import exports, transcript
from coding.marks import actions, codings, listing, segments, work_lists
from coding.marks.progress import coded, progress
from pilot.files.export import Asked
from tests.coding.marks.test_twins import WORDS, Desk
from themes import frames, quote_files, quotes
from themes.figures import quote_cards
from themes.scope import Scope
from themes.tally import tally

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def desk(small: SmallPilot, db: Database) -> Desk:
    """An interview in a pilot with the project's own codebook."""
    return Desk(small, db)


def whole(desk: Desk, who: str = "", **more: Any) -> dict[str, Any]:
    """What is answered to a code on the whole document."""
    viewer = desk.small.viewers[who] if who else desk.viewer
    answer = actions.apply_ops(desk.db, viewer, desk.guid, [
        {"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": "klik", "whole": True, **more}])
    return dict(answer["results"][0])


def test_it_is_one_coding_without_words(desk: Desk) -> None:
    """Asked twice it is the same one; it is signed, changed, removed and brought back as any other."""
    one = whole(desk, sign="+")["coding"]
    assert whole(desk)["coding"] == one
    (shown,) = codings.codings(desk.db, desk.viewer, desk.guid)["codings"]
    assert shown == {"id": one, "code": "klik", "start": None, "end": None, "weight": 1, "sign": "+", "coder": None,
                     "whole": True}
    desk.do("change", one, sign="-", weight=2)
    desk.do("remove", one)
    assert codings.codings(desk.db, desk.viewer, desk.guid)["codings"] == []
    assert whole(desk, coding=one)["coding"] == one
    assert desk.db.execute("SELECT sign, count(*) FROM coding").fetchall() == [("-", 1)]
    assert desk.db.execute("SELECT count(*) FROM passage").fetchone()[0] == 0


@pytest.mark.parametrize(("more", "sentence"), [
    ({"start": 0, "end": 4}, "not on both"), ({"whole": "yes"}, "not on both"), ({"whole": 1}, "not on both"),
    ({"whole": False}, "not in the text"), ({"code": "mechanismen"}, "group of codes")])
def test_a_bad_one_is_refused(desk: Desk, more: dict[str, Any], sentence: str) -> None:
    """In one sentence, and nothing is stored."""
    answer = whole(desk, **more)
    assert sentence in answer["sentence"]
    assert desk.db.execute("SELECT count(*) FROM coding").fetchone()[0] == 0


def test_it_gets_no_bounds_and_no_place(desk: Desk) -> None:
    """Nor does a coding of words become one of the whole by its number."""
    one, two = whole(desk)["coding"], desk.add(WORDS)
    span: dict[str, Any] = {"start": 0, "end": 4}
    for kind, more in (("change", span), ("place", span), ("place", {"gone": True})):
        answer = actions.apply_ops(desk.db, desk.viewer, desk.guid, [
            {"op": str(uuid.uuid4()), "kind": kind, "coding": one, **more}])
        assert "whole document" in answer["results"][0]["sentence"]
    assert "number already" in whole(desk, coding=two)["sentence"]


def test_it_is_in_every_version(desk: Desk) -> None:
    """A new text, an older one, and one coded in an older window: never undecided, whatever was rewritten."""
    one = whole(desk)["coding"]
    old = desk.revise("Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd", "Heel iets anders")
    two = desk.do("add", str(uuid.uuid4()), old, code="vast_gezicht", whole=True)
    assert desk.do("add", str(uuid.uuid4()), old, code="klik", whole=True) == one
    for number in (1, 2):
        found = codings.codings(desk.db, desk.viewer, desk.guid, number=number)
        assert [each["id"] for each in found["codings"]] == [one, two]
        assert found["undecided"] == []
    desk.do("change", two, old, sign="+")
    desk.do("remove", one, old)
    assert [(each["id"], each["sign"]) for each in codings.codings(desk.db, desk.viewer, desk.guid)["codings"]] == [
        (two, "+")]


def test_it_counts_once(desk: Desk) -> None:
    """Two coders on the whole and one passage are two places of a code, in themes and quotes; lists count it too."""
    one = whole(desk, sign="+")["coding"]
    whole(desk, "evaluator2", sign="+")
    codings.set_status(desk.db, desk.small.viewers["evaluator2"], desk.guid, "done")
    start = desk.text(desk.version).index("Hoe ging")
    assert start == 0
    desk.add("Hoe ging", sign="-")
    for voice, passages in (("", 2), ("coach", 2), ("family", 1)):
        material = frames.load(desk.db, desk.viewer, replace(Scope(), voice=voice), "klik")
        assert material is not None
        assert tally(material).passages.tolist() == [[passages]], voice
    found = quotes.quotes(desk.db, desk.viewer, Scope(), "klik")
    assert found is not None
    assert [(each.text, each.is_whole, each.coders, each.sign) for each in found.quotes] == [
        ("Hoe ging", False, ("evaluator 1",), "-"), ("", True, ("evaluator 1", "evaluator 2"), "+")]
    cards = str(quote_cards.quote_list(found, False))
    assert cards.count("On the whole document") == 1
    assert f'href="desk?document={desk.guid}"' in cards
    assert progress(desk.db, desk.viewer, [desk.guid])[desk.guid][1:] == (2, 2)
    assert coded(desk.db, desk.viewer, desk.guid) == (3, 2)
    assert one


def test_a_document_with_nothing_else_is_begun(desk: Desk) -> None:
    """And a direction that is missing is asked for, once."""
    codings.set_status(desk.db, desk.viewer, desk.guid, "open")
    assert listing.counted(desk.db, desk.viewer) == {"new": 1}
    whole(desk)
    assert listing.counted(desk.db, desk.viewer) == {"begun": 1}
    (row,) = work_lists.unsigned(desk.db, desk.viewer)
    assert (row.words, row.start) == ("", None)


@pytest.mark.slow
def test_it_leaves_without_a_quote(desk: Desk) -> None:
    """Segments say what it is on, the quote book too, and a transcript at its head."""
    whole(desk, sign="+")
    desk.add(WORDS)
    frame = segments.frame_of(desk.db, desk.viewer).frame
    assert frame[["quote", "place", "sign"]].to_numpy().tolist() == [
        ["", "the whole document", "+"], [WORDS, "", ""]]
    assert frame["start"].isna().sum() == 1
    book = docx.Document(io.BytesIO(exports.QUOTES.formats["docx"].write(
        Asked(desk.small.pilot, desk.db, desk.viewer, {}))))
    assert "The whole document\N{NO-BREAK SPACE}+" in [paragraph.text for paragraph in book.paragraphs]
    quoted = quote_files.quote_table(desk.db, desk.viewer, {"code": "klik"}).frame
    assert quoted["Quote"].tolist() == [WORDS, "On the whole document, not on words in it."]
    behind = quote_files.counted(desk.db, desk.viewer, {"code": "klik"}).frame
    assert sorted(behind["Quote"]) == ["", WORDS]
    page = transcript.as_page(desk.db, desk.viewer, {"document": desk.guid}).decode()
    assert "<dt>The whole document</dt><dd>Click + (evaluator 1)</dd>" in page
    assert page.count("<li ") == 1
