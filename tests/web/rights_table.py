"""Who may do what, written out by hand: one row per route and per use case, against which the program is tested.

A new route or right without a row fails `test_rights.py`. `who` names the accounts of the small pilot that may; all
others, and who is signed out, must be refused.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coding.book import codebook
from coding.marks import actions, codings
from coding.marks.progress import with_coders, with_progress
from jobs import queue
from pilot.access import Right, Viewer, require_recording
from pilot.accounts import members
from pilot.clock import now
from pilot.config import ROOT
from pilot.families import consent, decisions, people, register
from pilot.families.renaming import rename_person
from pilot.store.files import new_guid, open_pilot, write
from stories import stories
from stories.entry import drafts
from stories.outcomes.facts import add_expense, add_milestone, add_score
from texts import documents, hidden, touched
from texts.intake import uploads
from texts.renaming import rename_family
from themes import filters, summary
from transcribe import job

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

ALL = frozenset({"coach", "coach2", "evaluator", "steering", "admin"})
NOBODY: frozenset[str] = frozenset()


def only(*names: str) -> frozenset[str]:
    """These accounts and no others."""
    return frozenset(names)


@dataclass
class Scene:
    """A small pilot with one of everything; `guids` by what it is. Its evaluator prepares texts."""

    small: SmallPilot
    guids: dict[str, str] = field(default_factory=dict)


def set_scene(small: SmallPilot) -> Scene:
    """Family Berk's mother in an interview with a recording, and a recording and document by its coach."""
    scene = Scene(small)
    with closing(small.open()) as db:
        small.prepares(db)
        scene.guids["family_recording"] = add_recording(small, db, "family", "Berk moeder")
        scene.guids["coach_recording"] = add_recording(small, db, "coach", "coach")
        scene.guids["interview"] = small.interview(db)
        scene.guids["coach_document"] = small.interview(db, voice="coach", title="Verhaal")
        codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        upload = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 10)
        scene.guids["upload"] = upload.guid
        with write(db):
            scene.guids["job"] = queue.enqueue(db, small.viewers["evaluator"], "transcribe", {}, "a recording")
        scene.guids["draft"] = new_guid()
        drafts.save(db, small.viewers["coach"], scene.guids["draft"], {"0" * 16: 1}, {})
    return scene


def add_recording(small: SmallPilot, db: Database, voice: str, person: str, content: bytes = b"") -> str:
    """A recording about family Berk, with a file of its own; returns its guid."""
    guid = new_guid()
    content = content or guid.encode() * 100
    path = small.pilot.recordings / f"{guid}.mp3"
    path.write_bytes(content)
    with write(db):
        family_id = db.conn.execute("SELECT family_id FROM family WHERE guid = ?", (small.families["Berk"],)).fetchone()
        cursor = db.conn.execute(
            "INSERT INTO recording(guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms, recorded_on,"
            " created_at) VALUES (?, ?, ?, 'mp3', 'audio/mpeg', ?, ?, 1000, '2021-03-04', ?)",
            (guid, family_id[0], voice, len(content), documents.sha256_of(guid), now()))
        who = people.person(db, small.persons[person]).person_id
        db.conn.execute("INSERT INTO recording_person VALUES (?, ?)", (cursor.lastrowid, who))
    return guid


@dataclass(frozen=True)
class Route:
    """One route: `fill` gives the path's fields, `send` what goes with it (json=, data=)."""

    method: str
    path: str
    who: frozenset[str]
    signed_out: bool = False
    fill: dict[str, Callable[[Scene], str]] = field(default_factory=dict)
    send: dict[str, Any] = field(default_factory=dict)


def guid_of(what: str) -> Callable[[Scene], str]:
    """The guid of something of the scene."""
    return lambda scene: scene.guids[what]


def fixed(text: str) -> Callable[[Scene], str]:
    """Always this text."""
    return lambda scene: text


EVALUATORS = only("evaluator")
COACHES = only("coach", "coach2")

ROUTES = (
    Route("GET", "/health", ALL, signed_out=True),
    Route("GET", "/sign-in", ALL, signed_out=True),
    Route("POST", "/sign-in", NOBODY),  # no account helps: the form's own mark is missing here
    Route("GET", "/password", ALL),
    # Two new ones that differ, so that the accounts stay as they are: refused for what it says, not for who says it.
    Route("POST", "/password", ALL, send={"data": {"old": "x", "new": "een lang wachtwoord", "again": "een ander"}}),
    Route("POST", "/sign-out", ALL),
    Route("POST", "/language", ALL, send={"data": {"language": "en"}}),
    Route("POST", "/pilot", ALL, send={"data": {"pilot": "proef"}}),
    Route("GET", "/api/me", ALL),
    Route("GET", "/assets/palette.css", ALL, signed_out=True),
    Route("GET", "/assets/words/{language}.json", ALL, fill={"language": fixed("nl")}),
    Route("GET", "/assets/{room}/{file}", ALL, fill={"room": fixed("static"), "file": fixed("page.js")}),
    Route("GET", "/recordings/{guid}", only("coach", "evaluator"), fill={"guid": guid_of("coach_recording")}),
    Route("GET", "/recordings/{guid}", EVALUATORS, fill={"guid": guid_of("family_recording")}),
    Route("GET", "/api/reach", ALL),
    Route("GET", "/api/uploads", EVALUATORS),
    Route("POST", "/api/uploads", EVALUATORS, send={"json": {"ext": "txt", "bytes": 5, "fingerprint": "a"}}),
    Route("GET", "/api/uploads/{guid}", EVALUATORS, fill={"guid": guid_of("upload")}),
    Route("PATCH", "/api/uploads/{guid}", EVALUATORS, fill={"guid": guid_of("upload")}),
    Route("DELETE", "/api/uploads/{guid}", EVALUATORS, fill={"guid": guid_of("upload")}),
    Route("GET", "/api/intake", EVALUATORS),
    Route("POST", "/api/intake", EVALUATORS),
    Route("POST", "/api/intake/preview", EVALUATORS),
    Route("POST", "/api/intake/consent", EVALUATORS),
    Route("GET", "/api/documents/{guid}", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}", only("coach", "evaluator"), fill={"guid": guid_of("coach_document")}),
    Route("GET", "/api/documents/{guid}/codings", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/ops", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/status", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/jobs", ALL),  # one's own; all of them for who transcribes
    Route("POST", "/api/jobs", EVALUATORS),
    Route("POST", "/api/jobs/{guid}/cancel", EVALUATORS, fill={"guid": guid_of("job")}),
    Route("GET", "/api/drafts", COACHES),
    Route("GET", "/api/drafts/{guid}", only("coach"), fill={"guid": guid_of("draft")}),
    Route("PUT", "/api/drafts/{guid}", COACHES, fill={"guid": guid_of("draft")}),
    Route("POST", "/api/drafts/{guid}/keep", COACHES, fill={"guid": guid_of("draft")}),
    Route("DELETE", "/api/drafts/{guid}", only("coach"), fill={"guid": guid_of("draft")}),
    Route("GET", "/", ALL),
    Route("GET", "/{name:page}", ALL, fill={"name": fixed("desk")}),
)


@dataclass(frozen=True)
class Use:
    """One use case, done by an account's viewer."""

    name: str
    right: Right
    who: frozenset[str]
    do: Callable[[Scene, Database, Viewer], object]


def _asked(right: Right) -> Callable[[Scene, Database, Viewer], object]:
    """For a right that only the page asks for as yet: there is no use case behind it."""
    return lambda scene, db, viewer: viewer.require(right)


def _written(do: Callable[[Scene, Database, Viewer], object]) -> Callable[[Scene, Database, Viewer], object]:
    """For a use case that is part of a larger write."""
    def inside(scene: Scene, db: Database, viewer: Viewer) -> object:
        with write(db):
            return do(scene, db, viewer)

    return inside


def _add_document(scene: Scene, db: Database, viewer: Viewer) -> object:
    new = documents.NewDocument(
        scene.small.families["Berk"], "interview", "family", "Nog een", "2021-05-01",
        persons=(scene.small.persons["Berk moeder"],))
    with write(db):
        return documents.add_document(
            db, viewer, new, [documents.NewTurn("Het gaat.")], version_kind="raw", engine="test")


def _add_story(scene: Scene, db: Database, viewer: Viewer) -> object:
    new = stories.NewStory(
        scene.small.families["Berk"], scene.small.persons["coach"], "Bezoek", ("Het ging goed.",), "2021-05-01",
        "steady")
    with write(db):
        return stories.add_story(db, viewer, new)


def _open(what: str) -> Callable[[Scene, Database, Viewer], object]:
    return lambda scene, db, viewer: documents.transcript(db, viewer, scene.guids[what])


def _withdrawn(scene: Scene, db: Database, viewer: Viewer) -> None:
    documents.withdraw(db, viewer, scene.guids["coach_document"], "dubbel")
    documents.bring_back(db, scene.small.operator(db), scene.guids["coach_document"])


def _brought_back(scene: Scene, db: Database, viewer: Viewer) -> None:
    if viewer.may(Right.BRING_BACK):
        documents.withdraw(db, scene.small.operator(db), scene.guids["coach_document"], "dubbel")
    documents.bring_back(db, viewer, scene.guids["coach_document"])


def _hear(what: str) -> Callable[[Scene, Database, Viewer], object]:
    return lambda scene, db, viewer: require_recording(db, viewer, scene.guids[what])


_BERK = only("coach", "evaluator", "admin")

USES = (
    Use("summary", Right.SEE_SUMMARY, only("evaluator", "steering"), lambda s, db, v: summary.summary(db, v)),
    Use("filters", Right.SEE_THEMES, EVALUATORS, lambda s, db, v: filters.choices(db, v)),
    Use("list documents", Right.READ_DOCUMENTS, only("coach", "coach2", "evaluator"),
        lambda s, db, v: documents.documents(db, v)),
    Use("how far coding is", Right.READ_DOCUMENTS, only("coach", "coach2", "evaluator"),
        lambda s, db, v: with_progress(db, v, [])),
    Use("how many coded", Right.READ_DOCUMENTS, only("coach", "coach2", "evaluator"),
        lambda s, db, v: with_coders(db, v, [])),
    Use("read an interview with a family", Right.READ_DOCUMENTS, EVALUATORS, _open("interview")),
    Use("read what a coach told", Right.READ_DOCUMENTS, only("coach", "evaluator"), _open("coach_document")),
    Use("code", Right.CODE, EVALUATORS, lambda s, db, v: actions.apply_ops(db, v, s.guids["interview"], [])),
    Use("see other coders", Right.SEE_OTHER_CODERS, EVALUATORS,
        lambda s, db, v: codings.codings(db, v, s.guids["interview"], others=True)),
    Use("add a document", Right.ADD_MATERIAL, EVALUATORS, _add_document),
    Use("withdraw a document", Right.WITHDRAW, only("evaluator", "admin"), _withdrawn),
    Use("bring a document back", Right.BRING_BACK, only("admin"), _brought_back),
    Use("see what is withdrawn", Right.BRING_BACK, only("admin"), lambda s, db, v: hidden.withdrawn(db, v)),
    Use("see what is out of reach", Right.BRING_BACK, only("admin"), lambda s, db, v: hidden.out_of_reach(db, v)),
    Use("hear a family", Right.HEAR_RECORDINGS, EVALUATORS, _hear("family_recording")),
    Use("hear what a coach told", Right.HEAR_RECORDINGS, only("coach", "evaluator"), _hear("coach_recording")),
    Use("list recordings to transcribe", Right.TRANSCRIBE, EVALUATORS, lambda s, db, v: job.untranscribed(db, v)),
    Use("codebook versions", Right.SEE_CODEBOOK, ALL, lambda s, db, v: codebook.versions(db, v)),
    Use("load a codebook", Right.LOAD_CODEBOOK, only("evaluator", "admin"),
        lambda s, db, v: codebook.adopt(db, v, (ROOT / "codebook.yaml").read_text(encoding="utf-8"))),
    Use("a family's people", Right.SEE_FAMILIES, _BERK,
        lambda s, db, v: people.persons(db, v, s.small.families["Berk"])),
    Use("add a family", Right.MANAGE_FAMILIES, only("admin"),
        lambda s, db, v: people.add_family(db, v, "Vlier", starts_on="2021-01-01")),
    Use("rename a family", Right.MANAGE_FAMILIES, only("admin"),
        lambda s, db, v: rename_family(s.small.pilot, db, v, s.small.families["Berk"], "Wilg")),
    Use("rename a person", Right.MANAGE_FAMILIES, only("admin"),
        lambda s, db, v: rename_person(s.small.pilot, db, v, s.small.persons["Berk moeder"], "Wilg")),
    Use("add a milestone", Right.MANAGE_FAMILIES, only("admin"),
        _written(lambda s, db, v: add_milestone(db, v, s.small.families["Berk"], "2021-01-01", "verhuisd"))),
    Use("add a score", Right.MANAGE_FAMILIES, only("admin"), _written(lambda s, db, v: add_score(
        db, v, s.small.families["Berk"], "housing", 4, wave="start", on_date="2021-01-01"))),
    Use("add an expense", Right.MANAGE_FAMILIES, only("admin"), _written(lambda s, db, v: add_expense(
        db, v, s.small.families["Berk"], "2021-01-01", 1250, "fiets"))),
    Use("give consent", Right.RECORD_CONSENT, _BERK, lambda s, db, v: consent.give(
        db, v, s.small.persons["Berk moeder"], ["quote"], "2021-01-01")),
    Use("record a refusal", Right.RECORD_CONSENT, _BERK, lambda s, db, v: consent.refuse(
        db, v, s.small.persons["Berk moeder"], ["share"], "2021-01-01")),
    Use("what a consent touches", Right.RECORD_CONSENT, _BERK, lambda s, db, v: touched.what(
        db, v, s.small.persons["Berk moeder"], "analyse")),
    Use("consent to decide about", Right.WITHDRAW, only("evaluator", "admin"),
        lambda s, db, v: decisions.open_decisions(db, v)),
    Use("people without consent", Right.WITHDRAW, only("evaluator", "admin"), lambda s, db, v: hidden.unasked(db, v)),
    Use("when a child turns 16", Right.MANAGE_FAMILIES, only("admin"), lambda s, db, v: people.add_person(
        db, v, kind="child", pseudonym="Dochter Berk", family_guid=s.small.families["Berk"],
        turns_16_on="2030-01-01")),
    Use("write a story", Right.WRITE_STORY, only("coach"), _add_story),
    Use("timeline", Right.SEE_TIMELINE, only("coach", "coach2", "evaluator"), _asked(Right.SEE_TIMELINE)),
    Use("real names", Right.SEE_REGISTER, only("coach", "coach2", "admin"),
        lambda s, db, v: register.names(s.small.pilot, db, v)),
    Use("keep a real name", Right.MANAGE_REGISTER, only("admin"), lambda s, db, v: register.set_family_name(
        s.small.pilot, db, v, s.small.families["Berk"], "Een Naam")),
    Use("members", Right.MANAGE_PEOPLE, only("admin"), lambda s, db, v: members.members(s.small.home, db, v)),
    Use("let somebody prepare texts", Right.MANAGE_PEOPLE, only("admin"),
        lambda s, db, v: members.let_prepare(s.small.home, db, v, s.small.accounts["evaluator"], True)),
    Use("prepare texts", Right.PREPARE, EVALUATORS, _asked(Right.PREPARE)),
    Use("settings", Right.MANAGE_SETTINGS, only("admin"), _asked(Right.MANAGE_SETTINGS)),
    Use("see events", Right.SEE_EVENTS, only("admin"), _asked(Right.SEE_EVENTS)),
)

def open_db(scene: Scene) -> Database:
    """A fresh connection to the scene's pilot."""
    return open_pilot(scene.small.pilot.db_path)
