"""While a round is blind nobody learns what others coded in it: two pilots that differ in nothing else answer alike.

Every use case of the register is done by every account but the coder's own, first in a pilot where she coded one thing,
then in one where she coded another. Whatever the answers hold of it, in whatever form (a word, a number, a file), makes
them differ. The same use cases are then done with nothing held back, and after the round was shown: then they do.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from coding.book import codebook
from coding.book.model import Code
from coding.double import leading
from coding.marks import merging
from coding.marks.actions import apply_ops
from coding.marks.codings import codings, set_status
from coding.memos import writing
from pilot.access import blind
from pilot.door import USE_CASES
from pilot.errors import RodeDraadError
from pilot.store.files import new_guid
from tests.rights.scene import Sample, Scene, added
from tests.rights.test_use_cases import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("broad_day", "unfenced")]
HER = "both"
CONVERSATION = "interview"  # that most samples are about
# What ends the blindness, or takes part in it.
ENDING = {"coding.double.leading.reveal", "coding.double.leading.close"}
# What draws by lot, makes a secret, or says where the home lies, and so in one world otherwise than in the other.
DRAWN = {"stories.outcomes.allocation.seal", "pilot.accounts.members.invite", "pilot.accounts.members.invite_again",
         "pilot.safety.standing.standing", "stories.outcomes.from_sheets.taking.take_in"}
# What takes the document out of everybody's reach, or makes another round: done last, or nobody is told anything about
# it for that alone.
LAST = {"pilot.families.consent.withdraw", "texts.documents.withdraw", "coding.double.leading.begin"}
# Where anybody could read what she coded, if nothing held it back; the test sees no less than this.
OPEN = {
    "coding.find.exports.passages_table", "coding.find.passages.passages", "coding.marks.codings.codings",
    "coding.marks.progress.coded", "coding.marks.reached.with_codes", "coding.marks.segments.frame_of",
    "coding.marks.segments.segments", "coding.memos.exports.memo_book", "coding.memos.exports.memo_table",
    "coding.memos.memos.memos", "coding.memos.reading.listed", "coding.memos.reading.on", "coding.memos.reading.one",
    "coding.transcript.as_page", "coding.transcript.as_word", "exchange.refi.export.export_project",
    "themes.frames.load", "themes.quotes.quotes",
}
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)|\d\d:\d\d(:\d\d)?")
_HASH = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{8}(?=\.\d+\.\d+\b)")  # of a text; of a sheet that was made


@dataclass
class Worlds:
    """The scene with what she coded in one way and in the other.

    Attributes:
        about_one: what was asked about one conversation, and so is another question about another.
    """

    one: Scene
    other: Scene
    about_one: set[Sample] = field(default_factory=set)


class Noting(dict[str, str]):
    """Guids by what they are, which notes whether the conversation that samples are about was asked for."""

    is_about_one = False

    def __getitem__(self, name: str) -> str:
        self.is_about_one |= name == CONVERSATION
        return super().__getitem__(name)


def worlds(base: Scene, folder: Path) -> Worlds:
    """Two copies, each with other codings and memos of hers in the text of a round that is blind, in one more than in
    the other; then a code she gave in one of them was split. She is done in both."""
    made = Worlds(base.copy(folder / "one"), base.copy(folder / "other"))
    guids = {"coding": new_guid(), "memo": new_guid(), "words_memo": new_guid()}
    klik = added("klik", guids["coding"]) | {"start": 4, "end": 9, "sign": "+"}
    _plant(made.one, guids, [klik, added("gezinsbudget"), {**added("gezinsbudget"), "start": 12, "end": 16}],
           "Zij sprak als een uil.", "Nog iets.")
    other = added("screening", guids["coding"]) | {"start": 20, "end": 31}
    _plant(made.other, guids, [other, {**other, "op": new_guid(), "coding": new_guid()}], "Hij zweeg als een snoek.")
    return made


def about_it(scene: Scene) -> Scene:
    """The scene for who asks about the document of the round, wherever another one is asked about."""
    return replace(scene, guids={**scene.guids, CONVERSATION: scene.guids["blind"]})


def _plant(scene: Scene, guids: dict[str, str], ops: list[dict[str, object]], thought: str, *more: str) -> None:
    viewer, document = scene.small.viewers[HER], scene.guids["blind"]
    with closing(scene.small.open()) as db:
        leading.reopen(db, scene.small.operator(db), scene.guids["round"], document, viewer.account_guid)
        for op in ops:
            assert [one["state"] for one in apply_ops(db, viewer, document, [op])["results"]] == ["confirmed"]
        span = {"start": ops[0]["start"], "end": ops[0]["end"]}
        for guid, kind, about in ((guids["memo"], "coding", guids["coding"]), (new_guid(), "document", document),
                                  (guids["words_memo"], "passage", document)):
            writing.save(db, viewer, writing.Said(
                guid, kind, about, "", thought, False, span=span if kind == "passage" else None))
        for each in more:
            writing.save(db, viewer, writing.Said(new_guid(), "document", document, "", each, False))
        scene.guids = {**scene.guids, **guids}
        set_status(db, viewer, document, "done")
        merging.split(db, scene.small.operator(db), "gezinsbudget", [
            Code("", {"nl": name, "en": name}, {"nl": "x", "en": "x"}, "", "") for name in ("Gewoon", "Buiten")],
            seen=len(codebook.all_versions(db)))


def told(answer: object) -> str:
    """All that an answer holds, as text: files unpacked, tables as rows; without numbers that are new each time."""
    return _HASH.sub("#", _CLOCK.sub("T", _GUID.sub("G", " ".join(_parts(answer)))))


def _parts(answer: object) -> Iterator[str]:
    if isinstance(answer, bytes):
        yield from _of_bytes(answer)
    elif isinstance(answer, pd.DataFrame | pd.Series):
        yield answer.to_csv()
    elif isinstance(answer, np.ndarray):
        yield repr(answer.tolist())
    elif is_dataclass(answer) and not isinstance(answer, type):
        for one in fields(answer):
            yield from _parts(getattr(answer, one.name))
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield from (*_parts(key), *_parts(value))
    elif isinstance(answer, list | tuple | set | frozenset):
        yield str(getattr(answer, "total", ""))
        for each in sorted(answer, key=repr) if isinstance(answer, set | frozenset) else answer:
            yield from _parts(each)
    elif hasattr(answer, "getvalue"):
        yield from _of_bytes(answer.getvalue())
    else:
        yield re.sub(r" at 0x[0-9a-f]+", "", repr(answer))


def _of_bytes(content: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            yield archive.read(name).decode("utf-8", "replace")


def answer(sample: Sample, scene: Scene, db: Database, who: str) -> str:
    """What somebody is answered, or why not."""
    try:
        return told(sample.do(scene, db, scene.small.viewers[who]))
    except RodeDraadError as error:
        return f"{type(error).__name__}: {error.sentence()}"


def _as_it_is(scene: Scene) -> Scene:
    return scene


def _require_there(made: Worlds) -> None:
    """Fails when the document cannot be asked about any more, or is blind no longer."""
    for scene in (made.one, made.other):
        with closing(scene.small.open()) as db:
            codings(db, scene.small.viewers["evaluator"], scene.guids["blind"])
            assert blind.documents(db)


def differing(
    made: Worlds, samples: list[Sample], who: tuple[str, ...],
    asked: Sequence[Callable[[Scene], Scene]] = (_as_it_is, about_it),
) -> dict[str, tuple[str, str]]:
    """The use cases that answer otherwise in one world than in the other, and the answers; `asked` about what."""
    found = {}
    with closing(made.one.small.open()) as one, closing(made.other.small.open()) as other:
        for at_one, at_other in ((of(made.one), of(made.other)) for of in asked):
            for sample in samples:
                guids = Noting(at_one.guids)
                noted = replace(at_one, guids=guids)
                for name in who:
                    answers = answer(sample, noted, one, name), answer(sample, at_other, other, name)
                    if answers[0] != answers[1]:
                        found[f"{sample.name} {name}"] = answers
                if guids.is_about_one:
                    made.about_one.add(sample)
    return found


READS = [one for one in SAMPLES if one.name not in DRAWN
         and all("exported" in verb for verb, _ in USE_CASES[one.name].events)]
TELLING = [one for one in READS if one.name in OPEN]
ACTS = [one for one in SAMPLES if one not in READS and one.name not in ENDING | DRAWN]
OTHERS = ("evaluator", "evaluator2", "steering", "admin", "coach")
ONE_OF_EACH = tuple(name for name in OTHERS if name != "evaluator2")


def _different(found: dict[str, tuple[str, str]]) -> str:
    """The first place where two answers differ, to be read in the report of a test that failed."""
    lines = []
    for name, (one, other) in found.items():
        at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        lines.append(f"{name}: {one[max(0, at - 60):at + 80]!r} | {other[max(0, at - 60):at + 80]!r}")
    return "\n".join(lines)


def test_nothing_is_told_before_it_is_shown(everything: Scene, tmp_path: Path) -> None:
    """No read, no file and no act of anybody else depends on what she coded or thought; shown, they all do."""
    found: dict[str, tuple[str, str]] = {}
    reads = READS
    for asked in ([_as_it_is], [about_it]):
        made = worlds(everything, tmp_path / asked[0].__name__)
        # Two coders of the round ask alike: one of them everything, the other what holds codings at all.
        found |= differing(made, reads, ONE_OF_EACH, asked)
        found |= differing(made, [one for one in reads if one in TELLING], ("evaluator2",), asked)
        # What is read of no conversation in particular is the same question in a fresh copy.
        reads = [one for one in READS if one in made.about_one]
        found |= differing(made, [one for one in ACTS if one.name not in LAST], OTHERS, asked)
        if asked == [about_it]:
            _require_there(made)
        found |= differing(made, [one for one in ACTS if one.name in LAST], OTHERS, asked)
    assert 10 < len(reads) < len(READS)
    assert not found, _different(found)


def test_the_test_sees_what_it_looks_for(everything: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing held back the same use cases tell, each of those where anybody could read it."""
    made = worlds(everything, tmp_path)
    monkeypatch.setattr(blind, "documents", lambda _db: frozenset())
    monkeypatch.setattr(blind, "uncounted", lambda _db: frozenset())
    found = differing(made, TELLING, ("evaluator",))
    assert {name.split()[0] for name in found} >= OPEN, sorted(OPEN - {name.split()[0] for name in found})


def test_it_is_told_once_it_is_shown(everything: Scene, tmp_path: Path) -> None:
    """Then everybody who may reads it: the same use cases tell what they kept back."""
    made = worlds(everything, tmp_path)
    for scene in (made.one, made.other):
        with closing(scene.small.open()) as db:
            for name in ("evaluator", "evaluator2"):
                set_status(db, scene.small.viewers[name], scene.guids["blind"], "done")
            boss, about = scene.small.operator(db), (scene.guids["round"], scene.guids["blind"])
            leading.let_out(db, boss, *about, scene.guids["guest"])
            leading.reveal(db, boss, about[0])
    found = differing(made, TELLING, ("evaluator",))
    assert {name.split()[0] for name in found} >= OPEN
