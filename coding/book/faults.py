"""What can be wrong in a codebook file: every fault with its line, told together."""

from __future__ import annotations

from dataclasses import dataclass, field

from pilot.errors import BadInput
from pilot.words import N_, translate

SHOWN = 20
MOST_FAULTS = 100  # at which reading stops: nobody mends more at once
_ONE = N_("This codebook has one fault and was not loaded. Mend it and try again.")
_MANY = N_("This codebook has {n} faults and was not loaded. Mend them and try again.")
_TOO_MANY = N_("This codebook has {n} faults or more and was not loaded. Mend the first ones and try again.")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: `line` counts from 1, `message` is a msgid with fields from `params`."""

    line: int
    message: str
    params: dict[str, object] = field(default_factory=dict, compare=False)

    def sentence(self, language: str | None = None) -> str:
        """“Line 12: ...” in `language` (the current one when None)."""
        where = translate(N_("Line {line}:"), language).format(line=self.line)
        return f"{where} {translate(self.message, language).format(**self.params)}"


class CodebookFaults(BadInput):
    """A codebook file that cannot be used; `faults` holds them, a hundred at most, in the order of the file."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(_MANY, n=len(faults))
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])

    def sentence(self, language: str | None = None) -> str:
        """How many faults, then the first twenty of them, one on a line."""
        head = _ONE if len(self.faults) == 1 else _MANY if len(self.faults) < MOST_FAULTS else _TOO_MANY
        lines = [translate(head, language).format(n=len(self.faults))]
        lines += [fault.sentence(language) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            rest = translate(N_("... and {n} more."), language)
            lines.append(rest.format(n=len(self.faults) - SHOWN))
        return "\n".join(lines)
