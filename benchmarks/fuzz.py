"""What comes from outside, spoiled a thousand times per door: no crash, no hang, no leak, no change.

A door is what a stranger's bytes reach: the importers, REFI-QDA, the desk's actions, the carrying of passages, a
backup that is brought back. Each answers with what it is for or with one of our sentences; anything else counts here.
`tests/web/test_fuzz.py` does a short form of it; `python -m benchmarks.guided` lets a fuzzer find its own way in.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import time
import uuid
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.mutating import mutated
from benchmarks.rows import Row
from pilot.config import HOME_VARIABLE
from pilot.errors import RodeDraadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.testclient import TestClient

    from tests.builder import SmallPilot

INPUTS = int(os.environ.get("RODE_DRAAD_INPUTS", "1000"))
# One that takes longer hangs, for who waits for it; the fence ends what takes over 2 s of processor.
HANG_S = 40.0
# Said in every seed: it must not come back in a sentence or a log.
SECRET = "Hazewindhoek"


@dataclass
class Tried:
    """What came of a door: how many were read, refused with a sentence, and what went wrong, a line each."""

    door: str
    read: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    slowest_s: float = 0.0

    def one(self, what: str, do: Callable[[], object]) -> None:
        """Try one input."""
        began = time.monotonic()
        try:
            do()
            self.read += 1
        except RodeDraadError as error:
            self.refused += 1
            if SECRET in str(error):
                self.faults.append(f"{what}: the sentence tells what was said")
        except Exception as error:
            self.faults.append(f"{what}: {type(error).__name__}: {str(error)[:200]}")
        took = time.monotonic() - began
        self.slowest_s = max(self.slowest_s, took)
        if took > HANG_S:
            self.faults.append(f"{what}: took {took:.0f} s")


def run() -> list[Row]:
    """Every door with so many inputs."""
    found = [*tried(INPUTS)]
    return [*(Row(f"{one.door}: {one.read + one.refused + len(one.faults):,} inputs",
                  f"{one.read} read, {one.refused} refused, {len(one.faults)} wrong; slowest {one.slowest_s:.1f} s",
                  "0 wrong", bool(one.faults)) for one in found),
            *(Row("wrong", line) for one in found for line in one.faults[:20])]


def tried(inputs: int, app: TestClient | None = None) -> Iterator[Tried]:
    """Each door, tried with `inputs` inputs that are the same every time.

    Args:
        app: reaches the app that runs in this process already; without it, it is begun, which a process can do once.
    """
    from pilot import fence
    from texts.intake import reading

    fence.warm((*reading.MODULES, "exchange.refi.reading"))
    with tempfile.TemporaryDirectory() as folder:
        yield _importers(inputs, Path(folder))
        yield _refi(inputs, Path(folder))
        yield _anchors(inputs)
        yield _desk(inputs, Path(folder), app)
        yield _restore(inputs, Path(folder))


def seeds(folder: Path) -> dict[str, bytes]:
    """A small file of each kind that people bring, by its name."""
    from tests.texts.importers.import_files import docx, odt, paragraph, pdf

    said = f"Moeder: Zij belde zelf, uit {SECRET}. 🙂\n\nCoach: En daarna?\n\nMoeder: Toen ging het beter."
    cues = f"1\n00:00:01,000 --> 00:00:04,000\nMoeder: Uit {SECRET}\n\n2\n00:00:04,500 --> 00:00:06,000\nEn toen?\n"
    lines = [line for line in said.split("\n") if line]
    body = "".join(paragraph(line) for line in lines)
    return {
        "a.txt": said.encode(), "b.md": f"# Gesprek\n\n**Moeder:** uit {SECRET}\n\n- een\n- twee".encode(),
        "c.srt": cues.encode(), "d.vtt": f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Moeder>Uit {SECRET}</v>\n".encode(),
        "e.json": json.dumps({"segments": [{"start": 0.0, "end": 2.5, "text": said, "speaker": "A"}]}).encode(),
        "f.html": f"<html><body><p>Moeder: uit {SECRET}</p><table><tr><td>a</td></tr></table></body></html>".encode(),
        "g.rtf": rb"{\rtf1\ansi Moeder: uit " + SECRET.encode() + rb"\par Coach: en \'e9\u233? toen\par}",
        "h.docx": docx(folder / "h.docx", body).read_bytes(), "i.odt": odt(
            folder / "i.odt", "".join(f"<text:p>{line}</text:p>" for line in lines)).read_bytes(),
        "j.pdf": pdf([[line.replace("🙂", "") for line in lines]]),
        "k.csv": f"spreker;tekst\nMoeder;uit {SECRET}\nCoach;en toen?\n".encode(),
    }


def _importers(inputs: int, folder: Path) -> Tried:
    from texts.intake import reading

    found, path = Tried("importers, all kinds"), folder / "x"
    made = list(seeds(folder).items())
    for n in range(inputs):
        name, seed = made[n % len(made)]
        path.write_bytes(mutated(seed, random.Random(n)))
        found.one(f"{name}, {n}", lambda name=name: reading.text_of(path, name))  # type: ignore[misc]
    return found


def _refi(inputs: int, folder: Path) -> Tried:
    from exchange.refi import reading
    from tests.exchange.refi import projects

    text = f"Zij belde zelf, uit {SECRET}."
    inner = projects.sources(projects.source(projects.selection(0, 9), text=text))
    seed = projects.packed(folder / "seed.qdpx", projects.project(inner)).read_bytes()
    found, path = Tried("REFI-QDA projects"), folder / "x.qdpx"
    for n in range(inputs):
        path.write_bytes(mutated(seed, random.Random(n)))
        found.one(f"{n}", lambda: reading.project_of(path))
    return found


def _anchors(inputs: int) -> Tried:
    from texts.anchors.places import carry
    from texts.documents import NewTurn

    found = Tried("passages carried to another version")
    words = f"zij belde zelf en ze wist nog wat ik had gezegd 🙂 dat scheelt in {SECRET} en toen ging het beter".split()

    def turns(luck: random.Random, texts: list[str]) -> list[NewTurn]:
        return [NewTurn(text, luck.choice(("Moeder", "Coach", "")), "family") for text in texts if text.strip()]

    def check(n: int) -> None:
        luck = random.Random(n)
        olds = [" ".join(luck.choices(words, k=luck.randint(1, 12))) for _ in range(luck.randint(1, 6))]
        news = [mutated(text.encode(), luck).decode("utf-8", "replace").replace("\n", " ") for text in olds]
        luck.shuffle(news) if n % 5 == 0 else None
        old, new = turns(luck, olds), turns(luck, news)
        text, then = ("\n".join(turn.text for turn in each) for each in (old, new))
        spans = [(at, luck.randint(at + 1, len(text))) for at in (luck.randrange(len(text)) for _ in range(8))]
        answers = carry(old, new, spans)
        assert len(answers) == len(spans), "not one answer per passage"
        for one in answers:
            if one.start is not None and one.end is not None:
                assert 0 <= one.start < one.end <= len(then), f"{one} lies outside a text of {len(then)}"
            assert one.how != "carried" or one.start is not None, "carried to nowhere"

    for n in range(inputs):
        found.one(f"{n}", lambda n=n: check(n))  # type: ignore[misc]
    return found


def _desk(inputs: int, folder: Path, app: TestClient | None) -> Tried:
    """What a browser may send as actions; afterwards the pilot is whole, and every coding one that was asked for."""
    from pilot.safety import backup
    from tests.builder import build

    found = Tried("actions sent to the desk")
    small = build(folder / "desk")
    document, before = _text_to_code(small)
    with _called(small, app) as (call, version):
        for n in range(inputs):
            luck = random.Random(n)
            body = json.dumps(_actions(luck, version)).encode()
            sent = mutated(body, luck) if n % 2 else body
            found.one(f"{n}", lambda sent=sent: _post(call, document, sent))  # type: ignore[misc]
    with closing(small.open()) as db:
        row = db.conn.execute("SELECT text FROM document_version").fetchone()
        wrong = db.conn.execute(
            "SELECT count(*) FROM passage p JOIN document_version v USING (version_id)"
            " WHERE substr(v.text, p.start_char + 1, p.end_char - p.start_char) <> p.quote").fetchone()
    if row[0] != before or wrong[0]:
        found.faults.append("a text or a passage is another one now")
    found.faults += backup.check(small.home)
    return found


def _actions(luck: random.Random, version: str) -> dict[str, Any]:
    odd: tuple[Any, ...] = (
        None, -1, 1 << 70, "", "x" * 300, [], {}, True, 0.5, "\ud800", str(uuid.UUID(int=luck.getrandbits(128))))
    op: dict[str, Any] = {
        "op": str(uuid.UUID(int=luck.getrandbits(128), version=4)),
        "kind": luck.choice(("add", "change", "remove", "note")),
        "coding": str(uuid.UUID(int=luck.getrandbits(128), version=4)),
        "code": luck.choice(("klik", "vast_gezicht", "nee")),
        "start": luck.randint(-3, 90), "end": luck.randint(-3, 160)}
    for _ in range(luck.randrange(3)):
        op[luck.choice((*op, "sign", "voice", "weight", "extra"))] = luck.choice(odd)
    ops: Any = luck.choice(([op], [op, op], op, []))
    return {"version": luck.choice((version, version, version, luck.choice(odd))), "ops": ops}


def _text_to_code(small: SmallPilot) -> tuple[str, str]:
    from coding.book import codebook
    from pilot.config import ROOT

    with closing(small.open()) as db:
        codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        guid = small.interview(db)
        return guid, str(db.conn.execute("SELECT text FROM document_version").fetchone()[0])


@contextmanager
def _called(small: SmallPilot, app: TestClient | None) -> Iterator[tuple[Any, str]]:
    """What calls the app over this pilot, and the version of its text."""
    from tests.web.conftest import Caller

    with closing(small.open()) as db:
        version = str(db.conn.execute("SELECT guid FROM document_version").fetchone()[0])
    before = os.environ.get(HOME_VARIABLE)
    with nullcontext(app) if app else _begun(small) as client:
        os.environ[HOME_VARIABLE] = str(small.home.folder)
        try:
            yield Caller(client, small), version
        finally:
            os.environ.pop(HOME_VARIABLE)
            if before is not None:
                os.environ[HOME_VARIABLE] = before


@contextmanager
def _begun(small: SmallPilot) -> Iterator[TestClient]:
    """The app in this process, without a worker."""
    from starlette.testclient import TestClient

    from jobs import worker
    from tests.web.conftest import ORIGIN

    os.environ[HOME_VARIABLE] = str(small.home.folder)
    before, worker.ensure_running = worker.ensure_running, lambda home: False
    try:
        from app import app

        with TestClient(app, base_url=ORIGIN, client=("127.0.0.1", 50000), raise_server_exceptions=False) as client:
            yield client
    finally:
        worker.ensure_running = before


def _post(call: Any, document: str, body: bytes) -> None:
    from pilot.errors import BadInput

    answer = call("POST", f"/api/documents/{document}/ops", "evaluator", {"Content-Type": "application/json"},
                  content=body)
    assert answer.status_code < 500, f"status {answer.status_code}"
    assert SECRET not in answer.text, "what is in the texts came back"
    if answer.status_code >= 400:
        raise BadInput("refused")


def _restore(inputs: int, folder: Path) -> Tried:
    """Spoiled backups: a whole home comes of one, or nothing at all."""
    from pilot.safety import backup, restore
    from tests.builder import build

    found, path, target = Tried("backups brought back"), folder / "x.zip", folder / "back"
    small = build(folder / "kept")
    seed = backup.back_up(small.home, folder / "seed.zip").read_bytes()

    def bring() -> None:
        try:
            home = restore.restore(path, target)
        except RodeDraadError:
            assert not target.exists(), "something was left of a refused backup"
            raise
        assert backup.check(home) == [], "a home that is not whole came of it"

    for n in range(inputs):
        path.write_bytes(mutated(seed, random.Random(n)))
        found.one(f"{n}", bring)
        shutil.rmtree(target, ignore_errors=True)
    return found
