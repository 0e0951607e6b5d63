"""The record of events as an administrator reads it: who did what, when, on what; filtered, fifty at a time.

Here rather than beside the record itself, because a text is called by its title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import Right, Role, Viewer
from pilot.clock import local
from pilot.door import use_case
from pilot.events.reading import settle
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

PER_PAGE = 50
# Kinds of action to filter by, and what each verb of the record is in words.
KINDS = {
    "read": N_("reading and listening"), "material": N_("texts and recordings"), "coding": N_("coding"),
    "families": N_("families and people"), "consent": N_("consent"), "stories": N_("stories"),
    "accounts": N_("accounts"), "keeping": N_("settings and backups"),
}
VERBS: dict[str, tuple[str, str]] = {
    "opened": ("read", N_("opened")), "heard": ("read", N_("listened to")), "read": ("read", N_("looked at")),
    "exported": ("read", N_("exported")),
    "added": ("material", N_("added")), "started": ("material", N_("started")),
    "discarded": ("material", N_("discarded")), "withdrawn": ("material", N_("withdrew")),
    "brought back": ("material", N_("brought back")), "revised": ("material", N_("changed the text of")),
    "declared free of names": ("material", N_("declared free of names")), "asked for": ("material", N_("asked for")),
    "cancelled": ("material", N_("stopped")), "coded": ("coding", N_("coded in")),
    "uncoded": ("coding", N_("took codings away in")), "signed": ("coding", N_("stated directions in")),
    "placed": ("coding", N_("gave codings a place in")), "finished": ("coding", N_("is done with")),
    "reopened": ("coding", N_("works again on")), "adopted": ("coding", N_("loaded")),
    "named": ("families", N_("kept a real name of")), "renamed": ("families", N_("gave another pseudonym to")),
    "removed": ("families", N_("took a word out of")), "moved": ("families", N_("changed the site of")),
    "linked": ("families", N_("gave an account to")), "started support": ("families", N_("began support of")),
    "ended support": ("families", N_("ended support of")), "started coaching": ("families", N_("gave a coach to")),
    "ended coaching": ("families", N_("ended a coach's support of")),
    "consent given": ("consent", N_("recorded consent of")),
    "consent refused": ("consent", N_("recorded a refusal of")),
    "consent withdrawn": ("consent", N_("recorded that consent was withdrawn by")),
    "asked": ("consent", N_("has to take")), "changed": ("families", N_("changed what is known of")),
    "decided: withdrawn": ("consent", N_("withdrew the material after")),
    "decided: left": ("consent", N_("left the material out of reach after")),
    "decided: renewed": ("consent", N_("closed, with a new consent,")),
    "kept": ("stories", N_("kept as a story")), "thrown away": ("stories", N_("threw away")),
    **{f"became {role.value}": ("accounts", name) for role, name in {
        Role.COACH: N_("gave the role of coach to"), Role.EVALUATOR: N_("gave the role of evaluator to"),
        Role.STEERING: N_("let into the steering group"), Role.ADMIN: N_("gave the role of administrator to")}.items()},
    **{f"no longer {role.value}": ("accounts", name) for role, name in {
        Role.COACH: N_("took the role of coach from"), Role.EVALUATOR: N_("took the role of evaluator from"),
        Role.STEERING: N_("took out of the steering group"),
        Role.ADMIN: N_("took the role of administrator from")}.items()},
    "added member": ("accounts", N_("made a member of")), "changed role": ("accounts", N_("changed the roles of")),
    "reset password": ("accounts", N_("set a new password for")), "shut out": ("accounts", N_("shut out")),
    "let in": ("accounts", N_("let in again")), "let prepare": ("accounts", N_("let prepare texts")),
    "stopped preparing": ("accounts", N_("ended preparing texts by")),
    "backed up": ("keeping", N_("made a backup of")), "zone set": ("keeping", N_("set the time zone of")),
}
SUBJECTS = {
    "document": N_("a text"), "recording": N_("a recording"), "register": N_("the real names"), "story": N_("a story"),
    "draft": N_("a draft"), "family": N_("a family"), "person": N_("a person"), "account": N_("an account"),
    "codebook_version": N_("a codebook"), "job": N_("a task"), "upload": N_("an upload"),
    "lexicon": N_("the words that give a family away"), "pilot": N_("the pilot"), "expense": N_("an expense"),
    "milestone": N_("a milestone"), "observation": N_("a score"), "consent_decision": N_("a decision about consent"),
}
OTHER = N_("did something else with")
SOMETHING = N_("something else")
_CALLED = {
    "document":
        "SELECT d.title || ' · ' || f.pseudonym FROM document d JOIN family f USING (family_id) WHERE d.guid = ?",
    "recording": "SELECT f.pseudonym FROM recording r JOIN family f USING (family_id) WHERE r.guid = ?",
    "family": "SELECT pseudonym FROM family WHERE guid = ?", "person": "SELECT pseudonym FROM person WHERE guid = ?",
    "account": "SELECT label FROM user WHERE guid = ?",
}


@dataclass(frozen=True)
class Logged:
    """One event in words: `day` and `clock` in the pilot's time zone; `verb` and `subject` are msgids.

    called: the pseudonym, title or label of what it was done to; '' where it has none.
    """

    number: int
    day: str
    clock: str
    who: str
    verb: str
    subject: str
    called: str


@dataclass(frozen=True)
class Asked:
    """What to show: `who` an account's guid, `kind` of KINDS, ISO dates of the pilot, both inclusive; '' for all."""

    who: str = ""
    kind: str = ""
    from_on: str = ""
    until_on: str = ""


@use_case(Right.SEE_EVENTS, reads="events")
def log(db: Database, viewer: Viewer, asked: Asked, skip: int = 0) -> tuple[list[Logged], int]:
    """A page of events, newest first, and how many there are in all for what was asked. Raises: NotAllowed."""
    settle(db)
    where: list[str] = ["1"]
    params: list[str] = []
    if asked.who:
        where, params = [*where, "e.actor_guid = ?"], [*params, asked.who]
    if asked.kind:
        verbs = [verb for verb, (kind, _words) in VERBS.items() if kind == asked.kind]
        where, params = [*where, f"e.verb IN ({', '.join('?' * len(verbs))})"], [*params, *verbs]
    source = f"FROM event e LEFT JOIN user u ON u.guid = e.actor_guid WHERE {' AND '.join(where)}"
    rows = db.conn.execute(
        f"SELECT e.event_id, e.at, coalesce(u.label, ''), e.verb, e.subject, e.subject_guid {source}"
        " ORDER BY e.event_id DESC", params)
    total, found = 0, []
    for number, at, who, verb, subject, guid in rows:
        here = local(db, at)
        day = here.date().isoformat()
        if (asked.from_on and day < asked.from_on) or (asked.until_on and day > asked.until_on):
            continue
        total += 1
        if skip < total <= skip + PER_PAGE:
            found.append(Logged(number, day, f"{here:%H:%M}", who, VERBS.get(verb, ("", OTHER))[1],
                                SUBJECTS.get(subject, SOMETHING), _called(db, subject, guid)))
    return found, total


@use_case(Right.SEE_EVENTS, reads="accounts by label")
def people(db: Database, viewer: Viewer) -> dict[str, str]:
    """Everybody who stands in the record: account guid to label."""
    return dict(db.conn.execute(
        "SELECT guid, label FROM user WHERE guid IN (SELECT DISTINCT actor_guid FROM event) ORDER BY label").fetchall())


def _called(db: Database, subject: str, guid: str) -> str:
    row = db.conn.execute(_CALLED[subject], (guid,)).fetchone() if subject in _CALLED else None
    return str(row[0]) if row else ""
