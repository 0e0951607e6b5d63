"""Preview and store: guesses, who is who, consent, doubles, all or nothing, and hostile files that leave nothing."""

from __future__ import annotations

import io
import wave
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from pilot import words
from pilot.errors import NotAllowed, RodeDraadError
from pilot.families import consent, people, register
from pilot.store.files import write
from tests.dump import dump
from texts import documents
from texts.intake import cards, contents, file_list, pieces, storing, unknown, uploads
from texts.intake.checks import Item, Refused
from texts.intake.mending import Mended, MendedTurn, Part
from texts.intake.who_is_who import Speaker

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot
    from texts.intake.shapes import Card

INTERVIEW = """I: Hoe ging het met de school?

Moeder: Zij belde zelf. Ze wist nog wat ik had gezegd, en dat scheelt mij een hoop uitleg.

I: En daarna?

Moeder: Toen ging het een tijd minder, maar ik kon haar altijd bellen.
"""

RTF = r"{\rtf1 I: Hoe ging het?\par Moeder: Het ging goed.\par}"


def tone(seconds: float = 1.0) -> bytes:
    """A wav of silence with a click, so that two lengths differ."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x10" + b"\x00\x00" * (int(8000 * seconds) - 1))
    return held.getvalue()


class Desk:
    """Uploads by one viewer and the items to store."""

    def __init__(self, small: SmallPilot, db: Database, tmp_path: Path) -> None:
        self.small, self.db, self.folder = small, db, tmp_path
        self.viewer = replace(small.viewers["evaluator"], prepares=True)

    def bring(self, name: str, data: bytes | str) -> str:
        """Upload a file; returns the guid."""
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return pieces.take_file(self.small.pilot, self.db, self.viewer, path).guid

    def look(self, *named: tuple[str, str], csv: str | None = None) -> list[Card]:
        """Preview of (upload, name) pairs."""
        asked = [cards.Asked(guid, name) for guid, name in named]
        return cards.preview(self.small.pilot, self.db, self.viewer, asked, csv)

    def text(self, guid: str, **changes: Any) -> Item:
        """A text by mother Berk that can be stored."""
        mother = self.small.persons["Berk moeder"]
        facts: dict[str, Any] = {
            "upload": guid,
            "family": self.small.families["Berk"],
            "voice": "family",
            "told_on": "2021-03-04",
            "title": "Gesprek met moeder",
            "deidentified": True,
            "speakers": {"I": Speaker("I", "other"), "Moeder": Speaker("Moeder", "family", mother)},
        }
        return Item(**facts | changes)

    def sound(self, guid: str, **changes: Any) -> Item:
        """A recording of mother Berk that can be stored."""
        return self.text(
            guid, **{"persons": (self.small.persons["Berk moeder"],), "speakers": {}, "title": ""} | changes
        )

    def store(self, *items: Item) -> list[storing.Stored]:
        """Store as the viewer."""
        return storing.store(self.small.pilot, self.db, self.viewer, items)

    def counts(self) -> tuple[int, ...]:
        """Rows and files: documents, recordings, uploads, recording files, upload files."""
        tables = tuple(self.db[t].count for t in ("document", "recording", "upload"))
        return (*tables, *(len(list(f.glob("*"))) for f in (self.small.pilot.recordings, self.small.pilot.uploads)))


@pytest.fixture
def desk(small: SmallPilot, db: Database, tmp_path: Path) -> Desk:
    """Somebody with files to bring in."""
    return Desk(small, db, tmp_path)


def test_the_name_gives_family_voice_and_date(desk: Desk) -> None:
    """The preview guesses from the file name and reads who speaks; the title never holds the name."""
    (card,) = desk.look((desk.bring("a.txt", INTERVIEW), "Berk_moeder_2021-03-04 Wilma Jansen.txt"))
    assert (card["kind"], card["voice"], card["told_on"]) == ("text", "family", "2021-03-04")
    assert card["family"] == desk.small.families["Berk"]
    assert "Wilma" not in card["title"]
    assert card["title"] == "Interview with moeder"
    assert (card["turns"], card["faults"], card["duplicate"]) == (4, [], None)
    assert [(s["label"], s["voice"], s["person"]) for s in card["speakers"]] == [
        ("I", "other", None),
        ("Moeder", "family", desk.small.persons["Berk moeder"]),
    ]


def test_turns_set_right_are_stored(desk: Desk) -> None:
    """All turns can be read beforehand; what was split, joined or left out is what becomes the text, or a sentence."""
    guid = desk.bring("a.txt", INTERVIEW)
    read = cards.all_turns(desk.small.pilot, desk.db, desk.viewer, guid)
    turns = cast("list[dict[str, Any]]", read["turns"])
    assert [turn["speaker"] for turn in turns] == ["I", "Moeder", "I", "Moeder"]
    end = len(turns[1]["text"])
    mended = Mended(str(read["of"]), (
        MendedTurn("Moeder", (Part(1, 0, 16),)), MendedTurn("I", (Part(1, 16, end), Part(2, 0, 9)))))
    with pytest.raises(Refused, match="read in another way"):
        desk.store(desk.text(guid, mended=replace(mended, of="another")))
    (stored,) = desk.store(desk.text(guid, mended=mended))
    text = documents.transcript(desk.db, desk.viewer, stored.guid)["turns"]
    assert [(turn["speaker"], turn["text"]) for turn in text] == [
        ("Moeder", "Zij belde zelf."),
        ("I", "Ze wist nog wat ik had gezegd, en dat scheelt mij een hoop uitleg. En daarna")]


def test_somebody_who_is_not_known_yet_is_added(desk: Desk) -> None:
    """An evaluator adds who is heard, of the family it is about, under a pseudonym; or is told why not."""
    berk = desk.small.families["Berk"]
    guid = people.add_member(desk.small.pilot, desk.db, desk.viewer, berk, kind="relative", pseudonym="Oma Berk")
    assert people.person(desk.db, guid).family_id == people.person(desk.db, desk.small.persons["Berk moeder"]).family_id
    for kind, name in (("coach", "Iemand"), ("parent", "Oma Berk"), ("parent", " ")):
        with pytest.raises(RodeDraadError):
            people.add_member(desk.small.pilot, desk.db, desk.viewer, berk, kind=kind, pseudonym=name)


def test_names_of_the_register_are_pointed_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of which is said that it has no names is asked for those the register knows, and so is every title."""
    boss = desk.small.operator(desk.db)
    register.set_family_name(desk.small.pilot, desk.db, boss, desk.small.families["Berk"], "Vermeulen")
    guid = desk.bring("a.txt", INTERVIEW + "\nI: Dank, mevrouw Vermeulen.\n")
    with pytest.raises(Refused) as refused:
        desk.store(desk.text(guid, title="Gesprek Vermeulen"))
    assert {fault.field for fault in refused.value.faults[guid]} == {"title", "deidentified"}
    (fault,) = [one for one in refused.value.faults[guid] if one.field == "deidentified"]
    assert [(one.word, one.times) for one in fault.shown] == [("Vermeulen", 1)]
    other = desk.bring("b.txt", INTERVIEW + "\nI: En Jan van Dijk, uit Berk?\nMoeder: Ja, [naam 1] en Jan van Dijk.\n")
    with pytest.raises(Refused) as refused:
        desk.store(desk.text(other))
    (fault,) = refused.value.faults[other]
    assert [(one.word, one.before, one.times) for one in fault.shown] == [("Jan van Dijk", "En ", 2)]
    monkeypatch.setattr(unknown, "AT_ONCE", 10)  # each text in a look of its own
    third = desk.bring("c.txt", INTERVIEW + "\nI: Dank.\n")
    with pytest.raises(Refused) as refused:
        desk.store(desk.text(other), desk.text(third))
    assert set(refused.value.faults) == {other}
    (stored,) = desk.store(desk.text(guid, deidentified=False))
    with pytest.raises(NotAllowed):
        documents.transcript(desk.db, desk.small.viewers["evaluator2"], stored.guid)


def test_who_prepares_says_that_words_of_the_register_are_no_names(desk: Desk) -> None:
    """Then the text comes in for evaluators to read, and that it was declared free of names is recorded."""
    boss = desk.small.operator(desk.db)
    register.set_family_name(desk.small.pilot, desk.db, boss, desk.small.families["Berk"], "Roos")
    guid = desk.bring("a.txt", INTERVIEW + "\nI: Een Roos in de tuin.\n")
    with pytest.raises(Refused):
        desk.store(desk.text(guid))
    (stored,) = desk.store(desk.text(guid, no_names=True))
    assert "Een Roos" in str(documents.transcript(desk.db, desk.small.viewers["evaluator2"], stored.guid)["turns"])
    assert desk.db.execute("SELECT count(*) FROM event WHERE verb = 'declared free of names'").fetchone() == (1,)


def test_only_who_prepares_says_that_names_were_replaced(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """Somebody else is refused, with nothing stored, whatever she says of the words in it."""
    desk = Desk(small, db, tmp_path)
    desk.viewer = small.viewers["evaluator2"]
    guid = desk.bring("a.txt", INTERVIEW)
    with pytest.raises(Refused, match="Only who prepares"):
        desk.store(desk.text(guid, no_names=True))
    assert desk.db["document"].count == 0
    desk.store(desk.text(guid, deidentified=False))


def test_what_is_told_lies_before_the_telling(desk: Desk) -> None:
    """A period after the telling is asked about once, and taken when it is said to be right."""
    guid = desk.bring("a.txt", INTERVIEW)
    with pytest.raises(Refused, match="after this was told") as refused:
        desk.store(desk.text(guid, event_from="2091-03-01"))
    assert [fault.asks for fault in refused.value.faults[guid]] == ["2091-03-01"]
    desk.store(desk.text(guid, event_from="2091-03-01", sure=("2091-03-01",)))


def test_the_list_goes_before_the_name(desk: Desk) -> None:
    """A csv decides; a family it names that is not there is a fault of that file."""
    one, two = desk.bring("a.txt", INTERVIEW), desk.bring("b.txt", INTERVIEW + "\nI: Dank.\n")
    csv = "bestand;gezin;stem;datum;titel\nBerk.txt;Es;gezin;5-6-2020;Zomer aan zee\ntwee.txt;Eik;;;\n"
    first, second = desk.look((one, "Berk.txt"), (two, "twee.txt"), csv=csv)
    assert (first["family"], first["told_on"]) == (desk.small.families["Es"], "2020-06-05")
    assert first["speakers"][1]["person"] == desk.small.persons["Es moeder"]
    assert (first["title"], second["title"]) == ("Zomer aan zee", "Interview with the family")
    assert "Eik" in second["faults"][0]


def test_a_wrong_list_keeps_the_uploads(desk: Desk) -> None:
    """Faults of the list come with their lines and throw nothing away."""
    guid = desk.bring("a.txt", INTERVIEW)
    with pytest.raises(file_list.PlanFaults, match="Line 2"):
        desk.look((guid, "a.txt"), csv="bestand;datum\na.txt;gisteren\n")
    assert desk.counts()[2] == 1


@pytest.mark.parametrize(("name", "data"), [
    ("interview", INTERVIEW), ("interview 4.3.2021", INTERVIEW), ("interview.docx", RTF), ("interview.wav", RTF),
    ("interview.mp3", INTERVIEW), ("interview", RTF), ("interview", ("\ufeffHoi.\n" + INTERVIEW).encode("utf-16-le"))])
def test_a_text_is_known_by_what_it_holds(desk: Desk, name: str, data: bytes | str) -> None:
    """Without an ending, with one that says nothing, or with a wrong one: it is read, and stored as any text."""
    guid = desk.bring(name, data)
    (card,) = desk.look((guid, name))
    assert (card["kind"], card["faults"]) == ("text", [])
    assert card["told_on"] == ("2021-03-04" if "2021" in name else None)
    assert any("by its content" in said for said in card["warnings"]) is name.endswith((".docx", ".wav", ".mp3"))
    assert {"I", "Moeder"} <= {row["label"] for row in card["speakers"]}
    said = desk.text(guid)
    stored = desk.store(replace(said, speakers=said.speakers | {"": Speaker("", "other")}))
    assert [one.kind for one in stored] == ["text"]


@pytest.mark.parametrize(("name", "ext"), [
    ("opname", "wav"), ("opname van 4.3.2021", "wav"), ("opname.txt", "wav"), ("opname.mp3", "mp3")])
def test_a_recording_is_known_by_what_it_holds(desk: Desk, name: str, ext: str) -> None:
    """Its file has the ending of its name where that is a recording's, else that of its kind; sweeping spares it."""
    guid = desk.bring(name, tone(2))
    (card,) = desk.look((guid, name))
    assert (card["kind"], card["format"], card["faults"]) == ("recording", ext, [])
    assert bool(card["warnings"]) is name.endswith(".txt")
    (stored,) = desk.store(desk.sound(guid))
    assert stored.kind == "recording"
    uploads.sweep(desk.small.pilot, desk.db)
    assert [path.name for path in desk.small.pilot.recordings.iterdir()] == [f"{guid}.{ext}"]
    assert desk.db.conn.execute("SELECT ext, media_type FROM recording").fetchall() == [(ext, "audio/wav")]


def test_store_a_text(desk: Desk) -> None:
    """A stored text has its turns, voices and people, and the upload is gone."""
    (stored,) = desk.store(desk.text(desk.bring("a.txt", INTERVIEW)))
    assert stored.kind == "text"
    script = documents.transcript(desk.db, desk.viewer, stored.guid)
    turns: Any = script["turns"]
    assert [(t["speaker"], t["voice"]) for t in turns[:2]] == [("I", "other"), ("Moeder", "family")]
    assert script["kind"] == "deidentified"
    assert desk.counts() == (1, 0, 0, 0, 0)


def test_without_the_word_of_the_user_names_are_thought_to_be_in_it(desk: Desk) -> None:
    """A text whose names were not replaced is a raw version."""
    desk.store(desk.text(desk.bring("a.txt", INTERVIEW), deidentified=False))
    assert desk.db.conn.execute("SELECT kind FROM document_version").fetchall() == [("raw",)]


def test_a_name_as_label_is_not_stored(desk: Desk) -> None:
    """A label that is a real name becomes a role or a number, in the turns and everywhere else."""
    text = INTERVIEW.replace("Moeder:", "Wilma Jansen:").replace("I:", "Petra:")
    guid = desk.bring("a.txt", text)
    labels = [s["label"] for s in desk.look((guid, "a.txt"))[0]["speakers"]]
    assert labels == ["Petra", "Wilma Jansen"]
    speakers = {
        "Petra": Speaker("Petra", "other"),
        "Wilma Jansen": Speaker("Wilma Jansen", "family", desk.small.persons["Berk moeder"]),
    }
    desk.store(desk.text(guid, speakers=speakers))
    said = {row[0] for row in desk.db.conn.execute("SELECT speaker FROM turn")}
    assert said == {"Moeder", "Speaker 1"}


def test_a_recording_and_its_text_together(desk: Desk) -> None:
    """A text may belong to a recording of the same batch, whatever the order; times and the link are kept."""
    timed = "WEBVTT\n\n00:00.000 --> 00:01.000\nI: Hoe ging het?\n\n00:01.000 --> 00:02.500\nMoeder: Goed hoor.\n"
    text, sound = desk.bring("a.vtt", timed), desk.bring("a.wav", tone(3))
    stored = {s.kind: s.guid for s in desk.store(desk.text(text, recording=sound), desk.sound(sound))}
    script = documents.transcript(desk.db, desk.viewer, stored["text"])
    assert (script["recording"], script["duration_ms"]) == (sound, 3000)
    turns: Any = script["turns"]
    assert [(t["start_ms"], t["end_ms"]) for t in turns] == [(0, 1000), (1000, 2500)]
    assert (desk.small.pilot.recordings / f"{sound}.wav").read_bytes() == tone(3)
    assert desk.counts() == (1, 1, 0, 1, 0)


def test_a_recording_has_one_text(desk: Desk) -> None:
    """A second text for the same recording is refused, and one for another family's recording too."""
    sound = desk.bring("a.wav", tone())
    desk.store(desk.sound(sound))
    with pytest.raises(Refused, match="another family"):
        desk.store(
            desk.text(
                desk.bring("e.txt", INTERVIEW),
                recording=sound,
                family=desk.small.families["Es"],
                speakers={
                    "I": Speaker("I", "other"),
                    "Moeder": Speaker("Moeder", "family", desk.small.persons["Es moeder"]),
                },
            )
        )
    desk.store(desk.text(desk.bring("b.txt", INTERVIEW), recording=sound))
    with pytest.raises(Refused, match="has a text already"):
        desk.store(desk.text(desk.bring("c.txt", INTERVIEW + "I: Dank.\n"), recording=sound))


def test_all_or_nothing(desk: Desk) -> None:
    """One item with faults keeps the others out; every fault of every item is told; the uploads stay."""
    good, sound, bad = desk.bring("a.txt", INTERVIEW), desk.bring("a.wav", tone()), desk.bring("b.txt", "I: Hallo.\n")
    with pytest.raises(Refused) as fault:
        desk.store(
            desk.text(good),
            desk.sound(sound),
            desk.text(bad, family="", voice="", told_on="", title=" ", speakers={}, event_until="2020-01-01"),
        )
    assert set(fault.value.faults) == {bad}
    assert {f.field for f in fault.value.faults[bad]} >= {"family", "voice", "told_on", "title", "event_from"}
    assert desk.counts() == (0, 0, 3, 0, 3)
    assert desk.db["event"].count_where("subject IN ('document', 'recording')") == 0


def test_missing_consent_names_person_and_use(desk: Desk) -> None:
    """Without consent nothing is stored; recording it is all it takes."""
    mother = desk.small.persons["Berk moeder"]
    consent.withdraw(desk.db, desk.viewer, mother, "record", "2020-06-01")
    sound = desk.bring("a.wav", tone())
    with pytest.raises(Refused, match="Moeder Berk withdrew consent for recording on") as fault:
        desk.store(desk.sound(sound))
    assert fault.value.faults[sound][0].missing == ((mother, ("record",)),)
    desk.store(desk.text(desk.bring("a.txt", INTERVIEW)))
    consent.give(desk.db, desk.viewer, mother, ["record"], "2021-01-01")
    assert desk.store(desk.sound(sound))[0].kind == "recording"


def test_everybody_who_speaks_must_consent(desk: Desk) -> None:
    """A father who is heard in his wife's interview is asked too; the coach is not."""
    boss = desk.small.operator(desk.db)
    father = people.add_person(
        desk.db, boss, kind="parent", role="vader", pseudonym="Vader Berk", family_guid=desk.small.families["Berk"]
    )
    text = INTERVIEW + "\nVader: Ik vond het ook goed.\n\nCoach: Fijn om te horen.\n"
    item = desk.text(desk.bring("a.txt", text))
    item.speakers["Vader"] = Speaker("Vader", "family", father)
    item.speakers["Coach"] = Speaker("Coach", "coach", desk.small.persons["coach"])
    with pytest.raises(Refused, match="Vader Berk"):
        desk.store(item)
    consent.give(desk.db, desk.viewer, father, ["analyse"], "2021-01-01")
    desk.store(item)
    told = {
        tuple(row) for row in desk.db.conn.execute(
            "SELECT pseudonym, tells FROM document_person JOIN person USING (person_id)")
    }
    assert told == {("Moeder Berk", 1), ("Vader Berk", 1), ("Coach", 0)}


def test_nobody_speaks_for_a_family_unnamed(desk: Desk) -> None:
    """A father who refused is not heard by leaving open who he is, nor by a coach under his label; turns without a
    label are those of who tells.
    """
    text = INTERVIEW + "\nVader: Ik wil dit niet.\n"
    item = desk.text(desk.bring("a.txt", text))
    proposed = desk.look((item.upload, "Berk_a.txt"))[0]["speakers"][-1]
    assert [proposed[key] for key in ("label", "voice", "person")] == ["Vader", "family", None]
    for whose, who in (("family", None), ("family", "coach"), ("", None)):
        item.speakers["Vader"] = Speaker("Vader", whose, who and desk.small.persons[who])
        with pytest.raises(Refused, match="Say who “Vader” is") as refused:
            desk.store(item)
        assert [fault.field for fault in refused.value.faults[item.upload]] == ["speakers"]
    of_coach = replace(item, voice="coach", persons=(desk.small.persons["coach"],), speakers={
        **item.speakers, "Vader": Speaker("Vader", "family")})
    with pytest.raises(Refused, match="Say who “Vader” is"):
        desk.store(of_coach)
    item.speakers["Vader"] = Speaker("Vader", "other")
    desk.store(item)
    mother = desk.small.persons["Berk moeder"]
    for bare in ({}, {"": Speaker("", "family")}):
        desk.store(desk.text(desk.bring("b.txt", f"Het gaat goed, {len(bare)}."), persons=(mother,), speakers=bare))
    with pytest.raises(Refused, match="no speaker named"):
        desk.store(desk.text(desk.bring("c.txt", "Het gaat."), voice="other", speakers={"": Speaker("", "family")}))


@pytest.mark.parametrize("title", ["", " ", "\0", "\u200b"])
def test_a_title_is_seen(desk: Desk, title: str) -> None:
    """Characters that show nothing are no title; half a character beside one does no harm."""
    item = desk.text(desk.bring("a.txt", INTERVIEW), title=title)
    with pytest.raises(Refused, match="a title"):
        desk.store(item)
    desk.store(replace(item, title=f"Eerste{title} \ud800"))
    assert desk.db.conn.execute("SELECT title FROM document").fetchone()[0].startswith("Eerste")


def test_what_a_coach_tells_needs_the_family(desk: Desk) -> None:
    """A coach consents by contract; but when nobody of the family lets it be told, the text is refused."""
    consent.withdraw(desk.db, desk.viewer, desk.small.persons["Berk moeder"], "analyse")
    item = replace(desk.text(desk.bring("a.txt", "Coach: Het ging goed met het gezin.\n")), voice="coach",
                   persons=(desk.small.persons["coach"],), speakers={
                       "Coach": Speaker("Coach", "coach", desk.small.persons["coach"])})
    with pytest.raises(Refused, match="Moeder Berk withdrew consent to analysing") as refused:
        desk.store(item)
    assert [fault.field for fault in refused.value.faults[item.upload]] == ["family"]


def test_nobody_of_another_family(desk: Desk) -> None:
    """A speaker cannot be a person of another family."""
    item = desk.text(desk.bring("a.txt", INTERVIEW))
    item.speakers["Moeder"] = Speaker("Moeder", "family", desk.small.persons["Es moeder"])
    with pytest.raises(Refused, match="another family"):
        desk.store(item)


def test_the_same_file_is_recognised(desk: Desk) -> None:
    """The same file, the same text in another format, and the same file twice in a batch."""
    one, two = desk.bring("a.txt", INTERVIEW), desk.bring("b.md", INTERVIEW)
    cards = desk.look((one, "a.txt"), (two, "b.md"))
    assert cards[0]["content"] == cards[1]["content"]
    with pytest.raises(Refused, match=r"words of this file are in a\.txt"):
        desk.store(desk.text(one, name="a.txt"), desk.text(two, name="b.md"))
    desk.store(desk.text(one))
    (card,) = desk.look((desk.bring("c.txt", INTERVIEW.replace("\n", "\r\n")), "c.txt"))
    assert "in the pilot already" in (card["duplicate"] or "")
    with pytest.raises(Refused, match="in the pilot already"):
        desk.store(desk.text(card["upload"]))


def test_a_date_in_the_future(desk: Desk) -> None:
    """Nobody has told anything tomorrow."""
    with pytest.raises(Refused, match="future"):
        desk.store(desk.text(desk.bring("a.txt", INTERVIEW), told_on="2099-01-01"))


def zip_bomb() -> bytes:
    """A Word file that unpacks to far more than a text can be."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 30_000_000)
    return held.getvalue()


HOSTILE = {
    "png.docx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "blank.txt": b"   \n\n ",
    "head.wav": tone(10)[:44],
    "noise.mp3": bytes(range(256)) * 40,
    "bomb.docx": zip_bomb(),
    "object.rtf": rb"{\rtf1{\object\objemb{\*\objdata 0105000002000000}}}",
    "binary.txt": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_one_sentence_and_leave_nothing(desk: Desk, name: str) -> None:
    """What cannot be used is refused with a sentence that names the file, in preview as in store."""
    guid = desk.bring(name, HOSTILE[name])
    (card,) = desk.look((guid, f"Mijn {name}"))
    (sentence,) = card["faults"]
    assert "Mijn" in sentence
    assert sentence.endswith(".")
    assert desk.counts() == (0, 0, 0, 0, 0)
    with pytest.raises(Refused):
        desk.store(desk.text(desk.bring(name, HOSTILE[name])))
    assert desk.counts() == (0, 0, 0, 0, 0)


def test_a_recording_that_is_cut_off_says_what_is_there(desk: Desk) -> None:
    """The preview says that it is damaged and how much of it can be read; it can be stored all the same."""
    guid = desk.bring("cut.wav", tone(10)[: 8000 * 2 * 3])
    (card,) = desk.look((guid, "a.wav"))
    assert card["faults"] == []
    (warning,) = card["warnings"]
    assert "should last 00:00:10 and 00:00:02 of it can be read" in warning
    assert card["duration_ms"] == pytest.approx(2997, abs=5)


def test_only_evaluators_bring_material_in(desk: Desk) -> None:
    """Coaches, steering members and admins may not look at or store uploads."""
    guid = desk.bring("a.txt", INTERVIEW)
    for role in ("coach", "steering", "admin"):
        desk.viewer = desk.small.viewers[role]
        with pytest.raises(NotAllowed):
            desk.look((guid, "a.txt"))
        with pytest.raises(NotAllowed):
            desk.store(desk.text(guid))
        with pytest.raises(NotAllowed):
            cards.choices(desk.db, desk.viewer)


def test_no_file_name_is_kept(desk: Desk) -> None:
    """Nothing of the name a file came with is anywhere in the pilot file."""
    guid = desk.bring("Wilhelmina.txt", INTERVIEW)
    desk.look((guid, "Wilhelmina.txt"))
    desk.store(desk.text(guid, name="Wilhelmina.txt"))
    assert "wilhelmina" not in "\n".join(dump(desk.db.conn)).lower()


def test_the_choices(desk: Desk) -> None:
    """The page gets families with people, live consents, coaches and recordings that wait for a text."""
    sound = desk.bring("a.wav", tone())
    desk.store(desk.sound(sound))
    found: Any = cards.choices(desk.db, desk.viewer)
    berk = next(f for f in found["families"] if f["pseudonym"] == "Berk")
    assert berk["persons"][0]["consents"] == ["record", "transcribe", "analyse"]
    assert [c["name"] for c in berk["coaches"]] == ["Coach"]
    assert [r["guid"] for r in berk["recordings"]] == [sound]
    assert found["may_prepare"] is True
    assert cards.choices(desk.db, desk.small.viewers["evaluator2"])["may_prepare"] is False


def test_sweeping_leaves_stored_recordings_alone(desk: Desk) -> None:
    """What is stored stays; a spare name of an upload and a part without a row go."""
    stored, waiting = desk.bring("a.wav", tone()), desk.bring("b.wav", tone(2))
    desk.store(desk.sound(stored))
    storing.place_recording(
        desk.small.pilot, contents.read_contents(desk.small.pilot, desk.db, desk.viewer, waiting))
    (desk.small.pilot.uploads / "00000000-0000-4000-8000-00000000000a.part").write_bytes(b"x")
    uploads.sweep(desk.small.pilot, desk.db)
    assert [p.name for p in desk.small.pilot.recordings.iterdir()] == [f"{stored}.wav"]
    assert [p.name for p in desk.small.pilot.uploads.iterdir()] == [f"{waiting}.part"]


def test_a_failing_commit_takes_the_recording_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step of the transaction fails, the upload is as it was."""
    sound, text = desk.bring("a.wav", tone()), desk.bring("a.txt", INTERVIEW)

    def fail(*_args: object, **_more: object) -> str:
        raise OSError("disk")

    monkeypatch.setattr(documents, "add_document", fail)
    with pytest.raises(OSError):
        desk.store(desk.sound(sound), desk.text(text))
    assert desk.counts() == (0, 0, 2, 0, 2)
    with write(desk.db):
        pass


def test_sentences_are_in_the_language_of_the_reader(desk: Desk) -> None:
    """A Dutch reader gets Dutch faults."""
    with words.speaking("nl"), pytest.raises(Refused) as fault:
        desk.store(desk.text(desk.bring("a.txt", INTERVIEW), family=""))
    assert "Choose" not in fault.value.sentence("nl")


def test_a_heading_is_nobodys_voice(desk: Desk) -> None:
    """Words without a label amid labelled ones are never set beforehand as the family's; the user says whose."""
    (card,) = desk.look((desk.bring("a.txt", "Eerste gesprek thuis\n\n" + INTERVIEW), "Berk_moeder_2021-03-04.txt"))
    unnamed = [speaker for speaker in card["speakers"] if not speaker["label"]]
    assert [(s["voice"], s["person"]) for s in unnamed] == [("", None)]
    assert {s["voice"] for s in card["speakers"] if s["label"]} == {"other", "family"}


def test_a_year_typed_wrong_is_said_as_the_field_shows_it(desk: Desk) -> None:
    """A date before 1900 is told to be too long ago, day first."""
    guid = desk.bring("a.txt", INTERVIEW)
    with pytest.raises(Refused, match="04-03-0202 is too long ago"):
        desk.store(desk.text(guid, told_on="0202-03-04"))
