"""What can be wrong in a codebook file: every fault with its line, told together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_FAULTS = 100  # that are told; nobody mends more at once, and the others are counted
_MOST_COUNTED = 10_000  # at which reading stops
_ONE = N_("This codebook has one fault and was not loaded. Mend it and try again.")
_MANY = N_("This codebook has {n} faults and was not loaded. Mend them and try again.")
_TOO_MANY = N_("This codebook has {n} faults and was not loaded. Mend the first {shown} and try again.")

_ENDLESS = N_("This codebook has {n} faults or more and was not loaded. Mend the first {shown} and try again.")


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


class Faults:
    """What is wrong in a file as it is read: the first faults, and how many there are in all."""

    def __init__(self) -> None:
        self.first: list[Fault] = []
        self.n = 0

    def add(self, line: int, message: str, params: Mapping[str, object] | None = None) -> None:
        """One more fault, as `Fault`. Raises: CodebookFaults when there are more than it makes sense to count."""
        self.n += 1
        if self.n <= MOST_FAULTS:
            self.first.append(Fault(line, message, dict(params or {})))
        if self.n >= _MOST_COUNTED:
            raise self.refusal()

    def refusal(self) -> CodebookFaults:
        """All of them as one refusal."""
        return CodebookFaults(self.first, self.n)


class CodebookFaults(BadInput):
    """A codebook file that cannot be used; `faults` holds them, a hundred at most, in the order of the file.

    Args:
        n: how many there are in all, where that is more than are given.
    """

    def __init__(self, faults: list[Fault], n: int = 0) -> None:
        self.n = max(n, len(faults))
        super().__init__(_MANY, n=self.n)
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])

    def sentence(self, language: str | None = None) -> str:
        """How many faults, then the first hundred of them, one on a line, and how many more there are."""
        more = self.n - len(self.faults)
        head = _ENDLESS if self.n >= _MOST_COUNTED else _TOO_MANY if more else _ONE if self.n == 1 else _MANY
        lines = [translate(head, language).format(n=self.n, shown=len(self.faults))]
        lines += [fault.sentence(language) for fault in self.faults]
        if more:
            lines.append(translate(N_("... and {n} more."), language).format(n=more))
        return "\n".join(lines)
