"""What is known of a family besides what is told: milestones, scores on life domains, expenses.

Each is added inside `write(db)`, so that many are all or nothing. A date (ISO) that is early or in the future is asked
about (AskFirst) until it is among those that are `sure`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import early
from pilot.store.files import new_guid
from pilot.vocabulary import domains
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

WORST, BEST = 10, 0


@use_case(Right.MANAGE_FAMILIES, event="added milestone")
def add_milestone(
    db: Database, viewer: Viewer, family_guid: str, on_date: str, label: str, *, sure: Container[str] = ()
) -> str:
    """Something that happened in a family on a date; returns its guid.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    if not label.strip():
        raise BadInput(N_("Say in a few words what happened."))
    guid, (family_id, day) = new_guid(), _when(db, viewer, family_guid, on_date, sure)
    db.conn.execute("INSERT INTO milestone(guid, family_id, on_date, label) VALUES (?, ?, ?, ?)",
                    (guid, family_id, day, label.strip()))
    events.record(db, viewer, "added", "milestone", guid)
    return guid


@use_case(Right.MANAGE_FAMILIES, event="added observation")
def add_score(
    db: Database, viewer: Viewer, family_guid: str, domain: str, value: float, *, wave: str, on_date: str,
    sure: Container[str] = (),
) -> str:
    """How a family does in a life domain, on the rubric from 10 (worst) to 0; returns its guid.

    Args:
        domain: a key of DOMAINS; its measure is made when missing.
        wave: label of the round of measuring; made when missing, and widened to hold `on_date`.

    Raises: BadInput, AskFirst, Conflict (there is one for this round), NotFound, NotAllowed.
    """
    if domain not in DOMAINS or not wave.strip() or not BEST <= value <= WORST:
        raise BadInput(N_("Give a life domain, the round of measuring and a score from 0 to 10."))
    guid, (family_id, day) = new_guid(), _when(db, viewer, family_guid, on_date, sure)
    if db.conn.execute(
        "SELECT 1 FROM observation JOIN wave USING (wave_id) JOIN measure USING (measure_id) WHERE family_id = ?"
        " AND label = ? AND key = ?", (family_id, wave, domain)
    ).fetchone():
        raise Conflict(N_("This family has a score for this life domain in this round already."))
    db.conn.execute("INSERT OR IGNORE INTO wave(label, starts_on, ends_on) VALUES (?, ?, ?)", (wave, day, day))
    db.conn.execute(
        "UPDATE wave SET starts_on = min(starts_on, ?1), ends_on = max(ends_on, ?1) WHERE label = ?2", (day, wave))
    db.conn.execute(
        "INSERT OR IGNORE INTO measure(key, name_nl, name_en, unit, minimum, maximum, higher_is_better, source)"
        " VALUES (?, ?, ?, 'rubric 0-10', ?, ?, 0, 'rubric of nine life domains')",
        (domain, domains.name(domain, "nl"), domains.name(domain, "en"), BEST, WORST))
    db.conn.execute(
        "INSERT INTO observation(guid, family_id, wave_id, measure_id, value, observed_on) SELECT ?, ?, wave_id,"
        " measure_id, ?, ? FROM wave, measure WHERE label = ? AND key = ?",
        (guid, family_id, float(value), day, wave, domain))
    events.record(db, viewer, "added", "observation", guid)
    return guid


@use_case(Right.MANAGE_FAMILIES, event="added expense")
def add_expense(
    db: Database, viewer: Viewer, family_guid: str, on_date: str, cents: int, category: str, *,
    sure: Container[str] = (),
) -> str:
    """Money spent for a family on a date, in cents; returns its guid.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    if not category.strip():
        raise BadInput(N_("Say what the money was spent on."))
    guid, (family_id, day) = new_guid(), _when(db, viewer, family_guid, on_date, sure)
    db.conn.execute("INSERT INTO expense(guid, family_id, spent_on, cents, category) VALUES (?, ?, ?, ?, ?)",
                    (guid, family_id, day, cents, category.strip()))
    events.record(db, viewer, "added", "expense", guid)
    return guid


def _when(db: Database, viewer: Viewer, family_guid: str, on_date: str, sure: Container[str]) -> tuple[int, str]:
    """The family_id and the date (ISO) of what happened in a family, which is asked about where it is odd."""
    day, family_id = check_date(on_date), access.require_family(db, viewer, family_guid)
    early.ask(db, [day], sure, family_id)
    early.ask_far(db, [day], sure, ahead=0)
    return family_id, day
