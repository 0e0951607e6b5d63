"""Recordings have one opener: in an encrypted home nothing but that knows what lies on the disk."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from jobs import lease
from jobs.work import Work
from pilot.errors import BadInput
from pilot.safety import backup, encrypting, envelope
from pilot.store import keys
from tests import recordings
from tests.texts.intake.test_intake import Desk, tone
from transcribe import handlers, hearing, job, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.web.conftest import Caller

SOUND = tone(3)
SECRET = keys.new_secret()


class Attentive:
    """Measures what it is given to hear."""

    heard_ms = 0

    def listen(self, blocks: Iterable[NDArray[np.float32]]) -> hearing.Heard:
        """Hear it all, and nobody in it."""
        heard = hearing.listen(blocks)
        self.heard_ms = heard.length_ms
        return heard._replace(voice=np.zeros_like(heard.voice))


@pytest.mark.slow
def test_everybody_reads_through_the_opener(
    call: Caller, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed on disk: checked and stored, played, heard, written down, backed up and found whole."""
    small, ear = call.small, Attentive()
    monkeypatch.setattr(writing, "listen", ear.listen)
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    keys.begin(small.home.folder)
    list(encrypting.encrypt(small.home))
    with closing(small.open()) as db:
        desk = Desk(small, db, tmp_path)
        guid = desk.bring("a.wav", SOUND)
        desk.store(desk.sound(guid, voice="coach", persons=(small.persons["coach"],)))
        lies = (small.pilot.recordings / f"{guid}.wav").read_bytes()
        assert lies.startswith(b"RDSEAL1")
        assert b"WAVE" not in lies

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
    made = backup.back_up(small.home, tmp_path / "b.zip")
    with envelope.opened(made, envelope.key_of(made)) as archive:
        assert archive.read(f"pilots/proef/recordings/{guid}.wav") == SOUND
