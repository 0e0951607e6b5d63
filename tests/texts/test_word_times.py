"""When words inside turns were said: stored with the text, carried to the next version as words are unchanged."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot import access
from pilot.errors import RodeDraadError
from pilot.store.files import open_pilot, write
from tests.old_home import OLD_HOMES, load
from texts import documents, preparing
from texts.documents import NewTurn, turns_of
from texts.timings import Timing
from texts.word_times import of, timings

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

SAID = (
    NewTurn("Ja.", "Coach", "coach", start_ms=0, end_ms=500),
    NewTurn("Zij belde zelf. Ze wist het nog.", "Moeder", "family", start_ms=500, end_ms=4000, timings=(
        Timing(0, 15, 500, 2000, "cue"), Timing(16, 32, 2000, 4000, "cue"))),
    NewTurn("En toen kwam hij", "Coach", "coach", start_ms=4000, end_ms=6000, timings=tuple(
        Timing(at, end, 4000 + at * 100, None, "word") for at, end in ((0, 2), (3, 7), (8, 12), (13, 16)))),
)


def words(db: Database, version_id: int) -> list[tuple[str, int]]:
    """The timed words of a version, each with when it begins."""
    (text,) = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()
    return [(text[one.start:one.end], one.start_ms) for one in of(db, version_id)]


@pytest.fixture
def guid(small: SmallPilot, db: Database) -> str:
    """A raw interview whose words are timed."""
    return small.interview(db, turns=SAID, kind="raw")


ALL = [("Zij belde zelf.", 500), ("Ze wist het nog.", 2000),
       ("En", 4000), ("toen", 4300), ("kwam", 4800), ("hij", 5300)]


def test_they_are_there_for_who_reads(small: SmallPilot, db: Database, guid: str) -> None:
    """Offsets are into the whole text; who may not read the text is told nothing."""
    viewer = small.prepares(db)
    version = access.require_document(db, viewer, guid).version_id
    assert words(db, version) == ALL
    assert timings(db, viewer, guid) == of(db, version)
    for name in ("evaluator2", "steering", "admin", "coach2"):
        with pytest.raises(RodeDraadError):
            timings(db, small.viewers[name], guid)


def test_a_text_declared_free_of_names_keeps_them(small: SmallPilot, db: Database, guid: str) -> None:
    """The same words in another version were said at the same times."""
    preparing.declare_free_of_names(small.pilot, db, small.prepares(db), guid, 1)
    assert words(db, access.require_document(db, small.viewers["evaluator2"], guid).version_id) == ALL


def test_unchanged_words_keep_them(small: SmallPilot, db: Database, guid: str) -> None:
    """Words keep theirs, a cue those at its start; a word that was corrected has that of the one it stands for."""
    viewer = small.prepares(db)
    turns = turns_of(db, access.require_document(db, viewer, guid).version_id)
    new = [NewTurn("Vooraf."), NewTurn("Zij belde zelf. Ze wist alles nog.", "Moeder", "family"),
           NewTurn("Maar toen kwam", "Coach", "coach"), NewTurn("hij", "Moeder", "family")]
    documents.revise(db, viewer, guid, new, kind="corrected", engine="test")
    version = access.require_document(db, viewer, guid).version_id
    assert words(db, version) == [("Zij belde zelf.", 500), ("Ze wist", 2000), ("Maar", 4000), ("toen", 4300),
                                  ("kwam", 4800), ("hij", 5300)]
    assert turns[0].text == "Ja."


@pytest.mark.parametrize("folder", OLD_HOMES, ids=lambda folder: folder.name)
def test_an_old_home_takes_them(folder: Path, tmp_path: Path) -> None:
    """A file of an earlier version has none, is whole, and keeps those of what comes in from now on."""
    home = load(folder, tmp_path / "home")
    with closing(open_pilot(home / "pilots/proef/pilot.db")) as db:
        assert db.conn.execute("SELECT count(*) FROM timing").fetchone() == (0,)
        boss = access.operator(db, "proef")
        (document_id,) = db.conn.execute("SELECT min(document_id) FROM document").fetchone()
        with write(db):
            first = documents.add_version(db, boss, document_id, SAID, kind="raw", engine="test")
            second = documents.add_version(
                db, boss, document_id, SAID[1:], kind="corrected", engine="test", based_on=first)
        assert words(db, first) == words(db, second) == ALL
        assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
