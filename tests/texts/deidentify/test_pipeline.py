"""A pipeline that is installed adds what the layers before it did not find, as doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT
from texts.deidentify import find, pipeline

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow  # a spaCy pipeline is made

SHARED = ROOT.parent / "shared" / "models" / "nl_local_sm"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A pipeline that takes two words for a person, and kerst for a place."""
    import spacy

    nlp = spacy.blank("nl")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "zwirk kadeel"}, {"label": "GPE", "pattern": "kerst"}])
    nlp.to_disk(tmp_path / "made")
    return tmp_path / "made"


def test_it_only_adds(made: Path) -> None:
    """Offsets fit over lines and accents; words of the language are no place; what was found stays as it was."""
    text = "é\ntoen kwam zwirk kadeel met kerst uit Emmen"
    without, more = find(text), find(text, more=pipeline.found_by(text, str(made)))
    added = [(text[one.start:one.end], one.source) for one in more if one not in without]
    assert added == [("zwirk kadeel", "pipeline")]
    assert [one for one in without if one.kind == "place"] == [one for one in more if one.kind == "place"]


def test_without_one_nothing_is_added() -> None:
    """No pipeline, no finds."""
    assert pipeline.found_by("Zwart Kade", "") == []


@pytest.mark.skipif(not SHARED.exists(), reason="the stand-in for a released pipeline is not here")
def test_labels_of_a_trained_one_are_known() -> None:
    """Person and place by the labels that Dutch pipelines use."""
    found = pipeline.found_by("Gisteren sprak Ruud Jansen in Amsterdam.", str(SHARED))
    assert {one.kind for one in found} <= {"name", "place", "org"}
    assert found
