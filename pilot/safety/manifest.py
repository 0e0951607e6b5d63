"""What a backup says of itself: each store, recording and signed paper with its hash, and how far events of stores go.

A backup may come from anywhere, so what it says is read behind the fence, and only what a home can hold is believed.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from pilot import fence
from pilot.errors import BadInput, RodeDraadError
from pilot.safety import envelope
from pilot.store import keys
from pilot.store.sealed import Damaged
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "manifest.json"
FORMAT = 1
# A hundred thousand recordings, and what the index of their zip takes.
_MOST_BYTES = 32 * 1024 * 1024
_LIMITS = fence.Limits(seconds=20, memory_mb=400, answer_mb=64)
_PLACE = re.compile(
    r"server\.db|keys\.json|erased\.jsonl|pilots/[a-z0-9][a-z0-9-]{0,60}/(?:pilot\.db|register\.db|"
    r"(?:recordings|papers)/(?!\.{1,2}$)[^/\\\x00-\x1f]{1,200})")
_SHA256 = re.compile(r"[0-9a-f]{64}")
# What reading a zip or its parts can end in, however it was made.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, NotImplementedError, KeyError, ValueError,
    TypeError, AttributeError, EOFError, OSError, Damaged)


@dataclass(frozen=True)
class Manifest:
    """What a backup says that it holds.

    Attributes:
        sha256: of each file (hex), by its place in the home.
        events: how many events each store has and the hash of the last one, by its place.
        bytes: that all files take once they are unpacked, as the zip states.
    """

    sha256: dict[str, str]
    events: dict[str, tuple[int, str]]
    bytes: int


def written(made_at: str, sha256: Mapping[str, str], events: Mapping[str, tuple[int, str]]) -> bytes:
    """A manifest as a backup holds it; `made_at` is UTC ISO."""
    return json.dumps({"format": FORMAT, "made_at": made_at, "sha256": sha256, "events": events}, indent=1).encode()


def of(backup: Path) -> Manifest:
    """What a backup says of itself. Raises: BadInput for a file that is no backup of ours, or of a newer version."""
    try:
        key = envelope.key_of(backup)
        found = fence.run(f"{__name__}:read_behind", str(backup.resolve()), key.hex() if key else "", limits=_LIMITS,
                          name=backup.name)
        events = {place: (int(number), str(last)) for place, (number, last) in found["events"].items()}
        return Manifest(found["sha256"], events, found["bytes"])
    except keys.Locked:
        raise
    except RodeDraadError as error:
        if error.message in (NOT_WHOLE, _NEWER):
            error.params["path"] = backup
            raise
        raise not_whole(backup) from error


def not_whole(backup: Path) -> BadInput:
    """The sentence for a file that is no whole backup of ours."""
    return BadInput(NOT_WHOLE, path=backup)


NOT_WHOLE = envelope.NOT_WHOLE
_NEWER = N_("{path} was made by a newer Rode Draad. Update the program; the file is untouched.")


class _Read(TypedDict):
    """What of `Manifest` comes from the file."""

    sha256: dict[str, str]
    events: dict[str, tuple[int, str]]
    bytes: int


def read_behind(backup: str, key: str) -> _Read:
    """In the child, which has no secret and is given the one key: what `of` is made of.

    Raises: BadInput for anything that no backup of ours says.
    """
    try:
        with envelope.opened(Path(backup), bytes.fromhex(key) or None) as archive:
            with archive.open(MANIFEST) as packed:
                raw = packed.read(_MOST_BYTES + 1)
            entries = {entry.filename: entry.file_size for entry in archive.infolist()}
            found: Any = json.loads(raw) if len(raw) <= _MOST_BYTES else None
            _require(isinstance(found, dict) and isinstance(found.get("format"), int))
            if found["format"] > FORMAT:
                raise BadInput(_NEWER, path=backup)
            sha256, events = found["sha256"], found.get("events", {})
            _require(len(entries) == len(archive.infolist()) and isinstance(sha256, dict) and isinstance(events, dict))
            for place, hashed in sha256.items():
                _require(_PLACE.fullmatch(place) and isinstance(hashed, str) and _SHA256.fullmatch(hashed))
            for place, (number, last) in events.items():
                _require(place in sha256 and type(number) is int and number >= 0 and isinstance(last, str))
            return {"sha256": sha256, "events": events, "bytes": sum(entries[place] for place in sha256)}
    except (*BROKEN, RecursionError) as error:
        raise BadInput(NOT_WHOLE, path=backup) from error


def _require(holds: object) -> None:
    if not holds:
        raise ValueError("no manifest of ours says this")
