"""Reading a conversation of 60,000 words in each format: how long it takes, and how much memory it asks for.

Each format is read in a process of its own, so that its memory is its own; what Python and the importers ask for before
anything is read is told as the first row.
"""

from __future__ import annotations

import html
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.rows import Row, table
from pilot.config import ROOT
from tests.texts.edits import SYLLABLES
from tests.texts.importers.import_files import docx, odt, paragraph, pdf

WORDS, SEED, ROUNDS = 60_000, 7, 3
ASKED = "< 2 s"
NAMES = ("Interviewer", "Moeder", "Coach Els")
_LINES_A_PAGE = 45
_READ = """
import sys, time
from pathlib import Path
from texts.importers import read_text
path, rounds = Path(sys.argv[1]), int(sys.argv[2])
took = []
for _ in range(rounds):
    started = time.process_time()
    text = read_text(path, path.name)
    took.append(time.process_time() - started)
words = sum(len(turn.text.split()) for turn in text.turns)
# What getrusage tells is never less than what the process had that started this one.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
peak = int(status["VmHWM"].split()[0]) // 1024
print(sorted(took)[len(took) // 2], peak, len(text.turns), words)
"""

Talk = list[tuple[str, str]]


def talk() -> Talk:
    """Turns of 5 to 60 words by three speakers, 60,000 words in all."""
    rng = random.Random(SEED)
    some = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 3))) for _ in range(900)]
    turns: Talk = []
    count = 0
    while count < WORDS:
        length = min(rng.randint(5, 60), WORDS - count)
        turns.append((NAMES[len(turns) % 3], f"{' '.join(rng.choices(some, k=length)).capitalize()}."))
        count += length
    return turns


def _lines(said: Talk) -> list[str]:
    return [f"{name}: {words}" for name, words in said]


def _clock(second: int, mark: str) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{mark}000"


def _cues(said: Talk, mark: str) -> str:
    return "\n".join(
        f"{_clock(4 * n, mark)} --> {_clock(4 * n + 3, mark)}\n{line}\n" for n, line in enumerate(_lines(said)))


def _pages(said: Talk) -> list[list[str]]:
    """The talk in lines of some ninety characters, on pages."""
    rows: list[str] = []
    for line in _lines(said):
        row = ""
        for word in line.split():
            if len(row) + len(word) > 90:
                rows.append(row)
                row = ""
            row = f"{row} {word}".strip()
        rows.append(row)
    return [rows[at : at + _LINES_A_PAGE] for at in range(0, len(rows), _LINES_A_PAGE)]


def _segments(said: Talk) -> str:
    return json.dumps([{"start": 4 * n, "end": 4 * n + 3, "speaker": name, "text": words}
                       for n, (name, words) in enumerate(said)])


def _textgrid(said: Talk) -> str:
    """A tier for each speaker, as Praat saves it in short."""
    parts = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", str(4 * len(said)), "<exists>", "3"]
    for name in NAMES:
        own = [(4 * n, words) for n, (who, words) in enumerate(said) if who == name]
        parts += ['"IntervalTier"', f'"{name}"', "0", str(4 * len(said)), str(len(own))]
        parts += [part for start, words in own for part in (str(start), str(start + 3), f'"{words}"')]
    return "\n".join(parts)


def _eaf(said: Talk) -> str:
    """A tier for each speaker, as ELAN saves it."""
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="s{n}" TIME_VALUE="{4000 * n}"/><TIME_SLOT TIME_SLOT_ID="e{n}" '
                    f'TIME_VALUE="{4000 * n + 3000}"/>' for n in range(len(said)))
    tiers = "".join(f'<TIER TIER_ID="{name}">' + "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="s{n}" TIME_SLOT_REF2="e{n}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        for n, (who, words) in enumerate(said) if who == name) + "</TIER>" for name in NAMES)
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


WRITERS: dict[str, Callable[[Path, Talk], object]] = {
    "txt": lambda path, said: path.write_text("\n\n".join(_lines(said))),
    "md": lambda path, said: path.write_text("\n\n".join(f"**{name}:** {words}" for name, words in said)),
    "docx": lambda path, said: docx(path, "".join(paragraph(html.escape(line)) for line in _lines(said))),
    "odt": lambda path, said: odt(path, "".join(f"<text:p>{line}</text:p>" for line in _lines(said))),
    "rtf": lambda path, said: path.write_text(r"{\rtf1\ansi " + "\\par\n".join(_lines(said)) + "}"),
    "pdf": lambda path, said: path.write_bytes(pdf(_pages(said))),
    "html": lambda path, said: path.write_text("".join(f"<p>{line}</p>\n" for line in _lines(said))),
    "vtt": lambda path, said: path.write_text("WEBVTT\n\n" + _cues(said, ".")),
    "srt": lambda path, said: path.write_text(_cues(said, ",")),
    "json": lambda path, said: path.write_text(_segments(said)),
    "eaf": lambda path, said: path.write_text(_eaf(said)),
    "TextGrid": lambda path, said: path.write_text(_textgrid(said)),
}


def _measured(path: Path) -> tuple[float, int, int, int]:
    """Seconds of processor (median), peak memory in MB, turns, words."""
    command = [sys.executable, "-c", _READ, str(path), str(ROUNDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, peak, turns, words = done.stdout.split()
    return float(seconds), int(peak), int(turns), int(words)


def run() -> list[Row]:
    """A row per format; a short text first, for what is asked for before anything is read."""
    said = talk()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder, "short.txt")
        short.write_text("Moeder: Dag.")
        rows.append(Row("two words, txt", f"{_measured(short)[0]:.2f} s, {_measured(short)[1]} MB"))
        for ending, write in WRITERS.items():
            path = Path(folder, f"talk.{ending}")
            write(path, said)
            seconds, peak, turns, words = _measured(path)
            rows.append(Row(f"{words:,} words in {turns:,} turns, {ending}", f"{seconds:.2f} s, {peak} MB", ASKED))
    return rows


if __name__ == "__main__":
    print(table(run()))
