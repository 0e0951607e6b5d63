"""Codes both ways: what a code of ours says stands in its description, to read and to find back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coding.book import codebook
from exchange.refi import codes
from exchange.refi.model import Code

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
TEXT = st.lists(LINE, max_size=3).map("\n".join).map(str.strip)


@given(TEXT, TEXT, TEXT)
def test_lines_come_back(definition: str, use_when: str, example: str) -> None:
    """Whatever a code says, with line ends and backslashes, is found back."""
    ours = {"key": "klik", "use_when_nl": use_when, "example": example}
    found = codes.said(codes.described(definition, ours))
    assert found.definition == definition
    assert found.ours == {key: value for key, value in ours.items() if value}


def test_a_description_without_our_lines_is_the_definition() -> None:
    """Also one that looks like ours, and one that has our mark in the middle of a line."""
    for text in ("key: klik", "zie [Rode Draad]\nkey: klik", "a\nb"):
        assert codes.said(text) == codes.Fields(text)


def test_keys_are_made_of_names() -> None:
    """In plain letters, each its own, whatever the names are."""
    found = codes.book([Code(str(n), name) for n, name in enumerate(
        ["Één gezin", "één gezin!", "漢字", "2. Tijd", "x" * 200, ""])], "P", "Test")
    assert list(found.keys.values()) == ["een_gezin", "een_gezin_2", "code", "code_2_tijd", "x" * 50, "code_2"]
    codebook.load(codebook.dump(found.newest))


def test_what_lies_in_a_retired_code_is_retired() -> None:
    """The newest codebook has neither; the one before has both, where they were."""
    group = Code("g", "Groep", codes.described("", {"key": "groep", "retired": "yes"}))
    found = codes.book([Code("a", "A"), group, Code("b", "B", parent="g")], "P", "Test")
    assert [code.key for code, _, _ in found.newest.walk()] == ["a"]
    assert found.before is not None
    assert [code.key for code, _, _ in found.before.walk()] == ["a", "groep", "b"]


def test_all_retired_is_a_codebook_all_the_same() -> None:
    """Codings need one: then nothing is retired."""
    found = codes.book([Code("a", "A", codes.described("", {"retired": "yes"}))], "P", "Test")
    assert found.before is None
    assert [code.key for code, _, _ in found.newest.walk()] == ["a"]
