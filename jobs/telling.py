"""A job's fault as it is kept in its row: the msgid and its parameters, so that each reader gets her own language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilot.errors import as_plain, from_plain

if TYPE_CHECKING:
    from pilot.errors import RodeDraadError


def kept(error: RodeDraadError) -> str:
    """The error as JSON; parameters that are errors themselves are kept the same way."""
    return json.dumps(as_plain(error), ensure_ascii=False)


def sentence(kept_error: str | None) -> str:
    """The kept error as one sentence in the current language; empty for None."""
    return from_plain(json.loads(kept_error)).sentence() if kept_error else ""
