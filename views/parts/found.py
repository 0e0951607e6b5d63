"""Words of the register that were found in what is typed, and are asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def still(found: Iterable[str], *typed: str) -> list[str]:
    """Those that still stand in what is typed: what was taken out since is not asked about any more."""
    return [one for one in found if any(one in text for text in typed)]
