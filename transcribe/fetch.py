"""Fetching a model once, when somebody says so; the only place in this room that reaches outside the machine."""

from __future__ import annotations

import hashlib
import json
import os
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_
from transcribe import models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pilot.config import Home

ENDPOINT_VARIABLE = "HF_ENDPOINT"
ENDPOINT = "https://huggingface.co"
WANTED = ("config.json", "preprocessor_config.json", "tokenizer.json", "vocabulary.txt", "vocabulary.json", "model.bin")
BLOCK = 1 << 20
# A hub's list of files is some kilobytes.
LISTING_BYTES = 10_000_000
TIMEOUT_S = 30
OFFLINE = N_("The model could not be fetched: {host} cannot be reached. Nothing that was fetched is lost; try again"
             " with a connection, or copy the model's folder here by hand.")
THROWN_AWAY = N_("A file of the model arrived damaged and was thrown away. Try again.")


@dataclass(frozen=True)
class Part:
    """One file of a model: where it is, its length in bytes, its SHA-256 where it is known."""

    name: str
    url: str
    bytes: int
    sha256: str


def fetch(home: Home, name: str, tell: Callable[[int, int], None] = lambda done, total: None) -> models.Model:
    """Put a model into the home's folder; a fetch that was cut off goes on where it stopped.

    It appears under its name only when every file is there and checked.

    Args:
        name: one of models.REPOSITORIES.
        tell: called with bytes done and bytes in all.

    Raises: BadInput for an unknown name, no connection, no room on the disk, or a file that arrived damaged.
    """
    repository = models.REPOSITORIES.get(name)
    if repository is None:
        raise BadInput(N_("There is no model {name} to fetch. There are: {names}."),
                       name=name, names=", ".join(models.REPOSITORIES))
    target = home.models / name
    if target.is_dir():
        return models.at(target, name)
    endpoint = os.environ.get(ENDPOINT_VARIABLE, ENDPOINT).rstrip("/")
    with _said(endpoint):
        revision, parts = _listing(endpoint, repository)
    partial = home.models / f".{name}.{revision[:12]}.part"
    fetch_parts(parts, partial, endpoint, tell)
    model = models.at(partial, name)
    partial.replace(target)
    return replace(model, path=target.resolve())


def fetch_parts(parts: Sequence[Part], folder: Path, host: str, tell: Callable[[int, int], None]) -> None:
    """Bring each file into a folder, whole and checked; what was cut off goes on. Raises: BadInput, as `fetch`."""
    with _said(host):
        folder.mkdir(parents=True, exist_ok=True)
        total, before = sum(part.bytes for part in parts), 0
        for part in parts:
            before = _fetch_part(part, folder / part.name, before, total, tell)


@contextmanager
def _said(host: str) -> Iterator[None]:
    """What goes wrong outside this machine, or on its disk, as a sentence."""
    try:
        yield
    except urllib.error.URLError as error:
        raise BadInput(OFFLINE, host=host) from error
    except (TimeoutError, ConnectionError) as error:
        raise BadInput(OFFLINE, host=host) from error
    except OSError as error:
        raise BadInput(N_("The model could not be kept: the disk is full or cannot be written. Make room and try"
                          " again.")) from error


def _open(url: str, headers: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(url, headers={"User-Agent": "rode-draad", **(headers or {})})
    return urllib.request.urlopen(request, timeout=TIMEOUT_S)


def _listing(endpoint: str, repository: str) -> tuple[str, list[Part]]:
    """The newest revision and its files with their lengths, as the hub lists them."""
    with _open(f"{endpoint}/api/models/{repository}/revision/main?blobs=true") as answer:
        listing = json.loads(answer.read(LISTING_BYTES))
    revision = str(listing["sha"])
    parts = [
        Part(file["rfilename"], f"{endpoint}/{repository}/resolve/{revision}/{file['rfilename']}",
             int(file["size"]), (file.get("lfs") or {}).get("sha256", ""))
        for file in listing["siblings"] if file["rfilename"] in WANTED
    ]
    return revision, parts


def _fetch_part(part: Part, path: Path, before: int, total: int, tell: Callable[[int, int], None]) -> int:
    """Bring one file to its full length, going on where an earlier try stopped, and check it.

    Returns: bytes done with it, `before` being those of the files in front of it.
    """
    have = path.stat().st_size if path.is_file() else 0
    if have > part.bytes:
        path.unlink()
        have = 0
    if have < part.bytes:
        with _open(part.url, {"Range": f"bytes={have}-"} if have else None) as answer:
            # A host that does not know ranges sends the whole file again.
            mode = "ab" if have and answer.status == 206 else "wb"
            have = have if mode == "ab" else 0
            with path.open(mode) as file:
                while block := answer.read(BLOCK):
                    file.write(block)
                    have += len(block)
                    if have > part.bytes:
                        raise ConnectionError("more than was announced")
                    tell(before + have, total)
    tell(before + have, total)
    if have != part.bytes:
        raise ConnectionError("cut off")
    if part.sha256 and _sha256(path) != part.sha256:
        path.unlink()
        raise BadInput(THROWN_AWAY)
    return before + have


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
