"""How programs count: each convention is undone, and found out by the words that people select."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.refi import offsets
from exchange.refi.offsets import CODEPOINT, CODEPOINT_CRLF1, CONVENTIONS, UTF16_CRLF2, Ruler, Told

RAW = st.lists(st.sampled_from(["a", "b", " ", "🙂", "é", "\r\n", "\n", "漢"]), max_size=40).map("".join)
WORDS = "🙂 De eerste zin.\r\nEn 👩‍👧 de tweede zin\r\nmet nog wat cafe\u0301 erbij 😀 tot slot.\r\n"


def counted(raw: str, offset: int, convention: str) -> int:
    """The position of an offset into the raw text, as a program with that convention writes it."""
    before = raw[:offset]
    if convention == UTF16_CRLF2:
        return len(before.encode("utf-16-le")) // 2
    return len(before.replace("\r\n", "\n")) if convention == CODEPOINT_CRLF1 else len(before)


@pytest.mark.parametrize("convention", CONVENTIONS)
@given(RAW, st.data())
@pytest.mark.slow
def test_positions_become_offsets(convention: str, raw: str, data: st.DataObject) -> None:
    """Wherever a position does not cut a sign in two, the same text stands before it."""
    at = data.draw(st.integers(0, len(raw)))
    if raw[at - 1:at + 1] == "\r\n":
        at += 1
    ruler = Ruler(raw, convention)
    before = offsets.stored(raw)[:ruler.offset(counted(raw, at, convention))]
    assert before == offsets.stored(raw[:at])
    assert ruler.length == len(offsets.stored(raw))


def told(raw: str, words: list[str], convention: str, *, named: bool = False) -> list[Told]:
    """Selections of these words, as a program with that convention writes them."""
    return [Told(counted(raw, raw.index(one), convention), counted(raw, raw.index(one) + len(one), convention),
                 one if named else "") for one in words]


@pytest.mark.parametrize("origin", ["", "Some program", "NVivo for Windows 12.6", "ATLAS.ti 8.4"])
@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_convention_is_found(convention: str, origin: str) -> None:
    """By words alone, whatever the program says it is; the name of a program only decides where words do not."""
    words = ["tweede zin", "nog wat", "tot slot", "erbij"]
    assert offsets.convention([(WORDS, told(WORDS, words, convention))], origin) == convention


def test_a_name_tells_more_than_a_boundary() -> None:
    """Selections that cut words are found by the name they have."""
    words = ["weede zi", "og wa", "ot slo"]
    assert offsets.convention([(WORDS, told(WORDS, words, UTF16_CRLF2, named=True))], "") == UTF16_CRLF2


@pytest.mark.parametrize(("origin", "usual"), [
    ("NVivo for Windows 12.6", UTF16_CRLF2), ("ATLAS.ti 8.4.0 573", CODEPOINT_CRLF1), ("MAXQDA 22", CODEPOINT)])
def test_where_nothing_tells_it_is_as_usual(origin: str, usual: str) -> None:
    """A text of plain letters is the same in all three; so is a project without texts."""
    assert offsets.convention([("plain words", [Told(0, 5, "")])], origin) == usual
    assert offsets.convention([], origin) == usual
