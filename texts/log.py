"""The record of events as an administrator reads it: who did what, when, on what; filtered, fifty at a time.

Here rather than beside the record itself, because a text is called by its title.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, clock
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.events.reading import settle
from pilot.makers import OPERATOR_GUID, maker
from pilot.paging import ALL, Order, Paged, Wanted, placed, sought
from pilot.store.files import open_server
from pilot.words import N_
from texts.log_words import NOUNS, OTHER, SENTENCES

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home

SIGNING_IN = "signing in"
_CALLED = {
    "document":
        "SELECT d.title || ' · ' || f.pseudonym FROM document d JOIN family f USING (family_id) WHERE d.guid = ?",
    "recording": "SELECT f.pseudonym FROM recording r JOIN family f USING (family_id) WHERE r.guid = ?",
    "family": "SELECT pseudonym FROM family WHERE guid = ?", "person": "SELECT pseudonym FROM person WHERE guid = ?",
    "account": "SELECT maker(guid, label) FROM user WHERE guid = ?",
    "timeline": "SELECT pseudonym FROM family WHERE guid = ?",
    "lexicon": "SELECT pseudonym FROM family WHERE guid = ?",
    "consent_decision": "SELECT p.pseudonym FROM consent_decision c JOIN person p USING (person_id) WHERE c.guid = ?",
    "consent_paper": "SELECT p.pseudonym FROM consent_paper c JOIN person p USING (person_id) WHERE c.guid = ?",
    "consent_picture": "SELECT p.pseudonym FROM consent_picture c JOIN consent_paper USING (paper_id)"
                       " JOIN person p USING (person_id) WHERE c.guid = ?",
}

# Who is done with what is told to who leads the round, too.
_ANYWAY = {"finished", "reopened"}


@dataclass(frozen=True)
class Logged:
    """One event in words.

    Attributes:
        at: UTC, ISO; `day` (ISO) and `clock` are the pilot's own.
        who: label, or what the command line is called; '' where nobody is known.
        said: msgid of a sentence, in which {what} may stand.
        called: the pseudonym, title or label of what it was done to; '' where it has none.
        noun: msgid of what it is then called.
    """

    at: str
    day: str
    clock: str
    who: str
    said: str
    called: str
    noun: str


@dataclass(frozen=True)
class Asked:
    """What to show: `who` an account's guid, `kind` of KINDS, ISO dates of the pilot, both inclusive; '' for all."""

    who: str = ""
    kind: str = ""
    from_on: str = ""
    until_on: str = ""


ORDERS = {"new": Order(N_("newest first"), "at DESC, event_id DESC"),
          "old": Order(N_("oldest first"), "at, event_id")}


def waits(db: Database) -> bool:
    """Whether there is anything that the log does not tell yet, for it is coded blind."""
    return bool(access.blind.coders(db))


@use_case(Right.SEE_EVENTS, reads="events")
def log(home: Home, db: Database, viewer: Viewer, asked: Asked, wanted: Wanted = ALL) -> Paged[Logged]:
    """A page of the events that were asked for; what is searched is what things are called now.

    What was done in this pilot, who of it signed in and out of the installation, and what the command line did with
    their accounts. Of what others code in a text that is coded blind, and of memos of its coders, nothing until the
    round is shown.
    """
    settle(db)
    labels = _labels(db)
    where, params = _condition(db, viewer, asked)
    if wanted.search:
        where, params = f"{where} AND subject_guid IN (SELECT value FROM json_each(?))", [
            *params, json.dumps(_called_so(db, wanted.search))]
    found, total = _rows(db, where, params, wanted)
    if asked.kind in ("", SIGNING_IN, "accounts"):
        # What a pilot records itself, of roles and by its administrators, is not told twice.
        mine = ("subject = 'account' AND subject_guid IN (SELECT value FROM json_each(?)) AND"
                " (actor_guid = subject_guid OR actor_guid = ?) AND verb NOT LIKE 'became %'"
                " AND verb NOT LIKE 'no longer %'")
        with closing(open_server(home.server_path)) as server:
            more, others = _rows(
                server, f"{where} AND {mine}", [*params, json.dumps(list(labels)), OPERATOR_GUID], wanted)
        found = sorted([*found, *more], key=lambda row: row[0], reverse=wanted.order != "old")
        total += others
    # Two stores at once: their rows up to this page are at hand, in order.
    page = placed(total, wanted)
    return page.of([_logged(db, labels, row) for row in found[page.first - 1:page.first - 1 + page.size]])


_Row = tuple[str, str | None, str, str, str]
_ITSELF = "Rode Draad"  # where a date did it, such as a consent that ended


def _rows(db: Database, where: str, params: list[str], wanted: Wanted) -> tuple[list[_Row], int]:
    """The first events of one store, as many as this page and those before it can need, and how many there are."""
    total = int(db.conn.execute(f"SELECT count(*) FROM event WHERE {where}", params).fetchone()[0])
    order = (ORDERS.get(wanted.order) or ORDERS["new"]).by
    rows = db.conn.execute(
        f"SELECT at, actor_guid, verb, subject, subject_guid FROM event WHERE {where} ORDER BY {order} LIMIT ?",
        (*params, max(1, wanted.page) * wanted.size)).fetchall()
    return rows, total


def _called_so(db: Database, search: str) -> list[str]:
    """Guids of what has every word that is searched for in its title, pseudonym or label."""
    words = sought(search)
    match = " AND ".join(["instr(folded(l.name), ?) > 0"] * len(words)) or "1"
    return [row[0] for row in db.conn.execute(
        "SELECT l.guid FROM (SELECT d.guid AS guid, d.title || ' ' || f.pseudonym AS name FROM document d"
        " JOIN family f USING (family_id) UNION ALL SELECT r.guid, f.pseudonym FROM recording r JOIN family f"
        " USING (family_id) UNION ALL SELECT guid, pseudonym FROM family UNION ALL SELECT guid, pseudonym FROM person"
        f" UNION ALL SELECT guid, maker(guid, label) FROM user) l WHERE {match}", words)]


def _told_while_blind(db: Database, viewer: Viewer) -> tuple[list[str], list[str]]:
    """While a round is blind the log keeps for later what others code in its texts, and that its coders write memos:
    who codes it and reads the log too would see how much they found, and when."""
    coders = access.blind.coders(db)
    if not coders:
        return ["1"], []
    held = [row[0] for row in db.conn.execute(
        "SELECT guid FROM document WHERE document_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(access.blind.documents(db))),))]
    verbs = [verb for (verb, subject), (kind, _) in SENTENCES.items()
             if subject == "document" and kind == "coding" and verb not in _ANYWAY]
    return [
        "(actor_guid IS ? OR NOT (subject = 'document' AND verb IN (SELECT value FROM json_each(?))"
        " AND subject_guid IN (SELECT value FROM json_each(?)) OR subject = 'memo' AND EXISTS (SELECT 1"
        " FROM json_each(?) c WHERE c.key = actor_guid AND c.value <= at)))",
    ], [viewer.account_guid, json.dumps(verbs), json.dumps(held), json.dumps(coders)]


def _condition(db: Database, viewer: Viewer, asked: Asked) -> tuple[str, list[str]]:
    where, params = _told_while_blind(db, viewer)
    if asked.who:
        where, params = [*where, "actor_guid = ?"], [*params, asked.who]
    if asked.kind:
        pairs = [f"{verb} {subject}" for (verb, subject), (kind, _) in SENTENCES.items() if kind == asked.kind]
        where = [*where, "verb || ' ' || subject IN (SELECT value FROM json_each(?))"]
        params = [*params, json.dumps(pairs)]
    if asked.from_on:
        where, params = [*where, "at >= ?"], [*params, clock.day_begins(db, asked.from_on)]
    if asked.until_on:
        where, params = [*where, "at < ?"], [*params, clock.day_begins(db, asked.until_on, later=1)]
    return " AND ".join(where), params


def _logged(db: Database, labels: dict[str, str], row: _Row) -> Logged:
    at, actor, verb, subject, guid = row
    if (verb, subject) == ("password changed", "account") and actor != guid:
        verb = "reset password"
    here = clock.local(db, at)
    who = _ITSELF if actor is None and verb == "ended" else labels.get(actor or "", "")
    return Logged(at, here.date().isoformat(), f"{here:%H:%M}", who,
                  SENTENCES.get((verb, subject), OTHER)[1], _called(db, subject, guid), NOUNS.get(subject, ""))


@use_case(Right.SEE_EVENTS, reads="accounts by label")
def people(db: Database, viewer: Viewer) -> dict[str, str]:
    """Everybody who is or was in the pilot, and the command line: account guid to label."""
    return _labels(db)


def _labels(db: Database) -> dict[str, str]:
    found = dict(db.conn.execute("SELECT guid, maker(guid, label) FROM user ORDER BY label").fetchall())
    return found | {OPERATOR_GUID: maker(OPERATOR_GUID, "")}


def _called(db: Database, subject: str, guid: str) -> str:
    row = db.conn.execute(_CALLED[subject], (guid,)).fetchone() if subject in _CALLED else None
    return str(row[0]) if row else ""
