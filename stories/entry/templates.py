"""What helps a coach to write: templates, each a few short questions.

The questions stand beside the text and never in it: only the coach's own words become the story that is coded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from pilot.words import N_, translate


@dataclass(frozen=True)
class Prompt:
    """One question; `key` names its answer in a draft, the same key in two templates is the same answer."""

    key: str
    question: str
    hint: str


@dataclass(frozen=True)
class Template:
    """A kind of story with the questions that help to write it; `period` says whether it looks back over a time."""

    key: str
    name: str
    about: str
    prompts: tuple[Prompt, ...]
    period: bool = False


_DID = Prompt("did", N_("What did you do?"), N_("Also the small things: calling, waiting, coming along."))

TEMPLATES = (
    Template("moment", N_("A moment"), N_("One moment that mattered."), (
        Prompt("happened", N_("What happened?"), N_("Where was it, who was there, what did you see?")),
        _DID,
        Prompt("difference", N_("What made the difference?"), N_("What would have gone differently without it?")),
        Prompt("after", N_("How did it go on?"), ""),
    )),
    Template("bezoek", N_("A visit"), N_("How you found the family, and how you left."), (
        Prompt("found", N_("How did you find the family?"), N_("What struck you when you came in?")),
        Prompt("about", N_("What was it about?"), ""),
        _DID,
        Prompt("agreed", N_("What did you agree on?"), N_("Who does what before the next time?")),
    )),
    Template("terugblik", N_("Looking back"), N_("What changed over a longer time."), (
        Prompt("start", N_("How did things stand at first?"), ""),
        Prompt("changed", N_("What has changed?"), N_("In what they do, say or dare.")),
        Prompt("difference", N_("What made the difference?"), N_("What would have gone differently without it?")),
        Prompt("hard", N_("What did not work, or not yet?"), ""),
        Prompt("needed", N_("What is needed now?"), ""),
    ), period=True),
)
KEYS = tuple(template.key for template in TEMPLATES)
ANSWERS = tuple(dict.fromkeys(prompt.key for template in TEMPLATES for prompt in template.prompts))


def template(key: str) -> Template:
    """The template called `key`, the first one when there is none."""
    return next((one for one in TEMPLATES if one.key == key), TEMPLATES[0])


def answer_order(key: str) -> list[str]:
    """Keys of answers in the order of a template, then those of other templates: nothing typed is left out."""
    own = [prompt.key for prompt in template(key).prompts]
    return own + [answer for answer in ANSWERS if answer not in own]


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


def shown(language: str | None = None) -> list[ShownTemplate]:
    """The templates in a language, for the entry form."""
    def said(text: str) -> str:
        return translate(text, language) if text else ""

    return [
        {"key": one.key, "name": said(one.name), "about": said(one.about), "period": one.period,
         "prompts": [{"key": p.key, "question": said(p.question), "hint": said(p.hint)} for p in one.prompts]}
        for one in TEMPLATES
    ]
