"""Sentences: where they begin and end, whatever the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput
from texts.sentences import load_pipeline, sentences

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = [
    ("", []),
    (" \n\t ", []),
    ("Zij belde zelf.", ["Zij belde zelf."]),
    ("Zij belde zelf. Dat scheelt!", ["Zij belde zelf.", "Dat scheelt!"]),
    ("Hoe ging het?\nGoed", ["Hoe ging het?", "Goed"]),
    ("geen punt\nwel een regel", ["geen punt", "wel een regel"]),
    ("  Ja.  Nee!  Misschien?! ", ["Ja.", "Nee!", "Misschien?!"]),
    ("Ja… dat weet ik niet.", ["Ja… dat weet ik niet."]),
    ("Met dr. Jansen erbij. Om 9.30 uur.", ["Met dr. Jansen erbij.", "Om 9.30 uur."]),
    ("Fijn 🙂. Echt 👩‍👧 waar.", ["Fijn 🙂.", "Echt 👩‍👧 waar."]),
    ("Zei ze: “kom maar.” En ik kwam.", ["Zei ze: “kom maar.”", "En ik kwam."]),
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN)
def test_golden_sentences(text: str, expected: list[str]) -> None:
    """Known texts fall apart as a reader would have it."""
    assert [text[a:b] for a, b in sentences(text)] == expected


def tiles(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the spans are in order and leave out nothing but white space."""
    at, left = 0, []
    for start, end in spans:
        assert at <= start < end <= len(text)
        left.append(text[at:start])
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        at = end
    return not "".join([*left, text[at:]]).strip()


@settings(max_examples=150, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from(list(" .?!\n\r\t…“”🙂\u0301\u200d"))), max_size=80))
def test_sentences_tile_any_text(text: str) -> None:
    """In any text the sentences are in order, do not overlap, and leave out only white space."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    assert tiles(text, sentences(text))


def test_no_sentence_crosses_a_line() -> None:
    """A turn is a line, and no sentence runs over two turns."""
    text = "Ja maar\ntoen kwam zij\nen dat was fijn."
    assert all("\n" not in text[a:b] for a, b in sentences(text))
    assert len(sentences(text)) == 3


@pytest.mark.slow
def test_a_trained_pipeline_by_path(shared: Path) -> None:
    """A pipeline from a folder splits the same text into tiling sentences."""
    text = "Toen kwam zij bij ons thuis. Ze wist nog wat ik had gezegd, dat scheelt. Het ging beter."
    spans = sentences(text, load_pipeline(str(shared / "models" / "nl_local_sm")))
    assert tiles(text, spans)
    assert [text[a:b] for a, b in spans] == [
        "Toen kwam zij bij ons thuis.", "Ze wist nog wat ik had gezegd, dat scheelt.", "Het ging beter."]


@pytest.mark.parametrize("wrong", ["nl_no_such_pipeline", "/no/such/folder", ""])
def test_a_missing_pipeline_is_told(wrong: str) -> None:
    """A name or path without a pipeline gives one sentence that says what to give."""
    with pytest.raises(BadInput, match="language model"):
        load_pipeline(wrong)


@pytest.mark.slow
def test_a_damaged_or_useless_pipeline_is_told(tmp_path: Path) -> None:
    """A folder that is no pipeline, and a pipeline without sentences, are refused in a sentence."""
    import spacy

    (tmp_path / "meta.json").write_text("{broken", encoding="utf-8")
    with pytest.raises(BadInput, match="language model"):
        load_pipeline(str(tmp_path))
    spacy.blank("nl").to_disk(tmp_path / "blank")
    with pytest.raises(BadInput, match="does not find sentences"):
        load_pipeline(str(tmp_path / "blank"))
