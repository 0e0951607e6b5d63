"""What may stand in a log: lines of JSON with these facts, and nothing else."""

from __future__ import annotations

import json
from typing import Any

FACTS = {"at", "level", "from", "pid", "said", "method", "route", "status", "ms"}


def parsed(log: str) -> list[dict[str, Any]]:
    """The lines of a log. Raises: AssertionError for a line that is none, or says more than it may."""
    found = []
    for line in filter(str.strip, log.splitlines()):
        assert line.startswith("{"), line
        found.append(json.loads(line))
        assert set(found[-1]) <= FACTS, line
    return found
