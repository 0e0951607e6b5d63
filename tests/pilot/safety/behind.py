"""What a child behind the fence is asked in tests."""

from __future__ import annotations

import os


def secrets() -> list[str]:
    """Names of secrets that the environment of the child has."""
    return [name for name in os.environ if "SECRET" in name]
