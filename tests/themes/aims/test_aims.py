"""Goals of the pilot: words that are held, figures that are counted anew, judgements, and what consent leaves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from pilot import words
from pilot.errors import AskFirst, BadInput, Conflict, NotFound
from pilot.families import consent, register
from pilot.store.scripts import run_script
from stories.outcomes.reach import referring
from stories.outcomes.reach.referring import Referral
from texts import documents
from texts.documents import NewTurn
from themes.aims import figures, files, naming, reading, writing
from themes.outcomes.reached import reached

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def aim(small: SmallPilot, db: Database) -> str:
    """A goal of the small pilot."""
    return writing.keep(small.pilot, db, small.viewers["evaluator"], "Gezinnen bereiken", "Nieuwe gezinnen doen mee.")


def passage(small: SmallPilot, db: Database, aim: str, document: str, quote: str, says: str = "for") -> None:
    """Put words of a text with a goal."""
    viewer = small.viewers["evaluator"]
    whole = reading.whole(db, viewer, document)
    (text,) = db.conn.execute("SELECT text FROM document_version WHERE guid = ?", (whole.version,)).fetchone()
    start = text.index(quote)
    writing.add_passages(db, viewer, aim, document, whole.version, [(start, start + len(quote))], says)


@pytest.mark.slow
def test_words_follow_their_text(small: SmallPilot, db: Database, aim: str) -> None:
    """They stand under who says them; they follow to a changed text, are gone from one that lost them, and out of reach
    with consent, while the count of evidence stays."""
    viewer, pilot = small.viewers["evaluator"], small.pilot
    guid = small.interview(db)
    passage(small, db, aim, guid, "Zij belde zelf.")
    found = reading.evidence(pilot, db, viewer, aim)
    assert [(one.words, one.says, one.document) for one in found[reading.FAMILIES]] == [
        ("Zij belde zelf.", "for", guid)]
    documents.revise(db, small.operator(db), guid, [NewTurn("Nou. Zij belde zelf. Fijn.", "Moeder", "family")],
                     kind="deidentified", engine="test")
    (moved,) = reading.evidence(pilot, db, viewer, aim)[reading.FAMILIES]
    assert moved.words == "Zij belde zelf." or moved.changed
    documents.revise(db, small.operator(db), guid, [NewTurn("Iets heel anders.", "Moeder", "family")],
                     kind="deidentified", engine="test")
    (lost,) = reading.evidence(pilot, db, viewer, aim)[reading.FAMILIES]
    assert (lost.words, lost.changed) == ("", True)
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse")
    (gone,) = reading.evidence(pilot, db, viewer, aim)[reading.FAMILIES]
    assert (gone.words, gone.who, gone.document, gone.gone) == ("", "", "", "out of reach")
    assert reading.one(pilot, db, viewer, aim).counted == {"for": 1, "against": 0, "both": 0}


@pytest.mark.slow
def test_words_stand_under_who_says_them(small: SmallPilot, db: Database, aim: str) -> None:
    """The words of the coach in a mother's conversation are a coach's; of two voices the one that says most counts."""
    viewer, pilot, guid = small.viewers["evaluator"], small.pilot, small.interview(db)
    for quote in ("En daarna?", "scheelt.\nEn daarna?", "Zij belde zelf."):
        passage(small, db, aim, guid, quote)
    found = reading.evidence(pilot, db, viewer, aim)
    assert {group: [one.words for one in found[group]] for group in (reading.FAMILIES, reading.COACHES)} == {
        reading.FAMILIES: ["Zij belde zelf."], reading.COACHES: ["En daarna?", "scheelt.\nEn daarna?"]}


def test_a_figure_is_counted_anew(small: SmallPilot, db: Database, aim: str) -> None:
    """It says what there is now, with what it is out of; twice the same is refused."""
    viewer = small.viewers["evaluator"]
    writing.add_figure(db, viewer, aim, "new", "for")
    with words.speaking("en"):
        (empty,) = reading.evidence(small.pilot, db, viewer, aim)["numbers"]
        assert empty.words == "There is nothing to count here yet."
        referring.keep(small.pilot, db, viewer, Referral(
            "2020-02-01", "accepted", "School", decided_on="2020-02-03", family=small.families["Berk"], known="new"))
        (now,) = reading.evidence(small.pilot, db, viewer, aim)["numbers"]
        assert now.words == "Not known to the social service before: 1 of 1."
    with pytest.raises(Conflict):
        writing.add_figure(db, viewer, aim, "new", "against")
    for figure, says in (("weather", "for"), ("wrong", "maybe")):
        with pytest.raises(BadInput):
            writing.add_figure(db, viewer, aim, figure, says)


def test_every_figure_has_its_sentence(small: SmallPilot, db: Database) -> None:
    """Whatever is counted, each figure says something, with no number left out of its sentence."""
    found = reached(db, small.viewers["evaluator"])
    for key in figures.FIGURES:
        assert figures.told(found, key)
        assert "{" not in figures.told(found, key) + figures.name(key)


def test_what_a_partner_said(small: SmallPilot, db: Database, aim: str) -> None:
    """By a function, not after today; a real name is asked about, and covered where it was let in."""
    viewer, pilot = small.viewers["evaluator"], small.pilot
    for said, who, on in (("", "directeur", ""), ("Goed.", "", ""), ("Goed.", "directeur", "2090-01-01"),
                          ("x" * 601, "directeur", "")):
        with pytest.raises(BadInput):
            writing.add_words(pilot, db, viewer, aim, said, who, on, "for")
    with pytest.raises(AskFirst, match="4 March 1921"):
        writing.add_words(pilot, db, viewer, aim, "Goed.", "directeur", "1921-03-04", "for")
    register.set_person_name(pilot, db, small.operator(db), small.persons["Berk moeder"], "Ilona Hazeveld")
    with pytest.raises(AskFirst) as asked:
        writing.add_words(pilot, db, viewer, aim, "Ilona Hazeveld kwam weer.", "directeur", "2021-03-01", "both")
    writing.add_words(pilot, db, viewer, aim, "Ilona Hazeveld kwam weer.", "directeur", "2021-03-01", "both",
                      sure=[asked.value.about])
    (one,) = reading.evidence(pilot, db, viewer, aim)["partners"]
    assert "Hazeveld" not in one.words
    assert (one.who, one.says, one.on) == ("directeur", "both", "2021-03-01")
    writing.take_evidence_away(db, viewer, aim, one.guid)
    with pytest.raises(NotFound):
        writing.take_evidence_away(db, viewer, aim, one.guid)
    assert not any(reading.evidence(pilot, db, viewer, aim).values())


def test_a_judgement_says_on_what_it_rests(small: SmallPilot, db: Database, aim: str) -> None:
    """Without words it is refused; with them it stands with who said so and when, and can be opened again."""
    viewer, pilot = small.viewers["evaluator"], small.pilot
    for state, why in (("reached", " "), ("great", "Ja.")):
        with pytest.raises(BadInput):
            writing.judge(pilot, db, viewer, aim, state, why)
    writing.judge(pilot, db, viewer, aim, "partly", "Niet overal.")
    found = reading.one(pilot, db, viewer, aim)
    assert (found.state, found.judged, found.judged_by) == ("partly", "Niet overal.", "evaluator 1")
    writing.judge(pilot, db, viewer, aim, "open", "")
    assert reading.one(pilot, db, viewer, aim).state == "open"
    assert set(naming.STATES) == {"open", "reached", "partly", "not"}


def test_words_of_another_version_are_refused(small: SmallPilot, db: Database, aim: str) -> None:
    """Chosen in a text that changed meanwhile, or outside of it: nothing is kept."""
    viewer, guid = small.viewers["evaluator"], small.interview(db)
    version = reading.whole(db, viewer, guid).version
    for spans in ([], [(3, 3)], [(0, 10_000)], [(-1, 4)]):
        with pytest.raises(BadInput):
            writing.add_passages(db, viewer, aim, guid, version, spans, "for")
    with pytest.raises(Conflict):
        writing.add_passages(db, viewer, aim, guid, "another", [(0, 3)], "for")
    assert db.conn.execute("SELECT count(*) FROM aim_evidence").fetchone() == (0,)


@pytest.mark.slow
def test_the_report_holds_all_of_it(small: SmallPilot, db: Database, aim: str) -> None:
    """Judgement, words with their sign, and figures; a goal that was taken away has no report."""
    viewer, pilot = small.viewers["evaluator"], small.pilot
    passage(small, db, aim, small.interview(db), "Zij belde zelf.", "against")
    writing.add_figure(db, viewer, aim, "accepted", "for")
    writing.judge(pilot, db, viewer, aim, "partly", "Niet overal.")
    with words.speaking("en"):
        made = docx.Document(io.BytesIO(files.aim_report(pilot, db, viewer, aim)))
        table = files.aim_table(pilot, db, viewer)
    said = "\n".join(one.text for one in made.paragraphs)
    for part in ("Gezinnen bereiken", "Zij belde zelf.", "Niet overal.", "speaks against it", "2 of 2"):
        assert part in said
    assert table.frame["What it says"].tolist() == ["speaks against it", "speaks for it"]
    writing.take_away(db, viewer, aim)
    with pytest.raises(NotFound):
        files.aim_report(pilot, db, viewer, aim)
    with pytest.raises(NotFound):
        files.aim_table(pilot, db, viewer)


def test_what_was_said_before_stays(small: SmallPilot, db: Database, aim: str) -> None:
    """Each wording and judgement is kept with who and when; the order is the pilot's."""
    viewer, other, pilot = small.viewers["evaluator"], small.viewers["evaluator2"], small.pilot
    assert reading.before(pilot, db, viewer, aim) == []
    writing.judge(pilot, db, viewer, aim, "not", "Nog niemand.")
    writing.judge(pilot, db, other, aim, "partly", "De helft doet mee.")
    writing.keep(pilot, db, viewer, "Gezinnen bereiken", "Nieuwe gezinnen doen mee.", aim)
    writing.keep(pilot, db, viewer, "Alle gezinnen bereiken", "Nieuwe gezinnen doen mee.", aim)
    assert [(one.words, one.state, one.judged) for one in reading.before(pilot, db, viewer, aim)] == [
        ("Gezinnen bereiken", "partly", "De helft doet mee."), ("Gezinnen bereiken", "not", "Nog niemand."),
        ("Gezinnen bereiken", "open", "")]
    second, third = (writing.keep(pilot, db, viewer, words) for words in ("Scholen mee", "Minder schulden"))
    writing.earlier(db, viewer, third)
    writing.earlier(db, viewer, third)
    writing.earlier(db, viewer, third)
    assert [one.guid for one in reading.aims(pilot, db, viewer)] == [third, aim, second]


def test_a_goal_of_before_versions_keeps_its_judgement(small: SmallPilot, db: Database, aim: str) -> None:
    """A store in which goals had one judgement gets two versions of it: as it was set, and as it was judged."""
    viewer, pilot = small.viewers["evaluator"], small.pilot
    writing.judge(pilot, db, viewer, aim, "reached", "Allemaal.")
    db.conn.execute("DROP TABLE aim_version")
    db.conn.execute("ALTER TABLE aim DROP COLUMN place")
    run_script(db, "0136_aim_versions.sql")
    assert [(one.state, one.judged) for one in reading.before(pilot, db, viewer, aim)] == [("open", "")]
    assert [one.state for one in reading.aims(pilot, db, viewer)] == ["reached"]
