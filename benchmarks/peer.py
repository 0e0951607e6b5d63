"""What the benchmarks beside another program share: an environment of its own for it, and the link it says."""

from __future__ import annotations

import re
import subprocess
import time
import venv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def programs(folder: Path, wanted: str, name: str) -> Path:
    """The folder of the programs of an environment that has `name`; made with the package `wanted` where it is not."""
    bin_dir = folder / "bin"
    if not (bin_dir / name).exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([bin_dir / "python", "-m", "pip", "install", "-q", wanted], check=True)
    return bin_dir


def link(server: subprocess.Popen[str], said: Path, pattern: str, patience_s: float = 90) -> str:
    """The first text that fits `pattern` in what a server writes to the file `said`. Raises: RuntimeError."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end and server.poll() is None:
        if found := re.search(pattern, said.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.1)
    raise RuntimeError(f"{said.stem} did not start: {said.read_text(encoding='utf-8')[-2000:]}")
