"""The second pair of eyes: letting words out, sending them back with a reason, taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import events
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotAllowed
from pilot.store.files import write
from pilot.visible import visible_name
from pilot.words import N_
from themes.release.quotes_out import answered, stored
from themes.release.quotes_out.checks import Named, all_findings, require_clean
from themes.release.quotes_out.people import is_of_family
from themes.release.quotes_out.standing import held_blind, words_are_gone
from themes.release.quotes_out.stored import APPROVED, PROPOSED, SENT_BACK, WITHDRAWN, Kept

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from themes.release.quotes_out.checks import Finding

LONGEST_REASON = 500


@use_case(Right.SIGN_RELEASES, event="approved quote")
def approve(db: Database, viewer: Viewer, guid: str, looked_at: Collection[str] = ()) -> None:
    """Let a quote out that somebody else proposed. Consent and everything that is checked are looked at anew.

    Args:
        looked_at: keys of what was found of which the second person says too that nobody can be recognised by it.

    Raises: NotFound where consent ended or it is not there; NotAllowed for one's own; Conflict where it does not wait;
        BadInput for what was found, or what the family said about these words.
    """
    if viewer.is_operator:
        raise NotAllowed(N_("The command line signs nothing: a person does, with an account of her own."))
    one = _waiting(db, viewer, guid)
    if words_are_gone(db, one):
        raise Conflict(N_("The text was changed since, and these words no longer stand in it. Send the quote back."))
    answered.require(answered.of_kept(db, [one])[guid], one.how, one.audience)
    require_clean(findings(db, one), looked_at, in_team=viewer.may(Right.SEE_THEMES))
    _decide(db, viewer, one, APPROVED)


@use_case(Right.SIGN_RELEASES, event="sent back quote")
def send_back(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Send a quote back to who proposed it. Raises: as `approve`; BadInput without a reason."""
    _decide(db, viewer, _waiting(db, viewer, guid), SENT_BACK, _reason(reason))


@use_case(Right.SIGN_RELEASES, event="withdrawn quote")
def withdraw(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Take a quote back, one's own too: no page shows it any more, in whatever release it stands.

    Raises: NotFound, NotAllowed; Conflict where it was taken back or sent back; BadInput without a reason.
    """
    one = _shown(db, guid)
    if one.state not in (PROPOSED, APPROVED):
        raise Conflict(N_("This quote was sent back or taken back already."))
    _decide(db, viewer, one, WITHDRAWN, _reason(reason))


def findings(db: Database, one: Kept) -> list[Finding]:
    """What is found in a quote today."""
    named = Named(stored.names(db, [one]).get(one.guid, ""), is_of_family(db, one.person_id))
    return all_findings(db, one.family, one.text, one.how, one.said_by, named, one.audience)


@inner("a part of deciding, which asks the right")
def is_own(viewer: Viewer, one: Kept) -> bool:
    """Whether this viewer proposed it."""
    return one.proposed_by_id == viewer.user_id


def _shown(db: Database, guid: str) -> Kept:
    one = stored.by_guid(db, guid)
    if held_blind(db, one):
        raise Conflict(N_("The text of this quote is being coded blind. Decide about it once that round is over."))
    return one


def _waiting(db: Database, viewer: Viewer, guid: str) -> Kept:
    one = _shown(db, guid)
    if one.state != PROPOSED:
        raise Conflict(N_("This quote does not wait any more. Look at how it stands now."))
    if is_own(viewer, one):
        raise NotAllowed(N_("You proposed these words yourself. Somebody else looks at them before they leave."))
    return one


def _reason(reason: str) -> str:
    reason = visible_name(reason)
    if not reason:
        raise BadInput(N_("Say why, so that others know."))
    if len(reason) > LONGEST_REASON:
        raise BadInput(N_("Say why in at most {n} characters."), n=LONGEST_REASON)
    return reason


def _decide(db: Database, viewer: Viewer, one: Kept, state: str, reason: str = "") -> None:
    with write(db):
        stored.step(db, viewer, one, state, reason)
        verb = {APPROVED: "approved", SENT_BACK: "sent back", WITHDRAWN: "withdrawn"}[state]
        events.record(db, viewer, verb, "quote", one.guid)
