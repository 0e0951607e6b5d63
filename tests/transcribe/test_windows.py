"""Where a recording is cut: nothing is lost, windows fit, and the same sound gives the same windows elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe.hearing import FRAME_MS, Heard
from transcribe.windows import BATCH, LONGEST_MS, cut, voices


def heard(*stretches: tuple[float, float], quiet: tuple[float, ...] = ()) -> Heard:
    """Talk and silence in turn, in seconds: (talk, pause), ...; quiet: seconds at which talk is soft for a moment."""
    voice: list[float] = []
    for talk, pause in stretches:
        voice += [0.9] * round(talk * 1000 / FRAME_MS) + [0.01] * round(pause * 1000 / FRAME_MS)
    level = np.where(np.array(voice) > 0.5, -20.0, -70.0).astype(np.float32)
    for second in quiet:
        at = round(second * 1000 / FRAME_MS)
        level[at:at + 10] = -40.0
    edges = np.arange(len(voice) + 1) * FRAME_MS
    return Heard(np.array(voice, np.float32), level, edges * 16, edges, len(voice) * FRAME_MS)


def test_a_short_pause_is_none_and_each_side_gets_room() -> None:
    """Half a second without a voice parts two spans; both are widened by a fifth, within the recording."""
    near = voices(heard((2, 0.4), (2, 2)))
    assert near == [(0, round(4.4 * 1000 / FRAME_MS) * FRAME_MS + 200 - FRAME_MS)] or len(near) == 1
    parted = voices(heard((2, 0.3 + 0.3), (2, 2)))
    assert len(parted) == 2
    assert 0 < parted[1][0] - parted[0][1] <= 300
    assert voices(heard((0, 5))) == []


def test_a_frame_that_is_hardly_a_voice_begins_nothing() -> None:
    """A voice begins over one half and goes on over about a third."""
    made = heard((1, 1))
    made.voice[:] = 0.4
    assert voices(made) == []
    made.voice[5] = 0.6
    assert voices(made) == [(0, len(made.voice) * FRAME_MS)]


def test_one_voice_that_never_stops_is_cut_where_it_is_quietest() -> None:
    """A minute of talk is cut in its softest moments, and all of it lies in some window."""
    made = heard((70, 1), quiet=(20.0, 45.0))
    found = cut(made)
    seams = [a.end_ms for a in found[:-1]]
    assert [round(seam / 1000) for seam in seams[:2]] == [20, 45]
    assert [span for window in found for span in window.spans][0][0] == 0
    assert all(a.end_ms == b.start_ms for a, b in zip(found, found[1:], strict=False))


talk = st.lists(st.tuples(st.floats(0.3, 40), st.floats(0.6, 6)), min_size=1, max_size=25)


@given(talk)
@pytest.mark.slow
def test_nothing_is_lost_and_every_window_fits(stretches: list[tuple[float, float]]) -> None:
    """Windows hold all that is voice, in order, once, and no more than the model hears at once."""
    made = heard(*stretches)
    found = cut(made)
    spans = [span for window in found for span in window.spans]
    assert all(a < b for a, b in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    assert sum(b - a for a, b in spans) == sum(b - a for a, b in voices(made))
    assert all(window.voice_ms <= LONGEST_MS for window in found)
    assert [window.seq for window in found] == list(range(len(found)))
    assert all(window.batch == window.seq // BATCH for window in found)


def test_a_long_pause_always_parts_two_windows() -> None:
    """After three seconds of silence a new window begins, however empty the one before it is."""
    assert [len(window.spans) for window in cut(heard((2, 1), (2, 4), (2, 1), (2, 1)))] == [2, 2]


def test_the_same_sound_is_cut_alike_elsewhere() -> None:
    """Ten minutes of talk, anywhere in a longer recording: but for its ends the windows are the same."""
    chance = np.random.default_rng(7)
    alone = [(float(a), float(b)) for a, b in zip(chance.uniform(1, 12, 90), chance.uniform(0.6, 2.5, 90), strict=True)]
    before = [(float(a), float(b)) for a, b in zip(chance.uniform(1, 12, 9), chance.uniform(0.6, 2.5, 9), strict=True)]
    shift = sum(round(t * 1000 / FRAME_MS) for pair in before for t in pair) * FRAME_MS
    here = {(w.start_ms, w.end_ms) for w in cut(heard(*alone))}
    there = {(w.start_ms - shift, w.end_ms - shift) for w in cut(heard(*before, *alone, *before))}
    assert len(here & there) >= 0.8 * len(here)


def test_a_second_channel_counts_on() -> None:
    """Windows of another channel get numbers of their own and never share a batch with the first."""
    first = cut(heard((2, 4), (2, 4)), 0)
    second = cut(heard((2, 4), (2, 4)), 1, first[-1])
    assert [(w.seq, w.batch, w.channel) for w in [*first, *second]] == [(0, 0, 0), (1, 0, 0), (2, 1, 1), (3, 1, 1)]
