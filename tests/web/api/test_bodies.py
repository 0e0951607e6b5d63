"""What a request brings is read in one place: what comes out can be stored, or the request is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput
from web.api.bodies import DEEPEST, UNREADABLE, json_object, text, texts


@pytest.mark.parametrize("body", [
    b"", b"[]", b"null", b"{", b"\xff", '{"a":1}'.encode("utf-16"), b'{"a":\xed\xa0\x80}', b'{"a":NaN}',
    b'{"a":-Infinity}', b'{"a":1e999}',
    b'{"a":9007199254740993}', b'{"a":%s}' % (b"9" * 6_000), b'{"a":' + b"[" * 50 + b"]" * 50 + b"}",
    b'{"a":' + b"[" * 100_000, b'{"a":' * 100_000])
def test_what_cannot_be_kept_is_refused(body: bytes) -> None:
    """No object, no UTF-8, no number, nested without end."""
    with pytest.raises(BadInput) as caught:
        json_object(body)
    assert caught.value.message == UNREADABLE


def test_half_characters_and_nul_become_a_sign() -> None:
    """What no text can hold is replaced by something as long, in values and names."""
    assert json_object(b'{"a\\ud800":["x\\u0000y",{"b":"\\udfff\\ud83e\\uddf5"}]}') == {
        "a\ufffd": ["x\ufffdy", {"b": "\ufffd\U0001f9f5"}]}


def test_brackets_inside_texts_are_no_depth() -> None:
    """Somebody may write as many brackets as she likes."""
    said = {"a": "[[{" * 1_000 + '\\"', "b": ["]" * 100] * 100}
    assert json_object(json.dumps(said).encode()) == said
    deep: Any = "x"
    for _ in range(DEEPEST - 1):
        deep = [deep]
    assert json_object(json.dumps({"a": deep}).encode()) == {"a": deep}


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-2**53, 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(st.characters(
        exclude_categories=["Cs"], exclude_characters="\0"), max_size=5), inside, max_size=4), max_leaves=20)


@given(st.dictionaries(st.just("a"), plain))
@pytest.mark.slow
def test_what_a_page_sends_comes_through(said: dict[str, Any]) -> None:
    """Ordinary JSON is read as any reader reads it."""
    assert json_object(json.dumps(said).encode()) == said
    assert json_object(json.dumps(said, ensure_ascii=False).encode()) == said


def test_fields_are_of_their_kind() -> None:
    """A text or nothing; a list of texts or nothing."""
    assert (text({"a": "x"}, "a"), text({"a": None}, "a"), text({}, "a")) == ("x", "", "")
    assert (texts({"a": ["x", "y"]}, "a"), texts({"a": None}, "a"), texts({}, "a")) == (("x", "y"), (), ())
    no_texts: list[Any] = [1, True, ["x"], {}]
    for wrong in no_texts:
        with pytest.raises(BadInput):
            text({"a": wrong}, "a")
    no_lists: list[Any] = [1, True, "x", ["x", 1], {"a": "b"}]
    for wrong in no_lists:
        with pytest.raises(BadInput):
            texts({"a": wrong}, "a")
