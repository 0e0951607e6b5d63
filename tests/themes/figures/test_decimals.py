"""Numbers with decimals, as the language of the page writes them, whatever made the number."""

from __future__ import annotations

import numpy as np
import pytest

from pilot.words import speaking
from themes.figures.decimals import as_needed, one_decimal, one_or_dash


@pytest.mark.parametrize("value", [3.25, np.float64(3.25), np.float32(3.25)])
def test_numbers_of_frames(value: float) -> None:
    """A mean that pandas worked out is written as one of Python, halves upwards."""
    with speaking("nl"):
        assert (one_decimal(value), one_or_dash(value), as_needed(value)) == ("3.3", "3,3", "3,3")
