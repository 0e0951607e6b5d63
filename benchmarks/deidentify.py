"""Names and numbers found in sentences whose names are marked: recall and precision per kind, time and memory.

What is marked counts as found when all its letters and digits lie in spans, whatever kind they are called; a span is
right when it lies over what is marked and is at most ten characters longer than what it lies over, words of address and
of family not counted. The kept sentences were written by somebody else, and are not looked at: only totals are printed.
"""

from __future__ import annotations

import re
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows import Row
from texts.deidentify import KINDS, Entry, Span, find, titles

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parent / "data"
_MARKED = re.compile(r"\[\[(\w+)\|(.*?)\]\]")
_ARTICLES = {"de", "het", "een", "'t"}


@dataclass(frozen=True)
class Sentence:
    """A sentence and what is marked in it: start, end (code points), kind."""

    text: str
    marked: tuple[tuple[int, int, str], ...]


def sentences(path: Path) -> tuple[list[Sentence], list[Entry]]:
    """The sentences of a file and its lexicon. Raises: ValueError for a mark of no known kind."""
    found, lexicon = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# lexicon:"):
            kind, _comma, word = line.removeprefix("# lexicon:").strip().partition(",")
            lexicon.append(Entry(word.strip(), kind.strip()))
        elif line.strip() and not line.startswith("#"):
            found.append(_sentence(line))
    return found, lexicon


def _sentence(line: str) -> Sentence:
    text, marked, at = "", [], 0
    for match in _MARKED.finditer(line):
        if match[1] not in KINDS:
            raise ValueError(f"no such kind: {match[1]}")
        text += line[at:match.start()]
        marked.append((len(text), len(text) + len(match[2]), match[1]))
        text, at = text + match[2], match.end()
    return Sentence(text + line[at:], tuple(marked))


@dataclass
class Score:
    """Of one kind: how many are marked, found, called by their kind; how many spans there are and how many right."""

    marked: int = 0
    found: int = 0
    called: int = 0
    spans: int = 0
    right: int = 0


def scores(of: Iterable[Sentence], lexicon: list[Entry]) -> tuple[dict[str, Score], list[str]]:
    """By kind and in all (''), and a line for each that is missed or wrong."""
    by = {kind: Score() for kind in ("", *KINDS)}
    told: list[str] = []
    for sentence in of:
        spans = find(sentence.text, lexicon)
        for start, end, kind in sentence.marked:
            found = _covered(sentence.text, start, end, spans)
            called = found and any(one.kind == kind and one.start < end and start < one.end for one in spans)
            for score in (by[""], by[kind]):
                score.marked, score.found, score.called = score.marked + 1, score.found + found, score.called + called
            if not called:
                told.append(f"{'missed' if not found else 'called otherwise'} {kind}: {sentence.text[start:end]!r} in"
                            f" {sentence.text!r}: {[(sentence.text[s.start:s.end], s.kind) for s in spans]}")
        for span in spans:
            right = _right(sentence, span)
            for score in (by[""], by[span.kind]):
                score.spans, score.right = score.spans + 1, score.right + right
            if not right:
                told.append(f"wrong {span.kind}: {sentence.text[span.start:span.end]!r} in {sentence.text!r}")
    return by, told


def _covered(text: str, start: int, end: int, spans: list[Span]) -> bool:
    words = list(re.finditer(r"[\w@+]+", text[start:end]))
    while len(words) > 1 and words[0][0].lower() in _ARTICLES and start + words[0].end() not in ():
        first = start + words[0].start()
        if any(one.start <= first < one.end for one in spans):
            break
        words = words[1:]
    return all(any(one.start <= start + word.start() and start + word.end() <= one.end for one in spans)
               for word in words)


def _right(sentence: Sentence, span: Span) -> bool:
    over = [(start, end) for start, end, _kind in sentence.marked if start < span.end and span.start < end]
    extra = span.end - span.start - sum(min(end, span.end) - max(start, span.start) for start, end in over)
    before = sentence.text[span.start:over[0][0]].lower().split() if over else []
    if before and all(word.strip(".") in titles.FORMAL | titles.NEAR for word in before):
        extra -= over[0][0] - span.start
    return bool(over) and extra <= 10


def _rows(name: str, of: list[Sentence], lexicon: list[Entry], asked: str) -> list[Row]:
    by, _told = scores(of, lexicon)
    rows = []
    for kind, score in by.items():
        if score.marked or score.spans:
            recall = f"{score.found / score.marked:.3f} of {score.marked}" if score.marked else "none marked"
            precision = f"{score.right / score.spans:.3f} of {score.spans}" if score.spans else "none found"
            rows.append(Row(f"{name}: {kind or 'all kinds'}", f"recall {recall}, precision {precision},"
                            f" called so {score.called}", asked if not kind else ""))
    return rows


def _slowest() -> str:
    """Of texts that are the same thing again and again, as nobody says it, the one that takes longest."""
    took = {}
    for said in ("A: Jan\n", "12-", "Jan-", "obs De ", "de ", "A" * 50 + " ", "jan punt ", "nul zes "):
        began = time.process_time()
        find(said * (100_000 // len(said)))
        took[said] = time.process_time() - began
    worst = max(took, key=lambda said: took[said])
    return f"{took[worst]:.2f} s of processor ({worst.strip()!r})"


def run() -> list[Row]:
    """All sets, with the lexicon of names and organisations and without, then speed and memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows: list[Row] = []
    began = time.process_time()
    find("warm")
    loaded = time.process_time() - began
    texts: list[str] = []
    for name in ("development", "development later", "development third", "development fourth", "kept"):
        path = DATA / f"deidentify_{name.replace(' ', '_')}.txt"
        if path.exists():
            found, lexicon = sentences(path)
            texts += [one.text for one in found]
            rows += _rows(f"{name}, with lexicon", found, lexicon, "recall .98, precision .90")
            rows += _rows(f"{name}, without", found, [], "recall .90, precision .90")
    words = " ".join(texts).split()
    many = "\n".join(" ".join(words[at:at + 12]) for at in range(0, len(words), 12))
    many = (many + "\n") * (10_000 // len(words) + 1)
    began = time.process_time()
    find(many, sentences(DATA / "deidentify_development.txt")[1])
    took = (time.process_time() - began) / (len(many.split()) / 10_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return [*rows, Row("10,000 words, with a lexicon", f"{took:.2f} s of processor"),
            Row("100,000 characters of one thing, slowest", _slowest()),
            Row("reading the lists, once", f"{loaded:.2f} s of processor"),
            Row("memory, lists and all", f"{(peak - before) / 1024:.0f} MB more")]
