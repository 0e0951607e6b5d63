"""A hundred losses planted in a real conversation, decoded for real: how many are mended, how many are marked.

Four kinds, 1 to 8 s each, at random places, seed 2026: words cut out of a result, a phrase said over and over in it,
voices that the detector is deaf to, a second voice mixed in as loud. Needs `../shared/samples/audio`;
RODE_DRAAD_PLANTS takes fewer of them.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.rows import Row, table
from benchmarks.transcript_words import talk
from pilot.config import Home
from transcribe import account, audio, hearing, models, second_look, whisper, windows, writing
from transcribe.errors import words as plain
from transcribe.excerpts import Excerpt, excerpts
from transcribe.segments import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcribe.account import Span
    from transcribe.windows import Window
    from transcribe.writing import Written

SEED = 2026
PLANTS = int(os.environ.get("RODE_DRAAD_PLANTS", "100"))
KINDS = ("cut out", "over and over", "unheard", "two at once")
# Text is mended where so many of its letters are there, in order: a word decoded anew may be spelt otherwise.
MENDED = 0.75


class Bed(NamedTuple):
    """The conversation as it was written out; `voice`: where somebody speaks."""

    sound: NDArray[np.float32]
    heard: hearing.Heard
    voice: list[Span]
    written: list[Written]
    excerpts: list[tuple[Window, Excerpt]]
    engine: whisper.FasterWhisper


def _bed(engine: whisper.FasterWhisper) -> Bed:
    sound, _said = talk()
    heard = hearing.listen([sound])
    batch = list(excerpts([sound], windows.cut(heard)))
    found = [one for n in range(0, len(batch), windows.BATCH)
             for one in writing.written(batch[n:n + windows.BATCH], engine)]
    return Bed(sound, heard, windows.voices(heard), found, batch, engine)


def _place(bed: Bed, chance: np.random.Generator) -> Span:
    """1 to 8 s in one window in which somebody speaks most of the time and nothing is marked."""
    while True:
        start, long = int(chance.integers(2000, bed.heard.length_ms - 10_000)), int(chance.integers(1000, 8001))
        span = (start, start + long)
        one = next((w for w in bed.written if w.window.start_ms <= start and span[1] <= w.window.end_ms), None)
        talked = account.total(account.within(bed.voice, span))
        if one and talked > 0.7 * long and not account.within([mark[:2] for mark in one.marks], span):
            return span


def _text(words: list[Word], span: Span) -> list[str]:
    return plain("".join(w.text for w in words if span[0] <= (w.start_ms + w.end_ms) // 2 < span[1]))


def _outcome(bed: Bed, span: Span, found: list[Written]) -> str:
    """'mended', 'marked' or 'lost'."""
    before = _text(writing.merged(bed.written), span)
    after = _text(writing.merged(found), span)
    if any(account.within([mark[:2] for mark in one.marks], span) for one in found):
        return "marked"
    alike = SequenceMatcher(None, "".join(before), "".join(after), autojunk=False).ratio()
    return "mended" if alike >= MENDED else "lost"


def _in_result(bed: Bed, span: Span, *, over: bool) -> list[Written]:
    """A result without the words in a stretch, or with a phrase over and over, looked at again."""
    at = next(n for n, w in enumerate(bed.written) if w.window.start_ms <= span[0] and span[1] <= w.window.end_ms)
    words = bed.written[at].words
    inside = [w for w in words if span[0] <= w.start_ms < span[1]]
    loop: list[Word] = []
    if over and inside:
        count = 3 * max(3, len(inside) // 3)
        step = (span[1] - span[0]) // count
        loop = [Word(inside[n % 3 % len(inside)].text, span[0] + n * step, span[0] + (n + 1) * step, 0.9)
                for n in range(count)]
    left = sorted([*(w for w in words if w not in inside), *loop], key=lambda w: w.start_ms)
    planted = replace(bed.written[at], words=tuple(left), marks=())
    return second_look.looked_again([bed.excerpts[at]], [planted], bed.engine.decode)


def _in_sound(bed: Bed, span: Span, sound: NDArray[np.float32], heard: hearing.Heard) -> list[Written]:
    """What is written of the windows around a stretch of another sound."""
    near = [window for window in windows.cut(heard) if window.end_ms > span[0] and window.start_ms < span[1]]
    return writing.written(list(excerpts([sound], near)), bed.engine) if near else []


def _unheard(bed: Bed, span: Span) -> list[Written]:
    voice = bed.heard.voice.copy()
    voice[span[0] // hearing.FRAME_MS:span[1] // hearing.FRAME_MS] = 0
    return _in_sound(bed, span, bed.sound, bed.heard._replace(voice=voice))


def _two(bed: Bed, span: Span, chance: np.random.Generator) -> list[Written]:
    a, b = audio.samples(span[0]), audio.samples(span[1])
    other = _place(bed, chance)
    second = np.resize(bed.sound[audio.samples(other[0]):audio.samples(other[1])], b - a)
    sound = bed.sound.copy()
    sound[a:b] += second * float(np.sqrt(np.mean(np.square(sound[a:b])) / np.mean(np.square(second))))
    return _in_sound(bed, span, sound, hearing.listen([sound]))


def run() -> list[Row]:
    """How many of each kind were mended, marked and lost."""
    chance = np.random.default_rng(SEED)
    with tempfile.TemporaryDirectory() as name:
        engine = whisper.FasterWhisper(models.find(Home(Path(name)), models.DEFAULT), whisper.Settings(language="nl"))
        bed = _bed(engine)
        found: Counter[tuple[str, str]] = Counter()
        for n in range(PLANTS):
            span, kind = _place(bed, chance), KINDS[n % len(KINDS)]
            made = (_unheard(bed, span) if kind == "unheard" else _two(bed, span, chance) if kind == "two at once"
                    else _in_result(bed, span, over=kind == "over and over"))
            found[kind, _outcome(bed, span, made)] += 1
    rows = [Row(kind, ", ".join(f"{found[kind, how]} {how}" for how in ("mended", "marked", "lost"))) for kind in KINDS]
    good = sum(count for (_kind, how), count in found.items() if how != "lost")
    return [*rows, Row("mended or marked", f"{100 * good / PLANTS:.0f} % of {PLANTS}", "90 % at least")]


if __name__ == "__main__":
    print(table(run()))
