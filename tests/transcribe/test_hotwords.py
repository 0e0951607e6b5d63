"""Names that are expected reach the model, as many as there is room for, and nothing else."""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobs import lease
from jobs.work import Work
from pilot.families import hotwords
from tests import recordings
from transcribe import job, whisper
from transcribe.decoding import MOST_TOKENS, Decoder, fitting
from transcribe.handlers import TRANSCRIBE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot

NAMES = tuple(f"Hazeveld{n}" for n in range(400))


def test_the_first_ones_that_fit() -> None:
    """Not one token more than there is room for; a long one is passed over for a shorter one behind it."""
    assert fitting(["een", "twee", "drie"], lambda text: len(text.split()), 2) == "een, twee"
    assert fitting(["een", "x " * 9, "drie"], lambda text: len(text.split()), 3) == "een, drie"
    assert fitting([], len) == ""


@pytest.mark.model
def test_what_the_model_is_given(tiny: whisper.FasterWhisper) -> None:
    """Counted with the model's own tokens, however many names there are."""
    decoder = Decoder(tiny.weights(), "en", "transcribe", NAMES)
    assert MOST_TOKENS - 8 < len(decoder._prompt) <= MOST_TOKENS + 4
    plain = Decoder(tiny.weights(), "en", "transcribe", ())
    assert decoder._prompt[-len(plain._prompt):] == plain._prompt


def test_the_register_is_asked_and_nothing_is_told(
    small: SmallPilot, tiny_model: Path, jfk: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The engine is made with what the register expects of the family; no log, input or fault holds it."""
    given: list[whisper.Settings] = []

    def engine(_model: object, settings: whisper.Settings) -> object:
        given.append(settings)
        raise RuntimeError(str(settings))

    model = recordings.lend_model(small, tiny_model)
    guid = recordings.store(small, jfk)
    monkeypatch.setattr(whisper, "FasterWhisper", engine)
    monkeypatch.setattr(hotwords, "expected", lambda _pilot, _family: ["Hazeveld"])
    with closing(small.open()) as db, caplog.at_level(logging.DEBUG):
        asked = job.request_transcription(db, small.viewers["evaluator"], guid, model, "en")
        claimed = lease.claim(db, [TRANSCRIBE])
        assert claimed is not None
        with pytest.raises(RuntimeError) as fault:
            job.run(Work(small.home, small.pilot, db, asked, claimed.token))
        assert given[0].hotwords == ("Hazeveld",)
        assert "Hazeveld" not in str(fault.value) + caplog.text
        assert "Hazeveld" not in str(db.conn.execute("SELECT * FROM job").fetchall())
