"""Which parts of a Word table a style hides: its first row, every second column, a corner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from texts.importers.word_parts import Style, is_on, value, whole

# What a table says it takes from its style, by the bits of `val` and by attributes of later versions.
_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
         "noVBand": 0x400}


@dataclass
class Table:
    """A table that is being read: its style, what it takes from it, and the cell that is open, counted from 0.

    Args:
        look: of each key of `_BITS` whether it is on; what a table does not say is off.
    """

    style: str = ""
    look: Mapping[str, bool] | None = None
    row: int = -1
    column: int = -1
    span: int = 1

    def begin_row(self) -> None:
        """A row begins; none of its cells has."""
        self.row, self.column, self.span = self.row + 1, -1, 1

    def begin_cell(self) -> None:
        """A cell begins behind those before it, however wide they were."""
        self.column, self.span = self.column + self.span, 1

    def see(self, local: str, attributes: Mapping[str, str]) -> None:
        """A property of the table or of the open cell."""
        given = dict(attributes)
        if local == "tblStyle":
            self.style = value(given) or ""
        elif local == "tblLook":
            self.look = _look(given)
        elif local == "gridSpan":
            self.span = max(1, whole(value(given)) or 1)

    def takes(self, part: str) -> bool:
        """Whether the table takes this part's looks from its style."""
        return bool((self.look or {}).get(part))

    def hides(self, style: Style) -> bool | None:
        """Whether its style hides what stands in the open cell, None where it says nothing; what a style says of a
        last row or column is known when that ends.
        """
        said = [style.parts[part] for part in self._parts(style) if part in style.parts]
        return said[-1] if said else style.hidden

    def _parts(self, style: Style) -> list[str]:
        """The parts the open cell is in, those that count most last."""
        is_first_row = self.row == 0 and self.takes("firstRow")
        is_first_column = self.column == 0 and self.takes("firstColumn")
        parts = ["wholeTable"]
        for axis, off, at, size in (("Vert", "noVBand", self.column - self.takes("firstColumn"), style.bands[1]),
                                    ("Horz", "noHBand", self.row - self.takes("firstRow"), style.bands[0])):
            if not self.takes(off) and at >= 0:
                parts.append(f"band{at // max(1, size or 1) % 2 + 1}{axis}")
        parts += ["firstCol"] if is_first_column else []
        parts += ["firstRow"] if is_first_row else []
        return [*parts, "nwCell"] if is_first_row and is_first_column else parts


def _look(attributes: dict[str, str]) -> dict[str, bool]:
    bits = value(attributes) or "0"
    told = int(bits, 16) if len(bits) <= 8 and all(c in "0123456789abcdefABCDEF" for c in bits) else 0
    return {key: is_on({"val": own}) if (own := value(attributes, key)) else bool(told & bit)
            for key, bit in _BITS.items()}
