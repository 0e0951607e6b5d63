"""A job's fault as it is kept in its row: the msgid and its parameters, so that each reader gets her own language."""

from __future__ import annotations

import json
from typing import Any

from pilot.errors import BadInput, RodeDraadError


def kept(error: RodeDraadError) -> str:
    """The error as JSON; parameters that are errors themselves are kept the same way."""
    return json.dumps(_plain(error), ensure_ascii=False)


def _plain(error: RodeDraadError) -> dict[str, Any]:
    params = {
        key: _plain(value) if isinstance(value, RodeDraadError)
        else value if isinstance(value, int | float | bool) else str(value)
        for key, value in error.params.items()
    }
    return {"message": error.message, "params": params}


def sentence(kept_error: str | None) -> str:
    """The kept error as one sentence in the current language; empty for None."""
    return _error(json.loads(kept_error)).sentence() if kept_error else ""


def _error(plain: dict[str, Any]) -> BadInput:
    params = {k: _error(v) if isinstance(v, dict) else v for k, v in plain["params"].items()}
    return BadInput(plain["message"], **params)
