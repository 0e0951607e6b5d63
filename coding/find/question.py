"""What is asked for: passages with a code, and how they lie beside passages with another; where, whose and when."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from coding.marks.asked import SIGNS
from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_
from texts.axes import AXES, TELLING, check_limits

if TYPE_CHECKING:
    from collections.abc import Mapping

OVERLAPPING, WITHIN, BOTH, THEN, EITHER, WITHOUT = HOWS = (
    "overlapping", "within", "both", "then", "either", "without")
UNSTATED = "?"  # a direction that was not stated
MOST_STEPS = 4
MOST_TURNS = 50
_STRANGE = N_("This address asks for something that is not there. Choose again with the filters.")


@dataclass(frozen=True)
class Step:
    """One more code beside the first: `how` is one of HOWS, `turns` says how near (for THEN)."""

    how: str
    code: str
    sign: str = ""
    turns: int = 1


@dataclass(frozen=True)
class Question:
    """Passages with a code (key; a group stands for the codes in it), and what narrows them, one step after another.

    Attributes:
        sign: one of SIGNS, UNSTATED, or '' for any.
        coder: guid; voice: one of VOICES, and speaker: part of a label; somebody who speaks in the passage.
        site, referrer: keys; coach, family: guids; from_on, until_on: ISO dates on the axis. '' everywhere for all.
    """

    code: str
    sign: str = ""
    steps: tuple[Step, ...] = ()
    coder: str = ""
    voice: str = ""
    speaker: str = ""
    site: str = ""
    coach: str = ""
    referrer: str = ""
    family: str = ""
    axis: str = TELLING
    from_on: str = ""
    until_on: str = ""

    def query(self) -> dict[str, str]:
        """What stands in an address for it, and is kept of it."""
        usual = Question("")
        plain = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "steps"}
        told = {name: value for name, value in plain.items() if value != getattr(usual, name)}
        for n, step in enumerate(self.steps, start=1):
            told |= {f"how{n}": step.how, f"code{n}": step.code}
            told |= {f"sign{n}": step.sign} if step.sign else {}
            told |= {f"turns{n}": str(step.turns)} if step.how == THEN else {}
        return told

    @property
    def keys(self) -> list[str]:
        """The codes that it names, each once."""
        return list(dict.fromkeys([self.code, *(step.code for step in self.steps)]))

    def with_codes(self, instead: Mapping[str, str]) -> Question:
        """The same of other codes, by the key that stands here."""
        return replace(self, code=instead.get(self.code, self.code), steps=tuple(
            replace(step, code=instead.get(step.code, step.code)) for step in self.steps))


NAMES = (*(one.name for one in fields(Question) if one.name != "steps"),
         *(f"{name}{n}" for n in range(1, MOST_STEPS + 1) for name in ("how", "code", "sign", "turns")))
CODES = ("code", *(f"code{n}" for n in range(1, MOST_STEPS + 1)))


def from_query(query: Mapping[str, str]) -> Question:
    """The question in an address; a step without a code is left out. Raises: BadInput."""
    plain: dict[str, str] = {
        one.name: query[one.name] for one in fields(Question) if one.name != "steps" and query.get(one.name)}
    steps = []
    for n in range(1, MOST_STEPS + 1):
        if query.get(f"code{n}"):
            turns = query.get(f"turns{n}", "1")
            if not (turns.isascii() and turns.isdigit() and int(turns[:9]) <= MOST_TURNS):
                raise BadInput(_STRANGE)
            steps.append(Step(query.get(f"how{n}", OVERLAPPING), query[f"code{n}"], query.get(f"sign{n}", ""),
                              int(turns)))
    return checked(replace(Question(""), steps=tuple(steps), **plain))


def checked(question: Question) -> Question:
    """The question itself. Raises: BadInput for what is none; names of codes, people and places are asked later."""
    signs = {"", UNSTATED, *SIGNS}
    fits = (
        {question.sign, *(step.sign for step in question.steps)} <= signs and question.axis in AXES
        and {step.how for step in question.steps} <= set(HOWS) and question.voice in ("", *voices.VOICES)
        and len(question.steps) <= MOST_STEPS and all(0 <= step.turns <= MOST_TURNS for step in question.steps))
    if not fits:
        raise BadInput(_STRANGE)
    if not question.code:
        raise BadInput(N_("Choose a code to look for."))
    check_limits(question.from_on, question.until_on)
    return question
