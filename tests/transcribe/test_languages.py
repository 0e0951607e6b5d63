"""The languages that can be chosen."""

from __future__ import annotations

import pytest

from pilot import words
from pilot.errors import BadInput
from transcribe import languages


def test_all_that_whisper_knows_have_a_name() -> None:
    """The list is faster-whisper's own; each has a Dutch and an English name, Dutch and English come first."""
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    assert sorted(languages.CODES) == sorted(_LANGUAGE_CODES)
    dutch, english = languages.names("nl"), languages.names("en")
    assert set(dutch) == set(english) == set(languages.CODES)
    assert list(dutch)[:3] == ["nl", "en", "af"]
    assert (dutch["tr"], english["tr"], dutch["jw"]) == ("Turks", "Turkish", "Javaans")
    with words.speaking("nl"):
        assert languages.name("ar") == "Arabisch"


@pytest.mark.parametrize("said", ["tr", "TR", "Turks", "turkish"])
def test_a_language_is_known_by_code_and_by_name(said: str) -> None:
    """In either language, in capitals or not."""
    assert languages.code_of(said) == "tr"


def test_what_is_no_language_is_one_sentence() -> None:
    """It says what to give instead."""
    with pytest.raises(BadInput, match="There is no language Klingon"):
        languages.code_of("Klingon")
