"""Rows of a sheet tried one after the other: what each would store, what is wrong with it and what it asks."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.errors import AskFirst, BadInput, NotAllowed
from pilot.words import N_, translate
from stories.outcomes.from_sheets.model import Fault, Faults, Line, Looked, Question, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container

    from stories.outcomes.from_sheets.checking import Checked, Values
    from stories.outcomes.from_sheets.model import Asked, Kind

_SAME_AS = N_("This row says the same as row {row}. Take one of them out.")
_MEANT_TWICE = N_("Row {later} says the same as row {row}. Did it really happen twice?")
_HERE = N_("What this row says is here already; it is passed over.")
_TOO_MANY = N_("Say first of everything that is asked about that it is right. Nothing was stored yet.")
_MOST_ASKED = 30  # questions about one row


def through(asked: Asked, kind: Kind, checked: Checked, sure: Collection[str]) -> tuple[Looked, list[str]]:
    """Store each row that can be read; what was found, and the guids of what was stored.

    Inside `write(db)`; a kind with a lot stores nothing yet, and only reads.
    """
    trial = _Trial(asked, kind, frozenset(sure))
    for values in sorted([*checked.values, *checked.partial], key=lambda one: one.row):
        trial.row(values)
    faults = sorted([*checked.faults, *trial.faults], key=lambda one: one.row)
    heads = tuple(translate(one.name) for one in checked.columns)
    lines = tuple(Line(one.row, tuple(one.shown.get(column.key, "") for column in checked.columns))
                  for one in checked.values)
    questions = tuple(Question(about, sentence, tuple(rows)) for (about, sentence), rows in trial.questions.items())
    families = len({one.given["family"] for one in checked.values if "family" in one.given})
    remarks = (*checked.told(), *([Remark(translate(_HERE), tuple(trial.here))] if trial.here else []))
    return Looked(kind.key, heads, lines, checked.rows, tuple(faults), questions, remarks, families,
                  trial.stored), trial.guids


class _Undone(Exception):
    """What was tried is undone."""


@dataclass
class _Same:
    """Rows that say the same: the first of them, how many things that say so are here, and how many rows there were."""

    first: int
    here: int
    rows: int = 0


class _Trial:
    """Rows as they are stored one after the other, and what comes of it."""

    def __init__(self, asked: Asked, kind: Kind, sure: frozenset[str]) -> None:
        self.asked, self.kind, self.sure = asked, kind, sure
        self.faults: list[Fault] = []
        self.questions: dict[tuple[str, str], list[int]] = {}
        self.guids: list[str] = []
        self.here: list[int] = []
        self.stored = 0
        self._seen: dict[object, _Same] = {}
        if kind.lot:
            kind.lot.begin(asked)

    def row(self, values: Values) -> None:
        """Store one row; what is asked is taken for right meanwhile, so that all of it is found. Of a row with a fault
        in a cell the rest is looked at, and nothing stored."""
        if values.faulty:
            if (given := self._rest(values)) is not None:
                self._tried(values.row, lambda sure: self._probe(given, sure, values.faulty))
        elif self._is_new(values) and self._tried(values.row, lambda sure: self._store(values, sure)):
            self.stored += 1

    def _rest(self, values: Values) -> dict[str, Any] | None:
        """A row without what is faulty and what is held against that; None where it is nothing then."""
        without = set(values.faulty).union(*(one for one in self.kind.together if one & values.faulty))
        if any(one.needed and one.key in without for one in self.kind.columns):
            return None
        return {key: value for key, value in values.given.items() if key not in without}

    def _store(self, values: Values, sure: Container[str]) -> None:
        with nullcontext() if self.kind.lot else self.asked.db.atomic():
            self.guids += self.kind.store(self.asked, values.given, sure)

    def _probe(self, given: dict[str, Any], sure: Container[str], faulty: Container[str]) -> None:
        if self.kind.lot:
            self.kind.lot.probe(self.asked, given, sure, faulty)
            return
        with suppress(_Undone), self.asked.db.atomic():
            self.kind.store(self.asked, given, sure)
            raise _Undone

    def _tried(self, row: int, do: Callable[[Container[str]], None]) -> bool:
        """Whether a row could be done, once all that it asks is said to be right."""
        sure = set(self.sure)
        for _again in range(_MOST_ASKED):
            try:
                do(sure)
            except AskFirst as question:
                if question.about in sure:
                    break
                sure.add(question.about)
                self._ask(question.about, question.sentence(), row)
            except Faults as several:
                self.faults += [Fault(row, "", "", one.sentence()) for one in several.found]
                return False
            except (BadInput, NotAllowed) as error:
                self.faults.append(Fault(row, "", "", error.sentence()))
                return False
            else:
                return True
        self.faults.append(Fault(row, "", "", translate(_TOO_MANY)))
        return False

    def _is_new(self, values: Values) -> bool:
        """Whether a row is to be stored: it says something that is not here yet, and no row before it said."""
        same = self.kind.same(values.given)
        if same is None:
            return True
        if same not in self._seen:
            self._seen[same] = _Same(values.row, self.kind.here(self.asked, values.given))
        seen = self._seen[same]
        seen.rows += 1
        if seen.rows > 1 and self.kind.twice == "never":
            self.faults.append(Fault(values.row, "", "", translate(_SAME_AS).format(row=seen.first)))
            return False
        if seen.rows <= seen.here:
            self.here.append(values.row)
            return False
        if seen.rows > 1 and self.kind.twice == "asked":
            self._ask(f"row {values.row}", translate(_MEANT_TWICE).format(row=seen.first, later=values.row), values.row)
        return True

    def _ask(self, about: str, sentence: str, row: int) -> None:
        if about not in self.sure:
            self.questions.setdefault((about, sentence), []).append(row)
