"""What tellers say of the meaning, over all stories in reach, by what was asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from stories.entry.templates import COACH, FAMILY
from stories.entry.wording import forms_of, newest, says_the_same
from stories.meaning.keeping import value_of

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from stories.entry.templates import Forms, Signifier
    from stories.meaning.values import Value


class Told(NamedTuple):
    """A story and what its teller answered.

    Attributes:
        document: guid. family: pseudonym. told_on: ISO date. teller: 'coach' or 'family'.
        value: None where it was asked and passed over.
    """

    document: str
    title: str
    family: str
    told_on: str
    teller: str
    value: Value | None


@dataclass(frozen=True)
class Asked:
    """One question about the meaning, with every story in which it was asked, last told first.

    `stories`: how many stories there are in reach in all; in those that are not in `told` it was not asked.
    """

    signifier: Signifier
    told: tuple[Told, ...]
    stories: int

    @property
    def answered(self) -> tuple[Told, ...]:
        """Those with an answer that fits."""
        return tuple(one for one in self.told if one.value is not None and one.value.fits)

    @property
    def not_fitting(self) -> int:
        """How many tellers said that it does not fit."""
        return sum(one.value is not None and not one.value.fits for one in self.told)

    @property
    def passed_over(self) -> int:
        """In how many stories it was asked and left open."""
        return sum(one.value is None for one in self.told)

    def by(self, teller: str) -> Asked:
        """The same of what one kind of teller was asked; '' for all."""
        return Asked(self.signifier, tuple(one for one in self.told if teller in ("", one.teller)), self.stories)


@use_case(Right.SEE_THEMES, reads="what tellers say of the meaning, and titles")
def overview(db: Database, viewer: Viewer) -> list[Asked]:
    """Everything that is asked now or was answered, in the order in which it is asked; of stories in reach."""
    where, params = access.documents_where(db, viewer)
    rows = db.conn.execute(
        "SELECT s.story_id, d.guid, d.title, f.pseudonym, d.told_on, s.form, s.template, s.teller_id IS NOT NULL"
        " FROM document d JOIN story s USING (story_id) JOIN family f ON f.family_id = d.family_id"
        f" WHERE {where} ORDER BY d.told_on DESC, d.document_id DESC", params).fetchall()
    answers: dict[int, dict[str, Value]] = defaultdict(dict)
    for story, key, *rest in db.conn.execute(
            "SELECT story_id, signifier, fits, first, second, third, place, chosen FROM meaning"):
        answers[story][key] = value_of(*rest)
    forms = {number: forms_of(db, number) for number in {row[5] for row in rows}}
    found: list[tuple[Signifier, list[Told]]] = [(one, []) for one in newest(db).signifiers]
    for story_id, guid, title, family, told_on, number, template, by_family in rows:
        for signifier in _asked(forms[number], template, answers[story_id]):
            place = next((told for one, told in found
                          if one.key == signifier.key and says_the_same(signifier, one)), None)
            if place is None:  # a draft that was begun under words that nobody had answered yet, and that changed since
                place = []
                found.append((signifier, place))
            place.append(Told(guid, title, family, told_on, FAMILY if by_family else COACH,
                              answers[story_id].get(signifier.key)))
    return [Asked(one, tuple(told), len(rows)) for one, told in found if told or one.on]


def _asked(forms: Forms, template: str, answered: Container[str]) -> list[Signifier]:
    """What was asked in a story: with its template, and what was answered under another one before that was chosen."""
    with_it = forms.template(template).signifiers
    return [one for one in forms.signifiers if (one.on and one.key in with_it) or one.key in answered]
