"""Digits that codes keep, whatever comes or goes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book import codebook
from coding.book.digits import digits
from coding.marks import merging

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.builder import SmallPilot

HEAD = "name: {nl: Proef, en: Trial}\ncodes:\n"


def book(*keys: str) -> str:
    """A codebook with these codes, in this order."""
    return HEAD + "".join(
        f"  - key: {key}\n    name: {{nl: {key}, en: {key}}}\n    definition: {{nl: {key}, en: {key}}}\n"
        f"    color: '#334A7D'\n    color_dark: '#43B6FD'\n" for key in keys)


def test_a_code_keeps_its_digit(small: SmallPilot, db: Database) -> None:
    """One that comes goes to the end, wherever it stands; one that goes leaves its digit to the next that waits."""
    def after(*keys: str) -> str:
        codebook.adopt(db, small.viewers["evaluator"], book(*keys), "-".join(keys))
        by_digit = {digit: key for key, digit in digits(db).items()}
        return "".join(by_digit.get(digit, ".")[-1] for digit in "1234567890")

    assert digits(db) == {}
    assert after("ka", "kb", "kc") == "abc......."
    assert after("kd", "ka", "ke", "kb", "kc")[:3] == "abc"
    assert sorted(after("kd", "ka", "ke", "kb", "kc")[3:5]) == ["d", "e"]
    before = after("kc", "kb", "kd", "ke")
    assert (before[0], before[1:3], before[5:]) == (".", "bc", ".....")
    assert after("kf", "kc", "kb", "kd", "ke") == "f" + before[1:]
    many = [f"k{letter}" for letter in "ghijklmn"]
    full = after(*many, "kf", "kc", "kb", "kd", "ke")
    assert (full[:5], "." in full, len(digits(db))) == ("f" + before[1:5], False, 10)


def test_what_is_undone_has_its_digit_again(small: SmallPilot, db: Database) -> None:
    """A code that went up in another and comes back, by undoing or by an earlier version, has the digit it had."""
    editor = small.viewers["evaluator"]
    codebook.adopt(db, editor, book(*"abcdefghijkl"))
    before = digits(db)
    assert (before["b"], "k" in before) == ("2", False)
    merging.merge(db, editor, ["b"], "a", seen=1)
    assert (digits(db)["k"], "b" in digits(db)) == ("2", False)
    merging.undo(db, editor, 2)
    assert digits(db) == before
    merging.merge(db, editor, ["b"], "a", seen=3)
    merging.take_back(db, editor, 1)
    assert digits(db) == before
