"""Uploads: pieces in order, resumed, refused in one sentence, and nothing left behind."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.store import large_files
from pilot.store.files import write
from texts.intake import pieces, uploads

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def send(small: SmallPilot, db: Database, guid: str, offset: int, data: bytes) -> uploads.Upload:
    """One piece, as a route sends it."""
    piece = pieces.begin_piece(small.pilot, db, small.viewers["evaluator"], guid, offset)
    try:
        piece.write(data)
        return pieces.confirm(db, piece)
    finally:
        piece.close()


def left(small: SmallPilot, db: Database) -> tuple[int, int]:
    """How many upload rows and files there are."""
    return db["upload"].count, len(list(small.pilot.uploads.glob("*")))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=400), cuts=st.lists(st.integers(1, 90), max_size=12))
def test_any_pieces_make_the_file(small: SmallPilot, db: Database, data: bytes, cuts: list[int]) -> None:
    """However a file is cut, what lies on disk is the file."""
    viewer = small.viewers["evaluator"]
    upload = uploads.start(small.pilot, db, viewer, "txt", len(data))
    for cut in [*cuts, len(data)]:
        chunk = data[upload.received : upload.received + cut]
        if chunk:
            upload = send(small, db, upload.guid, upload.received, chunk)
    assert upload.is_complete
    assert large_files.upload(small.pilot, upload.guid).read_bytes() == data
    uploads.discard(small.pilot, db, viewer, upload.guid)


def test_a_piece_for_another_place_says_where_to_go_on(small: SmallPilot, db: Database) -> None:
    """An offset that is not what was received is refused with the right one."""
    upload = uploads.start(small.pilot, db, small.viewers["evaluator"], ".TXT", 10)
    send(small, db, upload.guid, 0, b"abcd")
    with pytest.raises(pieces.WrongOffset) as fault:
        send(small, db, upload.guid, 0, b"abcd")
    assert fault.value.received == 4


def test_bytes_that_were_not_confirmed_are_written_over(small: SmallPilot, db: Database) -> None:
    """What a crash left behind the confirmed bytes does not end up in the file."""
    upload = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 6)
    send(small, db, upload.guid, 0, b"abc")
    with large_files.upload(small.pilot, upload.guid).open("ab") as file:
        file.write(b"torn")
    send(small, db, upload.guid, 3, b"def")
    assert large_files.upload(small.pilot, upload.guid).read_bytes() == b"abcdef"


def test_one_writer_at_a_time(small: SmallPilot, db: Database) -> None:
    """A second window cannot write into the same upload."""
    upload = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 6)
    piece = pieces.begin_piece(small.pilot, db, small.viewers["evaluator"], upload.guid, 0)
    with closing(small.open()) as other, pytest.raises(Conflict, match="already"):
        pieces.begin_piece(small.pilot, other, small.viewers["evaluator"], upload.guid, 0)
    piece.close()
    assert send(small, db, upload.guid, 0, b"abcdef").is_complete


def test_the_same_file_goes_on_where_it_was(small: SmallPilot, db: Database) -> None:
    """Beginning again with the same fingerprint finds the upload, also after a reload; another's is not found."""
    viewer = small.viewers["evaluator"]
    first = uploads.start(small.pilot, db, viewer, "txt", 6, "finger")
    send(small, db, first.guid, 0, b"abc")
    again = uploads.start(small.pilot, db, viewer, "txt", 6, "finger")
    assert (again.guid, again.received) == (first.guid, 3)
    assert uploads.start(small.pilot, db, small.viewers["evaluator2"], "txt", 6, "finger").guid != first.guid
    assert uploads.start(small.pilot, db, viewer, "txt", 7, "finger").guid != first.guid


@pytest.mark.parametrize(
    ("ext", "size", "sentence"),
    [
        ("txt", 0, "empty"),
        ("txt", 2_000_000_001, "2 GB"),
        ("wav", 2_000_000_001, "2 GB"),
    ],
)
def test_limits_are_said_at_once(small: SmallPilot, db: Database, ext: str, size: int, sentence: str) -> None:
    """A size that is not taken is refused before a byte is sent."""
    with pytest.raises(BadInput, match=sentence):
        uploads.start(small.pilot, db, small.viewers["evaluator"], ext, size)
    assert left(small, db) == (0, 0)


def test_exactly_the_limit_is_taken(small: SmallPilot, db: Database) -> None:
    """The limits themselves are allowed."""
    assert uploads.checked_size("docx", 20_000_000) == "docx"
    assert uploads.checked_size(".MP3", 2_000_000_000) == "mp3"


def test_an_ending_that_says_nothing_is_not_kept(small: SmallPilot, db: Database) -> None:
    """What stands behind the last dot of a name may be a day or a name of somebody: the upload has no ending then."""
    for ext in ("", "2021", ".Jansen"):
        assert uploads.start(small.pilot, db, small.viewers["evaluator"], ext, 10).ext == ""
    assert db["upload"].count == 3


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n", b"MZ\x90\0", b"\x1f\x8b\x08", b"\0\1\2\3"])
def test_neither_text_nor_sound_is_said_with_the_first_bytes(small: SmallPilot, db: Database, head: bytes) -> None:
    """Nobody sends two gigabytes to hear that it is a film's picture: the first 64 kB are enough, and nothing stays."""
    viewer = small.viewers["evaluator"]
    upload = uploads.start(small.pilot, db, viewer, "", 2_000_000_000)
    piece = pieces.begin_piece(small.pilot, db, viewer, upload.guid, 0)
    try:
        piece.write(head + bytes(70_000))
        with pytest.raises(BadInput, match="cannot be read here"):
            pieces.arrived(small.pilot, db, viewer, piece)
    finally:
        piece.close()
    assert left(small, db) == (0, 0)


def test_captions_in_xml_arrive(small: SmallPilot, db: Database) -> None:
    """They are markup, whatever they are called."""
    viewer = small.viewers["evaluator"]
    data = b'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="1s">Dag.</p></body></tt>'
    for ext in ("", "xml", "ttml"):
        upload = uploads.start(small.pilot, db, viewer, ext, len(data))
        with closing(pieces.begin_piece(small.pilot, db, viewer, upload.guid, 0)) as piece:
            piece.write(data)
            assert pieces.arrived(small.pilot, db, viewer, piece).received == len(data)


@pytest.mark.parametrize("ext", ["", "txt", "docx"])
def test_a_text_that_is_too_long_is_told_from_a_recording(small: SmallPilot, db: Database, ext: str) -> None:
    """More than 20 MB is refused by what its first bytes are; a recording goes on, whatever it is called."""
    viewer = small.viewers["evaluator"]
    for words, fits in ((b"Moeder: dag\n" * 6000, False), (b"OggS\0\2" + bytes(70_000), True)):
        upload = uploads.start(small.pilot, db, viewer, ext, 20_000_001)
        piece = pieces.begin_piece(small.pilot, db, viewer, upload.guid, 0)
        try:
            piece.write(words)
            if fits:
                assert pieces.arrived(small.pilot, db, viewer, piece).received == len(words)
                continue
            with pytest.raises(BadInput, match="20 MB"):
                pieces.arrived(small.pilot, db, viewer, piece)
        finally:
            piece.close()
        assert left(small, db) == (0, 0)


def test_no_room_on_the_disk_is_said_at_once(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room is asked for before the first byte, counting what other uploads have still to bring."""
    viewer = small.viewers["evaluator"]
    uploads.start(small.pilot, db, viewer, "wav", 1_000_000)
    free = uploads.RESERVE_BYTES + 1_500_000
    usage = type(shutil.disk_usage(small.pilot.uploads))(free * 2, free, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    uploads.start(small.pilot, db, viewer, "wav", 400_000)
    with pytest.raises(BadInput, match="not enough room"):
        uploads.start(small.pilot, db, viewer, "wav", 200_000)


def test_more_than_announced_is_refused(small: SmallPilot, db: Database) -> None:
    """A file that grew meanwhile is not taken, and what was confirmed stays."""
    upload = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 3)
    with pytest.raises(BadInput, match="changed"):
        send(small, db, upload.guid, 0, b"abcd")
    assert uploads.find(db, small.viewers["evaluator"], upload.guid).received == 0


def test_only_the_uploader_touches_it(small: SmallPilot, db: Database) -> None:
    """Another evaluator finds nothing and discards nothing; other roles may not upload at all."""
    upload = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 3)
    other = small.viewers["evaluator2"]
    with pytest.raises(NotFound):
        uploads.find(db, other, upload.guid)
    with pytest.raises(NotFound):
        pieces.begin_piece(small.pilot, db, other, upload.guid, 0)
    uploads.discard(small.pilot, db, other, upload.guid)
    assert uploads.find(db, small.viewers["evaluator"], upload.guid)
    for role in ("coach", "steering", "admin"):
        with pytest.raises(NotAllowed):
            uploads.start(small.pilot, db, small.viewers[role], "txt", 3)


def test_discarding_leaves_nothing(small: SmallPilot, db: Database) -> None:
    """Neither a row nor a file; a second time is no fault."""
    upload = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 3)
    send(small, db, upload.guid, 0, b"ab")
    for _ in range(2):
        uploads.discard(small.pilot, db, small.viewers["evaluator"], upload.guid)
    assert left(small, db) == (0, 0)


def test_old_uploads_are_cleared(small: SmallPilot, db: Database) -> None:
    """After the days that are promised an upload goes, row and file; a younger one stays."""
    viewer = small.viewers["evaluator"]
    old, young = (uploads.start(small.pilot, db, viewer, "txt", size) for size in (3, 4))
    for upload in (old, young):
        send(small, db, upload.guid, 0, b"ab")
    with write(db):
        for upload, days in ((old, uploads.STALE_DAYS + 1), (young, uploads.STALE_DAYS - 1)):
            db.conn.execute(
                "UPDATE upload SET created_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?) WHERE guid = ?",
                (f"-{days} days", upload.guid),
            )
    (small.home.folder / "pilots" / "kapot").mkdir()
    (small.home.folder / "pilots" / "kapot" / "pilot.db").write_bytes(b"no database at all" * 99)
    uploads.sweep_all(small.home)
    assert [u.guid for u in uploads.mine(db, viewer)] == [young.guid]
    assert left(small, db) == (1, 1)


def test_the_digest_is_of_the_file(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """Bringing in a file from this machine keeps the file where it is and knows its SHA-256."""
    import hashlib

    path = tmp_path / "Berk.txt"
    path.write_bytes(b"Moeder: hallo\n" * 1000)
    viewer = small.viewers["evaluator"]
    upload = pieces.take_file(small.pilot, db, viewer, path)
    want = hashlib.sha256(path.read_bytes()).hexdigest()
    assert uploads.digest(small.pilot, db, viewer, upload.guid) == want
    large_files.upload(small.pilot, upload.guid).unlink()
    assert uploads.digest(small.pilot, db, viewer, upload.guid) == want
