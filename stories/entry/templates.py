"""What helps somebody to tell: templates of a few short questions, and what the teller says of the meaning.

The questions stand beside the text and never in it: only the teller's own words become the story that is coded. A
pilot words all of it (`stories/entry/wording.py`); each change is a version of its own, and a draft goes on with
the version it began with. Version 1 comes with the program (`stories/entry/starting.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, cast

from pilot.words import DEFAULT, LANGUAGES, current

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["triad", "scale", "choice"]
KINDS: tuple[Kind, ...] = ("triad", "scale", "choice")
COACH, FAMILY = TELLERS = ("coach", "family")


class Said(NamedTuple):
    """Words of a pilot in Dutch and English; where one of them is missing the other stands for it."""

    nl: str = ""
    en: str = ""

    def to(self, language: str = "") -> str:
        """In a language (the current one when ''), or in the other."""
        first, second = (self.nl, self.en) if (language or current()) == DEFAULT else (self.en, self.nl)
        return first or second


@dataclass(frozen=True)
class Prompt:
    """One question; `key` names its answer in a draft, the same key in two templates is the same answer."""

    key: str
    question: Said
    hint: Said = Said()
    on: bool = True


@dataclass(frozen=True)
class Template:
    """A kind of story with the questions that help to tell it.

    Attributes:
        teller: 'coach' or 'family': who is asked these questions.
        period: whether it looks back over a time.
        signifiers: keys of what is asked about the meaning, in order.
        on: whether it can be chosen for a new story.
    """

    key: str
    name: Said
    about: Said
    prompts: tuple[Prompt, ...]
    teller: str = COACH
    period: bool = False
    signifiers: tuple[str, ...] = ()
    on: bool = True


@dataclass(frozen=True)
class Label:
    """A corner of a triad, an end of a scale, or something to choose."""

    key: str
    name: Said


@dataclass(frozen=True)
class Signifier:
    """A question about the meaning that the teller answers herself.

    Attributes:
        kind: 'triad' (three labels, the first on top, then left and right), 'scale' (two, from 0 to 100) or 'choice'.
        coach, family: how the coach and the family is asked; '' in both languages: as the other is.
        several: of a choice, whether more than one may be chosen.
        on: whether it is still asked.
    """

    key: str
    kind: Kind
    coach: Said
    family: Said
    labels: tuple[Label, ...]
    several: bool = False
    on: bool = True

    def question(self, teller: str, language: str = "") -> str:
        """How this teller is asked."""
        own, other = (self.family, self.coach) if teller == FAMILY else (self.coach, self.family)
        return own.to(language) or other.to(language)


@dataclass(frozen=True)
class Forms:
    """All that a pilot asks, in one version."""

    templates: tuple[Template, ...]
    signifiers: tuple[Signifier, ...]
    number: int = 0

    def template(self, key: str, teller: str = COACH) -> Template:
        """The template called `key`, the first one for this teller when there is none."""
        found = next((one for one in self.templates if one.key == key), None)
        return found or next((one for one in self.templates if one.teller == teller), self.templates[0])

    def signifier(self, key: str) -> Signifier | None:
        """The signifier called `key`."""
        return next((one for one in self.signifiers if one.key == key), None)

    @property
    def answers(self) -> tuple[str, ...]:
        """The keys of all questions, each once, also of those that are no longer asked."""
        return tuple(dict.fromkeys(prompt.key for one in self.templates for prompt in one.prompts))

    def order(self, key: str, given: Iterable[str] = ()) -> list[str]:
        """Keys of answers in the order of a template, then those of other templates, then any other that was given:
        nothing typed is left out."""
        own = [prompt.key for prompt in self.template(key).prompts]
        return list(dict.fromkeys((*own, *self.answers, *given)))

    def prompt(self, key: str) -> Prompt | None:
        """The question of this key, as the first template that has it words it."""
        return next((prompt for one in self.templates for prompt in one.prompts if prompt.key == key), None)

    def offered(self, teller: str, key: str = "") -> list[Template]:
        """The templates that this teller may choose, and the one called `key`, if it is for her."""
        return [one for one in self.templates if one.teller == teller and (one.on or one.key == key)]


class ShownPrompt(TypedDict):
    """A question in a language, as the entry form takes it."""

    key: str
    question: str
    hint: str


class ShownTemplate(TypedDict):
    """A template in a language, as the entry form takes it."""

    key: str
    name: str
    about: str
    period: bool
    prompts: list[ShownPrompt]
    signifiers: list[str]


class ShownLabel(TypedDict):
    """A corner, an end, or something to choose."""

    key: str
    name: str


class ShownSignifier(TypedDict):
    """A question about the meaning in a language, as the entry form takes it."""

    key: str
    kind: str
    question: str
    labels: list[ShownLabel]
    several: bool


def shown(forms: Forms, teller: str = COACH, key: str = "", language: str = "") -> list[ShownTemplate]:
    """The templates that a teller may choose in a language, for the entry form; `key`: the one that is chosen."""
    on = {one.key for one in forms.signifiers if one.on}
    return [
        {"key": one.key, "name": one.name.to(language), "about": one.about.to(language), "period": one.period,
         "prompts": [{"key": p.key, "question": p.question.to(language), "hint": p.hint.to(language)}
                     for p in one.prompts if p.on],
         "signifiers": [name for name in one.signifiers if name in on]}
        for one in forms.offered(teller, key)
    ]


def shown_signifiers(forms: Forms, teller: str = COACH, language: str = "") -> list[ShownSignifier]:
    """What can be asked about the meaning, in a language."""
    return [
        {"key": one.key, "kind": one.kind, "question": one.question(teller, language), "several": one.several,
         "labels": [{"key": label.key, "name": label.name.to(language)} for label in one.labels]}
        for one in forms.signifiers
    ]


def as_json(forms: Forms) -> dict[str, object]:
    """A version as it is kept; `of_json` gives it back."""
    return {
        "templates": [
            {"key": one.key, "name": one.name, "about": one.about, "teller": one.teller, "period": one.period,
             "signifiers": one.signifiers, "on": one.on, "prompts": [
                {"key": p.key, "question": p.question, "hint": p.hint, "on": p.on} for p in one.prompts]}
            for one in forms.templates],
        "signifiers": [
            {"key": one.key, "kind": one.kind, "coach": one.coach, "family": one.family, "several": one.several,
             "on": one.on, "labels": [{"key": label.key, "name": label.name} for label in one.labels]}
            for one in forms.signifiers],
    }


def of_json(kept: Mapping[str, object], number: int) -> Forms:
    """A version as `as_json` wrote it."""
    made = cast("dict[str, list[dict[str, object]]]", kept)
    return Forms(tuple(map(_template, made["templates"])), tuple(map(_signifier, made["signifiers"])), number)


def _said(found: object) -> Said:
    return Said(*cast("list[str]", found)[:len(LANGUAGES)])


def _rows(found: object) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", found)


def _template(row: dict[str, object]) -> Template:
    return Template(
        str(row["key"]), _said(row["name"]), _said(row["about"]),
        tuple(Prompt(str(p["key"]), _said(p["question"]), _said(p["hint"]), bool(p["on"]))
              for p in _rows(row["prompts"])),
        str(row["teller"]), bool(row["period"]), tuple(cast("list[str]", row["signifiers"])), bool(row["on"]))


def _signifier(row: dict[str, object]) -> Signifier:
    return Signifier(
        str(row["key"]), cast("Kind", row["kind"]), _said(row["coach"]), _said(row["family"]),
        tuple(Label(str(one["key"]), _said(one["name"])) for one in _rows(row["labels"])),
        bool(row["several"]), bool(row["on"]))
