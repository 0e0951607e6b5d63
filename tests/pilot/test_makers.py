"""How whoever made something is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from pilot import words
from pilot.makers import maker
from tests.conftest import ROOT
from texts import documents, hidden

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.mark.parametrize(("language", "called"), [("nl", "de opdrachtregel"), ("en", "the command line")])
def test_the_command_line_is_called_so_everywhere(
    small: SmallPilot, db: Database, language: str, called: str
) -> None:
    """In the language of who looks, among versions of the codebook, what was withdrawn, and where a file says who."""
    words.use(language)
    operator = small.operator(db)
    codebook.adopt(db, operator, (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    documents.withdraw(db, operator, small.interview(db), "dubbel")
    assert codebook.versions(db, small.viewers["evaluator"])[0].by == called
    assert hidden.withdrawn(db, small.viewers["admin"])[0].by == called
    assert operator.label == called
    assert "cli" not in str(codebook.versions(db, small.viewers["evaluator"]))


def test_others_have_their_label() -> None:
    """And nobody has none."""
    assert [maker("guid", "coach 1"), maker(None, None)] == ["coach 1", ""]
