"""What an administrator does on the first day of a pilot, in order, and what of it is done."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Role, Viewer
from pilot.accounts import members
from pilot.door import use_case
from pilot.safety import retention
from pilot.store.files import open_register
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Home, Pilot


class Step(NamedTuple):
    """One step: msgid of what to do, the page where it is done, and whether it is."""

    said: str
    address: str
    done: bool


@use_case(Right.MANAGE_SETTINGS, reads="what was set up")
def steps(home: Home, pilot: Pilot, db: Database, viewer: Viewer) -> list[Step]:
    """The steps in the order in which they are best done."""
    there = [one for one in members.members(home, db, viewer) if not one.disabled]
    roles = [role for one in there for role in one.roles]

    def any_in(sql: str) -> bool:
        return _any(db, sql)

    with closing(open_register(pilot.register_path)) as names:
        told, named = _any(names, "SELECT 1 FROM letter_fact"), _any(names, "SELECT 1 FROM person_name")
    periods = retention.periods(db, viewer)
    return [
        Step(N_("Let a second person be administrator"), "/people", roles.count(Role.ADMIN) > 1),
        Step(N_("Let the evaluators in"), "/people", Role.EVALUATOR in roles),
        Step(N_("Let the coaches in"), "/people", Role.COACH in roles),
        Step(N_("Say who may prepare texts"), "/people", any(one.prepares for one in there)),
        Step(N_("Fill in what letters about consent tell"), "/settings", told),
        Step(N_("Say how long things are kept"), "/retention", any(periods.values())),
        Step(N_("Add the families"), "/families", any_in("SELECT 1 FROM family")),
        Step(N_("Give each family its coach"), "/families", any_in("SELECT 1 FROM coaching")),
        Step(N_("Fill in the real names, so that they are found in texts"), "/register", named),
        Step(N_("Ask the families for consent"), "/consent", any_in("SELECT 1 FROM consent")),
        Step(N_("Make a backup, and keep it on another machine"), "/backups",
             any_in("SELECT 1 FROM event WHERE verb = 'backed up'")),
    ]


def _any(db: Database, sql: str) -> bool:
    return bool(db.conn.execute(f"SELECT EXISTS ({sql})").fetchone()[0])
