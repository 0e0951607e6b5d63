"""Codes of a .qdc file that was sent to us: read behind the fence from memory, never from a disk."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from exchange.refi import model, reading
from pilot import fence
from texts.importers.faults import shown_name

if TYPE_CHECKING:
    from exchange.refi.model import Project


def codes_of(content: bytes, name: str) -> Project:
    """The codes in it. Raises: BadInput, also for one that asks too much."""
    packed = base64.b64encode(content).decode("ascii")
    return model.from_plain(fence.run(
        f"{__name__}:codes_behind", packed, name, limits=reading.LIMITS, name=shown_name(name)))


def codes_behind(packed: str, name: str) -> fence.Plain:
    """In the child: what `codes_of` is made of."""
    return reading.codes_in(io.BytesIO(base64.b64decode(packed)), name)
