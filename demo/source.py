"""The files of data/demo, of which the demo pilot is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from pilot.config import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = ROOT / "data" / "demo"


def read(name: str) -> Any:
    """What the YAML file `name` holds."""
    return yaml.safe_load((SOURCE / name).read_text(encoding="utf-8"))


def day(value: object) -> str | None:
    """A date of a file as ISO text; None where there is none."""
    return None if value is None else str(value)


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The YAML head between the first two '---' lines and the text below it."""
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), text.strip()
