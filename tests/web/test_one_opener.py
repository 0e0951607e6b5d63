"""Recordings have one opener: another form on disk needs nothing but that to change."""

from __future__ import annotations

import io
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from jobs import child as job_child
from jobs import lease
from jobs.work import Work
from pilot import fence
from pilot.errors import BadInput
from pilot.safety import backup
from pilot.store import large_files
from tests import recordings
from tests.texts.intake.test_intake import Desk, tone
from transcribe import handlers, hearing, job, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.web.conftest import Caller

TURN = bytes(255 - n for n in range(256))
SOUND = tone(3)


class Turned(io.RawIOBase):
    """A file that lies on disk with every byte turned round; it has no name and no number of the system's."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override]
        """The next bytes, turned back."""
        data = self._file.read(len(into)).translate(TURN)
        into[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As in the file."""
        return self._file.seek(offset, whence)

    def close(self) -> None:
        """Close the file as well."""
        self._file.close()
        super().close()


class Attentive:
    """Measures what it is given to hear."""

    heard_ms = 0

    def listen(self, blocks: Iterable[NDArray[np.float32]]) -> hearing.Heard:
        """Hear it all, and nobody in it."""
        heard = hearing.listen(blocks)
        self.heard_ms = heard.length_ms
        return heard._replace(voice=np.zeros_like(heard.voice))


def test_everybody_reads_through_the_opener(
    call: Caller, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another form on disk: checked and stored, heard, written down, backed up and found whole."""
    small, ear = call.small, Attentive()
    monkeypatch.setattr(
        large_files, "opened", lambda path: io.BufferedReader(Turned(path)))  # type: ignore[type-var]
    monkeypatch.setattr(writing, "listen", ear.listen)
    # Behind the fence nobody has turned anything round: what is called there is called here.
    monkeypatch.setattr(fence, "run", lambda function, *given, **_limits: job_child.resolve(function)(*given))
    with closing(small.open()) as db:
        desk = Desk(small, db, tmp_path)
        guid = desk.bring("a.wav", SOUND.translate(TURN))
        desk.store(desk.sound(guid, voice="coach", persons=(small.persons["coach"],)))
        assert (small.pilot.recordings / f"{guid}.wav").read_bytes() == SOUND.translate(TURN)

        model = recordings.lend_model(small, tiny_model)
        job.request_transcription(db, desk.viewer, guid, model, "en")
        claimed = lease.claim(db, list(handlers.HANDLERS))
        assert claimed is not None
        with pytest.raises(BadInput, match="Nobody is heard"):
            job.run(Work(small.home, small.pilot, db, claimed.guid, claimed.token))
    assert ear.heard_ms == 3000
    piece = call("GET", f"/recordings/{guid}", "coach", headers={"Range": "bytes=0-43"})
    assert (piece.status_code, piece.content) == (206, SOUND[:44])
    assert backup.check(small.home) == []
    with zipfile.ZipFile(backup.back_up(small.home, tmp_path / "b.zip")) as archive:
        assert archive.read(f"pilots/proef/recordings/{guid}.wav") == SOUND
