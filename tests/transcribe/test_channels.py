"""Two channels with a voice each are noticed and listened to one by one; one sound on both is one recording."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pilot.config import Home
from tests.recordings import sound, write_wav
from transcribe import audio, channels, hearing, in_turn, segments, whisper, windows, writing
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
def test_both_are_written_out(shared: Path, tiny: whisper.FasterWhisper, tmp_path: Path) -> None:
    """Two who talk at the same time, a channel each: both are written out, and what one says is her own turn."""
    path = shared / "cases/sound/speaker_per_channel.ogg"
    heard = whisper.transcribe_file(path, tiny)
    assert {0, 1} <= {one.window.channel for one in heard.written}
    with path.open("rb") as file:
        told = said_by.told(file, Home(tmp_path), heard.written, said_by.NOT_TOLD)
    turns = segments.turns(writing.merged(told.written))
    said = [" ".join(turn.text for turn in turns if turn.speaker == number) for number in (0, 1)]
    assert "what your country can do for you" in said[0].lower()
    assert "season of darkness" in said[1]
    assert "country" not in said[1]


def spoken(*spans: tuple[int, int]) -> hearing.Heard:
    """A minute in which somebody speaks between these ms."""
    edges = np.arange(0, 60_001, 20)
    voice = np.zeros(3000, np.float32)
    for start, end in spans:
        voice[start // 20:end // 20] = 0.9
    return hearing.Heard(voice, np.where(voice > 0, -20, -70).astype(np.float32), edges * 16, edges, 60_000)


def test_where_both_speak_at_once() -> None:
    """Sentences over each other are each written out by themselves, whole; a "hm" of the other leaves it as it is."""
    first = spoken((1000, 3000), (5000, 9000), (20_000, 40_000))
    assert in_turn.at_once(first, spoken((2500, 4000), (6000, 6200))) == ([(800, 3200)], [(2300, 4200)])
    assert in_turn.at_once(first, spoken((3100, 4000))) == ([], [])
    # Two who are hardly ever alone are each written out by themselves from beginning to end.
    second = spoken((2500, 3500), (22_000, 36_000), (50_000, 52_000))
    assert in_turn.at_once(first, second) == (windows.voices(first), windows.voices(second))
    left = in_turn.without(first, [(800, 4200)])
    assert windows.voices(left) == windows.voices(first)[1:] == [(4800, 9200), (19_800, 40_200)]


def test_a_word_is_on_the_louder_channel(two: NDArray[np.float32], tmp_path: Path) -> None:
    """What was heard in turn goes word by word to who is louder; a silent word and a piece go with the one before."""
    second = len(two[0]) // 2 // 16
    with write_wav(tmp_path / "two.wav", two).open("rb") as file:
        louder = in_turn.balance(file)
    assert len(louder) == pytest.approx(two.shape[1] / 320 + 1, abs=1)
    times = [(" een", 500, 900), (" twee", second + 500, second + 900), ("'s", 600, 700), (" drie", 10**6, 10**6 + 9)]
    words = tuple(segments.Word(text, start, end, 0.9, channel=channels.IN_TURN) for text, start, end in times)
    own = segments.Word(" vier", 500, 900, 0.9, channel=1)
    given = [writing.Written(windows.Window(0, 0, ((0, 1),), channels.IN_TURN), words),
             writing.Written(windows.Window(1, 1, ((0, 1),), 1), (own,))]
    found = in_turn.by_loudness(given, louder)
    assert [word.channel for one in found for word in one.words] == [0, 1, 1, 1, 1]
    # Who is heard first is the first speaker, whatever her channel.
    late = [replace(one, words=one.words[1:]) for one in found[:1]]
    assert {word.speaker for one in said_by.by_channel(late) for word in one.words} == {0}


def test_heard_in_turn_is_all_that_either_hears(two: NDArray[np.float32]) -> None:
    """Both channels together, but for what of the other's voice is heard on one."""
    wide = np.stack([two[0] + 0.1 * two[1], two[1]])
    ears = channels.InTurn()(2)
    heard = np.concatenate([ears.mix(wide[:, at:at + BLOCK]) for at in range(0, wide.shape[1], BLOCK)])
    assert np.abs(heard - two[0] - two[1]).mean() < 0.02 * np.abs(heard).mean()
    assert np.array_equal(channels.InTurn()(1).mix(two[:1]), two[0])


@pytest.mark.slow
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
