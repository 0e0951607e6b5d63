"""What a child behind the fence is asked in tests."""

from __future__ import annotations

import os


def variables(*names: str) -> list[str]:
    """Which of these the environment of the child has."""
    return [name for name in names if name in os.environ]
