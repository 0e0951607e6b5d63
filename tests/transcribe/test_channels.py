"""Two channels with a voice each are noticed and listened to one by one; one sound on both is one recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.recordings import sound
from transcribe import audio, channels, hearing, segments, whisper, windows, writing
from transcribe.channels import Compared, Only
from transcribe.speakers import said_by

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BLOCK = 4000


def compared(wide: NDArray[np.float32]) -> bool:
    """Whether the channels of this sound are apart."""
    found = Compared()
    mixes = found(len(wide))
    for at in range(0, wide.shape[1], BLOCK):
        mixes.mix(wide[:, at:at + BLOCK])
    return found.are_apart


@pytest.fixture(scope="module")
def two(jfk: Path) -> NDArray[np.float32]:
    """Two that speak in turn, each on a channel of her own, 22 s."""
    one = sound(jfk)
    silence = np.zeros_like(one)
    return np.stack([np.concatenate([one, silence]), np.concatenate([silence, 0.3 * one[::-1]])])


def test_a_voice_on_each(two: NDArray[np.float32]) -> None:
    """Two microphones are noticed, also where each hears the other one softly."""
    assert compared(two)
    assert compared(np.stack([two[0] + 0.05 * two[1], two[1] + 0.03 * two[0]]))


def test_one_recording(two: NDArray[np.float32]) -> None:
    """The same on both channels, one of them turned round, one softer, one silent, or a room: it is one recording."""
    mono = two[0] + two[1]
    noise = np.random.default_rng(0).normal(0, 0.001, (2, len(mono))).astype(np.float32)
    room = np.stack([two[0] + 0.6 * two[1], two[1] + 0.6 * two[0]])
    alike = [np.stack([mono, by * mono]) for by in (1, -1, 0.1, 0)]
    for wide in (*alike, room, mono[None], 0 * two, noise):
        assert not compared(wide.astype(np.float32))


def test_the_other_is_not_heard_twice(two: NDArray[np.float32]) -> None:
    """What one microphone hears of the other's voice, a little later, is silent; who is soft herself is not."""
    late = np.concatenate([np.zeros(100, np.float32), two[1][:-100]])
    ears = Only(0)(2)
    wide = np.stack([two[0] + 0.1 * late, two[1]])
    heard = np.concatenate([ears.mix(wide[:, at:at + BLOCK]) for at in range(0, wide.shape[1], BLOCK)])
    half = len(heard) // 2
    assert np.square(heard[half:]).sum() < 0.1 * np.square(wide[0, half:]).sum()
    assert np.square(heard[:half]).sum() > 0.95 * np.square(wide[0, :half]).sum()
    soft = np.stack([0.02 * two[0], np.roll(two[0], len(two[0]) // 3)])
    ears = Only(0)(2)
    heard = np.concatenate([ears.mix(soft[:, at:at + BLOCK]) for at in range(0, soft.shape[1], BLOCK)])
    assert np.square(heard).sum() > 0.8 * np.square(soft[0]).sum()


def test_a_stretch_with_one_channel(two: NDArray[np.float32]) -> None:
    """A stretch that is mono is heard once, on the first channel."""
    mono = two[:1, :BLOCK]
    assert np.array_equal(Only(0)(1).mix(mono), mono[0])
    assert not Only(1)(1).mix(mono).any()


@pytest.mark.model
def test_both_are_written_out(shared: Path, tiny: whisper.FasterWhisper) -> None:
    """Two who talk at the same time, a channel each: both are written out, and what one says is her own turn."""
    heard = whisper.transcribe_file(shared / "cases/sound/speaker_per_channel.ogg", tiny)
    turns = segments.turns(writing.merged(said_by.by_channel(heard.written)))
    said = [" ".join(turn.text for turn in turns if turn.speaker == number) for number in (0, 1)]
    assert "what your country can do for you" in said[0].lower()
    assert "season of darkness" in said[1]
    assert "country" not in said[1]


def test_read_from_a_file(shared: Path) -> None:
    """A conversation with a voice per channel is noticed while it is read, and each channel has its own windows."""
    both = Compared()
    with (shared / "samples/audio/gesprek_nl_2kanaal.ogg").open("rb") as file:
        whole = hearing.listen(audio.blocks(file, ears=both))
        alone = [hearing.listen(audio.blocks(file, ears=Only(channel))) for channel in channels.CHANNELS]
    assert both.are_apart
    assert {one.length_ms for one in alone} == {whole.length_ms}
    # Each channel has frames of its own.
    at = range(0, whole.length_ms, hearing.FRAME_MS)
    first, second = (one.voice[[windows.frame_at(one, ms) for ms in at]] > 0.5 for one in alone)
    assert (first & second).sum() < 0.05 * (first | second).sum()
