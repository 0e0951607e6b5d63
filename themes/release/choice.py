"""What the drafter of a release chooses: for whom, of which material, which themes, and what she writes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pilot.dates import check_date
from pilot.errors import BadInput
from pilot.visible import visible
from pilot.words import N_
from texts.axes import TELLING
from themes.release.content import AUDIENCES, TEAM
from themes.scope import ALL, ANY, CONSENSUS, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_TITLE, MOST_WORDS = 120, 600  # characters of a title; of a sentence, a reason, a line
MOST_THEMES = 40


@dataclass(frozen=True)
class Chosen:
    """A theme: the key of its code; what she writes of it and of what was done with it; guids of quotes let out."""

    key: str
    sentence: str = ""
    done: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exact:
    """A line that says more than the rules allow, why, and who agreed: guid of each family and the day (ISO)."""

    line: str = ""
    reason: str = ""
    agreed: tuple[tuple[str, str], ...] = ()


DOMAINS, REACH, MONEY, ARMS, JOINT, AIMS = PARTS = ("domains", "reach", "money", "arms", "joint", "aims")
PART_NAMES = {DOMAINS: N_("Life domains: scores and what changed"), REACH: N_("Whom the pilot reached"),
              MONEY: N_("What money was used for"),
              ARMS: N_("Two groups of families side by side"), JOINT: N_("Themes beside what changed"),
              AIMS: N_("Goals of the pilot")}


@dataclass(frozen=True)
class Choice:
    """All of it.

    Attributes:
        query: the scope, as in an address; themes: in the order in which they are read.
        about: what the pilot is, in her words.
        parts: of PARTS, what stands in it besides themes.
    """

    audience: str
    title: str
    query: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[Chosen, ...] = ()
    exact: Exact = Exact()
    about: str = ""
    parts: tuple[str, ...] = ()

    def scope(self, today: str) -> Scope:
        """What is counted: nothing of after the day on which it was counted.

        Raises: BadInput for a scope that no release can have.
        """
        found = Scope.from_query(self.query)
        if self.audience != TEAM and (found.coach or found.coder not in (ANY, ALL, CONSENSUS)):
            raise BadInput(N_("What leaves the team is never about the families of one coach, or by one coder. Take"
                              " that filter away."))
        return replace(found, until_on=min(found.until_on or today, today)) if found.axis == TELLING else found

    def checked(self) -> Choice:
        """The same with words as they are kept. Raises: BadInput."""
        if self.audience not in AUDIENCES:
            raise BadInput(N_("Choose for whom this release is."))
        if not self.title.strip():
            raise BadInput(N_("Give the release a title."))
        if not self.themes and not self.parts:
            raise BadInput(N_("Choose at least one theme."))
        if not set(self.parts) <= set(PARTS):
            raise BadInput(N_("Choose again what stands in the release besides themes."))
        if len(self.themes) > MOST_THEMES:
            raise BadInput(N_("These are too many themes: {n} at most."), n=MOST_THEMES)
        if max(Counter(one.key for one in self.themes).values(), default=0) > 1:
            raise BadInput(N_("A theme stands in it twice."))
        agreed = tuple((guid, check_date(day)) for guid, day in self.exact.agreed)
        return replace(
            self, title=_short(self.title, MOST_TITLE), about=_short(self.about),
            themes=tuple(replace(one, sentence=_short(one.sentence), done=_short(one.done)) for one in self.themes),
            exact=Exact(_short(self.exact.line), _short(self.exact.reason), agreed))

    def own_words(self) -> tuple[str, ...]:
        """All that she wrote of it herself, and that who reads the release reads too."""
        return (self.title, self.about, self.exact.line, self.exact.reason,
                *(text for one in self.themes for text in (one.sentence, one.done)))

    def as_plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {**asdict(self), "query": dict(self.query)}


def from_plain(kept: dict[str, Any]) -> Choice:
    """What `as_plain` kept."""
    exact = kept["exact"]
    return Choice(
        kept["audience"], kept["title"], kept["query"],
        tuple(Chosen(one["key"], one["sentence"], one["done"], tuple(one["quotes"])) for one in kept["themes"]),
        Exact(exact["line"], exact["reason"], tuple((guid, day) for guid, day in exact["agreed"])), kept["about"],
        tuple(kept.get("parts", ())))


def _short(given: str, most: int = MOST_WORDS) -> str:
    found = visible(given).strip()
    if len(found) > most:
        raise BadInput(N_("This is too long: {n} characters at most."), n=most)
    return found
