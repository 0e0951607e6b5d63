"""Models on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pilot.config import Home
from pilot.errors import BadInput, NotFound
from transcribe import models, whisper


def make(folder: Path, words: int, vocabulary: str = "vocabulary.txt") -> Path:
    """A folder that looks like a complete model with so many tokens."""
    folder.mkdir(parents=True)
    for name in models.NEEDED:
        (folder / name).write_text("{}")
    text = json.dumps(["w"] * words) if vocabulary.endswith("json") else "w\n" * words
    (folder / vocabulary).write_text(text)
    return folder


def test_english_only_is_known_by_its_vocabulary(tmp_path: Path) -> None:
    """51,864 tokens are English only; one more knows other languages, in either form of the list."""
    english = models.at(make(tmp_path / "en", 51_864))
    dutch = models.at(make(tmp_path / "nl", 51_865))
    large = models.at(make(tmp_path / "large", 51_866, "vocabulary.json"))
    assert (english.multilingual, dutch.multilingual, large.multilingual) == (False, True, True)
    assert [model.knows("yue") for model in (english, dutch, large)] == [False, False, True]
    with pytest.raises(BadInput, match="does not know this language"):
        dutch.require_language("yue")
    english.require_language("en")
    dutch.require_language("nl")
    with pytest.raises(BadInput, match="knows English only"):
        english.require_language("nl")


def test_the_real_one_is_english_only(tiny_model: Path) -> None:
    """The published tiny.en weights are recognised."""
    assert not models.at(tiny_model).multilingual


@pytest.mark.parametrize("missing", [*models.NEEDED, "vocabulary.txt"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    """An incomplete folder is refused in a sentence that names the file."""
    folder = make(tmp_path / "m", 10)
    (folder / missing).unlink()
    with pytest.raises(BadInput, match=f"not complete: {missing}"):
        models.at(folder)


@pytest.mark.parametrize("words", [0, 26_000, 51_862])
@pytest.mark.parametrize("vocabulary", ["vocabulary.txt", "vocabulary.json"])
def test_a_list_of_words_that_was_cut_is_no_english_model(tmp_path: Path, words: int, vocabulary: str) -> None:
    """Of fewer words than any model has, the file is damaged; nobody is told to choose another language."""
    with pytest.raises(BadInput, match="is damaged. Fetch it again"):
        models.at(make(tmp_path / "m", words, vocabulary))


@pytest.mark.model
@pytest.mark.parametrize(("name", "kept"), [("model.bin", 900_000), ("tokenizer.json", 1000), ("config.json", 500)])
def test_a_file_of_a_model_that_was_cut(tmp_path: Path, tiny_model: Path, name: str, kept: int) -> None:
    """Whichever of its files it is, the model is named, not what reads it."""
    folder = tmp_path / "tiny.en"
    folder.mkdir()
    for file in tiny_model.iterdir():
        (folder / file.name).symlink_to(file)
    (folder / name).unlink()
    (folder / name).write_bytes((tiny_model / name).read_bytes()[:kept])
    with pytest.raises(BadInput, match="The model tiny.en is damaged. Fetch it again"):
        whisper.FasterWhisper(models.at(folder)).weights()


def test_available_looks_in_the_home_and_in_named_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Complete models are listed, those for Dutch first; incomplete ones and half-fetched ones are not."""
    home = Home(tmp_path / "home")
    make(home.models / "small.en", 51_864)
    make(home.models / "large-v2", 51_865)
    (make(home.models / "broken", 10) / "config.json").unlink()
    monkeypatch.setenv(models.MODELS_VARIABLE, str(make(tmp_path / "package" / "model", 51_865)))
    assert [model.name for model in models.available(home)] == ["base", "large-v2", "package", "small.en"]


def test_finding_by_path_and_by_name(tmp_path: Path) -> None:
    """A path works on the command line; through a page only a name of the list does."""
    home = Home(tmp_path / "home")
    folder = make(tmp_path / "elsewhere", 51_865)
    make(home.models / "large-v2", 51_865)
    assert models.find(home, str(folder)).path == folder
    assert models.find(home, "large-v2").name == models.named(home, "large-v2").name == "large-v2"
    for name in (str(folder), "../models/large-v2", "", "."):
        with pytest.raises(NotFound):
            models.named(home, name)


def test_what_is_not_there_says_how_to_get_it(tmp_path: Path) -> None:
    """A known name says how to fetch it, an unknown one which there are; nothing is fetched by asking."""
    home = Home(tmp_path)
    with pytest.raises(NotFound, match="model fetch large-v2"):
        models.find(home, "large-v2")
    with pytest.raises(NotFound, match="one of: tiny"):
        models.find(home, "enormous")
    assert list(tmp_path.iterdir()) == []


def test_every_model_that_can_be_fetched_has_a_size() -> None:
    """The page says how large a download is before it begins."""
    assert set(models.SIZES_MB) == set(models.REPOSITORIES)
    assert set(models.LARGER) < set(models.REPOSITORIES)
