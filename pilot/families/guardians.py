"""Who consents for a child: a parent or guardian until it turns 16, from that day on the child itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.families import early, people
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.families.people import Person

# A relative can be a guardian, and so can somebody who does that for a living, as the role says.
GUARDIANS = ("parent", "relative")
_BY_PROFESSION = ("voogd", "jeugdbescherm", "guardian")


def may_answer(who: Person) -> bool:
    """Whether this is somebody who can consent for a child."""
    role = who.role.casefold()
    return who.kind in GUARDIANS or (who.kind == "professional" and any(word in role for word in _BY_PROFESSION))


def is_under_16(who: Person, day: str) -> bool:
    """Whether this is a child that is not 16 yet on an ISO date; a child of unknown age is taken for one."""
    return who.kind == "child" and (who.turns_16_on is None or who.turns_16_on > day)


@use_case(Right.SEE_FAMILIES, reads="people by pseudonym")
def guardians(db: Database, viewer: Viewer, family_guid: str) -> list[Person]:
    """Who may consent for a child of this family."""
    known = [*people.persons(db, viewer, family_guid), *people.persons(db, viewer)]
    return [one for one in known if may_answer(one)]


class Child(NamedTuple):
    """A child of whom it is not known when it turns 16: the guid of its family, its pseudonym."""

    family_guid: str
    pseudonym: str


ORDERS = {"name": Order(N_("by name"), "p.pseudonym COLLATE NOCASE, p.person_id")}


@use_case(Right.MANAGE_FAMILIES, reads="people by pseudonym")
def of_unknown_age(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Child]:
    """Children with consent on record of whom it is not known when they turn 16, in pages.

    What a parent said for them would hold for ever.
    """
    where, params = access.families_where(viewer, right=Right.MANAGE_FAMILIES)
    found = fetch(db, "f.guid, p.pseudonym", Source(
        "FROM person p JOIN family f USING (family_id) WHERE p.kind = 'child' AND p.turns_16_on IS NULL AND EXISTS"
        " (SELECT 1 FROM consent c WHERE c.person_id = p.person_id AND c.withdrawn_on IS NULL AND NOT c.refused)"
        f" AND {where}", params, "p.pseudonym || ' ' || f.pseudonym"), wanted, ORDERS)
    return found.of(Child(*row) for row in found)


def checked(db: Database, who: Person, given_on: str, given_by: str | None) -> int | None:
    """The row of who gives consent for a child on an ISO date; None where somebody consents in person.

    Raises: BadInput when a parent or guardian is missing, is not one, or is not needed.
    """
    if not is_under_16(who, given_on):
        if given_by:
            raise BadInput(N_("{person} is 16 or older, and consents in person."), person=who.pseudonym)
        return None
    if not given_by:
        raise BadInput(N_(
            "{person} is a child under 16, as far as is known: say which parent or guardian consents. For an older"
            " child an administrator first fills in when it turned 16."), person=who.pseudonym)
    other = people.person(db, given_by)
    if not may_answer(other) or other.family_id not in (None, who.family_id):
        raise BadInput(N_("Only a parent or guardian can consent for {person}."), person=who.pseudonym)
    return other.person_id


@use_case(Right.MANAGE_FAMILIES, event="changed person")
def set_turns_16(
    db: Database, viewer: Viewer, person_guid: str, day: str, *, sure: Container[str] = ()
) -> None:
    """Say on which day (ISO) a child turns or turned 16; '' when it is not known. It says less than a birth date.

    Raises: BadInput for somebody who is no child, AskFirst for a day at which no child turns 16 that is not among
        `sure`, NotFound, NotAllowed.
    """
    checked_day = check_date(day) if day else None
    with write(db):
        who = people.person(db, person_guid)
        if who.kind != "child":
            raise BadInput(N_("Only of a child is it kept when it turns 16."))
        early.ask_far(db, [checked_day], sure, ahead=early.CHILD, back=early.GROWN)
        db.conn.execute("UPDATE person SET turns_16_on = ? WHERE person_id = ?", (checked_day, who.person_id))
        events.record(db, viewer, "changed", "person", person_guid)
