"""The whole table of rights, tried and not only declared: `python -m tests.rights.table > rights.tsv`.

Each use case is done once more where every consent has been withdrawn, by each account that may otherwise. The other
columns are what the samples say, and each is tried by a test of this folder: who may (`test_who_may`), who may not
(`test_who_may_not`), with guids of another pilot (`test_guids_of_another_pilot`), and while a round is blind
(`test_blind`).
"""

from __future__ import annotations

import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

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


def table(bare: Spare, names: Iterable[str] = ()) -> Iterator[tuple[str, ...]]:
    """A line for each use case, or for these, in the order of `HEADS`; `bare`: of a scene without consent."""
    for name in sorted(set(names) or set(USE_CASES)):
        samples = [one for one in SAMPLES if one.name == name]
        one = USE_CASES[name]
        who = {each for sample in samples for each in sample.who}
        yield (
            name, *("yes" if account in who else "-" for account in COLUMNS), _elsewhere(samples, bare),
            _said(samples, bare), "kept back" if name in test_blind.OPEN else "-", "yes" if one.again else "-",
            ", ".join(" ".join(event) for event in one.events) or "-", one.reads or "-")


def _elsewhere(samples: list[Sample], spare: Spare) -> str:
    """Whether what it is asked about can lie in another pilot at all; the tests find that it is not there then."""
    for sample in samples:
        for name in sorted(sample.who)[:1]:
            own = spare.take()[0]
            foreign = Foreign(own.small, other=own, files=own.files)
            _done(sample, foreign, name)
            if foreign.asked:
                return "not there"
    return "of this pilot"


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
        withdraw_all(scene)
        click.echo("\t".join(HEADS))
        with closing(Spare(scene, Path(folder))) as bare:
            for row in table(bare):
                click.echo("\t".join(row))


if __name__ == "__main__":
    main()
