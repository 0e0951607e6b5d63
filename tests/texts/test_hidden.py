"""Documents that are there and not shown: withdrawing by decision, bringing back, and the lists of both kinds."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from coding.book import codebook
from coding.marks.actions import apply_ops
from coding.marks.codings import codings
from pilot import access
from pilot.access.reach import Stand, Standing
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound, Withdrawn
from pilot.families import consent
from tests.conftest import ROOT
from tests.web.rights_table import add_recording
from texts import hidden
from texts.documents import bring_back, documents, transcript, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

REASON = "twee keer toegevoegd"


def test_a_withdrawn_document_comes_back_with_its_codings(small: SmallPilot, db: Database) -> None:
    """Neither opened, listed nor coded any more; brought back it has what was coded in it."""
    evaluator, admin, guid = small.viewers["evaluator"], small.viewers["admin"], small.interview(db)
    codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    op = {"op": "0" * 8 + "-0000-4000-8000-000000000001", "kind": "add", "code": "klik", "start": 0, "end": 3,
          "coding": "0" * 8 + "-0000-4000-8000-000000000002"}
    apply_ops(db, evaluator, guid, [op])
    withdraw(db, evaluator, guid, f" {REASON} ")
    ways: tuple[Callable[[], object], ...] = (
        lambda: transcript(db, evaluator, guid), lambda: apply_ops(db, evaluator, guid, [op]),
        lambda: codings(db, evaluator, guid))
    for read in ways:
        with pytest.raises(Withdrawn, match="has been withdrawn"):
            read()
    assert documents(db, evaluator) == []
    assert hidden.counted(db, evaluator) == {"withdrawn": 1, "out of reach": 0}
    (row,) = hidden.withdrawn(db, admin)
    assert (row.guid, row.reason, row.by, row.family) == (guid, REASON, evaluator.label, "Berk")
    bring_back(db, admin, guid)
    assert [each["code"] for each in codings(db, evaluator, guid)["codings"]] == ["klik"]
    assert hidden.withdrawn(db, admin) == []
    verbs = [row[0] for row in db.conn.execute(
        "SELECT verb FROM event WHERE subject_guid = ? ORDER BY event_id", (guid,))]
    assert verbs[-2:] == ["withdrawn", "brought back"]


def test_what_cannot_be_withdrawn_or_brought_back(small: SmallPilot, db: Database) -> None:
    """No reason, a second time, something that is not there or not withdrawn: a sentence, and nothing changed."""
    evaluator, admin, guid = small.viewers["evaluator"], small.viewers["admin"], small.interview(db)
    for reason in ("", "  ", "\0\u200b", "x" * 501):
        with pytest.raises(BadInput):
            withdraw(db, evaluator, guid, reason)
    with pytest.raises(NotFound):
        withdraw(db, evaluator, "none", REASON)
    with pytest.raises(Conflict, match="not withdrawn"):
        bring_back(db, admin, guid)
    assert len(documents(db, evaluator)) == 1
    withdraw(db, admin, guid, REASON)
    with pytest.raises(Conflict, match="already"):
        withdraw(db, evaluator, guid, "nog eens")
    assert hidden.withdrawn(db, admin)[0].reason == REASON
    for name in ("evaluator", "coach", "steering"):
        with pytest.raises(NotAllowed):
            bring_back(db, small.viewers[name], guid)
    for name in ("coach", "steering"):
        with pytest.raises(NotAllowed):
            withdraw(db, small.viewers[name], guid, REASON)


def test_a_withdrawn_interview_is_not_heard(small: SmallPilot, db: Database) -> None:
    """Its recording is shut as long as it is withdrawn."""
    evaluator, guid = small.prepares(db), small.interview(db)
    sound = add_recording(small, db, "family", "Berk moeder")
    db.conn.execute("UPDATE document SET recording_id = (SELECT recording_id FROM recording)")
    assert access.require_recording(db, evaluator, sound).guid == sound
    withdraw(db, evaluator, guid, REASON)
    with pytest.raises(Withdrawn):
        access.require_recording(db, evaluator, sound)
    bring_back(db, small.viewers["admin"], guid)
    assert access.require_recording(db, evaluator, sound).guid == sound


def test_why_something_is_out_of_reach(small: SmallPilot, db: Database) -> None:
    """An interview names who is heard and does not consent, a story who of the family; with how and since when."""
    boss, mother = small.operator(db), small.persons["Berk moeder"]
    said = small.interview(db)
    told = small.interview(db, voice="coach", title="Verhaal")
    small.interview(db, "Es")
    consent.withdraw(db, boss, mother, "analyse", "2021-04-01")
    rows = hidden.out_of_reach(db, small.viewers["admin"])
    assert {row.guid for row in rows} == {said, told}
    assert all(row.why == [("Moeder Berk", Stand(Standing.WITHDRAWN, "2021-04-01"))] for row in rows)
    assert hidden.counted(db, small.viewers["evaluator"]) == {"withdrawn": 0, "out of reach": 2}
    assert hidden.counted(db, small.viewers["coach"]) == {"withdrawn": 0, "out of reach": 1}
    withdraw(db, boss, said, REASON)
    assert [row.guid for row in hidden.out_of_reach(db, small.viewers["admin"])] == [told]
    assert hidden.counted(db, small.viewers["evaluator"]) == {"withdrawn": 1, "out of reach": 1}


def test_the_commands(small: SmallPilot) -> None:
    """`withdraw` and `bring-back` do it from the command line; a fault is one sentence and exit 2."""
    with closing(small.open()) as db:
        guid = small.interview(db)
    pilot = ("--pilot", str(small.pilot.db_path))

    def run(*words: str) -> tuple[int, str]:
        answer = CliRunner().invoke(cli, [*words, *pilot])
        return answer.exit_code, answer.stderr.strip()

    def listed() -> int:
        with closing(small.open()) as db:
            return len(documents(db, small.viewers["evaluator"]))

    assert run("withdraw", guid, "--reason", " ") == (2, "Say why this document is withdrawn.")
    assert run("withdraw", guid)[0] == 2
    assert listed() == 1
    assert run("withdraw", guid, "--reason", REASON) == (0, "")
    assert run("withdraw", guid, "--reason", REASON) == (2, "This document was withdrawn already.")
    assert listed() == 0
    with closing(small.open()) as db:
        assert hidden.withdrawn(db, small.viewers["admin"])[0].by == "the command line"
    assert run("bring-back", "none") == (2, "This document is not there.")
    assert run("bring-back", guid) == (0, "")
    assert run("bring-back", guid) == (2, "This document is not withdrawn.")
    assert listed() == 1


def test_a_withdrawn_text_is_not_taken_in_again(small: SmallPilot, db: Database) -> None:
    """The same file is told to be there, without its title, when it is withdrawn or out of reach."""
    from texts.requirements import already

    guid = small.interview(db, title="Geheim gesprek")
    same: tuple[str, list[object]] = ("d.guid = ?", [guid])
    assert "Geheim gesprek" in str(already(db, *same))
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    assert "out of reach" in str(already(db, *same))
    withdraw(db, small.viewers["evaluator"], guid, REASON)
    assert "withdrawn" in str(already(db, *same))
    assert already(db, "d.guid = ?", ["none"]) is None
