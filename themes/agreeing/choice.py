"""What agreement is asked about: the unit, the frame, and whose stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS = {"sentence": N_("sentences"), "turn": N_("turns"), "character": N_("characters"), "document": N_("documents")}
FRAMES = {"all": N_("all units, also those nobody marked"), "marked": N_("only units that somebody gave a code")}
# Of a scope what says which material there is; whose codings count and what they say is what is compared.
SCOPED = ("axis", "from_on", "until_on", "site", "coach", "group")
OPTIONS = ("unit", "frame", *SCOPED)


@dataclass(frozen=True)
class Choice:
    """What is compared.

    Attributes:
        unit: one of UNITS; frame: one of FRAMES.
        scope: which material; its coder, voice, direction and layer are those of the whole pilot.
    """

    unit: str = "sentence"
    frame: str = "all"
    scope: Scope = Scope()

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Choice:
        """What an address asks for. Raises: BadInput for what is not there."""
        unit, frame = query.get("unit") or "sentence", query.get("frame") or "all"
        if unit not in UNITS or frame not in FRAMES:
            raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
        return cls(unit, frame, Scope.from_query({name: query[name] for name in SCOPED if query.get(name)}))

    def query(self) -> dict[str, str]:
        """What to put in an address: only what differs from the whole pilot by sentences."""
        own = {"unit": self.unit, "frame": self.frame}
        return {**{name: own[name] for name in own if own[name] != getattr(Choice(), name)}, **self.scope.query()}
