"""Log mel energies as the speaker model was trained on them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transcribe.speakers.features import BANDS, energies


@given(st.integers(400, 4000))
def test_a_frame_each_hundredth(count: int) -> None:
    """Frames of 25 ms stand 10 ms apart and are whole; each band's mean is nought."""
    found = energies(np.random.default_rng(count).normal(size=count).astype(np.float32) * 0.1)
    assert found.shape == ((count - 400) // 160 + 1, BANDS)
    assert abs(found.mean(axis=0)).max() < 1e-3


def test_a_tone_stands_in_its_band() -> None:
    """A tone that comes in halfway is loudest in the band of its pitch; higher tones in higher bands."""
    bands = []
    for hertz in (300, 1000, 4000):
        sound = np.random.default_rng(0).normal(size=16000) * 1e-3
        sound[8000:] += 0.3 * np.sin(2 * np.pi * hertz * np.arange(8000) / 16000)
        bands.append(int(energies(sound.astype(np.float32))[-1].argmax()))
    assert bands == sorted(set(bands))
    # 1127 ln(1 + f / 700): 1000 Hz lies 34 % of the way from 20 Hz to 8 kHz.
    assert abs(bands[1] - 0.345 * BANDS) <= 1


def test_how_loud_does_not_matter() -> None:
    """The same voice nearer to the microphone gives the same energies; too little sound gives none."""
    sound = np.random.default_rng(1).normal(size=8000).astype(np.float32) * 0.01
    assert np.allclose(energies(sound), energies(sound * 20), atol=1e-3)
    assert energies(sound[:399]).shape == (0, BANDS)
