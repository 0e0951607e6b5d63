"""What an administrator fills in for the letters: who does this, whom to call, how long things are kept.

It lies in the register, for it may name somebody who is to be called; it is told to everybody who gets a letter.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import open_register, write
from pilot.visible import visible_name
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot

MOST_CHARS = 1_000


class Facts(NamedTuple):
    """What the letters of a pilot tell of it; '' for what nobody filled in yet.

    Attributes:
        organisation: who does this. contact: whom to call or mail about stopping. protection: the same about data.
        kept_nl, kept_en: how long things are kept. extra_nl, extra_en: a paragraph of the pilot's own.
    """

    organisation: str = ""
    contact: str = ""
    protection: str = ""
    kept_nl: str = ""
    kept_en: str = ""
    extra_nl: str = ""
    extra_en: str = ""

    @property
    def missing(self) -> list[str]:
        """The names of the facts without which a letter cannot say whom to turn to."""
        return [name for name in ("organisation", "contact", "protection") if not getattr(self, name)]


def known(pilot: Pilot) -> Facts:
    """What was filled in."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        rows = dict(register.conn.execute("SELECT fact, value FROM letter_fact").fetchall())
    return Facts(**{name: str(rows.get(name, "")) for name in Facts._fields})


@use_case(Right.RECORD_CONSENT, Right.MANAGE_SETTINGS, reads="what letters tell of the pilot")
def facts(pilot: Pilot, db: Database, viewer: Viewer) -> Facts:
    """What was filled in for the letters."""
    return known(pilot)


@use_case(Right.MANAGE_SETTINGS, event="letters set pilot")
def set_facts(pilot: Pilot, db: Database, viewer: Viewer, said: Facts) -> None:
    """Say what letters tell from now on; letters that were printed or signed stay as they were. Raises: BadInput."""
    told = Facts(*(visible_name(value) for value in said))
    if any(len(value) > MOST_CHARS for value in told):
        raise BadInput(N_("This is too long for a letter. Keep each field under {n} characters."), n=MOST_CHARS)
    with closing(open_register(pilot.register_path, create=True)) as register, write(register):
        register.conn.executemany("INSERT OR REPLACE INTO letter_fact(fact, value) VALUES (?, ?)",
                                  list(told._asdict().items()))
    with write(db):
        (slug,) = db.conn.execute("SELECT slug FROM pilot").fetchone()
        events.record(db, viewer, "letters set", "pilot", slug)
