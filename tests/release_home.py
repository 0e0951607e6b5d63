"""Homes with one of everything that a version can hold, for the upgrade tests of the versions after it.

When a version is released: `python -m tests.release_home 0_2_0` writes them down in tests/fixtures, where they stay as
they are: `home_0_2_0`, whose texts, codings and stories have a history, and `rooms_0_2_0` with what all rooms hold.
What cannot be made through a use case any more, or only in the demo, is put in by SQL.
"""

from __future__ import annotations

import sys
import uuid
import wave
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from coding.book import codebook
from coding.desk import practice
from coding.marks import actions, codings
from jobs import queue
from pilot import access, setup
from pilot.access import Role
from pilot.accounts import accounts, sittings
from pilot.clock import now
from pilot.families import consent, people, register
from pilot.store.files import new_guid, open_pilot, open_server, repeatable_guids, write
from stories.entry import drafts, keeping
from tests.builder import PASSWORD, TURNS, SmallPilot, build
from tests.old_home import FIXTURES, dump
from tests.rights.scene import set_scene
from texts import documents
from texts.documents import NewDocument, NewTurn
from texts.intake import pieces, storing
from texts.intake.checks import Item

if TYPE_CHECKING:
    from sqlite_utils import Database

LONG_PASSWORD = "een lang wachtwoord"
_SPACE = uuid.UUID("7e0f5a44-3f0c-5ad1-9f2a-0d7a4c1f3b6f")
_CODE = """  - key: {key}
    name: {{nl: "{name}", en: "{name} (en)"}}
    definition: {{nl: "Wat {name} is.", en: "What it is."}}
    use_when: {{nl: "Als het zo is.", en: "When it is so."}}
    not_when: {{nl: "Als het niet zo is.", en: "When it is not so."}}
    example: "Zo was het."
    signals: ["zo"]
    color: "#106DE0"
    color_dark: "#43B6FD"
"""


def _book(name: str, codes: dict[str, str]) -> str:
    head = f'name: {{nl: "{name}", en: "{name}"}}\ncodes:\n'
    return head + "".join(_CODE.format(key=key, name=called) for key, called in codes.items())


FIRST_BOOK = _book("Eerste", {
    "vast_gezicht": "Vast gezicht", "klik": "Klik", "screening": "Screening", "vervallen": "Wat later verviel"})
SECOND_BOOK = _book("Tweede", {
    "vast_gezicht": "Eén vast gezicht", "klik": "Klik", "screening": "Screening", "netwerk": "Netwerk"})
CORRECTED = (
    TURNS[0],
    NewTurn("Zij belde zelf. Ze wist nog wat ik de vorige keer had gezegd 🙂, dat scheelt.", "Moeder", "family",
            start_ms=2500, end_ms=9000),
    TURNS[2],
    NewTurn("Toen ging het een tijd slechter.", "Moeder", "family", start_ms=10000, end_ms=15000),
)
HARD = (
    NewTurn("Ja. Familie 👨‍👩‍👧‍👦 en cafe\u0301 en 🇳🇱 daarna.", "Moeder", "family"),
    NewTurn("Ja.", "Coach", "coach"),
    NewTurn("Ja. Zij belde, ze belde altijd.", "Dochter", "family"),
)


class _Maker:
    """A small pilot that gets one of everything."""

    def __init__(self, small: SmallPilot, db: Database, server: Database) -> None:
        self.small, self.db, self.server = small, db, server
        self.boss = small.operator(db)
        self.documents: dict[str, str] = {}

    def all(self) -> None:
        """Everything, in an order in which it can happen."""
        for name in ("evaluator", "evaluator2"):
            self.small.prepares(self.db, name)
        codebook.adopt(self.db, self.small.viewers["evaluator"], FIRST_BOOK, "Eerste")
        self.people()
        self.names()
        self.texts()
        self.first_codings()
        codebook.adopt(self.db, self.small.viewers["evaluator2"], SECOND_BOOK, "Tweede")
        self.newer_versions()
        self.second_codings()
        self.stories()
        self.sound()
        self.withdrawals()
        self.figures()
        self.accounts()
        self.practice()

    def person(self, key: str, kind: str, role: str, family: str, *uses: str, **dates: Any) -> str:
        """Somebody of a family, with consents."""
        guid = people.add_person(
            self.db, self.boss, kind=kind, role=role, pseudonym=f"{role.title()} {family}",
            family_guid=self.small.families[family])
        if uses:
            consent.give(self.db, self.boss, guid, list(uses), dates.get("given_on", "2020-02-01"),
                         dates.get("ends_on"), "map 3", given_by=dates.get("given_by"))
        self.small.persons[key] = guid
        return guid

    def people(self) -> None:
        """A family that stopped, one of which nothing is on record, a child, and consents of every kind."""
        for family in ("Eik", "Linde"):
            self.small.families[family] = people.add_family(
                self.db, self.boss, family, starts_on="2020-02-01", site=("emmen", "Emmen"),
                referrer=("huisarts", "Huisarts"), arm=("eerste", "Eerste groep"))
            people.start_coaching(
                self.db, self.boss, self.small.persons["coach"], self.small.families[family], "2020-02-01")
        people.end_support(self.db, self.boss, self.small.families["Eik"], "2021-12-31", "verhuisd")
        everything = list(consent.USE_NAMES)
        self.person("Eik moeder", "parent", "moeder", "Eik", *everything)
        self.person("Eik vader", "parent", "vader", "Eik", "record", "transcribe", "analyse")
        self.person("Eik kind", "child", "dochter", "Eik", "analyse", given_by=self.small.persons["Eik moeder"])
        self.person("Linde moeder", "parent", "moeder", "Linde", "analyse")
        self.person("Linde oma", "relative", "oma", "Linde", "analyse", "quote",
                    ends_on=(date.today() + timedelta(days=10_000)).isoformat())
        people.add_person(self.db, self.boss, kind="professional", role="wijkteam", pseudonym="Wijkteam 1")

    def names(self) -> None:
        """Invented real names and words, in the register only."""
        pilot, db, boss = self.small.pilot, self.db, self.boss
        register.set_family_name(pilot, db, boss, self.small.families["Berk"], "Verzonnen-Berkhout")
        register.set_person_name(pilot, db, boss, self.small.persons["Berk moeder"], "Anna Verzonnen-Berkhout")
        register.add_word(pilot, db, boss, "Verzinstraat 7", "address", "[adres]", self.small.families["Berk"])
        register.add_word(pilot, db, boss, "Verzindorp", "place", "[plaats]")

    def interview(self, key: str, family: str, kind: str, turns: tuple[NewTurn, ...], *persons: str) -> None:
        """An interview told by people of a family."""
        new = NewDocument(
            self.small.families[family], "interview", "family", f"Gesprek {key}", "2021-03-04", "2021-01-01",
            "2021-02-01", tuple(self.small.persons[person] for person in persons))
        with write(self.db):
            self.documents[key] = documents.add_document(
                self.db, self.boss, new, turns, version_kind=kind, engine="import txt")

    def texts(self) -> None:
        """Interviews in every stage."""
        self.interview("berk", "Berk", "deidentified", TURNS, "Berk moeder")
        self.interview("verbeterd", "Berk", "raw", TURNS, "Berk moeder")
        self.interview("later ruw", "Es", "deidentified", TURNS, "Es moeder")
        self.interview("eik", "Eik", "corrected", HARD, "Eik moeder", "Eik kind")
        self.interview("linde", "Linde", "raw", HARD, "Linde moeder", "Linde oma")
        self.interview("weg", "Eik", "deidentified", TURNS, "Eik vader")

    def version(self, key: str, kind: str, turns: tuple[NewTurn, ...]) -> None:
        """One more version of a document's text."""
        with write(self.db):
            found = self.db.conn.execute(
                "SELECT document_id, max(version_id) FROM document JOIN document_version USING (document_id)"
                " WHERE document.guid = ?", (self.documents[key],)).fetchone()
            documents.add_version(
                self.db, self.boss, found[0], turns, kind=kind, engine="correction", based_on=found[1])

    def newer_versions(self) -> None:
        """A corrected text after its raw one, and a raw one after what was de-identified."""
        self.version("verbeterd", "corrected", CORRECTED)
        self.version("later ruw", "raw", TURNS)

    def code(self, who: str, key: str, *found: tuple[str, str, int], weight: int = 1) -> list[str]:
        """Code the nth time that words stand in a text, as (code, words, n from 0); returns the codings' guids."""
        viewer, guid = self.small.viewers[who], self.documents[key]
        turns: Any = documents.transcript(self.db, viewer, guid)["turns"]
        text = "\n".join(turn["text"] for turn in turns)
        ops = []
        for code, words, nth in found:
            start = -1
            for _ in range(nth + 1):
                start = text.index(words, start + 1)
            name = f"{who} {key} {code} {words} {nth} {len(self.db.execute('SELECT 1 FROM coding_op').fetchall())}"
            ops.append({
                "op": str(uuid.uuid5(_SPACE, f"op {name}")), "kind": "add",
                "coding": str(uuid.uuid5(_SPACE, f"coding {name}")), "code": code,
                "start": start, "end": start + len(words), "weight": weight})
        return self.apply(who, key, ops)

    def apply(self, who: str, key: str, ops: list[dict[str, Any]]) -> list[str]:
        """Send actions; all must be confirmed."""
        answer = actions.apply_ops(self.db, self.small.viewers[who], self.documents[key], ops)
        assert all(result["state"] == "confirmed" for result in answer["results"]), answer
        return [result["coding"] for result in answer["results"]]

    def remove(self, who: str, key: str, coding: str) -> None:
        """Take a coding away."""
        self.apply(who, key, [{"op": new_guid(), "kind": "remove", "coding": coding}])

    def first_codings(self) -> None:
        """Two coders under the first codebook: alike, overlapping, taken away, brought back, across turns."""
        self.code("evaluator", "berk", ("vast_gezicht", "Zij belde zelf", 0), ("klik", "Zij belde zelf", 0), weight=3)
        self.code("evaluator2", "berk", ("vast_gezicht", "Zij belde zelf", 0), ("klik", "belde zelf. Ze wist", 0))
        self.code("evaluator", "berk", ("vervallen", "dat scheelt.\nEn daarna?", 0))
        gone, back = self.code("evaluator2", "berk", ("screening", "🙂", 0), ("screening", "En daarna?", 0))
        self.remove("evaluator2", "berk", gone)
        self.remove("evaluator2", "berk", back)
        self.apply("evaluator2", "berk", [self.again(back)])
        self.code("evaluator", "verbeterd", ("vast_gezicht", "Ze wist nog wat ik vorige keer had gezegd 🙂", 0),
                  ("klik", "ik kon haar altijd bellen", 0), ("screening", "Zij belde zelf.", 0))
        self.code("evaluator2", "later ruw", ("klik", "dat scheelt", 0))
        self.code("evaluator", "eik", ("klik", "Ja.", 1), ("vast_gezicht", "cafe\u0301", 0))
        self.code("evaluator", "eik", ("screening", "👨‍👩‍👧‍👦", 0), weight=5)
        self.code("evaluator2", "eik", ("klik", "Ja.", 2), ("vast_gezicht", "belde", 1))
        self.code("evaluator2", "linde", ("vast_gezicht", "ze belde altijd", 0))
        self.code("evaluator", "weg", ("klik", "Zij belde zelf", 0))
        for who, key in (("evaluator", "berk"), ("evaluator2", "berk"), ("evaluator", "eik")):
            codings.set_status(self.db, self.small.viewers[who], self.documents[key], "done")

    def again(self, coding: str) -> dict[str, Any]:
        """The action that brings a coding back."""
        code, start, end = self.db.conn.execute(
            "SELECT key, start_char, end_char FROM coding JOIN code USING (code_id) JOIN coding_place USING (coding_id)"
            " WHERE coding.guid = ? AND how = 'made'", (coding,)).fetchone()
        return {"op": new_guid(), "kind": "add", "coding": coding, "code": code, "start": start, "end": end}

    def second_codings(self) -> None:
        """Under the second codebook: the same words coded again in the corrected text, and done anew."""
        self.code("evaluator", "verbeterd", ("screening", "Zij belde zelf.", 0), ("netwerk", "een tijd slechter", 0))
        self.code("evaluator2", "verbeterd", ("vast_gezicht", "wat ik de vorige keer had gezegd", 0))
        self.code("evaluator", "later ruw", ("klik", "dat scheelt", 0))
        self.code("evaluator", "berk", ("netwerk", "Toen ging het een tijd minder", 0))
        for state in ("done", "open"):
            codings.set_status(self.db, self.small.viewers["evaluator"], self.documents["berk"], state)
        codings.set_status(self.db, self.small.viewers["evaluator2"], self.documents["berk"], "done")

    def body(self, family: str, title: str, text: str, *, no_names: bool) -> dict[str, Any]:
        """What a coach typed in the story form."""
        return {"family": self.small.families[family], "template": "moment", "title": title, "course": "success",
                "told_on": "2021-05-01", "when": "period", "from": "2021-03-01", "until": "2021-04-01",
                "domains": ["housing"], "answers": {"happened": text}, "no_names": no_names}

    def stories(self) -> None:
        """A story with names taken out, one without, both coded, a draft, and one thrown away."""
        coach, pilot = self.small.viewers["coach"], self.small.pilot
        for key, no_names in (("verhaal", True), ("verhaal ruw", False)):
            body = self.body("Berk", f"Een {key}", "Zij belde zelf.\n\nIk bleef.", no_names=no_names)
            kept = keeping.keep(pilot, self.db, coach, new_guid(), {"page0000": 3}, body)
            assert kept.document, kept
            self.documents[key] = kept.document
            self.code("evaluator", key, ("vast_gezicht", "Ik bleef.", 0))
        drafts.save(self.db, coach, new_guid(), {"page0001": 2},
                    self.body("Berk", "Nog niet af", "Ze zei 🙂", no_names=False))
        thrown = new_guid()
        drafts.save(self.db, coach, thrown, {"page0002": 1}, self.body("Berk", "Weg ermee", "Niets", no_names=False))
        drafts.throw_away(self.db, coach, thrown)

    def sound(self) -> None:
        """Three recordings of a twentieth of a second: written out, stopped half-way, and not begun."""
        taken = []
        for nth, (family, voice, persons) in enumerate((
            ("Berk", "family", ("Berk moeder",)), ("Eik", "family", ("Eik moeder", "Eik vader")),
            ("Berk", "coach", ("coach",)))):
            with TemporaryDirectory() as folder:
                upload = pieces.take_file(self.small.pilot, self.db, self.boss, _beep(Path(folder), nth))
            taken.append(upload.guid)
            who = tuple(self.small.persons[person] for person in persons)
            storing.store(self.small.pilot, self.db, self.boss, [
                Item(upload.guid, self.small.families[family], voice, "2021-06-20", persons=who)])
        with write(self.db):
            done, stopped = (
                queue.enqueue(self.db, self.small.viewers["evaluator"], "transcribe",
                              {"recording": guid, "model": "tiny", "language": "nl"}, guid) for guid in taken[:2])
            for job in (done, stopped):
                self.db.conn.execute(
                    "INSERT INTO sound_window(recording_id, job_guid, seq, batch, start_ms, end_ms, spans, state,"
                    " words) SELECT recording_id, ?, 0, 0, 0, 50, '[[0, 50]]', 'done', '[[\" Hoi.\", 0, 50, 0.9]]'"
                    " FROM recording WHERE guid = ?", (job, taken[(done, stopped).index(job)]))
            recording_id = self.db.conn.execute(
                "SELECT recording_id FROM recording WHERE guid = ?", (taken[0],)).fetchone()[0]
            self.documents["opname"] = documents.add_document(
                self.db, self.boss,
                NewDocument(self.small.families["Berk"], "interview", "family", "Opname", "2021-06-20",
                            persons=(self.small.persons["Berk moeder"],), recording_id=recording_id),
                [NewTurn("Hoi.", "", "family", start_ms=0, end_ms=50, confidence=0.9)],
                version_kind="raw", engine="faster-whisper tiny")
            self.db.conn.execute(
                "UPDATE job SET state = 'done', finished_at = ?, done_units = 50, total_units = 50, unit = 'ms',"
                " output = json_object('document', ?) WHERE guid = ?", (now(), self.documents["opname"], done))
        queue.cancel(self.db, self.small.viewers["evaluator"], stopped)
        self.code("evaluator", "opname", ("klik", "Hoi.", 0))

    def withdrawals(self) -> None:
        """A document withdrawn with its codings; consents withdrawn, ended, and never recorded."""
        documents.withdraw(self.db, self.boss, self.documents["weg"], "dubbel ingevoerd")
        moeder = self.small.persons["Eik moeder"]
        consent.withdraw(self.db, self.boss, moeder, "quote", "2021-09-01")
        consent.withdraw(self.db, self.boss, moeder, "analyse", "2022-01-10")
        consent.give(self.db, self.boss, self.small.persons["Es moeder"], ["quote"], "2020-01-15", "2021-01-15")
        with write(self.db):  # as in a home that is older than consents
            self.db.conn.execute("DELETE FROM consent WHERE person_id = (SELECT person_id FROM person WHERE guid = ?)",
                                 (self.small.persons["Linde moeder"],))

    def figures(self) -> None:
        """Scores, a milestone and an expense, which only the demo puts in."""
        with write(self.db):
            run = self.db.conn.execute
            family_id = access.require_family(self.db, self.boss, self.small.families["Berk"])
            run("INSERT INTO milestone(guid, family_id, on_date, label) VALUES (?, ?, '2020-06-01', 'Eigen huis')",
                (new_guid(), family_id))
            run("INSERT INTO wave(label, starts_on, ends_on) VALUES ('T0', '2020-01-15', '2020-03-01')")
            run("INSERT INTO score(guid, family_id, wave_id, domain, state, value, voice, source, layer, observed_on,"
                " scored_at) VALUES (?, ?, 1, 'housing', 'scored', 6.5, 'coach', 'unstated', 'scorer', '2020-02-01',"
                " '2020-02-01T00:00:00.000Z')", (new_guid(), family_id))
            run("INSERT INTO expense(guid, family_id, instrument, spent_on, cents, decided_by, kind) VALUES"
                " (?, ?, 'budget', '2020-03-01', 12050, 'together', 'school')", (new_guid(), family_id))
            run("INSERT INTO ceiling(guid, instrument, cents, set_by, set_at) VALUES"
                " (?, 'budget', 200000, 1, '2020-03-01T00:00:00.000Z')", (new_guid(),))
            run("INSERT INTO programme_cost(guid, year, kind, cents, set_by, set_at) VALUES"
                " (?, 2020, 'staff', 9000000, 1, '2020-03-01T00:00:00.000Z')", (new_guid(),))

    def accounts(self) -> None:
        """People with other roles in another pilot, two coders who left or were shut out, one who is signed in."""
        other = setup.create_pilot(self.small.home, "tweede", "Tweede proef", "2022-01-01", plain=True)
        with closing(open_pilot(other.db_path)) as db:
            accounts.add(self.server, "anna", LONG_PASSWORD, language="en")
            for name, *roles in (("anna", Role.ADMIN, Role.EVALUATOR), ("evaluator", Role.ADMIN),
                                 ("coach", Role.EVALUATOR)):
                accounts.set_roles(self.server, db, "tweede", name, roles)
        accounts.set_roles(self.server, self.db, "proef", "anna", [Role.EVALUATOR])
        for name in ("vertrokken", "dicht"):
            account = accounts.add(self.server, name, LONG_PASSWORD)
            accounts.set_roles(self.server, self.db, "proef", name, [Role.EVALUATOR])
            self.small.viewers[name] = access.viewer_for(self.db, account.guid, [Role.EVALUATOR], "proef")
            self.code(name, "berk", ("screening", "En daarna?", 0))
        accounts.set_roles(self.server, self.db, "proef", "vertrokken", [])
        accounts.set_disabled(self.server, self.small.home, "dicht", True)
        sittings.sign_in(self.server, "evaluator", PASSWORD, "127.0.0.1")

    def practice(self) -> None:
        """A coder's practice file."""
        viewer = self.small.viewers["evaluator"]
        with practice.place(self.small.pilot, self.db, viewer, practice.DOCUMENT) as (sheet, here):
            actions.apply_ops(sheet, here, practice.DOCUMENT, [
                {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "klik", "start": 0, "end": 4}])


def _beep(folder: Path, nth: int) -> Path:
    """A twentieth of a second of sound, another one each."""
    path = folder / "opname.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(128 + (i * (nth + 3)) % 40 for i in range(400)))
    return path


def make(folder: Path) -> SmallPilot:
    """Make the home in `folder`."""
    with repeatable_guids("release"):
        small = build(folder)
        with closing(small.open()) as db, closing(open_server(small.home.server_path)) as server:
            _Maker(small, db, server).all()
    return small


def rooms(folder: Path) -> SmallPilot:
    """Make the home in `folder` in which every room has what its use cases are about."""
    with repeatable_guids("rooms"):
        return set_scene(folder).small


HOMES = {"home": make, "rooms": rooms}

if __name__ == "__main__":
    for kind, made in HOMES.items():
        with TemporaryDirectory() as made_in:
            made(Path(made_in) / "home")
            dump(Path(made_in) / "home", FIXTURES / f"{kind}_{sys.argv[1]}")
