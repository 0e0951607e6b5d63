"""Claims: worded and worded anew, what lies beside them, what changed since, and what stays out of reach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from pilot import words
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent, register
from pilot.paging import ALL
from pilot.store.files import new_guid, write
from stories.outcomes.scores import Entry, enter
from tests.themes import coded
from texts import documents
from themes.claims import files, fitting, grounding, naming, options, reading, writing
from themes.claims.grounding import Beside, Scored
from themes.claims.writing import Worded
from themes.framework.reading import key_of
from themes.framework.writing import At, write_cell
from themes.outcomes.beside import BETTER

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot

WORDED = Worded("Als er eerder veel hulpverleners waren", "Zij hoeft haar verhaal niet te herhalen", "Er komt rust",
                (coded.CODE,), ("debts",))


@dataclass
class Desk:
    """A claim about the small pilot, whose Berk is coded and scored twice."""

    small: SmallPilot
    db: Database
    made: coded.Coded
    guid: str

    @property
    def evaluator(self) -> Viewer:
        return self.small.viewers["evaluator"]

    @property
    def quote(self) -> str:
        """The one place of the code."""
        return key_of(self.made.berk, self.made.start, self.made.start + len(coded.PASSAGE) + 8)

    def beside(self, **more: str) -> Beside:
        return Beside(self.guid, self.small.families["Berk"], **more)

    def words(self, quote: str = "", **more: str) -> None:
        """Lay the quote beside it."""
        grounding.lay_words(self.small.pilot, self.db, self.evaluator, self.beside(**more), coded.CODE,
                            [quote or self.quote])

    def score(self, wave: str, value: float) -> None:
        """Score debts of Berk."""
        with write(self.db):
            enter(self.db, self.evaluator, Entry(
                self.small.families["Berk"], wave, "debts", value, {"T0": "2021-01-01", "T1": "2021-06-01"}[wave]))

    def read(self) -> reading.Claim:
        """The claim, in English."""
        with words.speaking("en"):
            return reading.claim(self.db, self.evaluator, self.guid)


@pytest.fixture
def desk(small: SmallPilot, db: Database) -> Desk:
    made = coded.code(small, db)
    guid, found = writing.make(small.pilot, db, small.viewers["evaluator"], WORDED)
    assert not found
    one = Desk(small, db, made, guid)
    one.score("T0", 10)
    one.score("T1", 5)
    return one


def test_each_wording_is_kept(desk: Desk) -> None:
    """A claim is changed over the version one read; over another's it is told, and both stay."""
    change = replace(WORDED, state="stands", why="In drie gezinnen.")
    other = desk.small.viewers["evaluator2"]
    writing.change(desk.small.pilot, desk.db, other, desk.guid, change, seen=1)
    with pytest.raises(Conflict):
        writing.change(desk.small.pilot, desk.db, desk.evaluator, desk.guid, replace(change, state="dropped"), seen=1)
    with pytest.raises(BadInput):
        writing.change(desk.small.pilot, desk.db, desk.evaluator, desk.guid, change, seen=2)
    found = desk.read()
    assert [(one.number, one.state) for one in found.versions] == [(2, "stands"), (1, "idea")]
    assert (found.now.codes, found.now.domains) == ((coded.CODE,), ("debts",))


@pytest.mark.parametrize("wrong", [
    {"mechanism": " "}, {"outcome": ""}, {"context": "x" * 601}, {"codes": ("geen",)}, {"domains": ("luck",)},
    {"state": "waar"}])
def test_what_cannot_be_a_claim_is_not_kept(desk: Desk, wrong: dict[str, object]) -> None:
    """One sentence each, and nothing was kept."""
    with pytest.raises(BadInput):
        writing.make(desk.small.pilot, desk.db, desk.evaluator, replace(WORDED, **wrong))  # type: ignore[arg-type]
    assert desk.db["claim"].count == 1


def test_a_real_name_is_told_first(desk: Desk) -> None:
    """In a claim, another explanation, its weighing and a note: nothing is kept until the writer says so."""
    small, db, who = desk.small, desk.db, desk.evaluator
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    said = "Ilona Hazeveld houdt vol"
    assert writing.make(small.pilot, db, who, replace(WORDED, mechanism=said)) == ("", ("Ilona Hazeveld",))
    assert writing.explain(small.pilot, db, who, desk.guid, said) == ("Ilona Hazeveld",)
    assert grounding.lay_words(small.pilot, db, who, desk.beside(note=said), coded.CODE, [desk.quote])
    assert (db["claim"].count, db["claim_rival"].count, db["claim_ground"].count) == (1, 0, 0)
    assert writing.make(small.pilot, db, who, replace(WORDED, mechanism=said), anyway=True)[0]


@pytest.mark.slow
def test_words_scores_and_summaries_lie_beside_it(desk: Desk) -> None:
    """For it and against it, each with what it says and the way to it; the same twice is told."""
    small, db, who = desk.small, desk.db, desk.evaluator
    write_cell(small.pilot, db, who, At(small.families["Berk"], coded.CODE, ""), "Moeder zegt het maar eens.",
               [desk.quote])
    desk.words(about="mechanism", note="Zij zegt het zelf.")
    grounding.lay_scores(small.pilot, db, who, desk.beside(about="outcome"), Scored("debts", "coach", "T0", "T1"))
    grounding.lay_summary(small.pilot, db, who, desk.beside(side=naming.AGAINST), coded.CODE)
    found = desk.read()
    quote, scores = found.on_side(naming.FOR)
    (summary,) = found.on_side(naming.AGAINST)
    assert (quote.said[:len(coded.PASSAGE)], quote.note, quote.changed) == (coded.PASSAGE, "Zij zegt het zelf.", ())
    assert (scores.said, scores.about) == ("debts: T0 10, T1 5", "outcome")
    assert summary.said == "Moeder zegt het maar eens."
    assert {one.family for one in found.grounds} == {"Berk"}
    with pytest.raises(BadInput):
        desk.words(about="mechanism")
    grounding.take_out(db, who, quote.guid)
    assert [one.kind for one in desk.read().on_side(naming.FOR)] == ["scores"]
    with pytest.raises(NotFound):
        grounding.take_out(db, who, quote.guid)


@pytest.mark.slow
def test_what_changed_since_is_told(desk: Desk) -> None:
    """Another score, a summary written anew, and a coder who sees a direction in the quote."""
    small, db, who = desk.small, desk.db, desk.evaluator
    at = At(small.families["Berk"], coded.CODE, "")
    write_cell(small.pilot, db, who, at, "Eerst.", [])
    desk.words()
    grounding.lay_scores(small.pilot, db, who, desk.beside(), Scored("debts", "coach", "T0", "T1"))
    grounding.lay_summary(small.pilot, db, who, desk.beside(), coded.CODE)
    assert [one.changed for one in desk.read().grounds] == [(), (), ()]
    desk.score("T1", 7.5)
    (stands,) = db.conn.execute("SELECT guid FROM summary_version").fetchone()
    write_cell(small.pilot, db, who, at, "Daarna.", [], seen=stands)
    apply_ops(db, who, desk.made.berk, [{
        "op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE, "sign": "-",
        "start": desk.made.start + 2, "end": desk.made.start + 7}])
    set_status(db, who, desk.made.berk, "done")
    quote, scores, summary = desk.read().grounds
    assert quote.changed == ("1 quote is coded otherwise now.",)
    assert scores.changed == ("The score of T1 is 7.5 now.",)
    assert (summary.said, summary.changed) == ("Daarna.", ("It was written anew since.",))


@pytest.mark.slow
def test_out_of_reach_is_counted_and_not_shown(desk: Desk) -> None:
    """A family that takes its consent back leaves no word, note or name beside a claim; a withdrawn text no words."""
    desk.words(note="Zij zegt het zelf.")
    grounding.lay_scores(desk.small.pilot, desk.db, desk.evaluator, desk.beside(), Scored("debts", "coach", "T0"))
    documents.withdraw(desk.db, desk.small.operator(desk.db), desk.made.berk, "dubbel")
    assert ([one.kind for one in desk.read().grounds], desk.read().hidden) == (["scores"], {"withdrawn": 1})
    consent.withdraw(desk.db, desk.small.operator(desk.db), desk.small.persons["Berk moeder"], "analyse")
    found = desk.read()
    assert (found.grounds, found.hidden) == ((), {"withdrawn": 1, "out of reach": 1})
    (row,) = reading.listed(desk.db, desk.evaluator)
    assert (row.speak_for, row.speak_against) == (0, 0)
    assert "Zij zegt het zelf." not in str(files.claims_table(desk.db, desk.evaluator, ALL).frame.to_csv())
    with pytest.raises(NotFound):
        desk.words(about="context")


def test_other_explanations_are_weighed(desk: Desk) -> None:
    """What was thought of one before stays; the last counts; what lies beside it is its own."""
    small, db, who = desk.small, desk.db, desk.evaluator
    writing.explain(small.pilot, db, who, desk.guid, "Vader vond werk.")
    (rival,) = desk.read().rivals
    assert rival.verdict == naming.OPEN
    desk.words(rival=rival.guid, side=naming.AGAINST)
    writing.weigh(small.pilot, db, who, rival.guid, "as_likely", "Het viel samen.")
    writing.weigh(small.pilot, db, who, rival.guid, "weak", "Het werk kwam later.")
    found = desk.read()
    (rival,) = found.rivals
    assert [one.verdict for one in rival.weighed] == ["weak", "as_likely"]
    assert (len(rival.grounds), found.grounds) == (1, ())
    with pytest.raises(BadInput):
        writing.weigh(small.pilot, db, who, rival.guid, "weak", " ")
    writing.take_explanation_out(db, who, rival.guid)
    assert (desk.read().rivals, desk.read().grounds) == ((), ())
    with pytest.raises(NotFound):
        writing.weigh(small.pilot, db, who, rival.guid, "weak", "Nog eens.")


def test_families_are_laid_beside_it(desk: Desk) -> None:
    """Who told of it without a direction does not fit; who told that it helped, and improved, does."""
    found = fitting.families(desk.db, desk.evaluator, desk.read().now)
    assert found is not None
    assert [row.pseudonym for row in found.cells[False, "better"]] == ["Berk"]
    assert [row.pseudonym for row in found.cells[False, "unknown"]] == ["Es"]
    apply_ops(desk.db, desk.evaluator, desk.made.berk, [{
        "op": new_guid(), "kind": "add", "coding": new_guid(), "code": coded.CODE, "sign": "+", "start": 0, "end": 3}])
    set_status(desk.db, desk.evaluator, desk.made.berk, "done")
    found = fitting.families(desk.db, desk.evaluator, desk.read().now)
    assert found is not None
    assert [(row.pseudonym, row.change.how) for row in found.cells[True, "better"]] == [("Berk", BETTER)]
    assert "2 of 2 families" in found.sentence or "2 van 2" in found.sentence
    assert fitting.families(desk.db, desk.evaluator, desk.read().now._replace(codes=())) is None


def test_put_away_it_is_kept_and_not_shown(desk: Desk) -> None:
    """It is in no list and cannot be opened; who may not see themes sees no claim."""
    assert [one.guid for one in reading.listed(desk.db, desk.evaluator)] == [desk.guid]
    for name in ("coach", "steering", "admin"):
        with pytest.raises(NotAllowed):
            reading.listed(desk.db, desk.small.viewers[name])
    writing.put_away(desk.db, desk.evaluator, desk.guid)
    assert reading.listed(desk.db, desk.evaluator) == []
    with pytest.raises(NotFound):
        desk.read()
    assert desk.db["claim_version"].count == 1


def test_what_can_be_chosen(desk: Desk) -> None:
    """Codes that can be given, families in reach, scores by domain and voice, and summaries that say something."""
    family = desk.small.families["Berk"]
    assert coded.CODE in options.codes(desk.db, desk.evaluator)
    assert set(options.families(desk.db, desk.evaluator).values()) == {"Berk", "Es"}
    assert options.scored(desk.db, desk.evaluator, family) == {("debts", "coach"): {"T0": 10, "T1": 5}}
    assert options.summaries(desk.db, desk.evaluator, family) == []
    for wrong in (Scored("debts", "family", "T0"), Scored("debts", "coach", "T9"),
                  Scored("debts", "coach", "T0", "T0")):
        with pytest.raises(BadInput):
            grounding.lay_scores(desk.small.pilot, desk.db, desk.evaluator, desk.beside(), wrong)
