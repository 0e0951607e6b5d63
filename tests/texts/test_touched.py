"""Withdrawing consent: what it touches is told beforehand, exactly; then somebody decides, once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from pilot.access import reach, touched
from pilot.access.reach import Stand, Standing
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound, Withdrawn
from pilot.families import consent, decisions
from tests.builder import build
from tests.reach_world import World, shifted
from tests.test_reach import worlds
from tests.web.rights_table import add_recording
from texts import hidden, recordings
from texts.documents import documents, withdraw
from texts.touched import decide_to_withdraw, to_decide, what

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A pilot file to fill again and again."""
    with closing(build(tmp_path_factory.mktemp("touched") / "home").open()) as db:
        yield db


def reached(db: Database, use: str) -> tuple[set[int], set[int]]:
    """Documents in reach for a use, and recordings that may be played."""
    where, params = reach.documents_where(db, use)
    heard, more = reach.recordings_where(db, "record")
    return ({row[0] for row in db.conn.execute(f"SELECT document_id FROM document d WHERE {where}", params)},
            {row[0] for row in db.conn.execute(f"SELECT recording_id FROM recording r WHERE {heard}", more)})


@given(world=worlds())
@settings(max_examples=40)
@pytest.mark.slow
def test_what_is_told_is_what_happens(sheet: Database, world: World) -> None:
    """For everybody and every use: what goes out of reach by withdrawing is what was said before, no more, no less."""
    said_yes = {(one.who, one.use) for one in world.answers if not one.refused}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "today", lambda _db: shifted(0))
        for who, use in sorted(said_yes):
            sheet.conn.execute("BEGIN IMMEDIATE")
            try:
                sheet.conn.execute("PRAGMA defer_foreign_keys = ON")
                world.fill(sheet)
                _withdrawn_as_told(sheet, who + 1, use)
            finally:
                sheet.conn.execute("ROLLBACK")


def _withdrawn_as_told(db: Database, person_id: int, use: str) -> None:
    of_documents = use if use in ("analyse", "quote", "share") else "analyse"
    documents_told = set(touched.documents(db, person_id, use))
    sound_told = set(touched.recordings(db, person_id, use)) if use != "transcribe" else set()
    before = reached(db, of_documents)
    db.conn.execute(
        "UPDATE consent SET withdrawn_on = max(?, given_on) WHERE person_id = ? AND use = ?"
        " AND withdrawn_on IS NULL AND NOT refused", (shifted(0), person_id, use))
    after = reached(db, of_documents)
    assert (before[0] - after[0], before[1] - after[1]) == (documents_told, sound_told)


def test_who_is_told_what(small: SmallPilot, db: Database) -> None:
    """Everybody who may record consent sees the numbers; titles only who may know them; others nothing."""
    mother = small.persons["Berk moeder"]
    small.interview(db, title="Gesprek met moeder")
    small.interview(db, voice="coach", title="Verhaal")
    small.interview(db, "Es")
    add_recording(small, db, "family", "Berk moeder")
    titles = {"evaluator": {"Gesprek met moeder", "Verhaal"}, "coach": {"Verhaal"}, "admin": set()}
    for name, known in titles.items():
        found = what(db, small.viewers[name], mother, "analyse")
        assert (found.conversations, found.stories, found.sounds) == (2, 0, 0)
        assert {one.title for one in found.known} == known
        assert what(db, small.viewers[name], mother, "record").sounds == 1
        assert what(db, small.viewers[name], mother, "share").nothing
    with pytest.raises(NotFound):
        what(db, small.viewers["coach2"], mother, "analyse")
    with pytest.raises(NotAllowed):
        what(db, small.viewers["steering"], mother, "analyse")


def test_no_title_of_what_is_out_of_reach(small: SmallPilot, db: Database) -> None:
    """Withdrawing quotes of a text that may not be read tells how much there is, and no title of it."""
    evaluator, mother = small.viewers["evaluator"], small.persons["Berk moeder"]
    small.interview(db)
    consent.give(db, evaluator, mother, ["quote"], "2021-01-01")
    assert len(what(db, evaluator, mother, "quote").known) == 1
    consent.withdraw(db, evaluator, mother, "analyse")
    found = what(db, evaluator, mother, "quote")
    assert (found.conversations, found.known) == (1, ())


def test_a_withdrawal_asks_for_a_decision(small: SmallPilot, db: Database) -> None:
    """One open decision for the person and use, with what hangs on it; none where nothing does."""
    evaluator, mother = small.viewers["evaluator"], small.persons["Berk moeder"]
    consent.withdraw(db, evaluator, small.persons["Es moeder"], "analyse")
    assert decisions.open_decisions(db, evaluator) == []
    guid = small.interview(db)
    consent.withdraw(db, evaluator, mother, "transcribe")
    consent.withdraw(db, evaluator, mother, "analyse", "2021-05-01")
    (which,) = decisions.open_decisions(db, small.viewers["admin"])
    assert (which.person, which.family, which.use, which.withdrawn_on) == (
        "Moeder Berk", "Berk", "analyse", "2021-05-01")
    assert [one.guid for one in to_decide(db, evaluator, which.guid)] == [guid]
    for name in ("coach", "steering"):
        with pytest.raises(NotAllowed):
            decisions.open_decisions(db, small.viewers[name])
    assert decisions.open_decisions(db, evaluator, small.families["Es"]) == []


def test_deciding_to_withdraw(small: SmallPilot, db: Database) -> None:
    """What is chosen is withdrawn with the reason, all or nothing; what is not chosen stays out of reach."""
    evaluator = small.viewers["evaluator"]
    first, second = small.interview(db), small.interview(db, title="Tweede")
    elsewhere = small.interview(db, "Es")
    consent.withdraw(db, evaluator, small.persons["Berk moeder"], "analyse")
    guid = decisions.open_decisions(db, evaluator)[0].guid
    for reason, only in (("", [first]), ("omdat", []), ("omdat", [first, elsewhere])):
        with pytest.raises(BadInput):
            decide_to_withdraw(db, evaluator, guid, reason, only)
    assert hidden.withdrawn(db, small.viewers["admin"]) == []
    decide_to_withdraw(db, evaluator, guid, "wil het niet meer", [first])
    assert [(row.guid, row.reason) for row in hidden.withdrawn(db, small.viewers["admin"])] == [
        (first, "wil het niet meer")]
    assert [row.guid for row in hidden.out_of_reach(db, small.viewers["admin"])] == [second]
    assert decisions.open_decisions(db, evaluator) == []
    with pytest.raises(Conflict, match="decided already"):
        decisions.leave(db, evaluator, guid)
    with pytest.raises(NotFound):
        decisions.leave(db, evaluator, "none")


def test_deciding_about_a_recording(small: SmallPilot, db: Database) -> None:
    """Sound out of reach is in the decision and among what is hidden; withdrawn it stays so when consent comes back,
    until an administrator brings it back.
    """
    evaluator, admin, mother = small.prepares(db), small.viewers["admin"], small.persons["Berk moeder"]
    bare, with_text = (add_recording(small, db, "family", "Berk moeder") for _ in range(2))
    text = small.interview(db)
    db.conn.execute("UPDATE document SET recording_id = recording.recording_id FROM recording WHERE recording.guid = ?",
                    (with_text,))
    consent.withdraw(db, evaluator, mother, "record", "2021-05-01")
    assert {(row["guid"], row["title"], row["why"]) for row in _sounds(db, admin)} == {
        (guid, title, ("Moeder Berk", Stand(Standing.WITHDRAWN, "2021-05-01"))) for guid, title in (
            (bare, ""), (with_text, "Gesprek"))}
    (which,) = decisions.open_decisions(db, evaluator)
    assert {(one.guid, one.kind, one.title) for one in to_decide(db, evaluator, which.guid)} == {
        (bare, "recording", ""), (with_text, "recording", "Gesprek")}
    with pytest.raises(BadInput):
        decide_to_withdraw(db, evaluator, which.guid, "omdat", [text])
    stamp = reach.stamp(db)
    decide_to_withdraw(db, evaluator, which.guid, "op verzoek", [bare])
    assert reach.stamp(db) != stamp
    assert [row["guid"] for row in _sounds(db, admin)] == [with_text]
    (row,) = hidden.withdrawn(db, admin)
    assert (row.guid, row.kind, row.title, row.family, row.told_on, row.reason, row.by) == (
        bare, "recording", "", "Berk", "2021-03-04", "op verzoek", evaluator.label)
    consent.give(db, evaluator, mother, ["record"], "2021-06-01")
    assert hidden.out_of_reach(db, admin) == []
    assert recordings.without_text(db, evaluator) == []
    with pytest.raises(Withdrawn):
        recordings.listen(small.pilot, db, evaluator, bare)
    recordings.listen(small.pilot, db, evaluator, with_text)[1].close()
    with pytest.raises(Conflict, match="not withdrawn"):
        recordings.bring_back(db, admin, with_text)
    recordings.bring_back(db, admin, bare)
    assert [one.guid for one in recordings.without_text(db, evaluator)] == [bare]
    verbs = db.conn.execute("SELECT verb FROM event WHERE subject_guid = ? ORDER BY event_id", (bare,)).fetchall()
    assert verbs == [("withdrawn",), ("brought back",)]


def _sounds(db: Database, admin: Viewer) -> list[dict[str, Any]]:
    """The recordings out of reach, each with the first whose consent is missing."""
    return [row._asdict() | {"why": row.why[0]} for row in hidden.out_of_reach(db, admin) if row.kind == "recording"]


def test_sound_about_a_family_that_withdrew(small: SmallPilot, db: Database) -> None:
    """What a coach recorded about it hangs on the family's consent to analysing, and can be left."""
    evaluator, admin = small.viewers["evaluator"], small.viewers["admin"]
    told = add_recording(small, db, "coach", "coach")
    consent.withdraw(db, evaluator, small.persons["Berk moeder"], "analyse", "2021-05-01")
    assert [(row["guid"], row["why"]) for row in _sounds(db, admin)] == [
        (told, ("Moeder Berk", Stand(Standing.WITHDRAWN, "2021-05-01")))]
    (which,) = decisions.open_decisions(db, evaluator)
    assert [one.guid for one in to_decide(db, evaluator, which.guid)] == [told]
    decisions.leave(db, evaluator, which.guid)
    assert [row["guid"] for row in _sounds(db, admin)] == [told]


def test_leaving_it_or_consent_given_again(small: SmallPilot, db: Database) -> None:
    """Both close the decision, with an event; consent given again brings the text back by itself."""
    evaluator, mother = small.viewers["evaluator"], small.persons["Berk moeder"]
    small.interview(db)
    consent.withdraw(db, evaluator, mother, "analyse", "2021-05-01")
    decisions.leave(db, evaluator, decisions.open_decisions(db, evaluator)[0].guid, "besproken")
    assert documents(db, evaluator) == []
    consent.give(db, evaluator, mother, ["analyse"], "2021-06-01")
    assert len(documents(db, evaluator)) == 1
    consent.refuse(db, evaluator, mother, ["analyse"], "2021-07-01")
    assert len(decisions.open_decisions(db, evaluator)) == 1
    consent.give(db, evaluator, mother, ["analyse"], "2021-08-01")
    assert decisions.open_decisions(db, evaluator) == []
    rows = db.conn.execute("SELECT outcome, reason FROM consent_decision ORDER BY decision_id").fetchall()
    assert rows == [("left", "besproken"), ("renewed", "")]
    verbs = [row[0] for row in db.conn.execute(
        "SELECT verb FROM event WHERE subject = 'consent_decision' ORDER BY event_id")]
    assert verbs == ["asked", "decided: left", "asked", "decided: renewed"]


def test_people_without_any_record(small: SmallPilot, db: Database) -> None:
    """Listed with how much there is of them; a family that is only told about too; gone when anything is recorded."""
    evaluator, boss = small.viewers["evaluator"], small.operator(db)
    guid = small.interview(db)
    small.interview(db, voice="coach")
    assert hidden.unasked(db, evaluator) == []
    db.conn.execute("DELETE FROM consent")
    rows = [(row.family, row.person, row.documents) for row in hidden.unasked(db, evaluator)]
    assert rows == [("Berk", "", 1), ("Berk", "Moeder Berk", 1)]
    assert [row.unasked for row in documents(db, evaluator)] == [True, True]
    withdraw(db, evaluator, guid, "dubbel")
    assert [row.person for row in hidden.unasked(db, evaluator)] == [""]
    consent.give(db, boss, small.persons["Berk moeder"], ["analyse"], "2021-01-01")
    assert hidden.unasked(db, evaluator) == []


def test_what_is_out_of_reach_already_asks_for_a_decision(small: SmallPilot, db: Database) -> None:
    """Consent that had ended and is then withdrawn, too: somebody has to say what becomes of what hangs on it."""
    small.interview(db)
    boss, mother = small.operator(db), small.persons["Berk moeder"]
    consent.give(db, boss, mother, ["analyse"], "2020-06-01", "2020-12-31")
    consent.withdraw(db, boss, mother, "analyse", "2021-02-01")
    assert [(one.person, one.use) for one in decisions.open_decisions(db, small.viewers["evaluator"])] == [
        ("Moeder Berk", "analyse")]
