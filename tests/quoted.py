"""A small pilot in which words can be proposed to leave the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.families import consent
from pilot.store.files import new_guid
from tests.themes import coded
from themes.release.quotes_out.passages import Passage
from themes.release.quotes_out.proposing import Words

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

START, END = 33, 77
SHORTER = "Zij belde zelf. [...]"


def quotable(small: SmallPilot, db: Database) -> Passage:
    """What the mother of Es says, coded by an evaluator as helping; she consents to being quoted and to sharing."""
    coded.adopt(small, db)
    consent.give(db, small.operator(db), small.persons["Es moeder"], ["quote", "share"], "2021-01-01")
    guid = small.interview(db, "Es")
    apply_ops(db, small.viewers["evaluator2"], guid, [{
        "op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE, "start": START, "end": END,
        "sign": "+"}])
    set_status(db, small.viewers["evaluator2"], guid, "done")
    return Passage(guid, "", START, END, coded.CODE)


def as_quoted(text: str = SHORTER, audience: str = "municipality", said_by: str = "moeder") -> Words:
    """Words for an audience, said by a household."""
    return Words(text, audience, "household", said_by)
