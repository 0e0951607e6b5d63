"""What is recorded in a browser: pieces in order, each once, while consent holds; then a recording, then a story."""

from __future__ import annotations

import errno
import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot.access import Role
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent
from pilot.store import large_files
from pilot.store.files import new_guid, write
from stories.entry import drafts, keeping
from stories.spoken import beginning, closing, first_part, landing, rest, taking
from stories.spoken.beginning import NewSpoken
from stories.spoken.taking import Piece, Taken
from tests.media import ordinary, tones
from texts import notes, recordings
from texts.documents import NewDocument, NewTurn, add_document, add_version, documents, transcript, withdraw
from transcribe import audio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

DEVICE = "device-1"


@pytest.fixture(scope="module")
def webm() -> bytes:
    """Four seconds of sound as browsers record it."""
    return ordinary(".webm", tones())


def note(
    small: SmallPilot, db: Database, draft: str = "", *, guid: str = "", device: str = DEVICE, family: str = "Berk",
) -> str:
    """Begin a voice note of the coach about a family; returns its guid."""
    new = NewSpoken(guid or new_guid(), "note", small.families[family], device, draft or new_guid())
    return beginning.begin(small.pilot, db, small.viewers["coach"], new).spoken.guid


def send(small: SmallPilot, db: Database, guid: str, number: int, data: bytes, *, gap: bool = False) -> Taken:
    """Send a piece of it as its coach."""
    return taking.take(small.pilot, db, small.viewers["coach"], guid, DEVICE, Piece(number, 1000, data, gap))


def cut(data: bytes, parts: int = 4) -> list[bytes]:
    """Bytes in so many pieces."""
    size = -(-len(data) // parts)
    return [data[at:at + size] for at in range(0, len(data), size)]


def whole(small: SmallPilot, db: Database, data: bytes, draft: str = "") -> str:
    """A note that was recorded, sent and closed."""
    guid = note(small, db, draft)
    pieces = cut(data)
    for number, piece in enumerate(pieces):
        send(small, db, guid, number, piece)
    closing.close(small.pilot, db, small.viewers["coach"], guid, len(pieces))
    return guid


def refuse(small: SmallPilot, db: Database) -> None:
    """The mother of Berk takes her consent to analysing back."""
    consent.withdraw(db, small.viewers["admin"], small.persons["Berk moeder"], "analyse")


def held(path: Path) -> bytes:
    """What lies in a file, sealed or not."""
    with large_files.opened(path) as file:
        return file.read()


def test_pieces_become_a_recording(small: SmallPilot, db: Database, webm: bytes) -> None:
    """All of them, in order, are one file, which lies among the recordings; nothing of them stays on its way in."""
    guid = whole(small, db, webm)
    voice, sha256, is_note, ms = db.conn.execute(
        "SELECT voice, sha256, is_note, duration_ms FROM recording WHERE guid = ?", (guid,)).fetchone()
    assert (voice, sha256, is_note) == ("coach", hashlib.sha256(webm).hexdigest(), 1)
    assert 3900 <= ms <= 4200
    assert held(large_files.recording(small.pilot, guid, "webm")) == webm
    assert not list(small.pilot.uploads.glob("*.spoken"))
    assert not recordings.without_text(db, small.viewers["evaluator"]), "a voice note becomes no text of its own"


@pytest.mark.parametrize(("extension", "options"), [
    (".webm", {"live": "1"}), (".mp4", {"movflags": "frag_keyframe+empty_moov+default_base_moof"})])
@pytest.mark.parametrize("lost_bytes", [0, 25])
@pytest.mark.slow
def test_what_goes_on_after_a_kill_is_heard_with_what_was_before(
    small: SmallPilot, db: Database, extension: str, options: dict[str, str], lost_bytes: int,
) -> None:
    """A recorder that began anew leaves a second file behind the first: both are heard, one after the other, also where
    the end of the first was lost; and the recording lasts as long as both."""
    before, after = (ordinary(extension, tones(length, (at,)), options=options) for length, at in ((4, 1.0), (3, 0.5)))
    before = before[:len(before) - lost_bytes]
    guid = note(small, db)
    pieces = [*cut(before), *cut(after, 3)]
    for number, piece in enumerate(pieces):
        send(small, db, guid, number, piece)
    closing.close(small.pilot, db, small.viewers["coach"], guid, len(pieces))
    ext, ms = db.conn.execute("SELECT ext, duration_ms FROM recording WHERE guid = ?", (guid,)).fetchone()
    with large_files.opened(large_files.recording(small.pilot, guid, ext)) as file:
        heard = np.concatenate(list(audio.blocks(file)))
    loud = np.flatnonzero(np.abs(heard) > 0.3) / audio.RATE
    first, second = loud[loud < 3], loud[loud > 3]
    end = ms / 1000 - 3
    assert ms == pytest.approx(len(heard) / audio.RATE * 1000, abs=2)
    assert ms == pytest.approx(7000, abs=200)
    assert (first.min(), first.max()) == (pytest.approx(1.0, abs=0.05), pytest.approx(1.1, abs=0.05))
    assert (second.min(), second.max()) == (pytest.approx(end + 0.5, abs=0.07), pytest.approx(end + 0.6, abs=0.07))


@given(st.lists(st.integers(0, 5), max_size=30))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_again_or_too_early_it_is_one_file(small: SmallPilot, db: Database, order: list[int]) -> None:
    """Repeats change nothing, what comes too early is not taken, and what is waited for is always said."""
    guid, pieces = note(small, db, device=new_guid()), [bytes([n]) * (n + 1) for n in range(6)]
    device = taking.one(db, small.viewers["coach"], guid).device
    here = 0
    for number in [*order, *range(6)]:
        said = taking.take(small.pilot, db, small.viewers["coach"], guid, device, Piece(number, 10, pieces[number]))
        here += number == here
        assert said == Taken(here, taken=number < here)
    assert held(large_files.spoken(small.pilot, guid)) == b"".join(pieces)
    closing.throw_away(small.pilot, db, small.viewers["coach"], guid)


def test_a_gap_is_said_and_counted(small: SmallPilot, db: Database) -> None:
    """Pieces that the device lost are given up by it, not by us; those that come after them are taken then."""
    guid = note(small, db)
    send(small, db, guid, 0, b"a")
    assert send(small, db, guid, 3, b"d") == Taken(1, taken=False)
    assert send(small, db, guid, 3, b"d", gap=True) == Taken(4, taken=True)
    found = taking.one(db, small.viewers["coach"], guid)
    assert (found.missing, found.bytes) == (2, 2)
    with pytest.raises(BadInput):
        send(small, db, guid, 1, b"b")


def test_another_piece_in_the_place_of_one_is_refused(small: SmallPilot, db: Database) -> None:
    """The same number with other sound is no repeat."""
    guid = note(small, db)
    send(small, db, guid, 0, b"a")
    with pytest.raises(BadInput):
        send(small, db, guid, 0, b"b")
    assert held(large_files.spoken(small.pilot, guid)) == b"a"


def test_what_a_crash_left_behind_the_last_piece_goes(small: SmallPilot, db: Database) -> None:
    """Bytes that were written and never written down are in the way of nobody."""
    guid = note(small, db)
    send(small, db, guid, 0, b"aa")
    with large_files.continued(large_files.spoken(small.pilot, guid)) as file:
        file.seek(2)
        file.write(b"torn")
    send(small, db, guid, 1, b"bb")
    assert held(large_files.spoken(small.pilot, guid)) == b"aabb"


@pytest.mark.parametrize("piece", [
    Piece(0, 10, b""), Piece(0, 10, b"x" * (taking.PIECE_LIMIT_BYTES + 1)), Piece(-1, 10, b"x"),
    Piece(0, taking.LONGEST_PIECE_MS + 1, b"x"), Piece(10**7, 10, b"x")])
def test_no_piece_is_without_limits(small: SmallPilot, db: Database, piece: Piece) -> None:
    """Empty, too large, or too long for a piece: refused with a sentence."""
    guid = note(small, db)
    with pytest.raises(BadInput):
        taking.take(small.pilot, db, small.viewers["coach"], guid, DEVICE, piece)


def test_consent_is_asked_before_the_first_piece_and_at_each(small: SmallPilot, db: Database, webm: bytes) -> None:
    """Withdrawn while it runs, nothing more is taken; what was sent is a recording that is out of reach."""
    guid = note(small, db)
    first, *rest = cut(webm)
    send(small, db, guid, 0, first)
    refuse(small, db)
    with pytest.raises(BadInput, match="analys"):
        send(small, db, guid, 1, rest[0])
    with pytest.raises(BadInput):
        note(small, db)
    closing.close(small.pilot, db, small.viewers["coach"], guid, 1)
    assert held(large_files.recording(small.pilot, guid, "webm")) == first
    assert not landing.waiting(db, small.viewers["coach"])
    with pytest.raises(NotFound):
        recordings.listen(small.pilot, db, small.viewers["coach"], guid)


def test_who_is_heard_must_consent_to_being_recorded(small: SmallPilot, db: Database) -> None:
    """Of a conversation each use is asked of everybody who is heard, by name of the use."""
    consent.withdraw(db, small.viewers["admin"], small.persons["Berk moeder"], "transcribe")
    asked = NewSpoken(new_guid(), "interview", small.families["Berk"], DEVICE, persons=(small.persons["Berk moeder"],))
    with pytest.raises(BadInput, match=r"uitschrijven|transcri"):
        beginning.begin(small.pilot, db, small.viewers["evaluator"], asked)


def test_one_recording_runs_for_a_story_at_a_time(
    small: SmallPilot, db: Database, clock_at: Callable[[str], None]
) -> None:
    """A second device or window is told so; one that was left for a while is in nobody's way, and stays."""
    clock_at("2021-05-20T10:00:00Z")
    draft = new_guid()
    first = note(small, db, draft)
    with pytest.raises(Conflict):
        note(small, db, draft, device="device-2")
    clock_at("2021-05-20T10:01:00Z")
    second = note(small, db, draft, device="device-2")
    assert {one.guid for one in taking.unfinished(db, small.viewers["coach"])} == {first, second}


def test_it_goes_on_only_where_it_began_and_for_whom(small: SmallPilot, db: Database) -> None:
    """Its key is for its own account on its own device; nobody else sends to it."""
    guid = note(small, db)
    assert len(taking.here(db, small.viewers["coach"], guid, DEVICE).key) == 64
    with pytest.raises(Conflict):
        taking.here(db, small.viewers["coach"], guid, "device-2")
    with pytest.raises(NotFound):
        taking.here(db, small.viewers["evaluator"], guid, DEVICE)
    with pytest.raises(NotFound):
        beginning.begin(small.pilot, db, small.viewers["evaluator"], NewSpoken(
            guid, "interview", small.families["Berk"], DEVICE, persons=(small.persons["Berk moeder"],)))


def test_a_coach_records_her_own_families_only(small: SmallPilot, db: Database) -> None:
    """Another coach's family is not there for her, and a steering group records nothing."""
    with pytest.raises(NotFound):
        note(small, db, family="Es")
    with pytest.raises(NotAllowed):
        beginning.begin(small.pilot, db, small.viewers["steering"], NewSpoken(
            new_guid(), "interview", small.families["Berk"], DEVICE, persons=(small.persons["Berk moeder"],)))
    with pytest.raises(BadInput):
        beginning.begin(small.pilot, db, small.viewers["evaluator"], NewSpoken(
            new_guid(), "interview", small.families["Berk"], DEVICE, persons=(small.persons["Es moeder"],)))


def test_asked_twice_it_begins_once(small: SmallPilot, db: Database) -> None:
    """A request whose answer was lost may be sent again."""
    guid, draft = new_guid(), new_guid()
    assert note(small, db, draft, guid=guid) == note(small, db, draft, guid=guid)
    assert db.conn.execute("SELECT count(*) FROM spoken").fetchone()[0] == 1


def test_a_full_disk_costs_nothing(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The piece is refused with a sentence, is taken when there is room, and what was there stays."""
    guid = note(small, db)
    send(small, db, guid, 0, b"a")

    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(BadInput, match="server"):
            send(small, db, guid, 1, b"b")
    assert send(small, db, guid, 1, b"b") == Taken(2, taken=True)
    assert held(large_files.spoken(small.pilot, guid)) == b"ab"


def test_it_is_closed_once_all_is_here(small: SmallPilot, db: Database, webm: bytes) -> None:
    """Not before; twice is once; and what nobody can hear stays open, with its bytes."""
    coach, guid = small.viewers["coach"], note(small, db)
    with pytest.raises(Conflict):
        closing.close(small.pilot, db, coach, guid)
    send(small, db, guid, 0, b"no sound at all")
    with pytest.raises(Conflict):
        closing.close(small.pilot, db, coach, guid, 2)
    with pytest.raises(BadInput):
        closing.close(small.pilot, db, coach, guid, 1)
    assert taking.one(db, coach, guid).state == "open"
    assert large_files.spoken(small.pilot, guid).exists()
    closed = whole(small, db, webm, new_guid()) if _left(db) else ""
    assert closing.close(small.pilot, db, coach, closed).state == "closed"
    with pytest.raises(Conflict):
        closing.throw_away(small.pilot, db, coach, closed)
    with pytest.raises(Conflict):
        send(small, db, closed, 9, b"x")


def test_what_a_device_still_had_is_taken_after_it_was_closed_elsewhere(
    small: SmallPilot, db: Database, webm: bytes,
) -> None:
    """All of it becomes a recording, which lasts as long as what was said; the first one no longer counts beside it,
    and its bytes stay. Asked again it is one, a piece that is sent again is one, and where all of it was here there is
    no rest."""
    coach, guid, whole_guid = small.viewers["coach"], note(small, db), new_guid()
    pieces = cut(webm)
    for number in (0, 1):
        send(small, db, guid, number, pieces[number])
    with pytest.raises(Conflict):
        rest.begin(small.pilot, db, coach, guid, new_guid(), DEVICE)
    first = closing.close(small.pilot, db, coach, guid)
    with pytest.raises(Conflict):
        rest.begin(small.pilot, db, coach, guid, new_guid(), "device-2")
    for _time in range(2):
        begun = rest.begin(small.pilot, db, coach, guid, whole_guid, DEVICE)
        assert (begun.spoken.next, len(begun.key)) == (2, 64)
    for number in (1, 2, 3):
        assert send(small, db, whole_guid, number, pieces[number]).taken
    closed = closing.close(small.pilot, db, coach, whole_guid, 4)
    assert held(large_files.recording(small.pilot, closed.recording, "webm")) == webm
    assert held(large_files.recording(small.pilot, first.recording, "webm")) == b"".join(pieces[:2])
    assert _count(db) == [closed.recording]
    assert [first_part.became(db, one) for one in (guid, whole_guid)] == ["", first_part.GONE]
    assert [one.guid for one in landing.waiting(db, coach)] == [whole_guid], "its words come once"
    for closed_guid in (guid, whole_guid):
        with pytest.raises(Conflict):
            rest.begin(small.pilot, db, coach, closed_guid, new_guid(), DEVICE)


def _count(db: Database) -> list[str]:
    """The recordings that count, by their guids."""
    return [row[0] for row in db.conn.execute("SELECT guid FROM recording WHERE withdrawn_at IS NULL")]


@pytest.mark.parametrize("worked_with", [False, True])
def test_a_conversation_that_came_whole_later_is_one(
    small: SmallPilot, db: Database, webm: bytes, *, worked_with: bool,
) -> None:
    """What was written out of its beginning goes with that; where somebody has mended the text, both stay."""
    evaluator, guid, whole_guid = small.viewers["evaluator"], new_guid(), new_guid()
    beginning.begin(small.pilot, db, evaluator, NewSpoken(
        guid, "interview", small.families["Berk"], DEVICE, persons=(small.persons["Berk moeder"],)))
    pieces = cut(webm)
    taking.take(small.pilot, db, evaluator, guid, DEVICE, Piece(0, 1000, pieces[0]))
    first = closing.close(small.pilot, db, evaluator, guid)
    with write(db):
        (recording_id,) = db.conn.execute(
            "SELECT recording_id FROM recording WHERE guid = ?", (first.recording,)).fetchone()
        text = add_document(db, evaluator, NewDocument(
            small.families["Berk"], "interview", "family", "Gesprek", "2021-05-01", recording_id=recording_id,
            persons=(small.persons["Berk moeder"],)),
            [NewTurn("Het ging goed.", "A")], version_kind="raw", engine="whisper")
        if worked_with:
            (row,) = db.conn.execute("SELECT document_id FROM document WHERE guid = ?", (text,)).fetchone()
            add_version(db, evaluator, row, [NewTurn("Het ging heel goed.", "A")], kind="corrected", engine="hand")
    rest.begin(small.pilot, db, evaluator, guid, whole_guid, DEVICE)
    for number in (1, 2, 3):
        taking.take(small.pilot, db, evaluator, whole_guid, DEVICE, Piece(number, 1000, pieces[number]))
    whole_recording = closing.close(small.pilot, db, evaluator, whole_guid, 4).recording
    assert _count(db) == ([first.recording] if worked_with else []) + [whole_recording]
    (withdrawn,) = db.conn.execute("SELECT withdrawn_at IS NOT NULL FROM document WHERE guid = ?", (text,)).fetchone()
    assert bool(withdrawn) is not worked_with
    assert first_part.became(db, whole_guid) == (first_part.STAYS if worked_with else first_part.GONE)


def _left(db: Database) -> bool:
    """Let what is open have been left long ago, so that another one may begin."""
    with write(db):
        db.conn.execute("UPDATE spoken SET heard_at = '2021-01-01T00:00:00.000Z' WHERE closed_at IS NULL")
    return True


def test_thrown_away_nothing_stays(small: SmallPilot, db: Database) -> None:
    """Neither its sound nor its key; a second time changes nothing."""
    guid = note(small, db)
    send(small, db, guid, 0, b"a")
    for _time in range(2):
        closing.throw_away(small.pilot, db, small.viewers["coach"], guid)
    assert not large_files.spoken(small.pilot, guid).exists()
    assert db.conn.execute("SELECT key FROM spoken WHERE guid = ?", (guid,)).fetchone() == ("",)


def written_out(db: Database, guid: str) -> int:
    """Let it have been written out; its recording_id."""
    number = int(db.conn.execute("SELECT recording_id FROM recording WHERE guid = ?", (guid,)).fetchone()[0])
    with write(db):
        notes.put(db, number, ["Zij belde zelf.", "Dat was nieuw."], "an engine")
    return number


def body(small: SmallPilot) -> dict[str, object]:
    """A draft that can be kept."""
    return {"family": small.families["Berk"], "template": "moment", "title": "Gesproken", "course": "success",
            "told_on": "2021-05-01", "when": "day", "from": "2021-05-01",
            "answers": {"happened": "Zij belde zelf."}}


def test_its_text_lands_in_the_draft_and_its_sound_in_the_story(small: SmallPilot, db: Database, webm: bytes) -> None:
    """The text is offered until it stands in the draft; the kept story has the sound, which its coach hears."""
    coach, draft = small.viewers["coach"], new_guid()
    guid = whole(small, db, webm, draft)
    assert [one.state for one in landing.waiting(db, coach)] == ["waits"]
    written_out(db, guid)
    assert [one.paragraphs for one in landing.texts_for(db, coach, draft)] == [("Zij belde zelf.", "Dat was nieuw.")]
    assert not landing.texts_for(db, small.viewers["coach2"], draft)
    drafts.save(db, coach, draft, {"p" * 16: 1}, body(small) | {"spoken": [guid]})
    assert not landing.texts_for(db, coach, draft)
    assert not landing.waiting(db, coach)
    kept = keeping.keep(small.pilot, db, coach, draft, {"p" * 16: 2}, body(small) | {"spoken": [guid]})
    assert db.conn.execute("SELECT r.guid FROM document d JOIN recording r USING (recording_id) WHERE d.guid = ?",
                           (kept.document,)).fetchone() == (guid,)
    recordings.listen(small.pilot, db, coach, guid).file.close()
    assert not db.conn.execute("SELECT 1 FROM note_text").fetchone(), "the words are in the story and nowhere else"


def test_every_note_of_a_draft_belongs_to_its_story(small: SmallPilot, db: Database) -> None:
    """The first is the sound of the document, the others stand behind it in order; each is heard by its coach, by no
    other one, and by nobody once the story is withdrawn."""
    coach, draft = small.viewers["coach"], new_guid()
    guids = []
    for at in (0.5, 1.0, 1.5):
        guids.append(whole(small, db, ordinary(".webm", tones(2, (at,))), draft))
        written_out(db, guids[-1])
    # The first was saved with a draft before; the others come with the words that are kept, and with nothing else.
    drafts.save(db, coach, draft, {"p" * 16: 1}, body(small) | {"spoken": guids[:1]})
    document = keeping.keep(
        small.pilot, db, coach, draft, {"p" * 16: 2}, body(small) | {"spoken": [*guids, new_guid()]}).document
    assert not landing.waiting(db, coach), "none is left without a story"
    assert transcript(db, coach, document)["recording"] == guids[0]
    assert [(one.guid, one.ms // 1000) for one in notes.behind(db, coach, document)] == [(guids[1], 2), (guids[2], 2)]
    for guid in guids:
        recordings.listen(small.pilot, db, coach, guid).file.close()
        with pytest.raises(NotFound):
            recordings.listen(small.pilot, db, small.viewers["coach2"], guid)
    withdraw(db, small.viewers["admin"], document, "told about somebody else")
    for guid in guids:
        with pytest.raises(NotFound):
            recordings.listen(small.pilot, db, coach, guid)


@pytest.mark.parametrize("kept", [True, False])
def test_a_draft_that_is_gone_leaves_its_note_to_be_told(
    small: SmallPilot, db: Database, webm: bytes, kept: bool,
) -> None:
    """Kept or thrown away meanwhile: Today knows which, and a new story takes the words."""
    coach, draft = small.viewers["coach"], new_guid()
    guid = whole(small, db, webm, draft)
    if kept:
        keeping.keep(small.pilot, db, coach, draft, {"p" * 16: 1}, body(small))
    else:
        drafts.save(db, coach, draft, {"p" * 16: 1}, body(small))
        drafts.throw_away(db, coach, draft)
    written_out(db, guid)
    assert [(one.state, one.story) for one in landing.waiting(db, coach)] == [("homeless", kept)]
    new = landing.to_new_draft(db, coach, guid)
    assert [one.guid for one in landing.texts_for(db, coach, new)] == [guid]
    assert len(documents(db, coach)) == int(kept)


def test_a_note_that_is_left_out_goes_without_its_words(small: SmallPilot, db: Database, webm: bytes) -> None:
    """Its sound stays among the recordings."""
    coach = small.viewers["coach"]
    guid = whole(small, db, webm)
    number = written_out(db, guid)
    landing.leave(db, coach, guid)
    assert not landing.waiting(db, coach)
    assert not notes.is_written(db, number)


def test_words_are_out_of_reach_while_consent_is(small: SmallPilot, db: Database, webm: bytes) -> None:
    """What was written out of a note is not shown once the family takes consent back."""
    coach, draft = small.viewers["coach"], new_guid()
    guid = whole(small, db, webm, draft)
    written_out(db, guid)
    refuse(small, db)
    assert not landing.texts_for(db, coach, draft)
    assert not landing.waiting(db, coach)


def test_somebody_with_two_roles_speaks_a_note_as_a_coach(small: SmallPilot, db: Database) -> None:
    """A voice note is of a coach about her own family, whatever else she may."""
    both = small.with_roles(db, "coach", Role.COACH, Role.EVALUATOR)
    with pytest.raises(NotFound):
        beginning.begin(small.pilot, db, small.with_roles(db, "coach", Role.COACH), NewSpoken(
            new_guid(), "note", small.families["Es"], DEVICE, draft=new_guid()))
    begun = beginning.begin(small.pilot, db, both, NewSpoken(
        new_guid(), "interview", small.families["Es"], DEVICE, persons=(small.persons["Es moeder"],)))
    assert begun.spoken.family == "Es"
