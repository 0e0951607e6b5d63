"""What a joint display is asked for, as it stands in an address."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.vocabulary.domains import DOMAINS
from pilot.vocabulary.voices import COACH, FAMILY
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCORED_BY = (COACH, FAMILY)  # whose score the families are sorted by
ORDERS = {
    "change": N_("improved first"), "worst": N_("worsened first"), "name": N_("by name"), "site": N_("by municipality")}
NOT_THERE = N_("This address asks for something that is not there. Choose again with the filters.")


@dataclass(frozen=True)
class Asked:
    """What is laid beside what.

    Attributes:
        group: key of a group of codes, whose codes stand across; '' for the first one.
        domain: one of DOMAINS, or '' for all of them.
        first, last: labels of the two rounds of measuring; '' for the first and the last there are.
        voice: of SCORED_BY: whose scores the change is of. order: of ORDERS.
    """

    group: str = ""
    domain: str = ""
    first: str = ""
    last: str = ""
    voice: str = COACH
    order: str = "change"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Asked:
        """What an address asks for. Raises: BadInput for what no display can have."""
        given = {one.name: query[one.name] for one in fields(cls) if query.get(one.name)}
        asked = cls(**given)
        if asked.domain not in ("", *DOMAINS) or asked.voice not in SCORED_BY or asked.order not in ORDERS:
            raise BadInput(NOT_THERE)
        return asked

    def query(self) -> dict[str, str]:
        """What to put in an address: only what differs from the usual."""
        return {name: value for name, value in asdict(self).items() if value != getattr(Asked(), name)}

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains that are shown."""
        return (self.domain,) if self.domain else DOMAINS

    def between(self, waves: Sequence[str]) -> tuple[str, str]:
        """The two rounds, of these in order; ('', '') where there are none. Raises: BadInput."""
        if {self.first, self.last} - {"", *waves}:
            raise BadInput(NOT_THERE)
        if not waves:
            return "", ""
        first, last = self.first or waves[0], self.last or waves[-1]
        if waves.index(first) > waves.index(last):
            raise BadInput(N_("The first moment lies after the last. Change one of the two."))
        return first, last


OPTIONS = tuple(one.name for one in fields(Asked))
