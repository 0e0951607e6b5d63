"""What a pilot asks of those who sign in: who needs the second step, and when a sitting ends.

Somebody in several pilots has the strictest of their rules, for a sitting opens all of them.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import ROLES, Right, Role, Viewer, in_order
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import open_server, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.config import Home

HOURS, IDLE_MINUTES = 12, 120
IDLE_CHOICES = (15, 30, 60, 120, 240)  # minutes
HOURS_CHOICES = (1, 4, 8, 12, 24)


class Rules(NamedTuple):
    """Who needs the second step, after how many minutes of rest a sitting ends, and after how many hours anyhow."""

    roles: tuple[Role, ...] = ()
    idle_minutes: int = IDLE_MINUTES
    hours: int = HOURS


def of_pilot(server: Database, slug: str) -> Rules:
    """What a pilot asks of its members."""
    roles = [Role(row[0]) for row in server.conn.execute(
        "SELECT role FROM second_step_role WHERE pilot_slug = ?", (slug,))]
    row = server.conn.execute("SELECT idle_minutes, hours FROM sitting_rule WHERE pilot_slug = ?", (slug,)).fetchone()
    return Rules(tuple(in_order(roles)), *(row or ()))


def of_account(server: Database, account_id: int) -> tuple[bool, int, int]:
    """Whether this account needs the second step, and after how many minutes of rest and how many hours it is out."""
    return needs_second(server, account_id), *lasts(server, account_id)


def needs_second(server: Database, account_id: int) -> bool:
    """Whether a pilot asks this account for the second step; a demo account never."""
    return server.conn.execute(
        "SELECT 1 FROM membership m JOIN account a USING (account_id) JOIN second_step_role r"
        " ON r.pilot_slug = m.pilot_slug AND r.role = m.role WHERE m.account_id = ? AND NOT a.is_demo LIMIT 1",
        (account_id,)).fetchone() is not None


def lasts(server: Database, account_id: int) -> tuple[int, int]:
    """After how many minutes of rest, and how many hours in any case, a sitting of this account ends."""
    row = server.conn.execute(
        "SELECT min(coalesce(r.idle_minutes, ?)), min(coalesce(r.hours, ?)) FROM membership m"
        " LEFT JOIN sitting_rule r USING (pilot_slug) WHERE m.account_id = ?",
        (IDLE_MINUTES, HOURS, account_id)).fetchone()
    return row[0] or IDLE_MINUTES, row[1] or HOURS


@use_case(Right.MANAGE_SETTINGS, reads="rules of signing in")
def rules(home: Home, viewer: Viewer) -> Rules:
    """What this pilot asks of its members."""
    with closing(open_server(home.server_path)) as server:
        return of_pilot(server, viewer.pilot_slug)


@use_case(Right.MANAGE_SETTINGS, event="sign-in rules set pilot")
def set_rules(
    home: Home, db: Database, viewer: Viewer, roles: Iterable[Role], idle_minutes: int, hours: int,
) -> None:
    """Say what this pilot asks of its members; it holds at once, also for who is signed in. Raises: BadInput."""
    wanted = frozenset(roles)
    if wanted - set(ROLES) or idle_minutes not in IDLE_CHOICES or hours not in HOURS_CHOICES:
        raise BadInput(N_("Choose who signs in in two steps, and how long somebody stays signed in, from the lists."))
    slug = viewer.pilot_slug
    with closing(open_server(home.server_path)) as server, write(server):
        server.conn.execute("DELETE FROM second_step_role WHERE pilot_slug = ?", (slug,))
        server.conn.executemany("INSERT INTO second_step_role VALUES (?, ?)", [(slug, role.value) for role in wanted])
        server.conn.execute("INSERT OR REPLACE INTO sitting_rule VALUES (?, ?, ?)", (slug, idle_minutes, hours))
        events.append(server, viewer.account_guid, "sign-in rules set", "pilot", slug)
    with write(db):
        events.record(db, viewer, "sign-in rules set", "pilot", slug)
