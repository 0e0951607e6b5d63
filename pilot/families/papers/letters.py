"""Which letters there are: the one of today, and every one that was printed or read, by its number."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.dates import add_years
from pilot.door import use_case
from pilot.errors import BadInput, NotFound
from pilot.families import guardians
from pilot.families.papers import facts, wording
from pilot.families.papers.letter import ADULT, AUDIENCES, CHILD, YOUNG, Letter, read_back
from pilot.setup import pilot_name
from pilot.store.files import open_register, write
from pilot.words import LANGUAGES, N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.people import Person

AUDIENCE_NAMES = {
    ADULT: N_("16 or older"), CHILD: N_("child of 12 to 15"), YOUNG: N_("younger child, read aloud by a parent")}
_GONE = N_("This letter is not there. Choose another one.")


class Version(NamedTuple):
    """A letter that was kept: its number in this pilot, and its words."""

    number: int
    letter: Letter


def audience_for(who: Person, day: str) -> str:
    """For whom the letter of this person is on an ISO date; a child of unknown age is read to."""
    if not guardians.is_under_16(who, day):
        return ADULT
    return CHILD if who.turns_16_on and who.turns_16_on <= add_years(day, 4) else YOUNG


@use_case(Right.RECORD_CONSENT, reads="letters about consent")
def to_read(pilot: Pilot, db: Database, viewer: Viewer, audience: str, language: str) -> Version:
    """The letter of today, kept as a version so that it can be signed. Raises: BadInput for no audience or language."""
    if audience not in AUDIENCES or language not in LANGUAGES:
        raise BadInput(N_("Choose for whom the letter is, and in which language."))
    made = wording.letter(audience, language, pilot_name(db), facts.known(pilot))
    return Version(_keep(pilot, made), made)


def _keep(pilot: Pilot, made: Letter) -> int:
    """The number of a letter, which it gets when it is first needed."""
    known = "SELECT letter_id FROM letter WHERE sha256 = ?"
    with closing(open_register(pilot.register_path, create=True)) as register:
        if row := register.conn.execute(known, (made.sha256,)).fetchone():
            return int(row[0])
        with write(register):
            register.conn.execute(
                "INSERT OR IGNORE INTO letter(sha256, audience, language, text, kept_at) VALUES (?,?,?,?,?)",
                (made.sha256, made.audience, made.language, made.text, now()))
        return int(register.conn.execute(known, (made.sha256,)).fetchone()[0])


@use_case(Right.RECORD_CONSENT, reads="letters about consent")
def numbered(pilot: Pilot, db: Database, viewer: Viewer, number: int) -> Version:
    """The letter with this number, as it was. Raises: NotFound."""
    return kept(pilot, number)


def kept(pilot: Pilot, number: int) -> Version:
    """The same, for use cases that have checked rights."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        row = register.conn.execute("SELECT text FROM letter WHERE letter_id = ?", (number,)).fetchone()
    if row is None:
        raise NotFound(_GONE)
    return Version(number, read_back(row[0]))


class Known(NamedTuple):
    """A letter that was kept: its number, for whom and in which language it is, and since when (UTC ISO)."""

    number: int
    audience: str
    language: str
    kept_at: str


@use_case(Right.RECORD_CONSENT, reads="letters about consent")
def known(pilot: Pilot, db: Database, viewer: Viewer) -> list[Known]:
    """Every letter that was printed or read, the newest first."""
    with closing(open_register(pilot.register_path, create=True)) as register:
        return [Known(*row) for row in register.conn.execute(
            "SELECT letter_id, audience, language, kept_at FROM letter ORDER BY letter_id DESC")]
