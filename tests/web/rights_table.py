"""Who may call what, written out by hand: one row per route, against which the program is tested.

A new route without a row fails `test_rights.py`. `who` names the accounts of the small pilot that may; all others, and
who is signed out, must be refused. Use cases have samples of their own in `tests/rights`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coding.book import codebook
from coding.memos import writing
from jobs import queue
from pilot import sound
from pilot.access import Role
from pilot.accounts import members
from pilot.clock import now
from pilot.config import ROOT
from pilot.families import people
from pilot.families.papers import answering, letters
from pilot.store import large_files
from pilot.store.files import new_guid, write
from stories.entry import drafts
from stories.spoken import beginning
from tests.recordings import of_document
from texts import documents, silenced
from texts.intake import uploads

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
        scene.guids["invited"] = members.invite(small.home, db, small.viewers["admin"], "nieuw", [Role.STEERING])
        scene.guids["family_recording"] = add_recording(small, db, "family", "Berk moeder")
        scene.guids["coach_recording"] = add_recording(small, db, "coach", "coach")
        scene.guids["silenced_recording"] = add_silenced(small, db)
        scene.guids["interview"] = small.interview(db)
        scene.guids["raw"] = small.interview(db, title="Ruw", kind="raw")
        scene.guids["coach_document"] = small.interview(db, voice="coach", title="Verhaal")
        codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        for memo in ("memo", "old_memo"):
            scene.guids[memo] = new_guid()
            writing.save(db, small.viewers["evaluator"], writing.Said(
                scene.guids[memo], "document", scene.guids["interview"], "", "Tekst", False))
        letter = letters.to_read(small.pilot, db, small.operator(db), "adult", "nl").number
        answering.sign(small.pilot, db, small.operator(db), answering.Asked(
            new_guid(), small.persons["Berk moeder"], {"record": True}), letter,
            answering.Signed([[[0, 0], [400, 300]]]))
        (scene.guids["signature"],) = db.conn.execute("SELECT guid FROM consent_picture").fetchone()
        upload = uploads.start(small.pilot, db, small.viewers["evaluator"], "txt", 10)
        scene.guids["upload"] = upload.guid
        with write(db):
            scene.guids["job"] = queue.enqueue(db, small.viewers["evaluator"], "transcribe", {}, "a recording")
        scene.guids["draft"] = new_guid()
        drafts.save(db, small.viewers["coach"], scene.guids["draft"], {"0" * 16: 1}, {})
        scene.guids["spoken"] = begin_note(small, db, scene.guids["draft"])
    return scene


DEVICE = "a-device"


def begin_note(small: SmallPilot, db: Database, draft: str) -> str:
    """A voice note that the coach began for a draft; its guid."""
    return beginning.begin(small.pilot, db, small.viewers["coach"], beginning.NewSpoken(
        new_guid(), "note", small.families["Berk"], DEVICE, draft=draft)).spoken.guid


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


def add_silenced(small: SmallPilot, db: Database) -> str:
    """A recording of which evaluators hear a copy that is silent where names were taken out; returns its guid."""
    heard, boss = add_recording(small, db, "family", "Berk moeder"), small.operator(db)
    text = small.interview(db, kind="raw", title="Klank")
    with write(db):
        of_document(db, text, heard)
    documents.revise(db, boss, text, [documents.NewTurn("Zonder.", "Moeder", "family")], kind="deidentified",
                     engine="test")
    sound.choose(db, boss, sound.SILENCED)
    (due,) = silenced.due(small.pilot, db)
    large_files.silenced(small.pilot, due.guid, due.version).write_bytes(b"sound")
    return heard


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
CODERS = only("evaluator", "evaluator2")
COACHES = only("coach", "coach2")

ROUTES = (
    Route("GET", "/health", ALL, signed_out=True),
    Route("GET", "/ready", ALL, signed_out=True),
    Route("GET", "/sign-in", ALL, signed_out=True),
    Route("POST", "/sign-in", NOBODY),  # no account helps: the form's own mark is missing here
    Route("GET", "/password", ALL),
    # Two new ones that differ, so that the accounts stay as they are: refused for what it says, not for who says it.
    Route("POST", "/password", ALL, send={"data": {"old": "x", "new": "een lang wachtwoord", "again": "een ander"}}),
    Route("GET", "/confirm", ALL),
    Route("GET", "/account", ALL),
    Route("POST", "/account/end", ALL, send={"data": {"sitting": "0"}}),
    Route("POST", "/account/end_all", ALL),
    Route("GET", "/second", ALL),
    Route("POST", "/second", ALL, send={"data": {"code": "123456"}}),
    # Accounts of the demo have no second step: refused for what they are, whoever asks.
    Route("GET", "/second/new", ALL),
    Route("POST", "/second/new", ALL, send={"data": {"code": "123456"}}),
    Route("POST", "/second/codes", ALL),
    Route("POST", "/second/off", ALL),
    Route("GET", "/invitation/{token}", ALL, signed_out=True, fill={"token": lambda scene: scene.guids["invited"]}),
    # As with signing in: the form's own mark is missing here.
    Route("POST", "/invitation/{token}", NOBODY, fill={"token": lambda scene: scene.guids["invited"]}),
    Route("POST", "/confirm", ALL, send={"data": {"password": "demo"}}),
    # Here no organisation's sign-in is tied, which both pages say; tests/web/sign_in/test_elsewhere.py has one.
    Route("GET", "/sign-in/elsewhere", NOBODY),
    Route("GET", "/sign-in/elsewhere/back", NOBODY),
    Route("GET", "/elsewhere", NOBODY),
    Route("POST", "/elsewhere", NOBODY, send={"data": {"act": "tie", "password": "x"}}),
    Route("POST", "/sign-out", ALL),
    Route("POST", "/language", ALL, send={"data": {"language": "en"}}),
    Route("POST", "/pilot", ALL, send={"data": {"pilot": "proef"}}),
    Route("GET", "/api/me", ALL),
    Route("GET", "/export/{key}.{ending}", ALL, fill={"key": fixed("codebook"), "ending": fixed("yaml")}),
    Route("GET", "/export/made/{guid}", NOBODY, fill={"guid": guid_of("job")}),  # a task of another kind
    Route("GET", "/assets/palette.css", ALL, signed_out=True),
    Route("GET", "/assets/words/{language}.json", ALL, fill={"language": fixed("nl")}),
    Route("GET", "/assets/{room}/{file}", ALL, fill={"room": fixed("static"), "file": fixed("page.js")}),
    Route("GET", "/recordings/{guid}", only("coach", "evaluator"), fill={"guid": guid_of("coach_recording")}),
    Route("GET", "/recordings/{guid}", EVALUATORS, fill={"guid": guid_of("family_recording")}),
    Route("GET", "/recordings/{guid}/silenced", EVALUATORS, fill={"guid": guid_of("silenced_recording")}),
    Route("GET", "/api/reach", ALL),
    Route("GET", "/api/uploads", EVALUATORS),
    Route("POST", "/api/uploads", EVALUATORS, send={"json": {"ext": "txt", "bytes": 5, "fingerprint": "a"}}),
    Route("GET", "/api/uploads/{guid}", EVALUATORS, fill={"guid": guid_of("upload")}),
    Route("PUT", "/api/intake/drafts/{guid}", EVALUATORS, fill={"guid": guid_of("upload")},
          send={"json": {"revision": 0, "said": {}}}),
    Route("GET", "/api/intake/turns/{guid}", EVALUATORS, fill={"guid": guid_of("upload")}),
    Route("PATCH", "/api/uploads/{guid}", EVALUATORS, fill={"guid": guid_of("upload")}),
    Route("DELETE", "/api/uploads/{guid}", EVALUATORS, fill={"guid": guid_of("upload")}),
    Route("GET", "/api/intake", EVALUATORS),
    Route("POST", "/api/intake", EVALUATORS),
    Route("POST", "/api/intake/preview", EVALUATORS),
    Route("POST", "/api/intake/consent", EVALUATORS),
    Route("POST", "/api/intake/person", EVALUATORS),
    Route("POST", "/api/intake/joined", EVALUATORS),
    Route("POST", "/api/consent/photo", only("coach", "coach2", "evaluator", "admin")),
    Route("GET", "/api/consent/pictures/{guid}", only("coach", "admin"), fill={"guid": guid_of("signature")}),
    Route("POST", "/api/intake/list", EVALUATORS),
    Route("GET", "/api/documents/{guid}", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}", only("coach", "evaluator"), fill={"guid": guid_of("coach_document")}),
    Route("GET", "/api/documents/{guid}/codes", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/times", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/codings", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/ops", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/status", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/doubts", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/doubts", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/suggestions", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/suggestions", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/again", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/again", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/again/{offer}", EVALUATORS,
          fill={"guid": guid_of("interview"), "offer": fixed("x")}),
    Route("GET", "/api/documents/{guid}/unsure", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/speakers", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("PUT", "/api/documents/{guid}/speakers", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/edit", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/edit", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("PUT", "/api/documents/{guid}/edit/draft", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("DELETE", "/api/documents/{guid}/edit/draft", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/edit/here", EVALUATORS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/together", CODERS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/documents/{guid}/together/rows", CODERS, fill={"guid": guid_of("interview")}),
    Route("POST", "/api/documents/{guid}/together", CODERS, fill={"guid": guid_of("interview")}),
    Route("GET", "/api/names", EVALUATORS),
    Route("POST", "/api/names/decisions", EVALUATORS),
    Route("POST", "/api/names/find", EVALUATORS, send={"json": {"documents": "x"}}),
    Route("POST", "/api/names/make", EVALUATORS, send={"json": {"documents": "x"}}),
    Route("GET", "/api/documents/{guid}/names", EVALUATORS, fill={"guid": guid_of("raw")}),
    Route("POST", "/api/documents/{guid}/names", EVALUATORS, fill={"guid": guid_of("raw")}),
    Route("POST", "/api/documents/{guid}/names/make", EVALUATORS, fill={"guid": guid_of("raw")}),
    # A name that is taken: refused for what it says, so that the codebook stays as it is.
    Route("POST", "/api/codes", only("evaluator", "admin"), send={"json": {"name": "Klik", "parent": ""}}),
    Route("POST", "/api/codes/{key}", only("evaluator", "admin"), fill={"key": fixed("klik")},
          send={"json": {"name": "Vast gezicht", "seen": 1}}),
    Route("POST", "/api/favourites", EVALUATORS),
    Route("GET", "/api/memos", EVALUATORS),
    Route("GET", "/api/short", EVALUATORS),
    Route("POST", "/api/memos", EVALUATORS),
    Route("GET", "/api/memos/find", EVALUATORS),
    Route("GET", "/api/memos/{guid}", EVALUATORS, fill={"guid": guid_of("memo")}),
    Route("POST", "/api/memos/{guid}/remove", EVALUATORS, fill={"guid": guid_of("old_memo")}),
    Route("POST", "/api/memos/{guid}/links", EVALUATORS, fill={"guid": guid_of("memo")}),
    Route("POST", "/api/memos/{guid}/place", EVALUATORS, fill={"guid": guid_of("memo")}),
    Route("GET", "/api/jobs", ALL),  # one's own; all of them for who transcribes
    Route("POST", "/api/jobs", EVALUATORS),
    Route("POST", "/api/jobs/{guid}/cancel", EVALUATORS, fill={"guid": guid_of("job")}),
    Route("GET", "/api/drafts", COACHES),
    Route("GET", "/api/drafts/{guid}", only("coach"), fill={"guid": guid_of("draft")}),
    Route("PUT", "/api/drafts/{guid}", COACHES, fill={"guid": guid_of("draft")}),
    Route("POST", "/api/drafts/{guid}/keep", COACHES, fill={"guid": guid_of("draft")}),
    Route("DELETE", "/api/drafts/{guid}", only("coach"), fill={"guid": guid_of("draft")}),
    Route("POST", "/api/contacts", only("coach", "coach2", "evaluator")),
    Route("POST", "/api/scores", only("coach", "coach2", "evaluator")),
    Route("GET", "/api/scores/text/{guid}", only("coach", "evaluator"), fill={"guid": guid_of("coach_document")}),
    Route("GET", "/api/drafts/{guid}/spoken", COACHES, fill={"guid": guid_of("draft")}),
    Route("GET", "/api/spoken", COACHES | EVALUATORS),
    Route("POST", "/api/spoken", COACHES | EVALUATORS),
    Route("GET", "/api/spoken/{guid}", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("POST", "/api/spoken/{guid}/pieces", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("POST", "/api/spoken/{guid}/close", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("POST", "/api/spoken/{guid}/rest", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("POST", "/api/spoken/{guid}/text", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("DELETE", "/api/spoken/{guid}/text", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("POST", "/api/spoken/{guid}/draft", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("DELETE", "/api/spoken/{guid}", only("coach"), fill={"guid": guid_of("spoken")}),
    Route("GET", "/tell", ALL),
    Route("POST", "/tell", COACHES),
    Route("POST", "/tell/keep", COACHES),
    Route("POST", "/tell/back", ALL),
    Route("GET", "/sign", ALL),
    Route("POST", "/sign", only("coach", "coach2", "evaluator", "admin")),
    Route("POST", "/sign/keep", only("coach", "coach2", "evaluator", "admin")),
    Route("POST", "/sign/back", ALL),
    Route("GET", "/", ALL),
    Route("GET", "/{name:page}", ALL, fill={"name": fixed("desk")}),
)
