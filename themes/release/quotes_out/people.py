"""Who there is in the pilot, and who agreed to be named: what attributions are checked against."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot.config import Pilot
from pilot.store.files import open_register
from pilot.vocabulary import households
from stories.file import household
from themes.release.quotes_out.attribution import Household, Known, Member, coaches_by_site

if TYPE_CHECKING:
    from sqlite_utils import Database

    from stories.back.answers import Said


def known(db: Database) -> Known:
    """Every family with its people, every coach, every function."""
    members: dict[int, list[Member]] = {}
    for family_id, kind, role in db.conn.execute(
            "SELECT family_id, kind, role FROM person WHERE family_id IS NOT NULL ORDER BY person_id"):
        members.setdefault(family_id, []).append(Member(kind, role))
    lives = household.last_of_each(db)
    homes = tuple(Household(
        family_id, site, tuple(members.get(family_id, ())),
        households.PARENTS.get(lives[family_id].kind) if family_id in lives else None,
        lives[family_id].children.total if family_id in lives else None) for family_id, site in db.conn.execute(
            "SELECT f.family_id, coalesce(s.name, '') FROM family f LEFT JOIN site s USING (site_id) ORDER BY 1"))
    coaches = coaches_by_site(db.conn.execute(
        "SELECT p.person_id, s.name FROM person p LEFT JOIN coaching c ON c.coach_id = p.person_id"
        " LEFT JOIN family f ON f.family_id = c.family_id LEFT JOIN site s ON s.site_id = f.site_id"
        " WHERE p.kind = 'coach'"))
    functions = tuple(row[0] for row in db.conn.execute("SELECT role FROM person WHERE kind = 'professional'"))
    return Known(homes, coaches, functions)


def agreed(db: Database, person_id: int | None, said: Said) -> str:
    """The full name of who agreed to be named; '' for everybody else.

    Who works with families agreed by the register; of a family, by what it said about these words (`said`). The name
    is kept in the register alone, and looked up each time: an agreement that ended counts at once.
    """
    row = db.conn.execute("SELECT guid, family_id FROM person WHERE person_id = ?", (person_id,)).fetchone()
    path = Pilot.of(db).register_path
    if row is None or not path.exists() or (row[1] is not None and not said.by_name):
        return ""
    with closing(open_register(path)) as register:
        found = register.conn.execute("SELECT name FROM person_name WHERE person_guid = ? AND (may_be_named OR ?)",
                                      (row[0], row[1] is not None)).fetchone()
    return str(found[0]) if found else ""


def is_of_family(db: Database, person_id: int | None) -> bool:
    """Whether somebody is of a family, not somebody who works with families."""
    return db.conn.execute("SELECT 1 FROM person WHERE person_id = ? AND family_id IS NOT NULL",
                           (person_id,)).fetchone() is not None
