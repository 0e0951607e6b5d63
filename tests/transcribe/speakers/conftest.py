"""The real models, where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def models_here(monkeypatch: pytest.MonkeyPatch, shared: Path) -> Path:
    """The folder with real models, named to the program."""
    folder = shared / "models/speakers"
    monkeypatch.setenv("RODE_DRAAD_MODELS", str(folder))
    return folder
