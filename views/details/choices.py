"""Who can be meant on the page: the people of a family, its coaches and the professionals, by the name they go by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.families import people
from pilot.vocabulary import voices
from pilot.words import _
from texts.intake.who_is_who import Speaker, propose

if TYPE_CHECKING:
    from collections.abc import Collection

    from pilot.families.people import Person
    from pilot.visit import Visit


@dataclass(frozen=True)
class Choices:
    """The people of a family and those who work with it; `others`: professionals, and coaches named already."""

    family: list[Person]
    coaches: list[Person]
    others: list[Person]

    @property
    def by_guid(self) -> dict[str, Person]:
        """Everybody, in the order in which they are shown."""
        return {one.guid: one for one in (*self.family, *self.coaches, *self.others)}

    def name(self, guid: str) -> str:
        """Such as "Moeder Berk (moeder)"."""
        who = self.by_guid[guid]
        alike = not who.role or who.role.casefold() == who.pseudonym.casefold()
        return who.pseudonym if alike else f"{who.pseudonym} ({who.role})"


def of(visit: Visit, family: str, named: Collection[str | None]) -> Choices:
    """Who can be meant in a text of this family.

    Args:
        named: guids of who is in it already.
    """
    coaches = people.coaches_of(visit.db, visit.viewer, family)
    known = {one.guid for one in coaches}
    others = [one for one in people.persons(visit.db, visit.viewer)
              if one.guid not in known and (one.kind == "professional" or one.guid in named)]
    return Choices(people.persons(visit.db, visit.viewer, family), coaches, others)


def who_it_can_be(choices: Choices, now: Speaker) -> dict[tuple[str, str | None], str]:
    """What a label can stand for: voice and person, with its name. Who it is now is among them."""
    found: dict[tuple[str, str | None], str] = {
        (voices.of_person(one.kind, one.role), guid): choices.name(guid) for guid, one in choices.by_guid.items()}
    found |= {(voice, None): voices.title(voice) for voice in voices.VOICES if voice in voices.WORKING}
    found[voices.OTHER, None] = _("The interviewer or somebody else")
    if (now.voice, now.person) not in found:
        name = _("{voice}, not said who").format(voice=voices.title(now.voice))
        if now.person in choices.by_guid:
            name = f"{choices.name(now.person)} · {voices.name(now.voice)}"
        found = {(now.voice, now.person): name} | found
    return found


def moved(speaker: Speaker, choices: Choices) -> Speaker:
    """Who it is once the text is of another family: somebody alike there, where its people spoke."""
    if speaker.person is None or speaker.person in choices.by_guid:
        return speaker
    alike = propose(speaker.label, choices.family, choices.coaches, speaker.voice)
    return alike if alike.person else Speaker(speaker.label, speaker.voice)
