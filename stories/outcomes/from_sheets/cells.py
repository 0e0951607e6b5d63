"""What a cell of a sheet means: a family, a day, an amount, a number, one of some words, or words of somebody's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pilot.dates import check_date
from pilot.errors import BadInput
from pilot.vocabulary import money
from pilot.words import LANGUAGES, N_, _, translate
from stories.outcomes.from_sheets.model import Asked, Read
from stories.outcomes.from_sheets.written import compared, number, said_of, short, shown_day, shown_number, typed
from texts.intake.list_dates import date_cell

if TYPE_CHECKING:
    from texts.intake.workbook import Cell

_BETWEEN = N_("{said} is not from {low} to {high}.")
_WHOLE = N_("{said} is no whole number.")
_NO_DAY = N_("“{said}” is no date. Write it as 31-12-2021.")
_FUTURE = N_("{said} lies in the future.")
_NO_FAMILY = N_("There is no family “{said}” among yours. Write the pseudonym as it is in the list of families.")
_LIKE = N_("There is no family “{said}” among yours. Is it {like}?")
_NOT_ALLOWED = N_("“{said}” is not one of the words that can stand here: {words}.")
_TOO_LONG = N_("This is longer than {n} characters.")
_CENTS = N_("{said} has more than two digits behind the comma.")


@dataclass(frozen=True)
class FamilyCell:
    """The family a row is about: its guid."""

    @property
    def picks(self) -> bool:
        return True

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        key = compared(said)
        found = asked.families.get(key) or asked.families.get(re.sub(r"^(?:gezin|familie|family) ", "", key))
        if found is None:
            like = _like(key, asked)
            raise BadInput(_LIKE, said=short(said), like=like) if like else BadInput(_NO_FAMILY, said=short(said))
        return Read(found[0], found[1], remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return tuple(pseudonym for _guid, pseudonym in asked.families.values())

    def hint(self, asked: Asked) -> str:
        return _("The pseudonym of the family, as it is in the list of families.")


def _like(key: str, asked: Asked) -> str:
    """The pseudonym that somebody may have meant; '' for none."""
    from difflib import get_close_matches

    found = get_close_matches(key, asked.families, n=1, cutoff=0.75)
    return asked.families[found[0]][1] if found else ""


@dataclass(frozen=True)
class DayCell:
    """An ISO date; `may_be_future`: for what is arranged."""

    may_be_future: bool = False

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        given = said.partition(".")[0] if cell.kind in ("day", "number") else said
        found = date_cell(given)
        if found is None:
            raise BadInput(_NO_DAY, said=said_of(cell))
        day = check_date(found)
        if not self.may_be_future and day > asked.today:
            raise BadInput(_FUTURE, said=date.fromisoformat(day))
        return Read(day, shown_day(day), remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return ()

    def hint(self, asked: Asked) -> str:
        return _("The day, such as 31-12-2021.") if self.may_be_future else _(
            "The day, such as 31-12-2021; not in the future.")


@dataclass(frozen=True)
class NumberCell:
    """A number from `low` to `high`: a whole one (int), else a float."""

    low: int
    high: int
    whole: bool = True

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        found, remark = number(cell)
        if self.whole and found != found.to_integral_value():
            raise BadInput(_WHOLE, said=shown_number(found))
        if not self.low <= found <= self.high:
            raise BadInput(_BETWEEN, said=shown_number(found), low=self.low, high=self.high)
        return Read(int(found) if self.whole else float(found), shown_number(found), remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return ()

    def hint(self, asked: Asked) -> str:
        told = _("A whole number from {low} to {high}.") if self.whole else _("A number from {low} to {high}.")
        return told.format(low=self.low, high=self.high)


@dataclass(frozen=True)
class EuroCell:
    """An amount in euros: its cents, from `low` to `high` cents."""

    low: int = 1
    high: int = 10_000_000

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        found, remark = number(cell)
        cents = found * 100
        if cents != cents.to_integral_value():
            raise BadInput(_CENTS, said=shown_number(found))
        if not self.low <= cents <= self.high:
            raise BadInput(_BETWEEN, said=shown_number(found), low=money.euros(self.low), high=money.euros(self.high))
        return Read(int(cents), money.euros(int(cents)), remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return ()

    def hint(self, asked: Asked) -> str:
        return _("An amount in euros, such as 12,50.")


@dataclass(frozen=True)
class WordCell:
    """One of some words: its key. A word is known in both languages.

    Attributes:
        names: key to msgid, or what finds them for who asks.
        more: other words that mean a key, in small letters.
    """

    names: Mapping[str, str] | Callable[[Asked], Mapping[str, str]]
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def picks(self) -> bool:
        return True

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        names = self._names(asked)
        known = {compared(translate(name, language)): key for key, name in names.items() for language in LANGUAGES}
        key = ({compared(one): one for one in names} | dict(self.more) | known).get(compared(said), "")
        if key not in names:
            raise BadInput(_NOT_ALLOWED, said=short(said), words=", ".join(self.allowed(asked)))
        return Read(key, translate(names[key]), remark)

    def _names(self, asked: Asked) -> Mapping[str, str]:
        return self.names(asked) if callable(self.names) else self.names

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return tuple(translate(name) for name in self._names(asked).values())

    def hint(self, asked: Asked) -> str:
        return _("One of the words in the list.")


@dataclass(frozen=True)
class ManyWordsCell:
    """Several of some words with commas between them: their keys, in the order of the list."""

    names: Mapping[str, str]

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        one, found = WordCell(self.names), []
        for part in filter(None, (part.strip() for part in re.split(r"[,;+]", said))):
            found.append(one.read(cell._replace(text=part, formula=""), asked).value)
        keys = tuple(key for key in self.names if key in found)
        return Read(keys, ", ".join(translate(self.names[key]) for key in keys), remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return tuple(translate(name) for name in self.names.values())

    def hint(self, asked: Asked) -> str:
        return _("One or more of the words in the list, with commas between them.")


@dataclass(frozen=True)
class TextCell:
    """Words of somebody's own, on one line."""

    longest: int

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        said, remark = typed(cell)
        if len(said) > self.longest:
            raise BadInput(_TOO_LONG, n=self.longest)
        return Read(said, said, remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        return ()

    def hint(self, asked: Asked) -> str:
        return _("A few words, without names; at most {n} characters.").format(n=self.longest)


@dataclass(frozen=True)
class KnownCell:
    """What something is called, as it is called here where it is known, whatever case and spaces the sheet has.

    Attributes:
        known: finds what is known. told: what to fill in (msgid).
    """

    known: Callable[[Asked], tuple[str, ...]]
    longest: int
    told: str

    @property
    def picks(self) -> bool:
        return False

    def read(self, cell: Cell, asked: Asked) -> Read:
        given = TextCell(self.longest).read(cell, asked)
        # A new one is called as the first row has it that names it.
        new: dict[str, str] = asked.looked.setdefault(f"new {self.told}", {})
        called = {compared(one): one for one in self.allowed(asked)}
        name = called.get(compared(given.value)) or new.setdefault(compared(given.value), given.value)
        return Read(name, name, given.remark)

    def allowed(self, asked: Asked) -> tuple[str, ...]:
        if self.told not in asked.looked:
            asked.looked[self.told] = self.known(asked)
        names: tuple[str, ...] = asked.looked[self.told]
        return names

    def hint(self, asked: Asked) -> str:
        return translate(self.told)
