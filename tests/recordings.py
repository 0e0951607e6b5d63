"""Recordings for tests: stored in a pilot, looped, silent."""

from __future__ import annotations

import difflib
import hashlib
import re
import shutil
import wave
from contextlib import closing
from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.store.files import new_guid, write
from transcribe import audio, models

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from sqlite_utils import Database

    from tests.builder import SmallPilot



def of_document(db: Database, document: str, recording: str) -> None:
    """Let a recording be the sound of a document (guids), inside `write(db)`."""
    db.conn.execute("UPDATE document SET recording_id = (SELECT recording_id FROM recording WHERE guid = ?)"
                    " WHERE guid = ?", (recording, document))


def plain(text: str) -> list[str]:
    """Words in lower case without punctuation."""
    return re.findall(r"[a-z']+", text.lower())


JFK = plain(
    "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.")


def is_jfk(text: str, times: int) -> bool:
    """Whether text is the sentence so many times, no part twice or lost.

    Processors round differently, so a word may come out a little otherwise ("American"); those that end and begin
    its parts may not.
    """
    words = plain(text)
    alike = difflib.SequenceMatcher(None, words, JFK * times, autojunk=False).ratio()
    return alike > 0.93 and all(words.count(w) == JFK.count(w) * times for w in ("ask", "country", "not"))


def sound(path: Path) -> np.ndarray:
    """The whole of a file as 16 kHz mono float32."""
    import numpy as np

    with path.open("rb") as file:
        return np.concatenate(list(audio.blocks(file)))


def write_wav(path: Path, samples: np.ndarray) -> Path:
    """Write 16 kHz float32 samples, (n,) or (channels, n), as a wav file."""
    import numpy as np

    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(np.atleast_2d(samples)))
        file.setsampwidth(2)
        file.setframerate(audio.RATE)
        file.writeframes((np.clip(samples.T, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def looped(source: Path, times: int, path: Path) -> Path:
    """A file so many times on end."""
    import numpy as np

    return write_wav(path, np.concatenate([sound(source)] * times))


def store(small: SmallPilot, source: Path, family: str = "Berk", recorded_on: str = "2021-03-04") -> str:
    """Store a recording of a family's mother as intake would; returns its guid."""
    guid = new_guid()
    target = small.pilot.recordings / f"{guid}{source.suffix}"
    shutil.copyfile(source, target)
    with closing(small.open()) as db, write(db):
        data = target.read_bytes()
        if db.conn.execute("SELECT 1 FROM recording WHERE sha256 = ?", (hashlib.sha256(data).hexdigest(),)).fetchone():
            # The same sound in another file: each is stored once.
            data += guid.encode()
            target.write_bytes(data)
        row = db.conn.execute(
            "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms, recorded_on,"
            " created_at) SELECT ?, family_id, 'family', ?, 'audio/ogg', ?, ?, ?, ?, ? FROM family WHERE pseudonym = ?",
            (guid, source.suffix[1:], len(data), hashlib.sha256(data).hexdigest(),
             audio.milliseconds(len(sound(target))), recorded_on, now(), family))
        db.conn.execute(
            "INSERT INTO recording_person SELECT ?, person_id FROM person WHERE guid = ?",
            (row.lastrowid, small.persons[f"{family} moeder"]))
    return guid


def lend_model(small: SmallPilot, tiny_model: Path) -> models.Model:
    """The real model under its name in the pilot's home, without copying it."""
    small.home.models.mkdir(exist_ok=True)
    (small.home.models / "tiny.en").symlink_to(tiny_model)
    return models.named(small.home, "tiny.en")
