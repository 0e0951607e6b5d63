"""A small pilot with one of everything that use cases are about, and its like in another pilot."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from coding.book import changing, codebook, edits
from coding.book.model import Code
from coding.double import coders as guests
from coding.double import drawing, leading
from coding.double.leading import Wanted
from coding.marks import merging, packed
from coding.marks.actions import apply_ops
from coding.marks.codings import set_status
from coding.memos import writing
from coding.suggest import switching
from exchange.exports import PILOT
from jobs import files, queue
from pilot import access, setup, suggesting
from pilot.access import Role, Viewer
from pilot.accounts import accounts
from pilot.config import ROOT
from pilot.families import consent, decisions, joining, parting, people, register, same_name
from pilot.families.early import EVERY_DAY
from pilot.families.papers import answering, letters
from pilot.safety import erasing
from pilot.safety.record_sets import FAMILY, Subject
from pilot.store.files import new_guid, open_pilot, open_server, write
from stories.back import asking, preparing, texts
from stories.back.asking import Says
from stories.choose import leading as choosing
from stories.choose import picking
from stories.choose.finding import Period
from stories.choose.rounds import Asked
from stories.contacts import noting, undertaken
from stories.contacts.noting import Noted
from stories.contacts.undertaken import Undertaken
from stories.entry import drafts
from stories.events import writing as shared
from stories.file import dossier, goals, household, kin, marking, organisations
from stories.handover import agreeing
from stories.handover import writing as handing
from stories.learning import agreements, meetings
from stories.meaning.values import Value
from stories.outcomes import allocation, departures, facts, rounds, scores, uptake, waves
from stories.outcomes.from_sheets import taking
from stories.outcomes.joining import join
from stories.outcomes.reach import closing as closed
from stories.outcomes.reach import hours, months, referring
from stories.outcomes.reach.referring import Referral
from stories.outcomes.spending import kinds as spending
from stories.outcomes.spending import noting as expenses
from stories.outcomes.spending.noting import Expense
from stories.signals import writing as signals
from stories.spoken import beginning
from stories.spoken import closing as closing_spoken
from stories.spoken import taking as spoken
from stories.stories import NewStory, add_story
from tests import released
from tests.builder import PASSWORD, SmallPilot, build, copy_of
from tests.media import ordinary, tones
from tests.recordings import of_document
from tests.web.rights_table import add_recording, add_silenced, begin_note
from texts import documents, notes, recordings
from texts.intake import pieces, uploads
from themes.aims import writing as aims
from themes.claims import grounding
from themes.claims import writing as claims
from themes.framework.writing import At, write_cell
from themes.release import deciding, drafting
from themes.release.arcs import writing as arcs
from themes.release.arcs.writing import Saying
from themes.release.choice import Choice, Chosen
from themes.release.quotes_out import proposing
from themes.release.quotes_out.passages import Passage
from themes.release.quotes_out.proposing import Words
from transcribe import doubts
from transcribe.checks import Listen

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    Do = Callable[["Scene", Database, Viewer], object]

BOOK = (ROOT / "codebook.yaml").read_text(encoding="utf-8")

# The accounts: `coach` has family Berk and `coach2` family Es, `evaluator` prepares texts and `evaluator2` does not,
# `both` evaluates and administers.
ALL = frozenset({"coach", "coach2", "evaluator", "evaluator2", "steering", "admin", "both"})
EVALUATORS = frozenset({"evaluator", "evaluator2", "both"})
ADMINS = frozenset({"admin", "both"})
COACHES = frozenset({"coach", "coach2"})
PREPARES = frozenset({"evaluator"})
OWN = frozenset({"coach"})
NOBODY: frozenset[str] = frozenset()


@dataclass
class Scene:
    """The pilot, and guids by what they are; `files` are on this machine, on their way in."""

    small: SmallPilot
    guids: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)

    def family(self, name: str) -> str:
        """A family's guid."""
        return self.small.families[name]

    def person(self, name: str) -> str:
        """A person's guid."""
        return self.small.persons[name]

    def account(self, name: str) -> str:
        """An account's guid."""
        return self.small.accounts[name]

    def copy(self, folder: Path) -> Scene:
        """The same scene in a home of its own."""
        return replace(self, small=copy_of(self.small, folder), guids=dict(self.guids))


@dataclass
class Foreign(Scene):
    """The pilot of a scene with the guids of another pilot; `asked` tells whether any was used."""

    other: Scene | None = None
    asked: bool = False

    def __getattribute__(self, name: str) -> object:
        if name in {"guids", "family", "person", "account"}:
            self.asked = True
            return getattr(object.__getattribute__(self, "other"), name)
        return object.__getattribute__(self, name)


@dataclass(frozen=True)
class Sample:
    """A use case as somebody would do it, and who may.

    Attributes:
        name: of the use case in the register.
        who: the accounts that may, written out by hand.
        do: does it.
        keeps: it keeps something that is no event of its own, such as words that were typed, also when it refuses.
        quiet: for what is not there, or somebody else's, it says so in its answer or does nothing, and is no fault.
    """

    name: str
    who: frozenset[str]
    do: Do
    keeps: bool = False
    quiet: bool = False


def written(do: Do) -> Do:
    """For a use case that is a part of a larger write."""
    def inside(scene: Scene, db: Database, viewer: Viewer) -> object:
        with write(db):
            return do(scene, db, viewer)

    return inside


def after(prepare: Do, do: Do) -> Do:
    """Do something after the command line prepared it, where the viewer could do it at all."""
    def both(scene: Scene, db: Database, viewer: Viewer) -> object:
        prepare(scene, db, scene.small.operator(db))
        return do(scene, db, viewer)

    return both


def _said(scene: Scene, db: Database) -> str:
    """A voice note of the coach that was closed, and written out for her draft."""
    small, coach = scene.small, scene.small.viewers["coach"]
    guid = beginning.begin(small.pilot, db, coach, beginning.NewSpoken(
        new_guid(), "note", scene.family("Berk"), "another-device", draft=new_guid())).spoken.guid
    spoken.take(small.pilot, db, coach, guid, "another-device", spoken.Piece(0, 4000, ordinary(".webm", tones())))
    closing_spoken.close(small.pilot, db, coach, guid)  # from elsewhere, so that there may be a rest
    with write(db):
        notes.put(db, closing_spoken.recording_of(db, spoken.one(db, coach, guid)), ["Het ging goed."], "an engine")
        db.conn.execute("UPDATE spoken SET draft_guid = ? WHERE guid = ?", (scene.guids["draft"], guid))
    return guid


def set_scene(folder: Path) -> Scene:
    """Build it in the home `folder`."""
    scene = Scene(build(folder))
    with closing(scene.small.open()) as db:
        _accounts(scene, db)
        _families(scene, db)
        _erasing(scene, db)
        _texts(scene, db)
        _work(scene, db, folder)
        _handed(scene, db)
        write_cell(scene.small.pilot, db, scene.small.viewers["evaluator"], At(scene.family("Berk"), "klik", ""),
                   "Rust.", [])
        _blind(scene, db)
        _suggested(scene, db)
        _quotes(scene, db)
        _chosen(scene, db)
        _given_back(scene, db)
        _family_file(scene, db)
        _scored(scene, db)
        _claimed(scene, db)
        _ready(scene, db)
        _contacts(scene, db)
        _reached(scene, db)
        _money(scene, db)
        _divided(scene, db)
        scene.small.families["mistake"] = people.add_family(
            db, scene.small.operator(db), "Vergissing", starts_on="2021-01-01")
        _released(scene, db)
        _kept_back(scene, db)
        # Whoever counts first keeps the numbers it counts by; here somebody did.
        packed.packed(db, [row[0] for row in db.conn.execute("SELECT document_id FROM document")], layer="coder")
    return scene


def _kept_back(scene: Scene, db: Database) -> None:
    """Words of a text that is out of reach, taken out of a goal of the pilot."""
    scene.guids["kept_back"] = new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO kept_back(guid, document_id, thing, row_key, field, words, shown, n_words, kept_at) SELECT ?,"
            " document_id, 'aim', json_array(aim_id), 'words', 'Een werkwijze die altijd werkt', words, 2,"
            " '2021-03-01T00:00:00Z' FROM document d, aim a WHERE d.guid = ? AND a.guid = ?",
            (scene.guids["kept_back"], scene.guids["hanging"], scene.guids["aim"]))


def _erasing(scene: Scene, db: Database) -> None:
    """A family that is to be erased."""
    boss = scene.small.operator(db)
    leaving = people.add_family(db, boss, "Sleedoorn", starts_on="2021-01-01")
    with write(db):
        scene.guids["erasure"] = erasing.begin(db, boss, Subject(FAMILY, leaving), "asked")


def _accounts(scene: Scene, db: Database) -> None:
    """One account that evaluates and administers, one of another pilot of this installation."""
    small = scene.small
    small.prepares(db)
    other = setup.create_pilot(small.home, "ander", "Ander", plain=True)
    with closing(open_server(small.home.server_path)) as server, closing(open_pilot(other.db_path)) as elsewhere:
        for name, place, slug in (("both", db, "proef"), ("elders", elsewhere, "ander")):
            small.accounts[name] = accounts.add(server, name, PASSWORD, is_demo=True).guid
            accounts.set_roles(server, place, slug, name, [Role.EVALUATOR, Role.ADMIN])
    small.viewers["both"] = access.viewer_for(db, small.accounts["both"], [Role.EVALUATOR, Role.ADMIN], "proef",
                                              confirmed=True)


def _families(scene: Scene, db: Database) -> None:
    """A coach without an account, a family without support, a name and a word in the register."""
    small, boss = scene.small, scene.small.operator(db)
    small.persons["spare coach"] = people.add_person(db, boss, kind="coach", pseudonym="Derde")
    small.persons["Berk kind"] = people.add_person(
        db, boss, kind="child", pseudonym="Kind Berk", family_guid=small.families["Berk"])
    for coach in ("coach", "spare coach"):
        consent.give(db, boss, small.persons[coach], list(consent.USE_NAMES), "2021-01-01")
    small.families["Eik"] = people.add_family(db, boss, "Eik", starts_on="2020-01-01")
    people.end_support(db, boss, small.families["Eik"], "2020-12-31")
    with write(db):
        for key in ("oud", "oud-zuid"):
            same_name.named(db, "referrer", key, key.title())
    join(db, boss, "referrer", *(one.guid for one in joining.names(db, boss, "referrer") if one.name.startswith("Oud")))
    scene.guids["joined"] = parting.joined_before(db, boss, "referrer")[0].guid
    register.set_person_name(small.pilot, db, boss, small.persons["Berk moeder"], "Ilona Hazeveld")
    register.add_word(small.pilot, db, boss, "Hazeweg", "address", "[straat]", small.families["Berk"])
    letter = letters.to_read(small.pilot, db, boss, "adult", "nl")
    answering.sign(small.pilot, db, boss, answering.Asked(new_guid(), small.persons["Berk moeder"], {"record": True}),
                   letter.number, answering.Signed([[[0, 0], [400, 300]]]), on="2021-01-01")
    (scene.guids["signature"],) = db.conn.execute("SELECT guid FROM consent_picture").fetchone()



def _texts(scene: Scene, db: Database) -> None:
    """What the mother of Berk and its coach told, with and without names, as text and as sound; one is withdrawn."""
    small = scene.small
    scene.guids |= {
        "family_recording": add_recording(small, db, "family", "Berk moeder"),
        "coach_recording": add_recording(small, db, "coach", "coach"),
        "interview": small.interview(db), "raw": small.interview(db, kind="raw", title="Ruw"),
        "coach_document": small.interview(db, voice="coach", title="Verhaal"),
        "withdrawn": small.interview(db, title="Weg"),
    }
    with write(db):
        doubts.keep(db, scene.guids["raw"], [Listen(1000, 2000, "unsure")])
    scene.guids["place"] = _place(scene, db)
    scene.guids["doubt"] = db.conn.execute("SELECT guid FROM doubt").fetchone()[0]
    scene.guids["offer"] = new_guid()
    heard = add_recording(small, db, "family", "Berk moeder")
    with write(db):
        of_document(db, scene.guids["raw"], heard)
        db.conn.execute(
            "INSERT INTO said_again(guid, document_id, start_ms, end_ms, engine, language, words, created_by,"
            " created_at) SELECT ?, document_id, 1000, 2000, 'test', 'nl', '[[\" Ja.\", 1000, 1400, 0.9]]', created_by,"
            " created_at FROM document WHERE guid = ?", (scene.guids["offer"], scene.guids["raw"]))
    scene.guids["silenced_recording"] = add_silenced(small, db)
    documents.withdraw(db, small.operator(db), scene.guids["withdrawn"], "dubbel")
    scene.guids["withdrawn_recording"] = add_recording(small, db, "family", "Berk moeder")
    with write(db):
        recordings.withdraw_within(db, small.operator(db), scene.guids["withdrawn_recording"], "dubbel")
    _decision(scene, db)
    codebook.adopt(db, small.operator(db), BOOK, "proef")
    scene.guids["older"] = new_guid()
    apply_ops(db, small.viewers["evaluator2"], scene.guids["interview"], [added("screening", scene.guids["older"])])
    code, _parent = edits.find(changing.in_use(db), "screening")
    changing.change(db, small.operator(db), replace(code, definition={"nl": "Anders.", "en": "Other."}), seen=1)
    old = changing.add(db, small.operator(db), named("Oud"))
    scene.guids["left"] = new_guid()
    apply_ops(db, small.viewers["evaluator2"], scene.guids["interview"], [added(old, scene.guids["left"])])
    changing.retire(db, small.operator(db), old, seen=3)
    gone = changing.add(db, small.operator(db), named("Weg"))
    apply_ops(db, small.viewers["evaluator2"], scene.guids["interview"], [added(gone) | {"start": 4, "end": 8}])
    merging.merge(db, small.operator(db), [gone], "klik", seen=5)
    coding = scene.guids["coding"] = new_guid()
    apply_ops(db, small.viewers["evaluator2"], scene.guids["interview"], [added("klik", coding)])
    _waiting(scene, db)
    # What counts in figures and quotes: one that its coder is done with.
    apply_ops(db, small.viewers["evaluator2"], scene.guids["coach_document"], [added("klik")])
    set_status(db, small.viewers["evaluator2"], scene.guids["coach_document"], "done")
    # And one that two are done with, so that they can be compared.
    set_status(db, small.viewers["evaluator"], scene.guids["coach_document"], "done")
    for guid, kind, about in (("memo", "document", scene.guids["interview"]), ("other_memo", "project", "")):
        scene.guids[guid] = new_guid()
        writing.save(db, small.viewers["evaluator2"], writing.Said(scene.guids[guid], kind, about, "", "Tekst", False))
    span = {"start": 0, "end": 8}
    scene.guids["words_memo"] = new_guid()
    writing.save(db, small.viewers["evaluator2"], writing.Said(
        scene.guids["words_memo"], "passage", scene.guids["interview"], "", "Tekst", False, span=span))


def _handed(scene: Scene, db: Database) -> None:
    """A note for who follows the coach of Berk: one part the family agreed to, one it has not heard yet."""
    small, coach = scene.small, scene.small.viewers["coach"]
    guid = scene.guids["handover"] = handing.begin(db, coach, small.families["Berk"], small.persons["spare coach"])
    for kind, text in (("matters", "Rust."), ("family", "Kom langs.")):
        handing.put(small.pilot, db, coach, guid, kind, text, seen=0)
    scene.guids["handed"], scene.guids["handed_open"] = (
        row[0] for row in db.conn.execute("SELECT guid FROM handover_item ORDER BY item_id"))
    agreeing.agree(db, coach, guid, {scene.guids["handed"]: 1}, by=small.persons["Berk moeder"], on="2021-05-01",
                   manner="together")


def _claimed(scene: Scene, db: Database) -> None:
    """A claim with another explanation, and a score of Berk that speaks for it."""
    small, evaluator, berk = scene.small, scene.small.viewers["evaluator"], scene.family("Berk")
    claim, _found = claims.make(small.pilot, db, evaluator, claims.Worded("", "Zij blijft.", "Minder schulden."))
    claims.explain(small.pilot, db, evaluator, claim, "De tijd.")
    grounding.lay_scores(small.pilot, db, evaluator, grounding.Beside(claim, berk),
                         grounding.Scored("housing", "coach", "begin"))
    scene.guids |= {"claim": claim, "rival": db.conn.execute("SELECT guid FROM claim_rival").fetchone()[0],
                    "claim_ground": db.conn.execute("SELECT guid FROM claim_ground").fetchone()[0]}


def _contacts(scene: Scene, db: Database) -> None:
    """Two contacts with Berk, one of them taken away, a lesson, and two signals, one of them sent."""
    small, boss = scene.small, scene.small.operator(db)
    for name, day in (("contact", "2021-03-01"), ("contact_away", "2021-03-02")):
        scene.guids[name] = noting.note(small.pilot, db, boss, Noted(small.families["Berk"], day, "visit", 60))
    noting.take_away(db, boss, scene.guids["contact_away"])
    scene.guids["undertaking"] = undertaken.keep(small.pilot, db, boss, Undertaken(
        small.families["Berk"], "language", "parent", "started", "2021-03-01"))
    scene.guids["sheet"] = taking.take_in(
        small.pilot, db, boss, "milestones", b"Gezin;Op;Wat er gebeurde\nBerk;1-3-2021;Rijles\n", "lijst.csv").guid
    for name in ("signal", "signal_sent"):
        scene.guids[name] = signals.note(small.pilot, db, boss, "Het loket gaat vroeg dicht.", "team", on="2021-03-01")
    signals.send(small.pilot, db, boss, scene.guids["signal_sent"], "wethouder", "2021-03-03")


def _reached(scene: Scene, db: Database) -> None:
    """A referral of Berk and one that waits, why the support of Eik was closed, hours, and a month of questions."""
    small, boss = scene.small, scene.small.operator(db)
    scene.guids["referral"] = referring.keep(small.pilot, db, boss, Referral(
        "2020-01-05", "accepted", "Huisarts", decided_on="2020-01-10", family=small.families["Berk"], known="new"))
    scene.guids["waits"] = referring.keep(small.pilot, db, boss, Referral("2021-02-01", referrer="Huisarts"))
    closed.say(db, boss, small.families["Eik"], "2020-01-01", "goals")
    scene.guids["hours"] = hours.add(db, boss, small.persons["coach"], 24, "2020-01-01")
    months.count(db, boss, "2021-03", "outside", 10, 4)
    scene.guids["aim"] = aims.keep(small.pilot, db, boss, "Een werkwijze die werkt")
    aims.add_words(small.pilot, db, boss, scene.guids["aim"], "Het loopt goed.", "schooldirecteur", "2021-03-01", "for")
    (scene.guids["aim_evidence"],) = db.conn.execute("SELECT guid FROM aim_evidence").fetchone()


def _money(scene: Scene, db: Database) -> None:
    """Two things bought for Berk, one of them taken away."""
    small, boss = scene.small, scene.small.operator(db)
    for name, day in (("expense", "2021-03-01"), ("expense_away", "2021-03-02")):
        scene.guids[name] = expenses.note(small.pilot, db, boss, Expense(
            small.families["Berk"], day, 1250, spending.BUDGET, "transport", note="buskaart"))
    expenses.take_away(db, boss, scene.guids["expense_away"])


def _divided(scene: Scene, db: Database) -> None:
    """Berk is in one of two groups, stopped, and makes use of a service."""
    small, boss, berk = scene.small, scene.small.operator(db), scene.small.families["Berk"]
    allocation.seal(small.pilot, db, boss, allocation.Sealing("outside", "Een notaris loot.", "Met", "Zonder",
                                                              on="2021-01-04"))
    allocation.allot(db, boss, berk, "support", "2021-01-05")
    scene.guids["departure"] = departures.say(small.pilot, db, boss, berk, "stopped", "2021-02-01", "verhuisd")
    departures.set_screened(db, boss, {"declined": 3})
    with write(db):
        scores.enter(db, boss, scores.Entry(berk, "later", "housing", 2.5, "2021-03-01"))
    uptake.say(db, boss, uptake.Use(berk, "begin", "training", "yes", "2021-02-01"))


def _blind(scene: Scene, db: Database) -> None:
    """A round in which four code a conversation blind, one of them without an account; one is done."""
    small = scene.small
    scene.guids["guest"] = guests.add_guest(db, small.operator(db), "Student 9")
    scene.guids["blind"] = small.interview(db, title="Blind")
    coders = (*(small.accounts[name] for name in ("evaluator", "evaluator2", "both")), scene.guids["guest"])
    free = leading.drawable(db, small.viewers["evaluator"], coders)
    seed = next(n for n in count() if drawing.draw(free, 1, n) == [scene.guids["blind"]])
    scene.guids["round"] = leading.begin(db, small.viewers["evaluator"], Wanted("Ronde", 1, coders, seed, each=4))
    apply_ops(db, small.viewers["both"], scene.guids["blind"], [added("klik") | {"sign": "+"}])
    set_status(db, small.viewers["both"], scene.guids["blind"], "done")


def _suggested(scene: Scene, db: Database) -> None:
    """Every evaluator asked for suggestions, and there is one in the conversation."""
    suggesting.switch(db, scene.small.operator(db), True)
    for name in ("evaluator", "evaluator2", "both"):
        switching.ask(db, scene.small.viewers[name], True)
    scene.guids["proposal"] = new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO proposal(guid, version_id, code_id, codebook_version_id, start_char, end_char, score, words,"
            " made_at) SELECT ?, d.read_version_id, k.code_id, 1, 0, 8, 0.9, '[]', d.created_at FROM document d, code k"
            " WHERE d.guid = ? AND k.key = 'klik'", (scene.guids["proposal"], scene.guids["interview"]))
        db.conn.execute("INSERT INTO proposal_looked SELECT version_id, code_id, ?, made_at FROM proposal",
                        (scene.guids["proposal"],))


def _released(scene: Scene, db: Database) -> None:
    """A release that is signed, one that waits for a signature, and a draft."""
    one, other = scene.small.viewers["evaluator"], scene.small.viewers["evaluator2"]
    chosen = Choice("team", "Proef", themes=(Chosen("klik"),))
    scene.guids |= {"release": released.signed(db, one, other), "release_waiting": drafting.begin(db, other, chosen),
                    "release_draft": drafting.begin(db, one, chosen)}
    drafting.propose(db, other, scene.guids["release_waiting"], 1)
    scene.guids["release_sha256"] = deciding.proposal(db, one, scene.guids["release_waiting"]).sha256


def _quotes(scene: Scene, db: Database) -> None:
    """What a mother told who consents to be quoted: a coded passage, and its words proposed to be let out."""
    small, boss = scene.small, scene.small.operator(db)
    consent.give(db, boss, small.persons["Es moeder"], ["quote", "share"], "2021-01-01")
    guid = scene.guids["quoted"] = small.interview(db, family="Es", title="Citaat")
    apply_ops(db, small.viewers["evaluator2"], guid, [added("klik") | {"start": 33, "end": 77}])
    scene.guids["quote"] = proposing.propose(db, boss, quoted(scene), as_quoted("Zij belde zelf. [...]"))
    scene.guids["arc"] = arcs.begin(
        db, boss, scene.family("Es"), "municipality", "Weer naar school", "gezinslid", sure=True)
    scene.guids["statement"] = arcs.say(
        db, boss, scene.guids["arc"], Saying(0, "work", "Zoekt werk.", quoted(scene)), sure=True)


def _chosen(scene: Scene, db: Database) -> None:
    """A round that runs, one in which was chosen, and a learning meeting with an agreement."""
    small, boss, keys = scene.small, scene.small.operator(db), ("choice_one", "choice_two", "choice_chosen")
    for key in keys:
        with write(db):
            scene.guids[key] = add_story(db, boss, NewStory(
                small.families["Berk"], small.persons["coach"], f"Voor de keuze: {key}", ("Er veranderde iets.",),
                "2021-05-01", "success", deidentified=True))
    period, who = Period("2021-05-01", "2021-05-01"), tuple(small.accounts[name] for name in ("coach", "evaluator2"))
    for guid, name, stories in (("choice", "Voorjaar", keys[:2]), ("choice_done", "Mei", keys[1:])):
        scene.guids[guid] = choosing.begin(db, small.viewers["evaluator"], choosing.Wanted(
            name, "Wat is de grootste verandering?", period, Asked(), tuple(scene.guids[one] for one in stories), who))
    for one in ("coach", "evaluator2"):
        picking.pick(db, small.viewers[one], scene.guids["choice_done"], scene.guids["choice_chosen"], "Daarom.")
    choosing.show(db, small.viewers["evaluator"], scene.guids["choice_done"])
    choosing.choose(db, small.viewers["evaluator"], scene.guids["choice_done"], choosing.Choice(
        (scene.guids["choice_chosen"],), "2021-06-01", "coach, evaluator", "Het zegt het meest."))
    scene.guids["meeting"] = meetings.plan(db, boss, meetings.Plan("Zomer", "2021-06-15"))
    meetings.save(db, boss, scene.guids["meeting"], meetings.Written("coaches", "Samen gaat het beter.", 1))
    scene.guids["agreement"] = agreements.agree(
        db, boss, scene.guids["meeting"], "Samen kennismaken.", "team Emmen", "2021-09-01")
def _given_back(scene: Scene, db: Database) -> None:
    """A story that went back to its family, with a passage and a correction; and one that is promised."""
    small, boss = scene.small, scene.small.operator(db)
    guid = scene.guids["return"] = preparing.begin(db, boss, scene.family("Berk"), "2099-01-01", sure=EVERY_DAY)
    preparing.choose(db, boss, guid, scene.guids["interview"], [(33, 48)])
    scene.guids["return_passage"] = db.conn.execute(
        "SELECT p.guid FROM giving_back_passage JOIN passage p USING (passage_id)").fetchone()[0]
    asking.sit(db, boss, guid, "2021-06-01", "together")
    asking.answer(db, boss, guid, scene.guids["return_passage"], Says(frozenset({"team"}), "role"))
    scene.guids["answer"] = db.conn.execute("SELECT guid FROM family_answer").fetchone()[0]
    asking.correct(scene.small.pilot, db, boss, guid, scene.guids["return_passage"], "Het was later.")
    scene.guids["correction"] = db.conn.execute("SELECT guid FROM family_correction").fetchone()[0]
    other = scene.guids["open_return"] = preparing.begin(db, boss, scene.family("Berk"))
    preparing.choose(db, boss, other, scene.guids["interview"], [(49, 77)])
    scene.guids["open_passage"] = db.conn.execute(
        "SELECT p.guid FROM giving_back_passage JOIN passage p USING (passage_id) ORDER BY p.start_char DESC"
        ).fetchone()[0]
    event = scene.guids["event"] = shared.add(
        small.pilot, db, boss, scene.family("Berk"), shared.New("De verhuizing", "2021-02-01"))[0]
    shared.link(db, boss, event, scene.guids["interview"], (33, 48))
    shared.tell(small.pilot, db, boss, event, shared.Tells("coach", "Het was een chaos."))
    scene.guids["event_voice"] = db.conn.execute(
        "SELECT guid FROM shared_event_voice WHERE words <> ''").fetchone()[0]
    changed = scene.guids["changed"] = small.interview(db, title="Anders")
    third = scene.guids["changed_return"] = preparing.begin(db, boss, scene.family("Berk"))
    preparing.choose(db, boss, third, changed, [(33, 48)])
    scene.guids["changed_passage"] = db.conn.execute(
        "SELECT p.guid FROM giving_back_passage JOIN passage p USING (passage_id) ORDER BY p.passage_id DESC"
        ).fetchone()[0]
    turns = [documents.NewTurn("Hoe ging het toen met de school?", "Coach", "coach"),
             documents.NewTurn("Zij belde nooit zelf. Ze wist nog wat ik vorige keer had gezegd.", "Moeder", "family")]
    documents.revise(db, boss, changed, turns, kind="deidentified", engine="test")
    texts.standing(db, [row[0] for row in db.conn.execute("SELECT passage_id FROM giving_back_passage").fetchall()])


def quoted(scene: Scene) -> Passage:
    """The passage."""
    return Passage(scene.guids["quoted"], "", 33, 77, "klik")


def as_quoted(text: str) -> Words:
    """Words of it for the municipality."""
    return Words(text, "municipality", "household", "moeder")


def _waiting(scene: Scene, db: Database) -> None:
    """What lists of work to do hold: a family without a coach and consent of whom there is a story, consent that ended,
    a child of unknown age, a coding that has no place in a changed text."""
    small, boss = scene.small, scene.small.operator(db)
    small.families["Iep"] = people.add_family(db, boss, "Iep", starts_on="2020-01-01")
    father = people.add_person(db, boss, kind="parent", pseudonym="Vader Iep", family_guid=small.families["Iep"])
    consent.give(db, boss, father, ["analyse"], "2020-01-01")
    with write(db):
        add_story(db, boss, NewStory(
            small.families["Iep"], small.persons["coach"], "Bezoek aan Iep", ("Het was er stil.",), "2021-04-01",
            "steady", deidentified=True))
        # As in a pilot that is older than the question.
        db.conn.execute("DELETE FROM consent WHERE person_id = (SELECT person_id FROM person WHERE guid = ?)",
                        (father,))
    consent.give(db, boss, small.persons["Berk moeder"], ["quote"], "2020-02-01", "2020-12-31")
    consent.give(db, boss, small.persons["Berk kind"], ["analyse"], "2021-01-01",
                 given_by=small.persons["Berk moeder"])
    changed = small.interview(db, title="Herzien")
    apply_ops(db, small.viewers["evaluator2"], changed, [added("klik")])
    documents.revise(db, boss, changed, [documents.NewTurn("Volledig nieuwe zinnen over een heel ander onderwerp.")],
           kind="deidentified", engine="test")


def _place(scene: Scene, db: Database) -> str:
    """A place in the text that waits, of which nobody decided yet."""
    guid = new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO name_search SELECT version_id, 'test', v.created_by, v.created_at FROM document_version v"
            " JOIN document d USING (document_id) WHERE d.guid = ?", (scene.guids["raw"],))
        db.conn.execute(
            "INSERT INTO name_place(guid, version_id, start_char, end_char, kind, thing, replacement, source, sureness)"
            " SELECT ?, version_id, 0, 2, 'name', ?, '[naam 1]', 'lists', 0.5 FROM name_search", (guid, new_guid()))
    return guid


def _decision(scene: Scene, db: Database) -> None:
    """Consent that was withdrawn by somebody of family Es, and what hangs on it."""
    small, boss = scene.small, scene.small.operator(db)
    oma = people.add_person(db, boss, kind="relative", pseudonym="Oma Es", family_guid=small.families["Es"])
    consent.give(db, boss, oma, ["analyse"], "2021-01-01")
    new = documents.NewDocument(
        small.families["Es"], "interview", "family", "Oma vertelt", "2021-02-01", persons=(oma,))
    with write(db):
        scene.guids["hanging"] = documents.add_document(
            db, boss, new, [documents.NewTurn("Het gaat.")], version_kind="deidentified", engine="test")
    consent.withdraw(db, boss, oma, "analyse")
    scene.guids["decision"] = decisions.open_decisions(db, boss)[0].guid


def _work(scene: Scene, db: Database, folder: Path) -> None:
    """An upload, a task and a draft."""
    small = scene.small
    scene.files["text"] = folder.with_name(f"{folder.name} gesprek.txt")
    scene.files["text"].write_text("Moeder: Het gaat.\nCoach: Fijn.\n", encoding="utf-8")
    upload = pieces.take_file(small.pilot, db, small.viewers["evaluator"], scene.files["text"])
    begun = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 10)
    with write(db):
        job = queue.enqueue(db, small.viewers["evaluator"], "transcribe", {"recording": "x"}, "a recording")
    scene.guids |= {"upload": upload.guid, "begun": begun.guid, "job": job, "draft": new_guid()}
    with write(db):
        scene.guids["story"] = add_story(db, small.viewers["coach"], NewStory(
            scene.family("Berk"), scene.person("coach"), "Bezoek", ("Het ging goed.",), "2021-05-01", "steady",
            form=1, meaning={"say": Value(place=70)}))
    drafts.save(db, small.viewers["coach"], scene.guids["draft"], {"0" * 16: 1}, {})
    scene.guids["spoken"] = begin_note(small, db, scene.guids["draft"])
    scene.guids["said"] = _said(scene, db)
    boss, berk = small.operator(db), scene.family("Berk")
    with write(db):
        scene.guids["milestone"] = facts.add_milestone(db, boss, berk, "2021-02-01", "verhuisd")
        scores.enter(db, boss, scores.Entry(berk, "begin", "housing", 5, "2021-02-01"))
        scores.enter(db, boss, scores.Entry(berk, "later", "housing", 2.5, "2021-08-01"))


def _scored(scene: Scene, db: Database) -> None:
    """Family Berk, on which evaluator and coach differ, and a round in which all who code and the coach score it."""
    boss, berk = scene.small.operator(db), scene.family("Berk")
    with write(db):
        for name, value in (("evaluator", 5.0), ("coach", 10.0)):
            scores.enter(db, scene.small.viewers[name], scores.Entry(berk, "begin", "debts", value, "2021-02-01"))
    scene.guids["wave"] = waves.add(db, boss, waves.New("blind", "end"))
    who = [one.guid for one in rounds.scorers(db, boss)]
    scene.guids["score_round"] = rounds.begin(db, boss, scene.guids["wave"], who, 9, own_coach=True)


def _family_file(scene: Scene, db: Database) -> None:
    """Of family Berk: a household, a grandmother with a pattern, an organisation, a goal, a section of the dossier."""
    small, boss, berk = scene.small, scene.small.operator(db), scene.family("Berk")
    scene.guids["household"] = household.add(
        db, boss, berk, "single_mother", "2020-01-15", children=household.Children(1, 0, 0))
    scene.guids["kin"] = kin.add(small.pilot, db, boss, berk, "moeder van moeder")
    scene.guids["tie"] = kin.tie(db, boss, berk, "parent", scene.guids["kin"], small.persons["Berk moeder"])
    scene.guids["pattern"] = marking.mark(
        db, boss, berk, scene.guids["kin"], "laag_zelfbeeld", marking.Source("family"))
    scene.guids["organisation"] = organisations.add(
        small.pilot, db, boss, berk, organisations.New("debt_help", "2020-02-01", leads=True))
    scene.guids["goal"] = goals.add(small.pilot, db, boss, berk, "Weer naar school", "work", "2020-03-01")
    dossier.write_section(small.pilot, db, boss, berk, "2020-02-01", "referral", "School maakte zich zorgen.")


def _ready(scene: Scene, db: Database) -> None:
    """A file that waits to be taken: after all else, for it is taken only while what may be read is as it was."""
    made = files.request(db, scene.small.viewers["evaluator"], PILOT, "qdpx", {})
    with write(db):
        # As the worker leaves it.
        db.conn.execute("UPDATE job SET state = 'done', output = ? WHERE guid = ?", (json.dumps(files.noted(db)), made))
    scene.guids["made"] = made


def named(name: str, key: str = "") -> Code:
    """A code of that name and little more."""
    return Code(key, {"nl": name, "en": name}, {"nl": "Wat het is."}, "#106DE0", "")


def added(code: str, coding: str = "") -> dict[str, object]:
    """The action that codes the first word of a text."""
    return {"op": new_guid(), "kind": "add", "coding": coding or new_guid(), "code": code, "start": 0, "end": 3}
