"""Who speaks: the share of speech given to the wrong voice, how often the number of voices is found, time and memory.

Needs the models in ../shared/models/speakers and the conversations in ../shared/samples/audio. Besides those two, talks
are put together from their sentences: in another order, short turns, overlap, a third voice, noise, a telephone.
"""

from __future__ import annotations

import json
import os
import random
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import der
from benchmarks.rows import Row
from pilot.config import ROOT, Home
from transcribe import audio
from transcribe.speakers import diarise, installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

SHARED = ROOT.parent / "shared"
SAMPLES = SHARED / "samples/audio"
PER_MS = audio.RATE // 1000


def _read(path: Path) -> NDArray[np.float32]:
    with path.open("rb") as file:
        return np.concatenate(list(audio.blocks(file)))


def _told(name: str) -> list[der.Said]:
    said = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    return [(round(one["start"] * 1000), round(one["end"] * 1000), one["speaker"]) for one in said]


def _sentences(sound: NDArray[np.float32], told: Sequence[der.Said]) -> dict[str, list[NDArray[np.float32]]]:
    found: dict[str, list[NDArray[np.float32]]] = {}
    for start, end, name in told:
        found.setdefault(name, []).append(sound[start * PER_MS: end * PER_MS])
    return found


def _mixed(
    voices: Mapping[str, Sequence[NDArray[np.float32]]], count: int, seed: int, *, longest_ms: int = 60_000,
    overlap: float = 0.0, shares: Sequence[int] = (),
) -> tuple[NDArray[np.float32], list[der.Said]]:
    """A talk of sentences by chance: pauses of 0.1 to 0.9 s, or a share of the turns begun before the last one ends."""
    chance = random.Random(seed)
    left = {name: chance.sample(list(some), len(some)) for name, some in voices.items()}
    sound = np.zeros(0, np.float32)
    told: list[der.Said] = []
    for _ in range(count):
        name = chance.choices(list(left), list(shares) or None)[0]
        if not left[name]:
            continue
        piece = left[name].pop()[: longest_ms * PER_MS]
        gap = chance.randint(100, 900)
        if told and told[-1][2] != name and chance.random() < overlap:
            gap = -min(chance.randint(500, 2000), len(piece) // PER_MS - 200, told[-1][1] - told[-1][0] - 200)
        start = max(0, (told[-1][1] if told else 0) + gap)
        end = start + len(piece) // PER_MS
        sound = np.pad(sound, (0, max(0, (end + 500) * PER_MS - len(sound))))
        sound[start * PER_MS: start * PER_MS + len(piece)] += piece
        told.append((start, end, name))
    return sound, told


def _telephone(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / audio.RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def _noisy(sound: NDArray[np.float32], decibel: float) -> NDArray[np.float32]:
    power = float(np.square(sound).mean()) / 10 ** (decibel / 10)
    noise = np.random.default_rng(0).normal(0, power ** 0.5, len(sound))
    return (sound + noise).astype(np.float32)


def talks() -> Iterator[tuple[str, NDArray[np.float32], list[der.Said]]]:
    """(name, sound, who says what when) of each talk."""
    dialogue, conversation = _read(SAMPLES / "dialoog_coach_ouder.wav"), _read(SAMPLES / "gesprek_nl_10min.ogg")
    yield "dialoog_coach_ouder.wav", dialogue, _told("dialoog_coach_ouder.json")
    yield "gesprek_nl_10min.ogg", conversation, _told("gesprek_nl_10min.json")
    two = _sentences(conversation, _told("gesprek_nl_10min.json"))
    jfk = _read(SAMPLES / "jfk.wav")
    third = [jfk[a * PER_MS: b * PER_MS] for a, b in ((300, 2200), (3200, 4400), (5400, 7700), (8100, 10_500))]
    yield "in another order", *(mixed := _mixed(two, 60, 1))
    yield "by telephone (300 to 3400 Hz)", _telephone(mixed[0]), mixed[1]
    yield "noise at 10 dB", _noisy(mixed[0], 10), mixed[1]
    yield "two in five turns begin early", *_mixed(two, 60, 2, overlap=0.4)
    yield "one speaks a tenth of the time", *_mixed(two, 60, 3, shares=(9, 1))
    yield "turns of at most 1.6 s", *_mixed(two, 80, 4, longest_ms=1600)
    yield "three voices", *_mixed({**two, "THIRD": third}, 50, 7, shares=(4, 4, 2))
    yield "the mother alone", *_mixed({"MOEDER": two["MOEDER"]}, 25, 11)
    yield "the coach alone", *_mixed({"COACH": two["COACH"]}, 25, 12)


def run() -> list[Row]:
    """DER (collar 250 ms, overlap scored) with the number given and found, processor time, memory."""
    os.environ["RODE_DRAAD_MODELS"] = str(SHARED / "models/speakers")
    sessions = installed.loaded(Home(ROOT / "nowhere"))
    rows, right, many, took, length = [], 0, 0, 0.0, 0.0
    step = audio.samples(diarise.BLOCK_MS)
    for name, sound, told in talks():
        count = len({one[2] for one in told})
        began = time.process_time()
        heard = diarise.hear((sound[at: at + step] for at in range(0, len(sound), step)), sessions)
        given = diarise.told(heard, count)
        took, length = took + time.process_time() - began, length + len(sound) / audio.RATE
        found = diarise.told(heard, None)
        right, many = right + (found.voices == count), many + 1
        rows.append(Row(name, f"{_rate(told, given):.1%}; {found.voices} found, {_rate(told, found):.1%}",
                        "< 10 %" if name.endswith((".wav", ".ogg")) else ""))
    rows.append(Row("number of voices found rightly", f"{right} of {many}"))
    rows.append(Row("processor time for an hour of sound", f"{took / length * 3600:.0f} s"))
    rows.append(Row("most memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"))
    return rows


def _rate(told: Sequence[der.Said], found: diarise.Diarised) -> float:
    return der.error(told, [(one.start_ms, one.end_ms, str(one.voice)) for one in found.said]).rate
