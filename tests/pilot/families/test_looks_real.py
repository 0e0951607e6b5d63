"""Pseudonyms that look like somebody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot.errors import AskFirst
from pilot.families import people, renaming
from pilot.families.looks_real import looks_real

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.mark.parametrize("pseudonym", [
    "De familie Jansen", "de Vries", "Familie Eik", "mevr. B.", "dhr Bakker", "van der Meer", "Sanne van Dijk",
    "J. Eik",
    "Fam. de Vries", "Mevrouw Jansen", "the Jansen family", "The Smith family", "the Johnsons", "Mrs Oak",
    "J\u0430nsen", "\u0424atima V\u0456sser",  # with a Cyrillic letter
    "Fatima Yılmaz", "El Idrissi", "JANSSEN", "jans\u200bsen", "Anna-Maria Linde",
])
def test_asked_about(pseudonym: str) -> None:
    """A form of address, a particle, initials, two names or a common surname, however written."""
    assert looks_real(pseudonym)


@pytest.mark.parametrize("pseudonym", [
    "Berk", "Gezin Berk", "Moeder Berk", "moeder Es", "De Eik", "gezin 12", "Oudste zoon", "Coach Wilg", "Rode beuk",
    "Els", "coach 3", "Vader Linde", "tolk A", "Dochter Linde", "Het dorp",
])
def test_not_asked_about(pseudonym: str) -> None:
    """Trees, numbers, and a role before them."""
    assert not looks_real(pseudonym)


def test_every_door_asks_and_believes(small: SmallPilot, db: Database) -> None:
    """A family, a person and another pseudonym are asked about, nothing is made, and whoever is sure goes on."""
    admin, family = small.viewers["admin"], small.families["Es"]

    def add_family(sure: tuple[str, ...]) -> object:
        return people.add_family(
            db, admin, "De familie Jansen", starts_on="2021-03-04", pilot=small.pilot, sure=sure)

    def add_person(sure: tuple[str, ...]) -> object:
        return people.add_person(
            db, admin, kind="parent", pseudonym="Mevrouw Jansen", family_guid=family, pilot=small.pilot, sure=sure)

    def add_member(sure: tuple[str, ...]) -> object:
        return people.add_member(small.pilot, db, small.viewers["evaluator"], family, kind="child",
                                 pseudonym="Piet Jansen", sure=sure)

    def rename(sure: tuple[str, ...]) -> object:
        return renaming.rename_person(small.pilot, db, admin, small.persons["Es moeder"], "J. Jansen", sure)

    for act in (add_family, add_person, add_member, rename):
        before = db.conn.total_changes
        with pytest.raises(AskFirst, match="looks like a real name") as asked:
            act(())
        assert db.conn.total_changes == before
        act((asked.value.about,))
