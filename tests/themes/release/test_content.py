"""What a release says comes back as it was kept."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pilot import words
from tests.release_example import content
from themes.release.content import Arc, Both, Moment, Statement, as_json, from_json


@pytest.mark.parametrize("in_words", [True, False])
def test_comes_back(in_words: bool) -> None:
    """Nothing is lost or changed between the store and the page."""
    said = content(in_words=in_words)
    assert from_json(as_json(said)) == said
    assert as_json(from_json(as_json(said))) == as_json(said)


def test_damaged() -> None:
    """What is no content of a release is refused, not shown half."""
    kept = json.loads(as_json(content()))
    del kept["themes"][0]["families"]
    with pytest.raises(KeyError):
        from_json(json.dumps(kept))


def test_languages() -> None:
    """A text of the program is there in both languages."""
    face = content().theme("vast_gezicht")
    assert face is not None
    words.use("nl")
    assert face.name.here == "Vast gezicht"
    words.use("en")
    assert face.name.here == "One fixed face"
    words.use("nl")
    assert content().theme("unknown") is None


def test_a_release_kept_before_there_were_arcs_is_read_still() -> None:
    """What came later is empty in it."""
    kept = json.loads(as_json(content()))
    del kept["arcs"], kept["about"]
    assert from_json(json.dumps(kept)) == content()


def test_a_story_in_moments_is_kept_as_it_was() -> None:
    """Moments and statements come back in their order."""
    arc = Arc("a", "Weer naar school", "moeder, twee kinderen", (Moment(
        3, Both("na 3 maanden", "after 3 months"), (Statement("s", Both("Werk", "Work"), "Zij werkt."),)),))
    given = replace(content(), about="Coaches helpen gezinnen.", arcs=(arc,))
    assert from_json(as_json(given)) == given
