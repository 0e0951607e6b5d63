"""Every judgement has a place in every version, on its own words or waiting for a person; none is ever lost."""

from __future__ import annotations

import uuid
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import actions
from pilot import access
from pilot.store.files import open_pilot, write
from tests.conftest import ROOT
from tests.old_home import OLD_HOMES, load
from texts import places
from texts.documents import NewTurn, add_version, turns_of
from texts.places import How

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def coded(small: SmallPilot, db: Database) -> int:
    """document_id of an interview in which every turn is coded as a whole."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
    guid = small.interview(db)
    version = access.require_document(db, small.viewers["evaluator"], guid)
    spans = db.conn.execute("SELECT start_char, end_char FROM turn WHERE version_id = ?", (version.version_id,))
    actions.apply_ops(db, small.viewers["evaluator"], guid, [
        {"op": str(uuid.uuid4()), "kind": "add", "coding": str(uuid.uuid4()), "code": "klik", "start": a, "end": b}
        for a, b in spans.fetchall()])
    return version.document_id


def newest(db: Database, document_id: int) -> int:
    """version_id of the version with the highest number."""
    return int(db.conn.execute("SELECT version_id FROM document_version WHERE document_id = ? ORDER BY number DESC",
                               (document_id,)).fetchone()[0])


def quotes(db: Database, version_id: int) -> list[str | None]:
    """The words of every place in a version, None for those without."""
    return [row[0] for row in db.conn.execute(
        "SELECT quote FROM coding_place LEFT JOIN passage USING (passage_id) WHERE coding_place.version_id = ?"
        " ORDER BY coding_id", (version_id,))]


def test_every_version_has_every_judgement(small: SmallPilot, db: Database, coded: int) -> None:
    """Whatever use case adds a version: corrected, de-identified or raw again, the codings have their words in it."""
    told = [turn.text for turn in turns_of(db, newest(db, coded))]
    for kind in ("raw", "corrected", "deidentified"):
        turns = [NewTurn(f"Vooraf: {kind}."), *turns_of(db, newest(db, coded))]
        with write(db):
            version = add_version(db, small.operator(db), coded, turns, kind=kind, engine="test",
                                  based_on=newest(db, coded))
        assert quotes(db, version) == told
    assert db.conn.execute("SELECT DISTINCT how FROM coding_place").fetchall() == [("made",), ("carried",)]


def test_undecided_in_between_is_found_again(small: SmallPilot, db: Database, coded: int) -> None:
    """Words that a version lost and the next one has again: the coding stands on them once more."""
    whole = turns_of(db, newest(db, coded))
    with write(db):
        without = add_version(db, small.operator(db), coded, whole[:2], kind="deidentified", engine="test")
        again = add_version(db, small.operator(db), coded, whole, kind="deidentified", engine="test", based_on=without)
    assert quotes(db, without) == [whole[0].text, whole[1].text, None, None]
    assert quotes(db, again) == [turn.text for turn in whole]


def test_what_a_person_said_is_gone_stays_gone(small: SmallPilot, db: Database, coded: int) -> None:
    """A later version does not bring back what somebody decided about, nor move what somebody moved."""
    whole = turns_of(db, newest(db, coded))
    first, second, *_rest = (row[0] for row in db.conn.execute("SELECT coding_id FROM coding ORDER BY coding_id"))
    version, text = newest(db, coded), "\n".join(turn.text for turn in whole)
    user = small.viewers["evaluator"].user_id
    with write(db):
        places.put(db, first, version, None, How.GONE, by_user=user)
        places.put(db, second, version, (0, 3), How.MOVED, text=text, by_user=user)
        later = add_version(db, small.operator(db), coded, [NewTurn("Dag."), *whole], kind="deidentified",
                            engine="test", based_on=version)
    assert [place.how for place in (places.of(db, first)[later], places.of(db, second)[later])] == [
        How.GONE, How.CARRIED]
    assert quotes(db, later)[:2] == [None, text[:3]]


def test_what_a_person_decided_last_counts_in_every_later_version(small: SmallPilot, db: Database, coded: int) -> None:
    """Also in a version made of one from before the decision, and in one made of that; a later decision wins again."""
    whole = turns_of(db, newest(db, coded))
    first, second, third, *_rest = (row[0] for row in db.conn.execute(
        "SELECT coding_id FROM coding ORDER BY coding_id"))
    original, text = newest(db, coded), "\n".join(turn.text for turn in whole)
    user = small.viewers["evaluator"].user_id

    def add(based_on: int) -> int:
        with write(db):
            return add_version(db, small.operator(db), coded, whole, kind="deidentified", engine="test",
                               based_on=based_on)

    decided = add(original)
    with write(db):
        places.put(db, first, decided, None, How.GONE, by_user=user)
        places.put(db, second, decided, (0, 3), How.MOVED, text=text, by_user=user)
    aside = add(original)
    later = add(aside)
    for version in (aside, later):
        assert quotes(db, version)[:2] == [None, text[:3]]
        assert places.of(db, first)[version].how is How.GONE
    with write(db):
        places.put(db, first, later, (4, 8), How.MOVED, text=text, by_user=user)
        places.put(db, third, later, None, How.GONE, by_user=user)
    last = add(original)
    assert quotes(db, last)[:3] == [text[4:8], text[:3], None]
    assert quotes(db, original)[:3] == [turn.text for turn in whole[:3]]


def test_a_passage_that_was_turned_waits(small: SmallPilot, db: Database, coded: int) -> None:
    """Its own words stand, and "nooit" was put in right after them: a person looks, with the place proposed."""
    whole = turns_of(db, newest(db, coded))
    words = whole[0].text.rstrip("?.! ")
    text = "\n".join(turn.text for turn in whole)
    with write(db):
        places.put(db, 1, newest(db, coded), (0, len(words)), How.MOVED, text=text)
        version = add_version(db, small.operator(db), coded, [NewTurn(f"{words} nooit meer."), *whole[1:]],
                              kind="deidentified", engine="test", based_on=newest(db, coded))
    place = places.of(db, 1)[version]
    assert (place.how, place.start, place.end) == (How.UNDECIDED, 0, len(words))


def test_a_decision_does_not_reach_back(small: SmallPilot, db: Database, coded: int) -> None:
    """A coding made and moved in later versions stands in an older one where it stood nearest to that."""
    whole = turns_of(db, newest(db, coded))
    original, text = newest(db, coded), "\n".join(turn.text for turn in whole)
    with write(db):
        later = [add_version(db, small.operator(db), coded, whole, kind="deidentified", engine="test")
                 for _ in range(2)]
        coding = places.of(db, 1)[original].coding_id
        places.put(db, coding, later[1], (0, 3), How.MOVED, text=text, by_user=1)
        db.conn.execute("DELETE FROM coding_place WHERE coding_id = ? AND version_id = ?", (coding, original))
    places.complete(db, original)
    assert quotes(db, original)[0] == whole[0].text


def test_a_place_is_on_words_of_its_own_version(small: SmallPilot, db: Database, coded: int) -> None:
    """The store itself refuses a place whose passage is another, or lies in another text."""
    version, other = newest(db, coded), small.interview(db, title="Ander")
    elsewhere = access.require_document(db, small.viewers["evaluator"], other).version_id
    coding = db.conn.execute("SELECT min(coding_id) FROM coding").fetchone()[0]
    with pytest.raises(Exception, match="not that of its passage"), write(db):
        db.conn.execute("UPDATE coding_place SET end_char = end_char - 1 WHERE coding_id = ? AND version_id = ?",
                        (coding, version))
    with pytest.raises(Exception, match="not of the document"), write(db):
        places.put(db, coding, elsewhere, None, How.UNDECIDED)


def test_an_upgraded_home_is_carried_at_the_first_look(tmp_path: Path) -> None:
    """Codings of an earlier release on older versions of their text wait, and are placed without losing one."""
    home = load(OLD_HOMES[0], tmp_path / "home")
    with closing(open_pilot(home / "pilots" / "proef" / "pilot.db")) as db:
        codings = db.conn.execute("SELECT count(*) FROM coding").fetchone()[0]
        waiting = db.conn.execute("SELECT count(*) FROM coding_place WHERE how = 'waiting'").fetchone()[0]
        assert waiting > 0
        places.settle(db)
        found = dict(db.conn.execute(
            "SELECT how, count(*) FROM coding_place p JOIN document d ON d.read_version_id = p.version_id GROUP BY how"
        ).fetchall())
        assert "waiting" not in found
        assert sum(found.values()) == codings
        assert found["made"] + found.get("carried", 0) + found.get("undecided", 0) == codings
