"""How long things of the demo pilot are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo import source
from pilot.safety import retention

if TYPE_CHECKING:
    from demo.made import Made


def set_periods(made: Made) -> None:
    """A period for each kind, by its administrator."""
    for kind, months in source.read("keeping.yaml")["months"].items():
        retention.set_period(made.db, made.viewers["admin"], kind, months)
