"""The body of a draft: what the entry form sends, read without trusting it, and what is still missing in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypedDict, get_args

from pilot.dates import check_date
from pilot.errors import BadInput
from pilot.vocabulary.courses import COURSES
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_
from stories.meaning import values
from stories.meaning.values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stories.entry.templates import Forms

TITLE_CHARS = 200
MOST_ANSWERS = 200  # of questions, or of what is said about the meaning
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEY = re.compile(r"[a-z0-9_]{1,40}")
# C0 and C1 controls except tab and line feed: a phone's keyboard makes none, a paste may.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Entry:
    """What was filled in so far; empty strings where nothing was.

    Attributes:
        form: the version of the forms it was begun with.
        teller: guid of who of the family tells it on the coach's device; '' where the coach does.
        answers: by prompt key, text NFC with LF. order: keys of answers in the order in which they are told.
        meaning: what the teller says of it, by signifier.
    """

    family_guid: str = ""
    template: str = "moment"
    title: str = ""
    told_on: str = ""
    event_from: str = ""
    event_until: str = ""
    is_period: bool = False
    course: str = ""
    domains: tuple[str, ...] = ()
    no_names: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    form: int = 0
    teller: str = ""
    meaning: dict[str, Value] = field(default_factory=dict)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Each filled line of each answer, in the order of the template, as (key of its question, line)."""
        return tuple(
            (key, line) for key in self.order
            for line in (part.strip() for part in self.answers.get(key, "").split("\n")) if line
        )

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The story's own words, a line each."""
        return tuple(line for _key, line in self.told)


class _Texts(TypedDict, total=False):
    """The fields of the form in which something is typed or chosen; a field that was not touched is not there."""

    family: str
    template: str
    title: str
    told_on: str
    when: str
    until: str
    course: str
    teller: str


# "from" is no name that a class can give a field.
_From = TypedDict("_From", {"from": str}, total=False)


class Body(_Texts, _From):
    """The body of a draft: what was typed in each field of the form, as it was typed.

    `spoken`: guids of the voice notes whose words stand in it.
    """

    no_names: bool
    domains: list[str]
    answers: dict[str, str]
    form: int
    meaning: dict[str, dict[str, object]]
    spoken: list[str]


_Text = Literal["family", "template", "title", "told_on", "when", "from", "until", "course", "teller"]
_TEXTS: tuple[_Text, ...] = get_args(_Text)


def tidy(body: Mapping[str, object]) -> Body:
    """The fields of the form in what a page sent, as they were typed; anything else is left out."""
    domains = body.get("domains")
    kept = Body(
        no_names=body.get("no_names") is True,
        domains=[d for d in DOMAINS if d in domains] if isinstance(domains, list) else [],
        answers={key: text for key, text in _keyed(body.get("answers")).items() if isinstance(text, str)},
        form=form_of(body),
        meaning={key: _meant(value) for key, value in _keyed(body.get("meaning")).items() if isinstance(value, dict)},
        spoken=_spoken(body.get("spoken")),
    )
    for key in _TEXTS:
        if isinstance(value := body.get(key), str):
            kept[key] = value
    return kept


def _keyed(given: object) -> dict[str, object]:
    """What was given by keys, as far as they can be keys of ours: of which version of the forms is not asked here, so
    that nothing typed under an older one is left out."""
    if not isinstance(given, dict):
        return {}
    return dict([(key, value) for key, value in given.items() if isinstance(key, str) and _KEY.fullmatch(key)]
                [:MOST_ANSWERS])


def _meant(value: dict[object, object]) -> dict[str, object]:
    """The parts that an answer about the meaning can have, as they were sent."""
    return {key: value[key] for key in ("na", "at", "place", "chosen") if key in value}


def _spoken(given: object) -> list[str]:
    found = [one for one in given if isinstance(one, str) and _GUID.fullmatch(one)] if isinstance(given, list) else []
    return list(dict.fromkeys(found))[:MOST_ANSWERS]


def form_of(body: Mapping[str, object]) -> int:
    """The version of the forms that a draft was begun with; 0 where none is said."""
    number = body.get("form")
    return number if type(number) is int and 0 <= number < 2**31 else 0


def clean(value: object) -> str:
    """Text as it is kept: NFC, LF, no control characters, half surrogate pairs replaced; '' for what is no text."""
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", lines.replace("\u2029", "\n")))


def _line(value: object) -> str:
    return " ".join(clean(value).split())


def read(body: Mapping[str, object], forms: Forms) -> Entry:
    """The entry in a draft's body; whatever does not fit reads as not filled in.

    Args:
        forms: the version of the forms it was begun with (`form_of`).
    """
    domains = body.get("domains")
    teller = _line(body.get("teller"))
    key = forms.template(_line(body.get("template")), "family" if teller else "coach").key
    is_period = body.get("when") == "period"
    answers = {key: clean(text) for key, text in _keyed(body.get("answers")).items()}
    return Entry(
        family_guid=_line(body.get("family")),
        template=key,
        title=_line(body.get("title")), told_on=_line(body.get("told_on")),
        event_from=_line(body.get("from")), event_until=_line(body.get("until")) if is_period else "",
        is_period=is_period, course=_line(body.get("course")),
        domains=tuple(d for d in DOMAINS if d in domains) if isinstance(domains, list) else (),
        no_names=body.get("no_names") is True,
        answers=answers, order=tuple(forms.order(key, answers)), form=forms.number, teller=teller,
        meaning=values.read_all(forms, _keyed(body.get("meaning"))),
    )


def faults(entry: Entry, today: str) -> dict[str, BadInput]:
    """What stands in the way of keeping the story on the ISO date `today`, by field, in the order of the form."""
    found: dict[str, BadInput] = {}
    if not entry.family_guid:
        found["family"] = BadInput(N_("Choose the family this story is about."))
    found |= date_faults(entry, today)
    if not entry.paragraphs:
        found["text"] = BadInput(N_("Write something under one of the questions."))
    if entry.course not in COURSES:
        found["course"] = BadInput(N_("Say how things went: better, a relapse, or steady."))
    if not entry.title:
        found["title"] = BadInput(N_("Give the story a title, so that you find it again."))
    elif len(entry.title) > TITLE_CHARS:
        found["title"] = BadInput(N_("The title is longer than {n} characters. Make it shorter."), n=TITLE_CHARS)
    return found


def date_faults(entry: Entry, today: str) -> dict[str, BadInput]:
    """Faults of the three dates: when it happened, until when, when it is told."""
    found: dict[str, BadInput] = {}
    fields = {"from": entry.event_from, "told_on": entry.told_on} | (
        {"until": entry.event_until} if entry.is_period else {})
    for name in ("from", "until", "told_on"):
        if name not in fields:
            continue
        if not fields[name]:
            found[name] = BadInput(_MISSING[name])
            continue
        try:
            day = check_date(fields[name])
        except BadInput as error:
            found[name] = error
            continue
        if day > today:
            found[name] = BadInput(N_("This date lies in the future. Change it."))
    if not found and entry.is_period and entry.event_until < entry.event_from:
        found["until"] = BadInput(N_("The period ends before it starts. Change one of the two dates."))
    if not found and (entry.event_until or entry.event_from) > entry.told_on:
        found["told_on"] = BadInput(N_("It was told before it happened. Change one of the dates."))
    return found


_MISSING = {
    "from": N_("Fill in when it happened; about right is fine."),
    "until": N_("Fill in until when it lasted; about right is fine."),
    "told_on": N_("Fill in when you tell this; usually today."),
}
