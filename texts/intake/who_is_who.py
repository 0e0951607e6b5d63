"""Who a speaker's label stands for: a proposal the user checks, and the name a stored turn goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.families.people import FAMILY_KINDS
from pilot.vocabulary import voices
from pilot.words import _
from texts.importers.label_words import is_known
from texts.intake.voice_words import BY_VOICE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilot.families.people import Person

_ASKS_WORDS = """i int interviewer interviewster onderzoeker evaluator v q vraag moderator gespreksleider
    researcher question"""
_COACH_WORDS = "c coach gezinscoach begeleider gezinsbegeleider worker"
_ANSWER_WORDS = """a r resp respondent antwoord geïnterviewde gezin familie ouder ouders interviewee
    participant answer family"""
_ROLE_WORDS = """moeder vader kind zoon dochter broer zus grootmoeder grootvader stiefmoeder stiefvader
    pleegmoeder pleegvader pleegouder partner"""
# Other words for a role, first the role as `person.role` has it.
_SAME = (
    "moeder m mama mam ma mother mum mom",
    "vader papa pap pa father dad",
    "grootmoeder oma grandmother",
    "grootvader opa grandfather",
    "zoon son",
    "dochter daughter",
    "kind k child",
    "broer brother",
    "zus sister",
)
_ASKS, _COACH, _ANSWERS, _FAMILY_ROLES = (
    frozenset(words.split()) for words in (_ASKS_WORDS, _COACH_WORDS, _ANSWER_WORDS, _ROLE_WORDS)
)
_ROLES = {word: words.split()[0] for words in _SAME for word in words.split()}


@dataclass(frozen=True)
class Speaker:
    """Whose words stand under a label.

    Args:
        voice: one of VOICES; '' when the user has to say.
        person: guid of the person, None when nobody of the pilot.
    """

    label: str
    voice: str = ""
    person: str | None = None


def propose(label: str, family: Sequence[Person], coaches: Sequence[Person], voice: str | None) -> Speaker:
    """Who a label may stand for.

    Args:
        family: the people of the family, coaches: those who support it.
        voice: whose voice the document is, where known: a label such as "R", or none, is then that voice.
    """
    for person in (*family, *coaches):
        if label and label.casefold() == person.pseudonym.casefold():
            return Speaker(label, voices.of_person(person.kind, person.role), person.guid)
    word = _first_word(label)
    if word in _COACH:
        return Speaker(label, voices.COACH, _nth(coaches, label))
    if word in _ASKS:
        return Speaker(label, voices.OTHER)
    role = _ROLES.get(word, word)
    if role in _FAMILY_ROLES:
        fitting = [p for p in family if _ROLES.get(p.role.casefold(), p.role.casefold()) == role]
        return Speaker(label, voices.FAMILY, _nth(fitting, label))
    if not label or word in _ANSWERS:
        return _teller(label, family, coaches, voice)
    working = next((voice for voice in (voices.COORDINATOR, voices.PARTNER) if word in BY_VOICE[voice]), "")
    return Speaker(label, working or (voices.OTHER if is_known(label) else ""))


def _teller(label: str, family: Sequence[Person], coaches: Sequence[Person], voice: str | None) -> Speaker:
    """The one who tells, where the family has one grown-up or one coach; else the user says who."""
    if voice == voices.COACH:
        return Speaker(label, voices.COACH, _nth(coaches, label) if len(coaches) == 1 else None)
    if voice == voices.FAMILY:
        grown = [p for p in family if p.kind == "parent"]
        return Speaker(label, voices.FAMILY, grown[0].guid if len(grown) == 1 else None)
    return Speaker(label, voice or "")


def _first_word(label: str) -> str:
    words = re.findall(r"[^\W\d_]+", label.casefold())
    return words[0] if words else ""


def _nth(people: Sequence[Person], label: str) -> str | None:
    """The person a number in the label points at ("Coach 2"), or the only one there is."""
    number = re.search(r"\d+", label)
    at = int(number[0]) - 1 if number and len(number[0]) < 3 else 0
    if not number and len(people) != 1:
        return None
    return people[at].guid if 0 <= at < len(people) else None


def proposed_title(voice: str | None, who: Sequence[Person]) -> str:
    """A title without a name: "Interview with moeder"; never the file's name, which may hold a real one."""
    roles = list(dict.fromkeys(p.role.casefold() for p in who if p.role and p.kind in FAMILY_KINDS))
    if roles:
        return _("Interview with {who}").format(who=_(" and ").join(roles))
    if voice == voices.FAMILY:
        return _("Interview with the family")
    if voice and voice != voices.OTHER:
        return _("Interview with {who}").format(who=voices.name(voice))
    return _("Interview")


def shown_names(speakers: Sequence[Speaker], people: dict[str, Person]) -> dict[str, str]:
    """What each label is called in the stored turns: a role or pseudonym, for a label may be a real name.

    A well-known label of nobody in the pilot ("I", "Juf") stays as it is; any other becomes "Speaker 1".
    """
    roles = [_role(people[guid]) for guid in {s.person for s in speakers if s.person}]
    shown: dict[str, str] = {}
    unknown = 0
    for speaker in speakers:
        if speaker.person:
            person = people[speaker.person]
            once = roles.count(_role(person)) == 1
            shown[speaker.label] = _role(person) if once else person.pseudonym
        elif not speaker.label:
            shown[""] = ""
        elif is_known(speaker.label):
            shown[speaker.label] = _without_name(speaker.label)
        else:
            unknown += 1
            shown[speaker.label] = _("Speaker {number}").format(number=unknown)
    return shown


def _role(person: Person) -> str:
    return (person.role or person.pseudonym).capitalize()


def _without_name(label: str) -> str:
    """ "Juf Petra" without the name behind it; "Coach 2" as it is."""
    words = label.split()
    return words[0] if len(words) > 1 and not any(c.isdigit() for c in words[1]) else label
