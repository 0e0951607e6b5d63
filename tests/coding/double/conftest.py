"""A pilot with a codebook and conversations, and rounds in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.double import leading
from coding.double.leading import Wanted
from tests.conftest import ROOT

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

Begin = Callable[..., str]


@pytest.fixture
def talks(small: SmallPilot, db: Database) -> list[str]:
    """Three conversations in a pilot with the project's own codebook."""
    codebook.adopt(db, small.viewers["evaluator"], (ROOT / "codebook.yaml").read_text(), "proef")
    return [small.interview(db, title=f"Gesprek {n}") for n in range(3)]


@pytest.fixture
def begin(small: SmallPilot, db: Database, talks: list[str]) -> Begin:
    """Begins a round of both evaluators over all conversations, led by the first."""
    def do(name: str = "Ronde", documents: int = len(talks), **more: object) -> str:
        who = (small.accounts["evaluator"], small.accounts["evaluator2"])
        wanted = Wanted(name, documents, who, 7, **more)  # type: ignore[arg-type]
        return leading.begin(db, small.viewers["evaluator"], wanted)

    return do
