"""Another pseudonym for a person, and names that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import people, register
from pilot.families.renaming import rename_person
from texts.renaming import rename_family

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


def test_a_person(small: SmallPilot, db: Database) -> None:
    """One person gets another pseudonym; a taken one and an unknown person are refused."""
    admin, mother = small.viewers["admin"], small.persons["Berk moeder"]
    rename_person(small.pilot, db, admin, mother, "Vlinder")
    assert people.person(db, mother).pseudonym == "Vlinder"
    with pytest.raises(Conflict):
        rename_person(small.pilot, db, admin, mother, "moeder es")
    with pytest.raises(NotFound):
        rename_person(small.pilot, db, admin, "x", "Anders")


@pytest.mark.parametrize("name", ["Vandersteen", "de familie vandersteen", "Anna"])
def test_a_real_name_is_no_pseudonym(small: SmallPilot, db: Database, name: str) -> None:
    """What stands in the register as a real name is refused wherever a pseudonym is typed."""
    admin, berk = small.viewers["admin"], small.families["Berk"]
    register.set_person_name(small.pilot, db, admin, small.persons["Berk moeder"], "Anna Vandersteen")
    for give in (
        lambda: rename_family(small.pilot, db, admin, berk, name),
        lambda: rename_person(small.pilot, db, admin, small.persons["Berk moeder"], name),
        lambda: people.add_family(db, admin, name, starts_on="2021-01-01", pilot=small.pilot),
        lambda: people.add_person(db, admin, kind="child", pseudonym=name, family_guid=berk, pilot=small.pilot),
    ):
        with pytest.raises(BadInput, match="real name of the register"):
            give()
    assert {f.pseudonym for f in people.families(db, admin)} == {"Berk", "Es"}


def test_a_pseudonym_is_no_real_name(small: SmallPilot, db: Database) -> None:
    """A real name that the pseudonym has in it is told before it is kept: the pseudonym has to change first."""
    admin = small.viewers["admin"]
    with pytest.raises(BadInput, match="Berk too"):
        register.set_family_name(small.pilot, db, admin, small.families["Berk"], "Van den Berk")
    with pytest.raises(BadInput, match="Moeder Berk too"):
        register.set_person_name(small.pilot, db, admin, small.persons["Berk moeder"], "Anna Berk")
    assert register.names(small.pilot, db, admin) == []
