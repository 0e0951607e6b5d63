"""Releases for tests of what shows them: put in as they were drafted, then proposed and signed by two people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.families import consent
from pilot.store.files import new_guid, write
from tests.release_example import content as example
from themes.release import content, deciding, store
from themes.release.content import MUNICIPALITY
from themes.release.quotes_out import deciding as approving
from themes.release.quotes_out import leaving, proposing
from themes.release.quotes_out.passages import Passage

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from tests.builder import SmallPilot
    from themes.release.content import Content, QuoteOut


def without_quotes(says: Content) -> Content:
    """The same without quotes, which only show while those they are of consent."""
    return replace(says, themes=tuple(replace(one, quotes=()) for one in says.themes))


def quoted(small: SmallPilot, db: Database, document: str, start: int, end: int, code: str) -> QuoteOut:
    """A passage of Berk's mother that one evaluator proposed as a quote and the other let out, with her consent.

    Args:
        start, end: code points, 0-based, end-exclusive, into the version read now.
    """
    consent.give(db, small.operator(db), small.persons["Berk moeder"], ["quote"], "2020-01-15")
    by, passage = small.viewers["evaluator"], Passage(document, "", start, end, code)
    offer = proposing.offer(db, by, passage)
    guid = proposing.propose(db, by, passage, proposing.Words(
        offer.words, MUNICIPALITY, offer.how, offer.said_by[MUNICIPALITY]))
    approving.approve(db, small.viewers["evaluator2"], guid)
    return leaving.let_out(db, MUNICIPALITY)[code][0]


def with_quote(says: Content, quote: QuoteOut) -> Content:
    """The same, of which the first theme has that quote and no other does any."""
    first, *others = without_quotes(says).themes
    return replace(says, themes=(replace(first, quotes=(quote,)), *others))


def drafted(db: Database, by: Viewer, says: Content | None = None) -> str:
    """A draft that says so; returns its guid. Quotes of it that nobody let out are left out by who shows it."""
    says = says or without_quotes(example())
    kept, guid = content.as_json(says), new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO release(guid, audience, choice, content, ground, sha256, drafted_by, drafted_at, changed_at)"
            " VALUES (?, ?, '{}', ?, '{}', ?, ?, ?, ?)",
            (guid, says.audience, kept, store.digest_of(kept), by.user_id, now(), now()))
    return guid


def proposed(db: Database, by: Viewer, says: Content | None = None) -> str:
    """One that waits for a signature."""
    guid = drafted(db, by, says)
    with write(db):
        db.conn.execute("UPDATE release SET state = 'proposed' WHERE guid = ?", (guid,))
        db.conn.execute("INSERT INTO release_step(release_id, did, by_user, at) SELECT release_id, 'proposed', ?, ?"
                        " FROM release WHERE guid = ?", (by.user_id, now(), guid))
    return guid


def signed(db: Database, by: Viewer, signer: Viewer, says: Content | None = None) -> str:
    """One that everybody of its audience sees."""
    guid = proposed(db, by, says)
    deciding.sign(db, signer, guid, deciding.proposal(db, signer, guid).sha256)
    return guid
