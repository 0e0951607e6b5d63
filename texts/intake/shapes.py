"""What the page for adding material is told, as JSON: a card for each file, and what there is to choose from."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class SpeakerRow(TypedDict):
    """A label in a text, who it probably stands for, and what it says; person: guid."""

    label: str
    voice: str
    person: str | None
    turns: int
    words: int
    example: str


class FirstTurn(TypedDict):
    """One of the first turns of a text, shortened."""

    speaker: str
    text: str
    start_ms: int | None


class Contents(TypedDict):
    """What is in a file; voice: whose words there are most of, of a text only.

    Attributes:
        persons: guids of who tells. duration_ms: None where a text has no times.
    """

    format: str
    warnings: list[str]
    duration_ms: int | None
    title: str
    turns: int
    words: int
    persons: list[str]
    speakers: list[SpeakerRow]
    first_turns: list[FirstTurn]
    voice: NotRequired[str | None]


class Card(TypedDict):
    """A file before it is stored; of one that was refused, and discarded, only the first five keys are there.

    Attributes:
        kind: None when refused. faults, warnings: sentences. duplicate: a sentence when the pilot has it already.
        content: hash by which equal files are known. family: guid. told_on: ISO.
    """

    upload: str
    kind: Literal["text", "recording"] | None
    faults: list[str]
    warnings: list[str]
    duplicate: str | None
    content: str | None
    family: NotRequired[str | None]
    voice: NotRequired[str | None]
    told_on: NotRequired[str | None]
    format: NotRequired[str]
    duration_ms: NotRequired[int | None]
    title: NotRequired[str]
    turns: NotRequired[int]
    words: NotRequired[int]
    persons: NotRequired[list[str]]
    speakers: NotRequired[list[SpeakerRow]]
    first_turns: NotRequired[list[FirstTurn]]


class ShownTurn(TypedDict):
    """A turn to read through; times: code point (0-based, into the turn) and ms of words inside."""

    speaker: str
    text: str
    start_ms: int | None
    times: list[list[int]]


class AllTurns(TypedDict):
    """Every turn of a text; of: the text's hash."""

    of: str | None
    turns: list[ShownTurn]


class PersonChoice(TypedDict):
    """Somebody of a family; consents: uses that hold today. under_16: a parent or guardian has to consent."""

    guid: str
    name: str
    role: str
    kind: str
    under_16: bool
    consents: list[str]


class CoachChoice(TypedDict):
    """A coach of a family."""

    guid: str
    name: str


class RecordingChoice(TypedDict):
    """A recording without a text; recorded_on: ISO."""

    guid: str
    recorded_on: str
    duration_ms: int


class FamilyChoice(TypedDict):
    """A family; tellable: whether others may tell about it now."""

    guid: str
    pseudonym: str
    tellable: bool
    recordings: list[RecordingChoice]
    persons: list[PersonChoice]
    coaches: list[CoachChoice]


class ProfessionalChoice(TypedDict):
    """Somebody who works with families; answers: may consent for a child."""

    guid: str
    name: str
    role: str
    voice: str
    answers: bool


class VoiceChoice(TypedDict):
    """A voice; working: of professionals. title: what a text is called that has this voice, where nobody says it."""

    key: str
    name: str
    working: bool
    title: str


class KindChoice(TypedDict):
    """A kind of people of a family."""

    key: str
    name: str


class Taken(TypedDict):
    """What may be chosen: kinds of texts and of recordings, for in a sentence, and how large each may be."""

    mb: int
    gb: int
    texts: str
    recordings: str


class Choices(TypedDict):
    """What the page lets choose from.

    Attributes:
        uses: of consent, their names by key. today: ISO. may_prepare: whether this viewer reads texts that still hold
            names.
    """

    families: list[FamilyChoice]
    professionals: list[ProfessionalChoice]
    voices: list[VoiceChoice]
    kinds: list[KindChoice]
    uses: dict[str, str]
    today: str
    may_prepare: bool
    taken: Taken
    may_add_families: bool
