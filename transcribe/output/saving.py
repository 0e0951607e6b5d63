"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pilot.errors import BadInput
from pilot.words import N_


def save(data: bytes, path: Path) -> None:
    """Write a file whole or not at all; an older file of that name is replaced in one step.

    Raises: BadInput when it cannot be written.
    """
    name = None
    try:
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=".", delete=False) as file:
            name = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise BadInput(
            N_("{path} cannot be written. Choose another folder, or make room on the disk."), path=path) from error
