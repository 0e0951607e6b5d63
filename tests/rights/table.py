"""The whole table of rights, tried and not only declared: `python -m tests.rights.table > rights.tsv`.

Each use case is done once more where every consent has been withdrawn, with guids of another pilot, and, when it reads,
in two pilots that differ in nothing but what was coded blind. Who may is what the samples say, which `test_who_may` and
`test_who_may_not` try.
"""

from __future__ import annotations

import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from pilot.access import blind as rule
from pilot.door import USE_CASES
from pilot.errors import BadInput, RodeDraadError
from pilot.families import consent
from tests.rights import test_blind
from tests.rights.scene import Foreign, Sample, Scene, set_scene
from tests.rights.test_use_cases import SAMPLES, Spare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The accounts of the scene by what they stand for; all it is about is family Berk, which `coach` supports.
COLUMNS = {
    "coach": "coach, own family", "coach2": "coach, other family", "evaluator2": "evaluator",
    "evaluator": "evaluator who prepares", "steering": "steering", "admin": "admin",
}
HEADS = ("use case", *COLUMNS.values(), "other pilot", "consent withdrawn", "blind", "asked again", "event", "reads")


def withdraw_all(scene: Scene) -> None:
    """Nobody in the scene agrees to anything any more."""
    with closing(scene.small.open()) as db:
        operator = scene.small.operator(db)
        for guid, use in db.conn.execute(
                "SELECT DISTINCT p.guid, c.use FROM consent c JOIN person p USING (person_id)").fetchall():
            with suppress(BadInput):  # it was withdrawn before
                consent.withdraw(db, operator, guid, use)


class Blind:
    """Two pilots that differ in what was coded blind; see `test_blind`."""

    def __init__(self, base: Scene, folder: Path) -> None:
        self._worlds = test_blind.worlds(base, folder)

    def said(self, samples: list[Sample]) -> str:
        """Whether an evaluator is told of it; "kept back" when she would be if nothing held it back."""
        reads = [one for one in samples if one in test_blind.READS]
        if test_blind.differing(self._worlds, reads, ("evaluator",)):
            return "TOLD"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rule, "documents", lambda _db: frozenset())
            patch.setattr(rule, "uncounted", lambda _db: frozenset())
            return "kept back" if test_blind.differing(self._worlds, reads, ("evaluator",)) else "-"


def table(
    bare: Spare, there: Scene, names: Iterable[str] = (), blind: Blind | None = None,
) -> Iterator[tuple[str, ...]]:
    """A line for each use case, or for these, in the order of `HEADS`; `bare`: of a scene without consent;
    `there`: another pilot; without `blind` that column is not asked."""
    for name in sorted(set(names) or set(USE_CASES)):
        samples = [one for one in SAMPLES if one.name == name]
        one = USE_CASES[name]
        who = {each for sample in samples for each in sample.who}
        yield (
            name, *("yes" if account in who else "-" for account in COLUMNS), _elsewhere(samples, bare, there),
            _said(samples, bare), blind.said(samples) if blind else "-", "yes" if one.again else "-",
            ", ".join(" ".join(event) for event in one.events) or "-", one.reads or "-")


def _elsewhere(samples: list[Sample], spare: Spare, there: Scene) -> str:
    """What comes of it with guids of another pilot, by each account that may: "not there" and nothing changed, "TOLD",
    or "of this pilot" when it is about nothing in particular."""
    found = "of this pilot"
    for sample in samples:
        for name in sorted(sample.who):
            own, state = spare.take()
            foreign = Foreign(own.small, other=there, files=own.files)
            before = state.now()
            done = _done(sample, foreign, name)
            if foreign.asked:
                found = "not there"
                if (done and not sample.quiet) or not (sample.keeps or state.now() == before):
                    return "TOLD"
    return found


def _said(samples: list[Sample], spare: Spare) -> str:
    done = {_done(sample, spare.take()[0], name)
            for sample in samples for name in sorted(sample.who & set(COLUMNS))}
    return {frozenset({True}): "open", frozenset({False}): "refused"}.get(frozenset(done), "some" if done else "-")


def _done(sample: Sample, scene: Scene, name: str) -> bool:
    """Whether this account can; a sample that asserts what it was told of says so as well."""
    with closing(scene.small.open()) as db:
        try:
            sample.do(scene, db, scene.small.viewers[name])
        except (RodeDraadError, AssertionError, LookupError, TypeError):
            return False
    return True


@click.command()
def main() -> None:
    """Print the table, tab-separated."""
    with tempfile.TemporaryDirectory() as folder:
        scene = set_scene(Path(folder) / "home")
        there = set_scene(Path(folder) / "there")
        blind = Blind(scene, Path(folder))
        withdraw_all(scene)
        click.echo("\t".join(HEADS))
        with closing(Spare(scene, Path(folder))) as bare:
            for row in table(bare, there, blind=blind):
                click.echo("\t".join(row))


if __name__ == "__main__":
    main()
