"""Mechanisms beside outcomes: rows, voices, words, what goes together, and what stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot.errors import BadInput, NotAllowed
from pilot.families import consent
from pilot.store.files import new_guid, write
from stories.outcomes.scores import Entry, enter
from tests.present import present
from tests.themes import coded
from themes.explore.states import Seen
from themes.outcomes.beside import BETTER, UNKNOWN
from themes.outcomes.joint import Joint, joint, ordered, together
from themes.outcomes.joint_choice import Asked
from themes.outcomes.joint_files import joint_table
from themes.outcomes.joint_quotes import in_words

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

GROUP = "mechanismen"


def score(small: SmallPilot, db: Database, family: str, wave: str, value: float, **more: str) -> None:
    """Score debts of a family."""
    day = {"T0": "2021-01-01", "T1": "2021-06-01"}[wave]
    with write(db):
        enter(db, small.viewers["evaluator"], Entry(small.families[family], wave, more.get("domain", "debts"), value,
                                                    day, more.get("voice", "coach")))


@pytest.fixture
def display(small: SmallPilot, db: Database) -> coded.Coded:
    """Berk told of a fixed face and improved; Es was coded without it and has one score."""
    made = coded.code(small, db)
    score(small, db, "Berk", "T0", 10)
    score(small, db, "Berk", "T1", 5)
    score(small, db, "Es", "T0", 5)
    return made


def shown(small: SmallPilot, db: Database, **asked: str) -> Joint:
    """The display as an evaluator has it."""
    return present(joint(db, small.viewers["evaluator"], Asked(group=GROUP, **asked)))


@pytest.mark.usefixtures("display")
@pytest.mark.slow
def test_improved_families_come_first(small: SmallPilot, db: Database) -> None:
    """Sorted by change; who is not known at both moments comes last, whichever way is first."""
    for order in ("change", "worst"):
        rows = shown(small, db, order=order).rows
        assert [(row.pseudonym, row.change.how) for row in rows] == [("Berk", BETTER), ("Es", UNKNOWN)]
    score(small, db, "Es", "T1", 10)
    assert [row.pseudonym for row in shown(small, db).rows] == ["Berk", "Es"]
    assert [row.pseudonym for row in shown(small, db, order="worst").rows] == ["Es", "Berk"]
    assert [row.pseudonym for row in ordered(shown(small, db).rows[::-1], "name")] == ["Berk", "Es"]


@pytest.mark.usefixtures("display")
def test_what_was_told_stands_by_voice(small: SmallPilot, db: Database) -> None:
    """The passage is in a turn of the family: the coach's side says only that nothing was said there."""
    found, berk = shown(small, db), small.families["Berk"]
    assert found.seen("family", coded.CODE, berk) == Seen.UNSTATED
    assert found.seen("coach", coded.CODE, berk) in {Seen.NOT_SAID, Seen.NO_STORY}
    assert found.seen("", coded.CODE, small.families["Es"]) == Seen.NOT_CODED
    assert found.course[found.rows[0].family_id, "debts", "coach"] == {"T0": 10, "T1": 5}


@pytest.mark.usefixtures("display")
@pytest.mark.slow
def test_both_voices_of_a_score_are_kept_apart(small: SmallPilot, db: Database) -> None:
    """The family's own scores order the families where that is asked, and are in no mean of the professional's."""
    score(small, db, "Berk", "T0", 5, voice="family")
    score(small, db, "Berk", "T1", 10, voice="family")
    assert present(shown(small, db).rows[0].change.points) == -5
    assert present(shown(small, db, voice="family").rows[0].change.points) == 5
    assert shown(small, db, domain="work").rows[0].change.how == UNKNOWN


def test_what_goes_together_is_out_of_coded_families(small: SmallPilot, db: Database, display: coded.Coded) -> None:
    """Of one improved family one said it; a direction makes it helped, and the family that waits is not counted."""
    lines = {one.change: one for one in together(shown(small, db), coded.CODE)}
    assert (lines[BETTER].helped, lines[BETTER].said, lines[BETTER].coded) == (0, 1, 1)
    assert (lines[UNKNOWN].said, lines[UNKNOWN].coded) == (0, 1)
    third = small.viewers["evaluator"]
    apply_ops(db, third, display.berk, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.OTHER,
                                         "start": 0, "end": 3, "sign": "+"}])
    set_status(db, third, display.berk, "done")
    lines = {one.change: one for one in together(shown(small, db), coded.OTHER)}
    assert (lines[BETTER].helped, lines[BETTER].failed, lines[BETTER].coded) == (1, 0, 1)


@pytest.mark.usefixtures("display")
def test_words_are_of_the_voice_they_are_shown_for(small: SmallPilot, db: Database) -> None:
    """One quote of the family, none of the coach; of another code none."""
    found = shown(small, db)
    (one,) = in_words(db, small.viewers["evaluator"], found, found.rows)[small.families["Berk"]]
    assert (one.voice, one.code.key) == ("family", coded.CODE)
    assert one.quote.text.startswith(coded.PASSAGE)
    assert in_words(db, small.viewers["evaluator"], found, found.rows, coded.OTHER) == {}


@pytest.mark.usefixtures("display")
def test_a_family_without_consent_is_gone(small: SmallPilot, db: Database) -> None:
    """Scores, passages and words go with it, on the page and in the file."""
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    found = shown(small, db)
    assert [row.pseudonym for row in found.rows] == ["Es"]
    assert not any(family == small.families["Berk"] for _voice, _code, family in found.cells)
    table = joint_table(db, small.viewers["evaluator"], {})
    assert "Berk" not in table.frame.to_csv()


@pytest.mark.usefixtures("display")
def test_the_file_has_a_row_per_family(small: SmallPilot, db: Database) -> None:
    """With the change, the scores of each moment, what was told by voice, and the words."""
    table = joint_table(db, small.viewers["evaluator"], {"group": GROUP})
    row = table.frame.iloc[0]
    assert list(table.frame.iloc[:, 0]) == ["Berk", "Es"]
    told = " ".join(str(one) for one in row)
    assert coded.PASSAGE in told
    assert {10.0, 5.0} <= {one for one in row if isinstance(one, float)}


def test_what_is_not_there_is_one_sentence(small: SmallPilot, db: Database) -> None:
    """No codebook gives nothing; a wrong group, domain or moment, and moments the wrong way round are told."""
    assert joint(db, small.viewers["evaluator"], Asked()) is None
    coded.code(small, db)
    assert [row.change.how for row in shown(small, db).rows] == [UNKNOWN, UNKNOWN]
    for query in ({"domain": "luck"}, {"voice": "partner"}, {"order": "x"}):
        with pytest.raises(BadInput):
            Asked.from_query(query)
    score(small, db, "Berk", "T0", 5)
    score(small, db, "Berk", "T1", 5)
    for asked in (Asked(first="T1", last="T0"), Asked(first="T9"), Asked(group="geen")):
        with pytest.raises(BadInput):
            joint(db, small.viewers["evaluator"], asked)
    with pytest.raises(NotAllowed):
        joint(db, small.viewers["steering"], Asked())
