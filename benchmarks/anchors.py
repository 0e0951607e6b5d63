"""Carrying passages over to the next version of a text: how long it takes, and whether every one is on its own words.

Asked: well under a second for 5,000 passages in 60,000 words. Then 10,000 chains of edits (`tests/texts/edits.py`),
judged letter by letter (`tests/texts/truth.py`); the tests do 500.
"""

from __future__ import annotations

import itertools
import random
import re
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.rows import Row, p, table
from pilot.config import ROOT
from tests.texts.edits import SYLLABLES
from tests.texts.truth import Score, chain
from texts.anchors import carry
from texts.documents import NewTurn
from texts.importers import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLE = ROOT.parent / "shared" / "samples" / "interview30k.txt"
SIZES, PASSAGES, ROUNDS, CHAINS, SEED = (30_000, 60_000), (2_000, 5_000), 5, 10_000, 11
NAMES, REWRITTEN, EVERY = 200, 3_000, 20  # names; words written anew; one correction in so many words
ASKED = "< 1 s"


def conversation(words: int, rng: random.Random) -> list[NewTurn]:
    """Turns of so many words in all, in which 200 names come up again and again."""
    if SAMPLE.is_file():
        said = [(turn.speaker, turn.text.split()) for turn in read_text(SAMPLE, SAMPLE.name).turns]
    else:
        some = [_word(rng) for _ in range(600)]
        said = [(f"S{n % 3}", rng.choices(some, k=rng.randint(1, 40))) for n in range(1_500)]
    names = [f"{_word(rng).title()}{n}" for n in range(NAMES)]
    turns: list[NewTurn] = []
    count = 0
    for number in itertools.count():
        speaker, its = said[number % len(said)]
        if count >= words:
            return turns
        if number >= len(said):
            its = rng.sample(its, len(its))
        turns.append(NewTurn(" ".join(rng.choice(names) if rng.random() < 0.03 else word for word in its), speaker))
        count += len(its)
    return turns


def corrected(turns: Sequence[NewTurn], rng: random.Random) -> list[NewTurn]:
    """A word in twenty mended, replaced, put in or taken out; now and then a turn split."""
    found: list[NewTurn] = []
    for turn in turns:
        words = turn.text.split()
        for _ in range(max(1, len(words) // EVERY)):
            at = rng.randrange(len(words))
            words[at : at + 1] = rng.choice((
                [words[at] + rng.choice("nts")], [words[at].capitalize() + ","], [_word(rng)], [words[at], "dus"],
                [] if len(words) > 1 else words))
        at = rng.randrange(len(words)) if rng.random() < 0.05 else 0
        found += [replace(turn, text=" ".join(part)) for part in (words[:at], words[at:]) if part]
    return found


def deidentified(turns: Sequence[NewTurn], _rng: random.Random) -> list[NewTurn]:
    """Every name replaced, by one word or by a few."""
    def other(match: re.Match[str]) -> str:
        number = int(match.group(1))
        return f"[persoon {number}]" if number % 4 else f"[P{number}]"

    return [replace(turn, text=re.sub(r"\b[A-Z]\w+?(\d+)\b", other, turn.text)) for turn in turns]


def rewritten(turns: Sequence[NewTurn], rng: random.Random) -> list[NewTurn]:
    """A stretch of 3,000 words in the middle, said in other words of the same text, turn by turn."""
    found, words = list(turns), " ".join(turn.text for turn in turns).split()
    at, count = len(found) // 2, 0
    while count < REWRITTEN and at < len(found):
        length = len(found[at].text.split())
        found[at] = replace(found[at], text=" ".join(rng.choices(words, k=length)))
        at, count = at + 1, count + length
    return found


def passages(turns: Sequence[NewTurn], number: int, rng: random.Random) -> list[tuple[int, int]]:
    """Passages of 1 to 60 words anywhere in the text."""
    words = [match.span() for match in re.finditer(r"\S+", "\n".join(turn.text for turn in turns))]
    firsts = [rng.randrange(len(words) - 60) for _ in range(number)]
    return [(words[first][0], words[first + rng.randrange(60)][1]) for first in firsts]


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(1, 3)))


def timed(work: Callable[[], object]) -> str:
    """The median of five, and the processor time of the median."""
    took, worked = [], []
    for _ in range(ROUNDS):
        start, start_cpu = time.perf_counter(), time.process_time()
        work()
        took.append(time.perf_counter() - start)
        worked.append(time.process_time() - start_cpu)
    return f"{p(took, 0.5):.2f} s ({p(worked, 0.5):.2f} s of processor)"


def speed() -> list[Row]:
    """Every kind of new version, size of text and number of passages, with the share that needs no person."""
    rows = []
    for words in SIZES:
        rng = random.Random(SEED)
        old = conversation(words, rng)
        for name, edit in (("light corrections", corrected), (f"{NAMES} names replaced", deidentified),
                           (f"{REWRITTEN:,} words rewritten", rewritten)):
            new = edit(old, rng)
            for number in PASSAGES:
                spans = passages(old, number, rng)
                took = timed(partial(carry, old, new, spans))
                placed = sum(answer.how == "carried" for answer in carry(old, new, spans)) / number
                what = f"{words:,} words, {name}, {number:,} passages"
                rows.append(Row(what, f"{took}, {placed:.1%} carried", ASKED))
    return rows


def truth() -> list[Row]:
    """10,000 chains of edits, every other one taken apart as long texts are."""
    score = Score()
    for seed in range(CHAINS):
        chain(random.Random(seed), score, exactly=0 if seed % 2 else None)
    answers = score.answers
    return [
        Row(f"{CHAINS:,} chains, answers", f"{answers.total():,}"),
        Row("wrong", f"{len(score.wrong)}", "0"),
        Row("right because equal turns are the same words", f"{score.by_likeness / answers.total():.2%}"),
        Row("in turns nobody touched: carried", f"{score.share(score.untouched):.2%}", "100%"),
        Row("own words untouched, turn edited: carried", f"{score.share(score.own):.1%}", "95%"),
        Row("only names in it replaced: carried", f"{score.share(score.names):.1%}"),
        Row("of all: carried, undecided, gone", ", ".join(
            f"{answers[how] / answers.total():.1%}" for how in ("carried", "undecided", "gone"))),
    ]


def run() -> list[Row]:
    """Speed, then truth."""
    return [*speed(), *truth()]


if __name__ == "__main__":
    print(table(run()))
