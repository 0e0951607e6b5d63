"""What a document needs before it is stored: a source that is new, people who tell and consent, a period that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.clock import today
from pilot.dates import check_date
from pilot.errors import BadInput, Conflict
from pilot.families import consent, early, people
from pilot.visible import visible_name
from pilot.vocabulary import voices
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from sqlite_utils import Database

    from texts.documents import NewDocument, NewTurn

LONGEST_REASON = 500
LONGEST_TITLE = 300
SHOWN = N_("Words that can show who somebody is stand in this text. Take them out, or say that they show nothing here.")


def require_new_source(db: Database, sha256: str) -> None:
    """Raises: Conflict when a document was made from a file with this hash, with the title it has."""
    found = already(db, "d.source_sha256 = ?", [sha256])
    if found:
        raise found


def already(db: Database, where: str, params: list[object]) -> Conflict | None:
    """That a document is in the pilot already; its title is told only of one that may be read.

    Args:
        where: condition on `document d` that finds it, with its parameters.
    """
    reached, more = access.reach.document_where(db, "analyse")
    row = db.conn.execute(
        f"SELECT d.title, f.pseudonym, d.withdrawn_at, {reached} FROM document d JOIN family f USING (family_id)"
        f" WHERE {where}", (*more, *params)).fetchone()
    if row is None:
        return None
    if row[2]:
        return Conflict(N_("This text is in the pilot already and was withdrawn. An administrator can bring it back."))
    if not row[3]:
        return Conflict(N_("This text is in the pilot already and is out of reach, for want of consent."))
    return Conflict(N_("This text is in the pilot already: “{title}”, {family}."), title=row[0], family=row[1])


def tellers(db: Database, new: NewDocument) -> list[people.Person]:
    """Who tells, checked: voice and persons fit."""
    if new.voice not in voices.VOICES:
        raise BadInput(N_("Say whose voice this is."))
    check_title(new.title)
    who = [people.person(db, guid) for guid in dict.fromkeys(new.persons)]
    if new.voice == voices.FAMILY and not any(person.kind in people.FAMILY_KINDS for person in who):
        raise BadInput(N_("Say who of the family tells here, so that consent can be checked."))
    if new.voice == voices.COACH and not any(person.kind == "coach" for person in who):
        raise BadInput(N_("Say which coach tells here."))
    return who


def heard(db: Database, ids: Sequence[int | None], tell: list[people.Person]) -> list[people.Person]:
    """Who is heard speaking in turns besides those who tell."""
    others = {number for number in ids if number} - {one.person_id for one in tell}
    return [people.by_id(db, number) for number in sorted(others)]


def check_family(who: Iterable[people.Person], family_id: int) -> None:
    """Everybody is of this family or works for the pilot. Raises: BadInput."""
    if any(person.family_id not in (None, family_id) for person in who):
        raise BadInput(N_("Somebody chosen here belongs to another family."))


def require_consent(
    db: Database, family_guid: str, heard: list[people.Person], known: Container[int] = ()
) -> None:
    """Everybody heard consents to analysing; where no member of the family is heard, the family lets it be told.

    Args:
        known: `person_id` of who is heard in it already: the document being in reach, they do not refuse.
    """
    consent.require(db, [person for person in heard if person.person_id not in known], ["analyse"])
    if not any(person.family_id for person in heard):
        consent.require_tellable(db, family_guid)


def check_told(db: Database, told_on: str, sure: Container[str], family_id: int | None) -> str:
    """The ISO date on which it was told, not in the future. Raises: BadInput; AskFirst for an early one not `sure`."""
    day = check_past(db, told_on)
    early.ask(db, [day], sure, family_id)
    return day


def check_past(db: Database, told_on: str) -> str:
    """The ISO date on which it was told. Raises: BadInput when there is none, or for one in the future."""
    if not told_on:
        raise BadInput(N_("Fill in the date on which this was told."))
    day = check_date(told_on)
    if day > today(db):
        raise BadInput(N_("The date on which this was told lies in the future."))
    return day


def check_period(event_from: str | None, event_until: str | None) -> tuple[str | None, str | None]:
    """The period told about, as ISO dates; an end needs a start. Raises: BadInput."""
    start = check_date(event_from) if event_from else None
    end = check_date(event_until) if event_until else None
    if end and (start is None or end < start):
        raise BadInput(N_("The period ends before it starts. Change one of the two dates."))
    return start, end


def called_and_said(db: Database, document_id: int, turns: Iterable[NewTurn]) -> tuple[str, str]:
    """The family's guid, and all of a text in which a name can stand: its title, who speaks and what is said."""
    family, title = db.conn.execute(
        "SELECT f.guid, d.title FROM document d JOIN family f USING (family_id) WHERE d.document_id = ?",
        (document_id,)).fetchone()
    return str(family), "\n".join([title, *(f"{turn.speaker}: {turn.text}" for turn in turns)])


def check_title(title: str) -> str:
    """The title as it is kept, on one line and without what is not seen.

    Raises: BadInput when nothing is left, or it is longer than LONGEST_TITLE characters.
    """
    shown = visible_name(title)
    if not shown:
        raise BadInput(N_("Give the document a title."))
    if len(shown) > LONGEST_TITLE:
        raise BadInput(N_("A title has at most {n} characters, and this one has {found}. Shorten it."),
                       n=LONGEST_TITLE, found=len(shown))
    return shown


def check_reason(reason: str, asked: str = N_("Say why this document is withdrawn.")) -> str:
    """Why something is decided, without what is not seen. Raises: BadInput when there is none (`asked`), or a story."""
    reason = visible_name(reason)
    if not reason:
        raise BadInput(asked)
    if len(reason) > LONGEST_REASON:
        raise BadInput(N_("Keep the reason short: {limit} characters at most."), limit=LONGEST_REASON)
    return reason
