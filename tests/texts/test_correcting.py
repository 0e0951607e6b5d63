"""Changing what is known of a document after it came in: each field, who speaks, its family; its words stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coding.book import codebook
from coding.marks import actions, codings
from pilot import access
from pilot.config import ROOT
from pilot.errors import AskFirst, BadInput, Conflict, NotAllowed, NotFound, OutOfReach, RodeDraadError, Withdrawn
from pilot.families import consent, people, register
from pilot.store.files import new_guid, write
from stories.stories import NewStory, add_story
from tests.builder import TURNS
from tests.dump import dump
from tests.web.rights_table import add_recording
from texts import documents
from texts.correcting import Details, change, details, examples
from texts.documents import NewDocument, NewTurn, add_document
from texts.intake.who_is_who import Speaker
from texts.speakers import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

OURS = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
WHO_TELLS = (
    "SELECT p.pseudonym, dp.tells FROM document_person dp JOIN person p USING (person_id)"
    " JOIN document d USING (document_id) WHERE d.guid = ? ORDER BY 1")
WHO_SPEAKS = (
    "SELECT v.number, t.speaker, t.voice, p.pseudonym FROM turn t JOIN document_version v USING (version_id)"
    " JOIN document d USING (document_id) LEFT JOIN person p USING (person_id)"
    " WHERE d.guid = ? ORDER BY v.number, t.seq")


@pytest.fixture
def guid(small: SmallPilot, db: Database) -> str:
    """An interview with the mother of Berk, of whose turns it is not said who speaks."""
    return small.interview(db)


@pytest.fixture
def father(small: SmallPilot, db: Database) -> str:
    """The father of Berk, of whom no consent is on record."""
    return people.add_person(db, small.operator(db), kind="parent", role="vader", pseudonym="Vader Berk",
                             family_guid=small.families["Berk"])


def consents(small: SmallPilot, db: Database, person: str, *uses: str) -> None:
    """Somebody consents, from the beginning of the support."""
    consent.give(db, small.operator(db), person, list(uses), "2020-01-15")


def changed(small: SmallPilot, db: Database, guid: str, sure: tuple[str, ...] = (), **fields: Any) -> Details:
    """The second evaluator, who reads no names, changes some fields; returns what is known afterwards."""
    viewer = small.viewers["evaluator2"]
    change(small.pilot, db, viewer, guid, replace(details(db, viewer, guid), **fields), sure=sure)
    return details(db, viewer, guid)


def everything(db: Database) -> list[str]:
    """All that the pilot file holds."""
    return list(dump(db.conn))


def who(small: SmallPilot, label: str, person: str | None, voice: str = "family") -> dict[str, Speaker]:
    """What to say of one label; `person` is a guid, or one of the small pilot by name."""
    return {label: Speaker(label, voice, small.persons.get(person or "", person))}


@pytest.mark.parametrize(("field", "value"), [
    ("title", "Over de school"), ("told_on", "2021-04-05"), ("event_from", "2020-09-01"), ("voice", "partner")])
def test_one_field(small: SmallPilot, db: Database, guid: str, field: str, value: str) -> None:
    """What is changed is known from then on, all else stays, and the log tells who did it."""
    before = details(db, small.viewers["evaluator"], guid)
    new: dict[str, Any] = {field: value}
    assert changed(small, db, guid, **new) == replace(before, **new)
    assert db.conn.execute("SELECT actor_guid, subject_guid FROM event WHERE verb = 'changed' AND subject = 'document'"
                           ).fetchall() == [(small.accounts["evaluator2"], guid)]


def test_a_period_is_filled_in_and_emptied(small: SmallPilot, db: Database, guid: str) -> None:
    """A beginning and end of what was told about, and neither again."""
    known = changed(small, db, guid, event_from="2020-09-01", event_until="2020-12-31")
    assert (known.event_from, known.event_until) == ("2020-09-01", "2020-12-31")
    assert changed(small, db, guid, event_from="", event_until="").event_from is None


def test_who_speaks_is_said_in_every_version(small: SmallPilot, db: Database, guid: str) -> None:
    """Person, voice and name change in all versions alike; the words of each, and who else speaks, stay."""
    with write(db):
        known = access.require_document(db, small.operator(db), guid)
        documents.add_version(db, small.operator(db), known.document_id, TURNS[:2], kind="deidentified", engine="test")
    texts = db.conn.execute("SELECT text, sha256, guid FROM document_version").fetchall()
    changed(small, db, guid, speakers=who(small, "Coach", "coach2", "coach"))
    coach = ("Coach", "coach", "Coach2")
    mother = ("Moeder", "family", None)
    assert db.conn.execute(WHO_SPEAKS, (guid,)).fetchall() == [
        (1, *coach), (1, *mother), (1, *coach), (1, *mother), (2, *coach), (2, *mother)]
    assert db.conn.execute("SELECT text, sha256, guid FROM document_version").fetchall() == texts
    assert db.conn.execute(WHO_TELLS, (guid,)).fetchall() == [("Coach2", 0), ("Moeder Berk", 1)]


def test_codings_stay(small: SmallPilot, db: Database, guid: str) -> None:
    """Whatever is changed, each coding stands on the words it stood on."""
    codebook.adopt(db, small.operator(db), OURS)
    viewer = small.viewers["evaluator"]
    op = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": 37, "end": 45}
    actions.apply_ops(db, viewer, guid, [op])
    before = codings.codings(db, viewer, guid)["codings"]
    changed(small, db, guid, title="Anders", voice="coach", persons=(small.persons["coach"],),
            speakers=who(small, "Coach", "coach", "coach") | who(small, "Moeder", "Berk moeder"))
    assert codings.codings(db, viewer, guid)["codings"] == before
    assert len(before) == 1


def test_two_who_were_taken_for_each_other(small: SmallPilot, db: Database, guid: str, father: str) -> None:
    """Mother and father change places, and neither's words become the other's."""
    consents(small, db, father, "analyse")
    changed(small, db, guid, persons=(),
            speakers=who(small, "Moeder", "Berk moeder") | who(small, "Coach", father))
    assert set(details(db, small.viewers["evaluator"], guid).speakers) == {"Moeder", "Vader"}
    known = changed(small, db, guid, speakers=who(small, "Moeder", father) | who(small, "Vader", "Berk moeder"))
    assert known.speakers["Vader"].person == father
    assert [row[1] for row in db.conn.execute(WHO_SPEAKS, (guid,))] == ["Moeder", "Vader", "Moeder", "Vader"]
    assert known.tellers == (small.persons["Berk moeder"], father)


def test_a_speaker_who_is_new_needs_consent(small: SmallPilot, db: Database, guid: str, father: str) -> None:
    """Without it nothing at all is changed; once it is recorded she may be named."""
    before = everything(db)
    with pytest.raises(BadInput, match="Vader Berk has given no consent for: analysing"):
        changed(small, db, guid, title="Anders", speakers=who(small, "Coach", father))
    assert everything(db) == before
    consents(small, db, father, "analyse")
    assert changed(small, db, guid, speakers=who(small, "Coach", father)).speakers["Vader"].person == father


def test_who_is_somebody_else_leaves_nothing_of_a_consent(
    small: SmallPilot, db: Database, guid: str, father: str
) -> None:
    """Somebody named by mistake is out of it once it is said who of the family it is: when he withdraws, it is read."""
    consents(small, db, father, "analyse")
    changed(small, db, guid, speakers=who(small, "Coach", father))
    changed(small, db, guid, speakers=who(small, "Vader", small.persons["Berk moeder"]))
    consent.withdraw(db, small.operator(db), father, "analyse")
    assert father not in {one.person for one in details(db, small.viewers["evaluator"], guid).speakers.values()}


@pytest.mark.parametrize("voice", ["other", "partner", "coach"])
def test_nobody_of_the_family_is_made_nobody(
    small: SmallPilot, db: Database, guid: str, father: str, voice: str
) -> None:
    """That would let his words be read after he withdraws; whatever the voice, and of a coach too."""
    consents(small, db, father, "analyse")
    changed(small, db, guid, speakers=who(small, "Coach", father))
    before, person = everything(db), small.persons["coach"] if voice == "coach" else None
    with pytest.raises(BadInput, match="Vader Berk is heard here"):
        changed(small, db, guid, speakers=who(small, "Vader", person, voice))
    assert everything(db) == before
    consent.withdraw(db, small.operator(db), father, "analyse")
    with pytest.raises(OutOfReach):
        details(db, small.viewers["evaluator"], guid)


def test_who_tells_is_not_left_out(small: SmallPilot, db: Database, guid: str, father: str) -> None:
    """Of a text that does not say who speaks as well: a coach who tells now, or another family, lets nobody out."""
    with pytest.raises(BadInput, match="Moeder Berk is heard here"):
        changed(small, db, guid, voice="coach", persons=(small.persons["coach"],))
    consents(small, db, father, "analyse")
    assert changed(small, db, guid, persons=(father,)).persons == (father,)


def test_a_label_of_the_family_stays_somebody(
    small: SmallPilot, db: Database, guid: str, father: str
) -> None:
    """Who was named is not made nobody of the family again; that would ask no consent of anybody."""
    consents(small, db, father, "analyse")
    changed(small, db, guid, speakers=who(small, "Coach", father))
    with pytest.raises(BadInput, match="Say who “Vader” is"):
        changed(small, db, guid, speakers=who(small, "Vader", None))
    assert details(db, small.viewers["evaluator"], guid).speakers["Vader"] == Speaker("Vader", "family", father)


def test_a_text_without_consent_on_record_can_be_retitled(small: SmallPilot, db: Database, guid: str) -> None:
    """In what was there before consents were kept, a title is changed without asking for one."""
    with write(db):
        db.conn.execute("DELETE FROM consent")
    assert changed(small, db, guid, title="Anders").title == "Anders"


def _moved(small: SmallPilot) -> dict[str, Any]:
    return {"family": small.families["Es"], "persons": (small.persons["Es moeder"],)}


def test_another_family(small: SmallPilot, db: Database, guid: str) -> None:
    """Who told of the family before is out of it; nobody of that family may be left in it."""
    changed(small, db, guid, persons=(), speakers=who(small, "Moeder", "Berk moeder"))
    before = everything(db)
    with pytest.raises(BadInput, match="belongs to another family"):
        changed(small, db, guid, **_moved(small))
    assert everything(db) == before
    known = changed(small, db, guid, **_moved(small), speakers=who(small, "Moeder", "Es moeder"))
    assert (known.family, known.tellers) == (small.families["Es"], (small.persons["Es moeder"],))
    assert db.conn.execute(WHO_TELLS, (guid,)).fetchall() == [("Moeder Es", 1)]
    found = documents.documents(db, small.viewers["evaluator"])
    assert [(one.guid, one.family) for one in found] == [(guid, "Es")]


@pytest.fixture
def heard(small: SmallPilot, db: Database) -> Callable[[str, str], tuple[str, str]]:
    """Makes a recording of Berk with its text; returns the guids of both."""

    def made(voice: str, teller: str) -> tuple[str, str]:
        recording = add_recording(small, db, voice, teller)
        (number,) = db.conn.execute("SELECT recording_id FROM recording WHERE guid = ?", (recording,)).fetchone()
        with write(db):
            return recording, add_document(db, small.operator(db), NewDocument(
                small.families["Berk"], "interview", voice, "Gehoord", "2021-03-04",
                persons=(small.persons[teller],), recording_id=number),
                [NewTurn("Het gaat.", "", voice)], version_kind="deidentified", engine="test")

    return made


def _recording(db: Database, recording: str) -> tuple[Any, ...]:
    return tuple(db.conn.execute(
        "SELECT f.pseudonym, r.voice, r.recorded_on, group_concat(p.pseudonym) FROM recording r JOIN family f"
        " USING (family_id) LEFT JOIN recording_person USING (recording_id) LEFT JOIN person p USING (person_id)"
        " WHERE r.guid = ?", (recording,)).fetchone())


def test_the_recording_comes_along(
    small: SmallPilot, db: Database, heard: Callable[[str, str], tuple[str, str]]
) -> None:
    """Its family, voice, date and who is heard follow, if those who are new consent to recording."""
    recording, text = heard("family", "Berk moeder")
    assert _recording(db, recording) == ("Berk", "family", "2021-03-04", "Moeder Berk")
    with write(db):
        db.conn.execute("DELETE FROM consent WHERE use = 'record' AND person_id ="
                        " (SELECT person_id FROM person WHERE guid = ?)", (small.persons["Es moeder"],))
    with pytest.raises(BadInput, match="Moeder Es has given no consent for: recording"):
        changed(small, db, text, **_moved(small))
    assert _recording(db, recording)[0] == "Berk"
    consents(small, db, small.persons["Es moeder"], "record")
    changed(small, db, text, told_on="2021-04-05", **_moved(small))
    assert _recording(db, recording) == ("Es", "family", "2021-04-05", "Moeder Es")


def test_what_a_coach_may_hear_follows(
    small: SmallPilot, db: Database, heard: Callable[[str, str], tuple[str, str]]
) -> None:
    """Sound that was said to be a coach's and is a mother's is not for that coach to hear any more."""
    recording, text = heard("coach", "coach")
    assert access.require_recording(db, small.viewers["coach"], recording)
    changed(small, db, text, voice="family", persons=(small.persons["Berk moeder"],))
    assert _recording(db, recording)[1:] == ("family", "2021-03-04", "Moeder Berk")
    with pytest.raises(NotFound):
        access.require_recording(db, small.viewers["coach"], recording)


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": "  "}, "Give the document a title."),
    "a title that is not seen": ({"title": "\0\u200b"}, "Give the document a title."),
    "a title without end": ({"title": "t" * 301}, "A title has at most 300 characters, and this one has 301."),
    "a real name": ({"title": "Gesprek met Hazeveld"}, "A real name of the register, or"),
    "no voice": ({"voice": "hond"}, "Say whose voice this is."),
    "no date": ({"told_on": ""}, "Fill in the date on which this was told."),
    "no such date": ({"told_on": "2021-02-30"}, ""),
    "the future": ({"told_on": "2091-02-03"}, "The date on which this was told lies in the future."),
    "backwards": ({"event_from": "2021-02-03", "event_until": "2021-02-02"}, "The period ends before it starts."),
    "an end only": ({"event_until": "2021-02-02"}, "The period ends before it starts."),
    "nobody tells": ({"persons": ()}, "Say who of the family tells here"),
    "no coach tells": ({"voice": "coach"}, "Say which coach tells here."),
    "no family": ({"family": "weg"}, "This family is not there"),
    "nobody there": ({"persons": ("weg",)}, "This person is not in the pilot."),
    "no such label": ({"speakers": {"Opa": Speaker("Opa", "family")}}, "Nobody speaks as “Opa” in this text."),
    "no voice of a speaker": ({"speakers": {"Moeder": Speaker("Moeder", "")}}, "Say who “Moeder” is."),
    "nothing": ({"title": " Gesprek "}, "Nothing was changed."),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.slow
def test_each_fault_is_one_sentence(small: SmallPilot, db: Database, guid: str, name: str) -> None:
    """What cannot be is said, and nothing is changed."""
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["Es moeder"], "Ilona Hazeveld")
    fields, sentence = FAULTS[name]
    before = everything(db)
    with pytest.raises(RodeDraadError) as fault:
        changed(small, db, guid, **fields)
    assert fault.value.sentence().startswith(sentence)
    assert everything(db) == before


def test_somebody_of_another_family_does_not_speak_here(small: SmallPilot, db: Database, guid: str) -> None:
    """Neither among those who tell nor as a speaker."""
    for fields in ({"persons": (small.persons["Es moeder"],)}, {"speakers": who(small, "Coach", "Es moeder")}):
        with pytest.raises(BadInput, match="belongs to another family"):
            changed(small, db, guid, **fields)


def test_others_tell_only_of_a_family_that_lets_them(small: SmallPilot, db: Database, guid: str) -> None:
    """Where nobody of the family is heard any more, somebody of it has to consent to being told about."""
    small.persons["oma"] = people.add_person(
        db, small.operator(db), kind="relative", pseudonym="Oma Berk", family_guid=small.families["Berk"])
    consents(small, db, small.persons["oma"], "analyse")
    consent.withdraw(db, small.operator(db), small.persons["oma"], "analyse")
    with pytest.raises(BadInput, match="withdrew consent to analysing"):
        changed(small, db, guid, voice="coach", persons=(small.persons["coach"],))


def test_early_dates_are_asked_about_once(small: SmallPilot, db: Database, guid: str) -> None:
    """A date before the support is taken when it is sure, and not asked about at the next change."""
    early: Any
    for early in ({"told_on": "2019-12-01"}, {"event_from": "2019-12-01"}):
        with pytest.raises(AskFirst) as asked:
            changed(small, db, guid, **early)
        assert asked.value.about == "2019-12-01"
        changed(small, db, guid, sure=("2019-12-01",), **early)
    assert changed(small, db, guid, title="Anders").told_on == "2019-12-01"


def test_a_raw_text_is_changed_without_reading_it(small: SmallPilot, db: Database) -> None:
    """Who may not read the names in it sees no example of what is said, and can still say whose it is."""
    raw = small.interview(db, kind="raw")
    with pytest.raises(NotAllowed):
        examples(db, small.viewers["evaluator"], raw)
    known = changed(small, db, raw, title="Anders", speakers=who(small, "Moeder", "Berk moeder"))
    assert known.title == "Anders"


def test_each_speaker_has_an_example(small: SmallPilot, db: Database, guid: str) -> None:
    """The longest of the first turns, and that the text was opened is recorded."""
    found = examples(db, small.viewers["evaluator"], guid)
    assert found == {"Coach": TURNS[0].text, "Moeder": TURNS[1].text}
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'opened'").fetchone() == (1,)


def test_what_is_hidden_or_a_story_is_not_changed(small: SmallPilot, db: Database, guid: str) -> None:
    """Withdrawn, out of reach, or told by a coach as a story: each has its own sentence."""
    with write(db):
        story = add_story(db, small.viewers["coach"], NewStory(
            small.families["Berk"], small.persons["coach"], "Verhaal", ("Het ging.",), "2021-03-04", "steady",
            deidentified=True))
    with pytest.raises(BadInput, match="This is a story"):
        details(db, small.viewers["evaluator"], story)
    other = small.interview(db, "Es")
    consent.withdraw(db, small.operator(db), small.persons["Es moeder"], "analyse")
    with pytest.raises(OutOfReach):
        details(db, small.viewers["evaluator"], other)
    documents.withdraw(db, small.operator(db), guid, "dubbel")
    with pytest.raises(Withdrawn):
        details(db, small.viewers["evaluator"], guid)


def test_a_wrong_import_comes_in_again_once_it_is_brought_back(small: SmallPilot, db: Database, guid: str) -> None:
    """What was withdrawn is told as such, and what was changed before is there again."""
    changed(small, db, guid, title="Anders")
    documents.withdraw(db, small.operator(db), guid, "verkeerd bestand")
    with pytest.raises(Conflict):
        documents.withdraw(db, small.operator(db), guid, "verkeerd bestand")
    documents.bring_back(db, small.viewers["admin"], guid)
    assert details(db, small.viewers["evaluator"], guid).title == "Anders"


def _person(number: int, role: str, name: str) -> people.Person:
    return people.Person(number, str(number), 1, "parent", role, name)


PEOPLE = {"1": _person(1, "moeder", "Moeder Els"), "2": _person(2, "moeder", "Moeder Bea")}


@pytest.mark.parametrize(("before", "after", "called"), [
    ({"Moeder": "1", "Speaker 1": None}, {"Moeder": "1", "Speaker 1": "2"}, ["Moeder Els", "Moeder Bea"]),
    ({"Moeder": None, "R": None}, {"Moeder": None, "R": "1"}, ["Moeder", "Moeder Els"]),
    ({"Speaker 1": None, "Moeder": "1"}, {"Speaker 1": None, "Moeder": None}, ["Speaker 1", "Speaker 2"]),
    ({"A": None, "B": None}, {"A": "1", "B": "1"}, ["Moeder", "Moeder"]),
    ({"": None}, {"": "1"}, ["Moeder"]),
    ({"Moeder Els": "1", "I": None}, {"Moeder Els": "1", "I": None}, ["Moeder Els", "I"]),
])
def test_two_speakers_do_not_get_one_name(
    before: dict[str, str | None], after: dict[str, str | None], called: list[str]
) -> None:
    """Labels stay apart unless they are the same person; who is nobody does not keep somebody's role."""

    def speakers(who_is: dict[str, str | None]) -> dict[str, Speaker]:
        return {label: Speaker(label, "family" if person else "other", person) for label, person in who_is.items()}

    found = names(speakers(before), speakers(after), PEOPLE)
    assert [found[label] for label in before] == called


def test_two_who_became_one_are_parted(small: SmallPilot, db: Database, guid: str, father: str) -> None:
    """A mistake is undone: what came in under two labels is one speaker's, and then two speakers' again, in every
    version; a turn's words are shown under the label they came in under."""
    consents(small, db, father, "analyse")
    viewer = small.viewers["evaluator2"]
    changed(small, db, guid, speakers=who(small, "Coach", "Berk moeder") | who(small, "Moeder", "Berk moeder"))
    with write(db):
        known = access.require_document(db, small.operator(db), guid)
        documents.add_version(db, small.operator(db), known.document_id, documents.turns_of(db, known.version_id),
                              kind="deidentified", engine="test", based_on=known.version_id)
    assert {row[1] for row in db.conn.execute(WHO_SPEAKS, (guid,))} == {"Moeder"}
    assert list(details(db, viewer, guid).speakers) == ["Moeder (Coach)", "Moeder"]
    assert examples(db, viewer, guid)["Moeder (Coach)"] == TURNS[0].text
    changed(small, db, guid, speakers=who(small, "Moeder (Coach)", father))
    assert [(row[1], row[3]) for row in db.conn.execute(WHO_SPEAKS, (guid,))] == [
        ("Vader", "Vader Berk"), ("Moeder", "Moeder Berk")] * 4
    assert list(details(db, viewer, guid).speakers) == ["Vader", "Moeder"]
