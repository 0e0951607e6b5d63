"""The model that comes with the program: joined once, whoever asks first, and never from what is damaged."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pilot.config import Home
from pilot.errors import BadInput, NotFound
from tests.recordings import plain
from transcribe import bundled, models, whisper

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS = bytes(range(256)) * 9000


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small packages in an environment of their own; to import one would be a fault."""
    site = tmp_path / "site"
    half = len(WEIGHTS) // 2 + 7
    held = (
        {bundled.PARTS[0]: WEIGHTS[:half], **dict.fromkeys(bundled.OTHERS, b"{}")}, {bundled.PARTS[1]: WEIGHTS[half:]})
    for name, files in zip(("made_up_part1", "made_up_part2"), held, strict=True):
        (site / name / "data").mkdir(parents=True)
        (site / name / "__init__.py").write_text("raise SystemExit('data is read, never imported')")
        for file, data in files.items():
            (site / name / "data" / file).write_bytes(data)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr(bundled, "PACKAGES", ("made_up_part1", "made_up_part2"))
    monkeypatch.setattr(bundled, "BYTES", len(WEIGHTS))
    monkeypatch.setattr(bundled, "SHA256", hashlib.sha256(WEIGHTS).hexdigest())
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    return site


def left_in(folder: Path) -> set[str]:
    """The names in a folder, but for the lock."""
    return {path.name for path in folder.iterdir() if path.suffix != ".lock"} if folder.is_dir() else set()


def test_it_is_joined_when_first_needed(packages: Path, tmp_path: Path) -> None:
    """Listing joins nothing; asking for it does, once, in the environment, without a home."""
    home = Home(tmp_path / "home")
    listed = [model for model in models.available(home) if model.name == "base"]
    assert [(model.multilingual, model.path.exists()) for model in listed] == [(True, False)]
    made = models.find(home, "base")
    assert made.path == listed[0].path
    assert (made.path / "model.bin").read_bytes() == WEIGHTS
    assert made.path.is_relative_to(tmp_path / "environment")
    assert left_in(made.path.parent) == {made.path.name}
    written = (made.path / "model.bin").stat().st_mtime_ns
    assert (models.find(home, "base").path / "model.bin").stat().st_mtime_ns == written
    assert not home.folder.exists()


def test_what_was_fetched_under_its_name_comes_first(packages: Path, tmp_path: Path) -> None:
    """A model called base in the home is the one that is meant; it is left as it is."""
    own = tmp_path / "home/models/base"
    own.mkdir(parents=True)
    for name in (*models.NEEDED, "vocabulary.txt"):
        (own / name).write_bytes(b"w\n" * 51_865)
    assert models.find(Home(tmp_path / "home"), "base").path == own
    assert not (tmp_path / "environment").exists()


def test_several_at_once_make_one(packages: Path, tmp_path: Path) -> None:
    """Whoever comes second waits for the first and finds it whole."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: bundled.joined(Home(tmp_path / "home")), range(8)))
    assert len(set(found)) == 1
    assert (found[0] / "model.bin").read_bytes() == WEIGHTS
    assert left_in(found[0].parent) == {found[0].name}


def test_what_was_interrupted_is_made_anew(packages: Path, tmp_path: Path) -> None:
    """Half a file from a join that was cut off is never taken for the model."""
    folder = bundled.place(Home(tmp_path / "home"))
    half = folder.with_name(folder.name + ".part")
    half.mkdir(parents=True)
    (half / "model.bin").write_bytes(WEIGHTS[:1000])
    assert (bundled.joined(Home(tmp_path / "home")) / "model.bin").read_bytes() == WEIGHTS
    assert left_in(folder.parent) == {folder.name}


def test_damaged_packages_are_one_sentence(packages: Path, tmp_path: Path) -> None:
    """One byte that is not as it was published: nothing is kept of it."""
    part = packages / "made_up_part2/data" / bundled.PARTS[1]
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    home = Home(tmp_path / "home")
    with pytest.raises(BadInput, match="is damaged"):
        bundled.joined(home)
    assert left_in(bundled.place(home).parent) == set()
    part.unlink()
    with pytest.raises(NotFound, match="not installed"):
        bundled.joined(home)
    assert [model.name for model in models.available(home)] == []


def test_where_the_environment_cannot_be_written_the_home_keeps_it(packages: Path, tmp_path: Path) -> None:
    """An environment that belongs to somebody else is left alone."""
    (tmp_path / "environment").write_text("no folder")
    home = Home(tmp_path / "home")
    made = models.find(home, "base").path
    assert made.is_relative_to(home.folder)
    assert (made / "model.bin").read_bytes() == WEIGHTS
    assert models.find(home, "base").path == made


def test_a_full_disk_is_one_sentence(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room anywhere: a sentence, and nothing half-made is left behind."""

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    home = Home(tmp_path / "home")
    with pytest.raises(BadInput, match="disk is full"):
        bundled.joined(home)
    assert left_in(home.folder / "cache") == left_in(tmp_path / "environment/share/rode-draad") == set()


@pytest.mark.model
def test_it_writes_dutch(base: whisper.FasterWhisper, dutch: Path) -> None:
    """The published weights, out of their packages, write down what two real Dutch voices say."""
    segments = whisper.transcribe_file(dutch, base).segments
    words = plain(" ".join(segment.text for segment in segments))
    assert {"waarom", "opnieuw", "aanmelden", "automatisch", "verstaan"} <= set(words)
    assert base.model.multilingual
