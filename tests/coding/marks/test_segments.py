"""Coded segments as a table: each judgement once, on its own words, as far as somebody may read."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding import exports
from coding.book import codebook
from coding.marks import actions, segments
from coding.marks.listing import Asked
from coding.memos import memos
from pilot import access
from pilot.errors import BadInput, NotFound
from pilot.families import consent
from pilot.files import export as files
from pilot.store.files import new_guid, write
from pilot.words import speaking
from tests.conftest import ROOT
from texts.documents import revise, turns_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.files.export import Export
    from tests.builder import SmallPilot


@pytest.fixture
def guid(small: SmallPilot, db: Database) -> str:
    """An interview of family Berk under a codebook."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
    return small.interview(db)


def add(small: SmallPilot, db: Database, guid: str, first: str, last: str = "", **more: object) -> str:
    """Code from `first` up to and with `last` as `who`."""
    viewer = small.viewers[str(more.pop("who", "evaluator"))]
    version = access.require_document(db, viewer, guid)
    text = db.execute("SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()[0]
    start = text.index(first)
    end = text.index(last, start) + len(last) if last else start + len(first)
    coding = str(uuid.uuid4())
    answer = actions.apply_ops(db, viewer, guid, [{
        "op": str(uuid.uuid4()), "kind": "add", "coding": coding, "code": "klik", "start": start, "end": end} | more],
        version=version.version_guid)
    assert answer["results"][0]["state"] == "confirmed"
    return coding


def test_a_row_tells_all_of_a_judgement(small: SmallPilot, db: Database, guid: str) -> None:
    """Code, direction, words, who speaks, family, dates and where it stands, over two turns."""
    coding = add(small, db, guid, "Zij belde zelf.", "En daarna?", sign="+", weight=3)
    (row,) = segments.frame_of(db, small.viewers["evaluator"]).frame.to_dict("records")
    text = db.execute("SELECT text FROM document_version").fetchone()[0]
    assert text[row["start"]:row["end"]] == row["quote"]
    assert row["quote"].startswith("Zij belde zelf.")
    assert row["quote"].endswith("En daarna?")
    assert (row["sign"], row["weight"], row["speaker"], row["voice"]) == ("+", 3, "Moeder, Coach", "family, coach")
    assert row["turn"] == "2-3"
    assert (row["family"], row["told_on"], row["coder"], row["coding"]) == ("Berk", "2021-03-04", "evaluator 1", coding)
    assert (row["codebook"], row["place"], row["may_leave"], row["document"]) == (1, "", "no", guid)
    table = segments.segments(db, small.viewers["evaluator"])
    assert list(table.frame.iloc[0]) == list(row.values())
    assert ("Codebook", "version 1 (proef)") in table.about
    assert any("team" in how for _, how in table.about)
    assert db.execute("SELECT count(*) FROM event WHERE verb = 'exported' AND subject = 'segments'").fetchone() == (2,)


def test_a_judgement_follows_its_words(small: SmallPilot, db: Database, guid: str) -> None:
    """After a corrected version it stands once at its new place; where a person has to say, the row says so."""
    add(small, db, guid, "Zij belde zelf.")
    add(small, db, guid, "En daarna?", who="evaluator2")
    now = access.require_document(db, small.viewers["evaluator"], guid)
    turns = [replace(turn, text="Ja. " + turn.text.replace("En daarna?", "Goed zo, prima.")) for turn in
             turns_of(db, now.version_id)]
    revise(db, small.operator(db), guid, turns, kind="deidentified", engine="test")
    placed, waiting = segments.frame_of(db, small.viewers["evaluator"]).frame.to_dict("records")
    text = db.execute("SELECT text FROM document_version ORDER BY number DESC").fetchone()[0]
    assert text[placed["start"]:placed["end"]] == placed["quote"] == "Zij belde zelf."
    assert (waiting["quote"], waiting["place"], waiting["coder"]) == ("En daarna?", "to be decided", "evaluator 2")
    exported = segments.segments(db, small.viewers["evaluator"]).frame
    assert [exported.iloc[1, -3], exported.iloc[1, -2]] == [None, None]


def test_what_is_chosen(small: SmallPilot, db: Database, guid: str) -> None:
    """By code, coder, family and document; nothing is not an empty file, and what is not there is said."""
    add(small, db, guid, "Zij belde zelf.")
    add(small, db, guid, "En daarna?", who="evaluator2", code="vast_gezicht")
    viewer = small.viewers["evaluator"]

    def quotes(**query: str) -> list[str]:
        return list(segments.frame_of(db, viewer, query).frame["quote"])

    assert quotes(code="klik") == quotes(coder=small.accounts["evaluator"]) == ["Zij belde zelf."]
    assert quotes(family=small.families["Berk"], document=guid, nothing="x") == ["Zij belde zelf.", "En daarna?"]
    for query, fault in (({"family": small.families["Es"]}, NotFound), ({"code": "bestaat niet"}, BadInput),
                         ({"coder": "wie"}, BadInput), ({"document": str(uuid.uuid4())}, NotFound)):
        with pytest.raises(fault):
            segments.frame_of(db, viewer, query)


def test_what_is_out_of_reach_stays_inside(small: SmallPilot, db: Database, guid: str) -> None:
    """Without consent to analyse no row leaves; with consent to quote a row says that it may leave the team."""
    add(small, db, guid, "Zij belde zelf.")
    boss, mother = small.operator(db), small.persons["Berk moeder"]
    consent.give(db, boss, mother, ["record", "transcribe", "analyse", "quote"], "2021-01-15")
    assert list(segments.frame_of(db, small.viewers["evaluator"]).frame["may_leave"]) == ["yes"]
    consent.withdraw(db, boss, mother, "analyse", "2021-03-05")
    with pytest.raises(NotFound):
        segments.frame_of(db, small.viewers["evaluator"])


@pytest.mark.parametrize("export", exports.EXPORTS, ids=lambda export: export.key)
@pytest.mark.slow
def test_every_export_makes_every_file(small: SmallPilot, db: Database, guid: str, export: Export) -> None:
    """Each ending gives bytes of its kind, with the words in it."""
    add(small, db, guid, "Zij belde zelf.")
    asked = files.Asked(small.pilot, db, small.viewers["evaluator"], {"document": guid})
    begins = {"xlsx": b"PK", "docx": b"PK", "csv": b"\xef\xbb\xbf", "yaml": b"", "html": b"<!DOCTYPE html>"}
    for ending, made in export.formats.items():
        assert made.write(asked).startswith(begins[ending])


def test_the_filters_of_the_list_of_documents(small: SmallPilot, db: Database, guid: str) -> None:
    """The file holds the segments of the documents that the list shows, and says which filters those were."""
    add(small, db, guid, "Zij belde zelf.")
    other = small.interview(db, "Es", title="Tweede gesprek")
    add(small, db, other, "En daarna?")
    viewer = small.viewers["evaluator"]

    def quotes(asked: Asked, search: str = "") -> list[str]:
        return list(segments.frame_of(db, viewer, asked.query(search)).frame["quote"])

    assert sorted(quotes(Asked())) == ["En daarna?", "Zij belde zelf."]
    assert quotes(Asked(families=["Es"])) == quotes(Asked(), "tweede") == ["En daarna?"]
    assert sorted(quotes(Asked(states=["begun"], kinds=["interview"], voices=["family"]))) == [
        "En daarna?", "Zij belde zelf."]
    with pytest.raises(NotFound):
        quotes(Asked(states=["done"]))
    about = dict(segments.segments(db, viewer, Asked(["begun"], ["Es"]).query("gesprek")).about)
    assert (about["How far"], about["Family"], about["Searched in title and family"]) == ("begun", "Es", "gesprek")


def test_memos_on_a_judgement(small: SmallPilot, db: Database, guid: str) -> None:
    """A shared memo on the coding stands in its row, one's own private one as such, and nobody else's."""
    coding = add(small, db, guid, "Zij belde zelf.")
    (row,) = db.conn.execute("SELECT coding_id FROM coding WHERE guid = ?", (coding,)).fetchone()
    with write(db):
        for body, private in (("Denk hieraan", False), ("Van mij alleen", True)):
            memos.add(db, new_guid(), small.viewers["evaluator2"].user_id, "", body, created_at="2021-05-01T10:00:00Z",
                      is_private=private, on=[("coding_id", row)])
    assert list(segments.frame_of(db, small.viewers["evaluator"]).frame["memo"]) == ["Denk hieraan"]
    with speaking("nl"):
        assert list(segments.frame_of(db, small.viewers["evaluator2"]).frame["memo"]) == [
            "Denk hieraan\n\n(alleen voor jezelf) Van mij alleen"]
    assert list(segments.frame_of(db, small.operator(db)).frame["memo"]) == ["Denk hieraan"]
    assert list(segments.frame_of(db, small.viewers["evaluator"]).frame["address"]) == [
        f"/desk?document={guid}&at={segments.frame_of(db, small.viewers['evaluator']).frame['start'][0]}"]


def test_only_one_direction(small: SmallPilot, db: Database, guid: str) -> None:
    """Those of a direction, or those that do not state the one their code takes; another one is refused."""
    for first, code, sign in (("Zij belde", "klik", "+"), ("zelf", "klik", "-"), ("En daarna", "klik", None),
                              ("Zij", "vooruitgang", None)):
        add(small, db, guid, first, code=code, sign=sign)
    viewer = small.viewers["evaluator"]
    for sign, quote in (("+", "Zij belde"), ("-", "zelf"), ("none", "En daarna")):
        found = segments.frame_of(db, viewer, {"sign": sign})
        assert list(found.frame["quote"]) == [quote]
        assert ("Direction", segments.SIGN_NAMES[sign]) in found.about
    with pytest.raises(NotFound):
        segments.frame_of(db, viewer, {"sign": "±"})
    with pytest.raises(BadInput, match="no direction x"):
        segments.frame_of(db, viewer, {"sign": "x"})
