"""The small pilot, coded through the real use cases: enough for the pages about themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.config import ROOT
from pilot.store.files import new_guid
from tests.builder import TURNS

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

PASSAGE = "Zij belde zelf."
CODE, OTHER = "vast_gezicht", "klik"


@dataclass(frozen=True)
class Coded:
    """Guids of the documents: Berk's is coded, Es' first is finished without codes, Es' second is not coded."""

    berk: str
    es: str
    es_waiting: str
    start: int


def adopt(small: SmallPilot, db: Database) -> None:
    """Load the Drenthe codebook."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(encoding="utf-8"))


def code(small: SmallPilot, db: Database) -> Coded:
    """Load the codebook, add three interviews and code them."""
    adopt(small, db)
    start = len(TURNS[0].text) + 1
    made = Coded(small.interview(db, "Berk"), small.interview(db, "Es", title="Gesprek een"),
                 small.interview(db, "Es", title="Gesprek twee", told_on="2021-09-09"), start)
    for name, more in (("evaluator", 0), ("evaluator2", 8)):
        apply_ops(db, small.viewers[name], made.berk, [
            {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": CODE, "start": start,
             "end": start + len(PASSAGE) + more}])
        set_status(db, small.viewers[name], made.berk, "done")
    set_status(db, small.viewers["evaluator"], made.es, "done")
    return made
