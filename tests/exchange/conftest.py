"""Fixtures for the exchange room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pilot import fence

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package", autouse=True)
def warm() -> Iterator[None]:
    """What reads projects is in memory once, and not read anew for each of them."""
    fence.warm(["exchange.refi.reading", "coding.book.file", "texts.intake.reading"])
    yield
    fence.warm([])
    fence.stop()
