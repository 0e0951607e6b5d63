"""Agreement in time: by round, blind ones unseen; and a coder beside what she said months before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.double import leading
from coding.double.leading import Wanted
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.store.files import new_guid
from tests.builder import TURNS
from tests.conftest import ROOT
from tests.present import present
from themes.agreeing.choice import Choice
from themes.agreeing.figures import agreement
from themes.agreeing.over_time import over_rounds, with_oneself
from themes.figures import agreement_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

TURN = Choice("turn")
STARTS = [sum(len(one.text) + 1 for one in TURNS[:n]) for n in range(len(TURNS))]


@pytest.fixture
def talks(small: SmallPilot, db: Database) -> list[str]:
    """Three conversations under the project's own codebook."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    return [small.interview(db, title=f"Gesprek {n}") for n in range(3)]


def give(small: SmallPilot, db: Database, who: str, document: str, turn: int) -> str:
    """Let somebody code the first word of a turn; returns the coding."""
    coding = new_guid()
    apply_ops(db, small.viewers[who], document, [{
        "op": new_guid(), "kind": "add", "coding": coding, "code": "klik", "start": STARTS[turn],
        "end": STARTS[turn] + 3}])
    return coding


def begin(small: SmallPilot, db: Database, name: str, *, counts: bool) -> str:
    """A round of both evaluators over three conversations."""
    who = (small.accounts["evaluator"], small.accounts["evaluator2"])
    return leading.begin(db, small.viewers["evaluator"], Wanted(name, 3, who, 7, counts=counts))


@pytest.mark.parametrize("counts", [True, False])
def test_a_round_is_seen_when_it_is_shown(small: SmallPilot, db: Database, talks: list[str], counts: bool) -> None:
    """While it is blind it is in no number of anybody; shown it has a line, and practice is in that line only."""
    guid = begin(small, db, "Eerste", counts=counts)
    for document in talks:
        for who in ("evaluator", "evaluator2"):
            give(small, db, who, document, 0)
            if document == talks[0] and who == "evaluator":
                give(small, db, who, document, 1)
            set_status(db, small.viewers[who], document, "done")
    viewer = small.viewers["evaluator"]
    blind = present(agreement(db, viewer, TURN))
    assert (blind.documents, blind.held, over_rounds(db, viewer, TURN)) == (0, 3, [])
    leading.reveal(db, viewer, guid)
    line, = over_rounds(db, viewer, TURN)
    assert (line.name, line.counts, line.documents, line.units) == ("Eerste", counts, 3, 3 * len(TURNS))
    assert 0 < present(line.numbers["alpha"].value) < 1
    assert ("practice" in agreement_tables.rounds([line])) is not counts
    assert present(agreement(db, viewer, TURN)).documents == (3 if counts else 0)


def test_a_coder_months_later(
    small: SmallPilot, db: Database, talks: list[str], clock_at: Callable[[str], None]
) -> None:
    """What she had marked when first done is compared with what she has now; a slip mended the same day is not."""
    viewer, document = small.viewers["evaluator"], talks[0]
    give(small, db, "evaluator", document, 0)
    removed = give(small, db, "evaluator", document, 1)
    for one in talks[:2]:
        set_status(db, viewer, one, "done")
    for one in talks[:2]:
        set_status(db, viewer, one, "open")
    set_status(db, viewer, talks[1], "done")
    assert with_oneself(db, viewer, TURN) == []
    clock_at("2099-01-01T12:00:00Z")
    apply_ops(db, viewer, document, [{"op": new_guid(), "kind": "remove", "coding": removed}])
    give(small, db, "evaluator", document, 2)
    set_status(db, viewer, document, "done")
    line, = with_oneself(db, viewer, TURN)
    assert (line.coder, line.documents, line.units) == (viewer.label, 1, len(TURNS))
    assert line.days > 360
    codes, = db.conn.execute("SELECT count(*) FROM code_definition WHERE is_codable").fetchone()
    assert line.numbers["percent"].value == pytest.approx(1 - 2 / (codes * len(TURNS)))
    assert line.numbers["alpha"].low is None
    assert viewer.label in agreement_tables.oneself([line])


@pytest.mark.parametrize(("change", "apart"), [
    ({"start": STARTS[2], "end": STARTS[2] + 3}, 2), ({"start": STARTS[0], "end": STARTS[1] + 3}, 1),
    ({"code": "screening"}, 2),
    ({"sign": "+"}, 0)])
def test_what_she_changed_is_seen(
    small: SmallPilot, db: Database, talks: list[str], clock_at: Callable[[str], None], change: dict[str, object],
    apart: int,
) -> None:
    """Words moved to another turn, an end moved into the next, another code: units that differ from before; a change
    of the same day is none, nor is a direction."""
    viewer, document = small.viewers["evaluator"], talks[0]
    coding = give(small, db, "evaluator", document, 1)

    def changed(**given: object) -> None:
        told = apply_ops(db, viewer, document, [{"op": new_guid(), "kind": "change", "coding": coding, **given}])
        assert told["results"][0]["state"] == "confirmed"

    changed(start=STARTS[0], end=STARTS[0] + 3)
    set_status(db, viewer, document, "done")
    set_status(db, viewer, document, "open")
    clock_at("2099-01-01T12:00:00Z")
    changed(**change)
    set_status(db, viewer, document, "done")
    line, = with_oneself(db, viewer, TURN)
    codes, = db.conn.execute("SELECT count(*) FROM code_definition WHERE is_codable").fetchone()
    assert line.numbers["percent"].value == pytest.approx(1 - apart / (codes * len(TURNS)))
