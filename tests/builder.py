"""A small pilot for tests: two families, two coaches, one account per role, built through the real use cases."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pilot import access, setup
from pilot.access import Role, Viewer
from pilot.accounts import accounts, members
from pilot.config import Home, Pilot
from pilot.families import consent, people
from pilot.store.files import open_pilot, open_server, write
from texts.documents import NewDocument, NewTurn, add_document

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

PASSWORD = "demo"
ACCOUNTS = {
    "coach": Role.COACH, "coach2": Role.COACH, "evaluator": Role.EVALUATOR, "evaluator2": Role.EVALUATOR,
    "steering": Role.STEERING, "admin": Role.ADMIN,
}
TURNS = (
    NewTurn("Hoe ging het toen met de school?", "Coach", "coach", start_ms=0, end_ms=2500),
    NewTurn("Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt.", "Moeder", "family",
            start_ms=2500, end_ms=9000),
    NewTurn("En daarna?", "Coach", "coach", start_ms=9000, end_ms=10000),
    NewTurn("Toen ging het een tijd minder, maar ik kon haar altijd bellen.", "Moeder", "family",
            start_ms=10000, end_ms=15000),
)


@dataclass
class SmallPilot:
    """Guids of what was built; `viewers` by account name."""

    home: Home
    pilot: Pilot
    viewers: dict[str, Viewer] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    def open(self) -> Database:
        """A fresh connection to the pilot file."""
        return open_pilot(self.pilot.db_path)

    def operator(self, db: Database) -> Viewer:
        """The viewer of the command line."""
        return access.operator(db, self.pilot.slug)

    def prepares(self, db: Database, name: str = "evaluator", allowed: bool = True) -> Viewer:
        """Let somebody prepare texts, or no longer; returns the viewer that account has from then on."""
        members.let_prepare(self.home, db, self.operator(db), self.accounts[name], allowed)
        self.viewers[name] = access.viewer_for(db, self.accounts[name], self.viewers[name].roles, self.pilot.slug,
                                                confirmed=True)
        return self.viewers[name]

    def with_roles(self, db: Database, name: str, *roles: Role) -> Viewer:
        """Give an account these roles; returns the viewer it has from then on."""
        with closing(open_server(self.home.server_path)) as server:
            accounts.set_roles(server, db, self.pilot.slug, name, roles)
        self.viewers[name] = access.viewer_for(db, self.accounts[name], roles, self.pilot.slug,
                                                confirmed=True)
        return self.viewers[name]

    def interview(
        self, db: Database, family: str = "Berk", voice: str = "family", told_on: str = "2021-03-04",
        turns: tuple[NewTurn, ...] = TURNS, title: str = "Gesprek", kind: str = "deidentified",
        engine: str = "test",
    ) -> str:
        """Store an interview; returns its guid."""
        teller = self.persons["coach" if voice == "coach" else f"{family} moeder"]
        with write(db):
            return add_document(
                db, self.operator(db),
                NewDocument(self.families[family], "interview", voice, title, told_on, persons=(teller,)),
                turns, version_kind=kind, engine=engine,
            )


def build(folder: Path) -> SmallPilot:
    """Make the pilot in `folder` (the home)."""
    home = Home(folder)
    made = SmallPilot(home, setup.create_pilot(home, "proef", "Proef", "2019-11-01", plain=True))
    with closing(open_server(home.server_path)) as server, closing(made.open()) as db:
        for name, role in ACCOUNTS.items():
            account = accounts.add(server, name, PASSWORD, is_demo=True)
            accounts.set_roles(server, db, "proef", name, [role])
            made.accounts[name] = account.guid
        _people(made, db)
        for name, role in ACCOUNTS.items():
            made.viewers[name] = access.viewer_for(db, made.accounts[name], [role], "proef", confirmed=True)
    return made


def copy_of(built: SmallPilot, folder: Path) -> SmallPilot:
    """A pilot built before, copied to the home `folder`."""
    home = Home(folder)
    shutil.copytree(built.home.folder, folder)
    return replace(built, home=home, pilot=home.pilot(built.pilot.slug), viewers=dict(built.viewers),
                   accounts=dict(built.accounts), families=dict(built.families), persons=dict(built.persons))


def _people(made: SmallPilot, db: Database) -> None:
    boss = made.operator(db)
    for account in ("coach", "coach2"):
        made.persons[account] = people.add_person(
            db, boss, kind="coach", pseudonym=account.title(), role="coach", account_guid=made.accounts[account])
    for family, site, coach in (("Berk", ("emmen", "Emmen"), "coach"), ("Es", ("coevorden", "Coevorden"), "coach2")):
        guid = people.add_family(db, boss, family, starts_on="2020-01-15", site=site)
        mother = people.add_person(
            db, boss, kind="parent", role="moeder", pseudonym=f"Moeder {family}", family_guid=guid)
        people.start_coaching(db, boss, made.persons[coach], guid, "2020-01-15")
        consent.give(db, boss, mother, ["record", "transcribe", "analyse"], "2020-01-15")
        made.families[family], made.persons[f"{family} moeder"] = guid, mother
