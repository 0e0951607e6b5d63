"""What leaves comes back: export, import and export again give the same content, and the standard's schema is kept."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.book import codebook
from coding.consensus import reading, writing
from coding.marks import actions
from coding.memos import memos
from coding.memos import writing as memo_writing
from exchange.refi import export
from exchange.refi.arriving import import_project
from pilot import access
from pilot.config import Pilot
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.makers import CONSENSUS_GUID
from pilot.store import large_files
from pilot.store.files import new_guid, open_pilot, write
from tests.exchange.refi.projects import (
    BOOK,
    TURNS,
    added,
    check_valid,
    content,
    exported,
    fill,
    qde,
    stored,
    words,
)
from texts.documents import NewTurn, revise, turns_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

STATE = (
    "SELECT d.guid, d.title, d.voice, d.told_on, f.pseudonym, t.speaker, t.voice, t.start_ms, t.end_ms,"
    " substr(v.text, t.start_char + 1, t.end_char - t.start_char) FROM turn t JOIN document_version v"
    " USING (version_id) JOIN document d ON d.read_version_id = v.version_id JOIN family f USING (family_id)"
    " ORDER BY d.guid, t.seq")
DONE = ("SELECT d.guid, u.guid FROM coding_status JOIN document d USING (document_id) JOIN user u USING (user_id)"
        " WHERE state = 'done' ORDER BY d.guid, u.guid")
SAID = "SELECT guid, sign, weight, created_at FROM coding WHERE retracted_at IS NULL ORDER BY guid"


@pytest.fixture
def filled(small: SmallPilot, db: Database, jfk: Path) -> dict[str, str]:
    """The small pilot with one of everything."""
    return fill(small, db, jfk)


def test_everything_comes_back(small: SmallPilot, filled: dict[str, str], db: Database, tmp_path: Path) -> None:
    """Codings of both coders with sign, weight and time, a retired code, turns, memos, sets, values and the recording
    are in the new pilot, and leave it as they came."""
    (tmp_path / "elsewhere").mkdir()
    first, again, new = tmp_path / "a.qdpx", tmp_path / "b.qdpx", tmp_path / "elsewhere" / "Een andere naam.sqlite"
    left = exported(small.pilot.db_path, first)
    came = import_project(first, new)
    exported(new, again)
    check_valid(first)
    assert content(first) == content(again)
    assert words(first) == [(*rest, text) for *rest, text in words(again)]
    assert stored(small.pilot.db_path) == stored(new)
    assert left.counts == came.counts == {"documents": 2, "codes": 4, "codings": 8, "memos": 6, "cases": 2}
    assert not came.discarded
    assert came.convention == "codepoint"
    with closing(open_pilot(new)) as other:
        for sql in (STATE, SAID, DONE):
            assert other.conn.execute(sql).fetchall() == db.conn.execute(sql).fetchall()
        viewer = access.operator(other, "x")
        assert [(one.title, one.is_private, one.journal_on, len(one.on)) for one in memos.memos(other, viewer)] == [
            (one.title, one.is_private, one.journal_on, len(one.on)) for one in memos.memos(db, small.operator(db))]
        newest = codebook.newest(other)
        assert newest is not None
        assert [row.key for row in codebook.codes(other, newest.codebook_version_id, "nl")] == [
            "mechanismen", "klik", "tijd"]
        row = codebook.codes(other, newest.codebook_version_id, "en")[1]
        assert (row.name, row.use_when, row.signals, row.takes_sign) == (
            "Click", "With warmth.", ("voelt goed", "ja, ja"), True)
    here, there = (large_files.recording(pilot, filled["recording"], "ogg")
                   for pilot in (small.pilot, Pilot.beside(new)))
    assert here.read_bytes() == there.read_bytes()


def test_codes_on_whole_documents_come_back(
    small: SmallPilot, filled: dict[str, str], db: Database, tmp_path: Path
) -> None:
    """On a text and on a transcript, which the standard codes by its recording; with coder, direction and weight."""
    for name, guid, sign in (("evaluator", "first", "+"), ("evaluator2", "second", "-"), ("evaluator2", "first", None)):
        actions.apply_ops(db, small.viewers[name], filled[guid], [
            {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "whole": True, "sign": sign}])
    first, again = tmp_path / "a.qdpx", tmp_path / "b.qdpx"
    left = exported(small.pilot.db_path, first)
    came = import_project(first, tmp_path / "new.db")
    exported(tmp_path / "new.db", again)
    check_valid(first)
    assert content(first) == content(again)
    assert left.counts["codings"] == came.counts["codings"] == 11
    assert "coding_without_place" not in left.left_out
    sql = ("SELECT c.guid, u.guid, d.guid, c.sign FROM coding c JOIN user u ON u.user_id = c.coder_id JOIN document d"
           " USING (document_id) JOIN coding_place p USING (coding_id) WHERE p.how = 'whole' ORDER BY c.guid")
    with closing(open_pilot(tmp_path / "new.db")) as other:
        assert other.conn.execute(sql).fetchall() == db.conn.execute(sql).fetchall()
        assert len(other.conn.execute(sql).fetchall()) == 3


CONSENSUS = (
    "SELECT c.guid, d.guid, k.key, c.sign, p.start_char, p.end_char, n.did, n.reason, w.guid FROM coding c"
    " JOIN document d USING (document_id) JOIN code k USING (code_id) JOIN coding_place p"
    " ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
    " LEFT JOIN consensus_coding x ON x.coding_id = c.coding_id LEFT JOIN consensus n USING (consensus_id)"
    " LEFT JOIN user w ON w.user_id = n.by_user WHERE c.layer = 'consensus' AND c.retracted_at IS NULL"
    " ORDER BY c.guid")
# Of what was put aside no coding is left to say why.
ASIDE = "SELECT did, reason FROM consensus WHERE did = 'none' AND reason <> '' ORDER BY reason"


@pytest.mark.slow
def test_what_coders_came_to_together_comes_back(
    small: SmallPilot, filled: dict[str, str], db: Database, tmp_path: Path
) -> None:
    """It leaves as the codings of a coder of its own, who is named, and comes back as decisions, each with why and by
    whom: what was decided is not asked again, what was not still is."""
    viewer = small.viewers["evaluator"]
    found = reading.together(db, viewer, filled["first"])
    assert len(found.rows) > 1
    acts = [{"id": new_guid(), "row": row.key, "content": row.content, "over": [], "codings": [] if n else [
        {"code": "klik", "start": row.start, "end": row.end - 1, "sign": "-"}], "reason": f"Om reden {n}"}
        for n, row in enumerate(found.rows)]
    told = writing.decide(db, viewer, filled["first"], acts, version=found.readable.version_guid)
    assert told["is_done"], told
    left = exported(small.pilot.db_path, tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    assert left.counts["codings"] == 9
    users = {one.get("guid"): one.get("name") for one in qde(tmp_path / "a.qdpx").iter("{*}User")}
    assert users[CONSENSUS_GUID] == "consensus"
    import_project(tmp_path / "a.qdpx", tmp_path / "new.db")
    exported(tmp_path / "new.db", tmp_path / "b.qdpx")
    assert content(tmp_path / "a.qdpx") == content(tmp_path / "b.qdpx")
    with closing(open_pilot(tmp_path / "new.db")) as other:
        for sql in (CONSENSUS, ASIDE, DONE):
            assert other.conn.execute(sql).fetchall() == db.conn.execute(sql).fetchall()
        (one,) = other.conn.execute(CONSENSUS).fetchall()
        assert one[-2:] == ("Om reden 0", small.accounts["evaluator"])
        assert len(other.conn.execute(ASIDE).fetchall()) == len(found.rows) - 1
        assert not other.conn.execute("SELECT 1 FROM memo WHERE body LIKE 'Om reden%'").fetchone()
        operator = access.operator(other, "x")
        again = reading.together(other, operator, filled["first"])
        assert (again.left, again.is_done) == (0, True)
        assert reading.together(other, operator, filled["second"]).left == reading.together(
            db, viewer, filled["second"]).left


def test_what_is_coded_blind_is_named(
    small: SmallPilot, filled: dict[str, str], db: Database, tmp_path: Path
) -> None:
    """A text of a round that is not shown leaves without any coding, and the report says which one."""
    with write(db):
        db.conn.execute(
            "INSERT INTO double_round(round_id, guid, name, seed, coders, codebook_version_id, begun_by, begun_at)"
            " SELECT 1, 'round', 'Ronde', 7, 2, max(codebook_version_id), ?, '2022-01-01T00:00:00.000Z'"
            " FROM codebook_version", (small.viewers["evaluator"].user_id,))
        db.conn.execute("INSERT INTO double_document(round_id, document_id, version_id, position)"
                        " SELECT 1, document_id, read_version_id, 0 FROM document WHERE guid = ?", (filled["first"],))
    title, = db.conn.execute("SELECT title FROM document WHERE guid = ?", (filled["first"],)).fetchone()
    found = exported(small.pilot.db_path, tmp_path / "a.qdpx")
    assert found.left_out["coding_held_back"] == 1
    assert found.left_out_of["coding_held_back"] == [title]
    assert found.told()["left_out_of"] == {"coding_held_back": [title]}
    assert 0 < found.counts["codings"] < 8


def test_a_memo_on_words_leaves_on_them_after_a_correction(
    small: SmallPilot, filled: dict[str, str], db: Database, tmp_path: Path
) -> None:
    """Words that were chosen in an earlier version: the note is on where they stand in the one that leaves."""
    span = {"start": 0, "end": len(TURNS[0].text)}
    memo = memo_writing.save(db, small.viewers["evaluator"], memo_writing.Said(
        new_guid(), "passage", filled["first"], "", "Op de vraag", False, span=span))
    version = access.require_document(db, small.viewers["evaluator"], filled["first"])
    revise(db, small.operator(db), filled["first"], [
        NewTurn("Welkom.", "Coach", "coach"), *turns_of(db, version.version_id)], kind="deidentified", engine="test")
    exported(small.pilot.db_path, tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    found = [one for one in qde(tmp_path / "a.qdpx").iter("{*}PlainTextSelection")
             if memo.guid in [note.get("targetGUID") for note in one.findall("{*}NoteRef")]]
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        text = archive.read(f"sources/{filled['first']}.txt").decode()
    assert [text[int(one.get("startPosition")):int(one.get("endPosition"))] for one in found] == [TURNS[0].text]


def test_words_with_a_private_memo_leave_no_trace(
    small: SmallPilot, filled: dict[str, str], db: Database, tmp_path: Path
) -> None:
    """Not even where they stand; but with their author, and no empty place for a memo that was taken away."""
    span = {"start": 0, "end": len(TURNS[0].text)}
    theirs = small.viewers["evaluator2"]
    memo = memo_writing.save(db, theirs, memo_writing.Said(
        new_guid(), "passage", filled["first"], "", "Alleen van mij", True, span=span))

    def places(who: str) -> list[int]:
        file = tmp_path / f"{new_guid()}.qdpx"
        export.export_project(small.pilot, db, small.viewers[who], file)
        found = [one for one in qde(file).iter("{*}PlainTextSelection") if one.get("endPosition")]
        return [len(one) for one in found if one.get("name") == TURNS[0].text]

    assert places("evaluator") == []
    assert places("evaluator2") == [1]
    memo_writing.remove(db, theirs, memo.guid)
    assert places("evaluator2") == []


def test_the_standard_reads_the_right_words(small: SmallPilot, filled: dict[str, str], tmp_path: Path) -> None:
    """Who counts code points in the texts as they lie in the file finds the words of each coding, with who speaks
    between them where a passage goes over turns."""
    exported(small.pilot.db_path, tmp_path / "a.qdpx")
    ours = {guid: (label, code, quote) for guid, label, code, quote in stored(small.pilot.db_path)}
    theirs = {guid: (label, code, quote) for guid, label, code, quote in words(tmp_path / "a.qdpx")}
    assert set(ours) == set(theirs)
    for guid, (label, code, quote) in ours.items():
        spoken = theirs[guid][2].replace("Moeder: ", "").removeprefix("Coach: ")
        assert (label, code, quote) == (*theirs[guid][:2], spoken)


def test_a_recording_has_places_with_times(small: SmallPilot, filled: dict[str, str], tmp_path: Path) -> None:
    """Its transcript begins each turn at its time, and a passage within a turn at a time between."""
    exported(small.pilot.db_path, tmp_path / "a.qdpx")
    sound = next(qde(tmp_path / "a.qdpx").iter("{*}AudioSource"))
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert archive.read(sound.get("path").replace("internal://", "sources/"))[:4] == b"OggS"
    times = {int(one.get("position")): int(one.get("timeStamp")) for one in sound.iter("{*}SyncPoint")}
    text = "Moeder: Zij belde"
    assert times[len("Moeder: ")] == 2500
    assert 2500 < times[len(text)] < 9000
    assert sorted(times.values()) == [time for _place, time in sorted(times.items())]


def test_private_memos_leave_with_their_author_only(
    small: SmallPilot, filled: dict[str, str], db: Database, tmp_path: Path
) -> None:
    """An evaluator exports what she may read: no private memo of another, and no sound unless she prepares texts; its
    author takes it along and it comes back private; the command line takes nobody's and tells how many."""
    found = export.export_project(small.pilot, db, small.viewers["evaluator"], tmp_path / "a.qdpx")
    assert found.counts["memos"] == 6
    assert found.left_out["recording"] == 1
    assert b"Geheim" not in content(tmp_path / "a.qdpx")["project.qde"]
    check_valid(tmp_path / "a.qdpx")
    assert "private_memo" not in found.left_out
    by_command = exported(small.pilot.db_path, tmp_path / "c.qdpx")
    assert (by_command.counts["memos"], by_command.left_out["private_memo"]) == (6, 1)
    assert b"Geheim" not in content(tmp_path / "c.qdpx")["project.qde"]
    export.export_project(small.pilot, db, small.viewers["evaluator2"], tmp_path / "d.qdpx")
    import_project(tmp_path / "d.qdpx", tmp_path / "new.db")
    with closing(open_pilot(tmp_path / "new.db")) as other:
        assert other.conn.execute("SELECT title FROM memo WHERE is_private").fetchall() == [("Geheim",)]
    with pytest.raises(NotAllowed):
        export.export_project(small.pilot, db, small.viewers["coach"], tmp_path / "b.qdpx")
    assert not (tmp_path / "b.qdpx").exists()
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'exported'").fetchone() == (3,)


def test_what_stays_is_told(small: SmallPilot, filled: dict[str, str], tmp_path: Path) -> None:
    """Consents, people and earlier versions are counted as left out, and so are recordings one leaves out."""
    found = exported(small.pilot.db_path, tmp_path / "a.qdpx", with_sound=False)
    assert found.left_out.keys() >= {"consent", "person", "recording", "earlier_version_of_the_codebook"}
    came = import_project(tmp_path / "a.qdpx", tmp_path / "new.db")
    assert not came.discarded
    with closing(open_pilot(tmp_path / "new.db")) as other:
        assert other.conn.execute("SELECT count(*) FROM recording").fetchone() == (0,)
        assert other.conn.execute("SELECT count(*) FROM turn WHERE start_ms = 2500").fetchone() == (2,)


def test_a_recording_that_is_gone_stops_nobody(
    small: SmallPilot, filled: dict[str, str], tmp_path: Path
) -> None:
    """Its text leaves as a text, with the times it has; that the sound is not there is told."""
    large_files.recording(small.pilot, filled["recording"], "ogg").unlink()
    found = exported(small.pilot.db_path, tmp_path / "a.qdpx")
    assert found.left_out["recording"] == 1
    assert found.counts["codings"] == 8
    check_valid(tmp_path / "a.qdpx")


@pytest.mark.slow
def test_codebooks_alone(small: SmallPilot, filled: dict[str, str], tmp_path: Path) -> None:
    """A .qdc is as its schema asks, makes a pilot with these codes, and comes out the same."""
    exported(small.pilot.db_path, tmp_path / "a.qdc")
    came = import_project(tmp_path / "a.qdc", tmp_path / "new.db")
    exported(tmp_path / "new.db", tmp_path / "b.qdc")
    check_valid(tmp_path / "a.qdc")
    assert content(tmp_path / "a.qdc") == content(tmp_path / "b.qdc")
    assert came.counts == {"documents": 0, "codes": 4, "codings": 0, "memos": 0, "cases": 0}
    exported(small.pilot.db_path, tmp_path / "c.qdpx")
    counts = import_project(tmp_path / "c.qdpx", tmp_path / "whole.db").counts
    for file, name, wanted in (("a.qdc", "boek.qdpx", came.counts), ("c.qdpx", "alles.qdc", counts)):
        (tmp_path / name).write_bytes((tmp_path / file).read_bytes())
        assert import_project(tmp_path / name, tmp_path / f"{name}.db").counts == wanted


def test_a_name_that_is_taken_or_odd_is_refused(small: SmallPilot, filled: dict[str, str], tmp_path: Path) -> None:
    """Nothing is written over, and a name that says no kind is asked again; no part of a file stays."""
    target = tmp_path / "a.qdpx"
    exported(small.pilot.db_path, target)
    before = target.read_bytes()
    with pytest.raises(Conflict, match="already"):
        exported(small.pilot.db_path, target)
    with pytest.raises(BadInput, match="ends in .qdpx"):
        exported(small.pilot.db_path, tmp_path / "a.zip")
    (tmp_path / "new.db").write_text("mine")
    with pytest.raises(Conflict, match="already"):
        import_project(target, tmp_path / "new.db")
    assert target.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"home", "a.qdpx", "new.db"}


def test_an_empty_pilot_makes_no_file(small: SmallPilot, tmp_path: Path) -> None:
    """Where there is neither text nor codebook it is said."""
    with pytest.raises(BadInput, match="nothing to export"):
        exported(small.pilot.db_path, tmp_path / "a.qdpx")
    assert not (tmp_path / "a.qdpx").exists()


LINES = st.text(st.sampled_from("ab é🙂e\u0301:漢\n&<\"'\u200d"), min_size=1, max_size=25).filter(
    lambda text: text.strip() and text == text.strip("\n"))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(LINES, st.sampled_from(["", "Moeder", "Coach 2"])), min_size=1, max_size=5), st.data())
@pytest.mark.slow
def test_any_text_comes_back(
    small: SmallPilot, tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Whatever was said, by whom, and wherever passages begin and end, the second export is the first."""
    folder = tmp_path_factory.mktemp("trip")
    with closing(small.open()) as db:
        codebook.adopt(db, small.operator(db), BOOK)
        turns = tuple(NewTurn(text, speaker, "family") for text, speaker in told)
        guid = small.interview(db, turns=turns, title=f"Gesprek {folder.name}")
        text = "\n".join(turn.text for turn in turns)
        for viewer in ("evaluator", "evaluator2"):
            spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
            actions.apply_ops(db, small.viewers[viewer], guid, [
                added("klik", *sorted(span)) for span in spans])
    exported(small.pilot.db_path, folder / "a.qdpx")
    import_project(folder / "a.qdpx", folder / "new.db")
    exported(folder / "new.db", folder / "b.qdpx")
    assert content(folder / "a.qdpx") == content(folder / "b.qdpx")
    assert stored(small.pilot.db_path) == stored(folder / "new.db")


def test_what_another_program_changed_is_read_anew(
    small: SmallPilot, filled: dict[str, str], tmp_path: Path
) -> None:
    """A text that was changed elsewhere is taken as it is now, with the names before the turns in it."""
    exported(small.pilot.db_path, tmp_path / "a.qdpx", with_sound=False)
    name = f"sources/{filled['first']}.txt"
    with zipfile.ZipFile(tmp_path / "a.qdpx") as old, zipfile.ZipFile(tmp_path / "b.qdpx", "w") as new:
        for each in old.namelist():
            data = old.read(each)
            new.writestr(each, data + b" Erbij." if each == name else data)
    import_project(tmp_path / "b.qdpx", tmp_path / "new.db")
    with closing(open_pilot(tmp_path / "new.db")) as db:
        text = db.conn.execute("SELECT text FROM document_version JOIN document USING (document_id)"
                               " WHERE document.guid = ?", (filled["first"],)).fetchone()[0]
        assert text.startswith("Coach: Hoe ging het")
        assert text.endswith(" Erbij.")
    assert len(stored(tmp_path / "new.db")) == 8


@pytest.mark.slow
def test_turns_that_are_no_turns_are_passed_over(
    small: SmallPilot, filled: dict[str, str], tmp_path: Path
) -> None:
    """What lies beside a text counts only where it is of that text and in order."""
    exported(small.pilot.db_path, tmp_path / "a.qdpx", with_sound=False)
    name = f"sources/{filled['first']}.turns.json"
    with zipfile.ZipFile(tmp_path / "a.qdpx") as old:
        good = json.loads(old.read(name))
    good["turns"][1][0] = -3
    for n, bad in enumerate(([], good, {"turns": 1}, "x")):
        with zipfile.ZipFile(tmp_path / "a.qdpx") as old, zipfile.ZipFile(tmp_path / f"{n}.qdpx", "w") as new:
            for each in old.namelist():
                new.writestr(each, json.dumps(bad) if each == name else old.read(each))
        import_project(tmp_path / f"{n}.qdpx", tmp_path / f"{n}.db")
        assert len(stored(tmp_path / f"{n}.db")) == 8
