"""How well the phrases of our codebook find what people find in quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.book import codebook
from coding.suggest import proposing
from tests.coding.suggest.quotes import measured, quotes
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
NAMES = ("seen", "of_others", "kept_back")


@pytest.fixture(scope="module")
def signals() -> proposing.Signals:
    """The phrases of our codebook."""
    return proposing.of_book(codebook.load(Path(ROOT / "codebook.yaml").read_text("utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_proposals_agree_with_people(signals: proposing.Signals, name: str) -> None:
    """Of quotes by families, workers and partners, Dutch and Flemish; and it can be careful, and say less."""
    wanted = quotes(name)
    assert len(wanted) > 100
    texts = [one.text for one in wanted]
    plain = measured(wanted, [{one.code for one in told} for told in proposing.propose(signals, texts)])
    assert plain.f1 >= 0.80
    careful = measured(wanted, [{one.code for one in told} for told in proposing.propose(signals, texts, careful=True)])
    assert careful.precision >= 0.90
    assert careful.precision > plain.precision
    assert 0.5 <= careful.coverage < plain.coverage
