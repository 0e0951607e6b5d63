"""What is shown is the passage, but for what is left out by [...] and added between [ and ]."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.errors import BadInput
from themes.release.quotes_out.shortened import ADDED, KEPT, LEFT_OUT, pieces

PASSAGE = "Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd,\ndat scheelt."
_WORDS = st.lists(st.sampled_from(["zij", "Zij", "belde", "niet", "nooit", "[zoon]", "é", "3", ",", "."]), min_size=1,
                  max_size=12)


@pytest.mark.parametrize(("shown", "how"), [
    (PASSAGE, [KEPT]),
    (PASSAGE.replace("\n", "  "), [KEPT]),
    ("Zij belde zelf. [...]", [KEPT, LEFT_OUT]),
    ("[…] dat scheelt.", [LEFT_OUT, KEPT]),
    ("Zij [de coach] belde zelf. [...] dat scheelt.", [KEPT, ADDED, KEPT, LEFT_OUT, KEPT]),
    ("[...] [Zij] wist nog wat ik [ ... ] had gezegd, dat scheelt.", [LEFT_OUT, ADDED, KEPT, LEFT_OUT, KEPT]),
])
def test_what_may_be_shown(shown: str, how: list[str]) -> None:
    """Shortened and explained openly; who reads it sees what was kept, left out and added."""
    assert [one.how for one in pieces(PASSAGE, shown)] == how


@pytest.mark.parametrize(("shown", "said"), [
    ("Zij belde niet zelf. [...]", "niet"),
    ("Hij belde zelf. [...]", "Hij"),
    ("Zij belde. [...]", "belde ."),
    ("Zij belde zelf.", "zelf ."),
    ("belde zelf. [...]", "belde"),
    ("[iemand] [...]", "Of the passage"),
    ("[...]", "Of the passage"),
    ("Zij [] belde zelf. [...]", "Zij"),
    ("Zij [" + "x" * 41 + "] belde zelf. [...]", "too long"),
    (f"{PASSAGE} [...]", "[...]"),
    ("", "after"),
])
def test_what_may_not_be_shown(shown: str, said: str) -> None:
    """Changed, left out without a mark, nothing left, too much of one's own: said with the word where it begins."""
    with pytest.raises(BadInput) as fault:
        pieces(PASSAGE, shown)
    assert said.split()[0] in fault.value.sentence("en")


@given(_WORDS, st.data())
@pytest.mark.slow
def test_every_open_shortening_is_taken(words: list[str], data: st.DataObject) -> None:
    """Whatever is left out and marked, or added between brackets, is accepted, and what is told adds up: what was kept
    and left out is the passage, what was kept and added is what is shown."""
    shown: list[str] = []
    kept = [data.draw(st.booleans()) for _word in words]
    for at, (word, keep) in enumerate(zip(words, kept, strict=True)):
        if keep:
            shown += [word, *(["[zij]"] if data.draw(st.booleans()) else [])]
        elif at == 0 or kept[at - 1]:
            shown.append("[...]")
    if not any(keep and word.isalnum() for word, keep in zip(words, kept, strict=True)):
        return
    found = pieces(" ".join(words), " ".join(shown))
    assert " ".join(one.words for one in found if one.how != ADDED).split() == words
    left = [one for one in " ".join(shown).split() if one != "[...]"]
    assert " ".join(one.words for one in found if one.how != LEFT_OUT).split() == left


@given(_WORDS, st.data())
def test_no_word_changes_unseen(words: list[str], data: st.DataObject) -> None:
    """A word put in, changed or left out without a mark is never accepted."""
    at = data.draw(st.integers(0, len(words) - 1))
    did = data.draw(st.sampled_from(["in", "other", "out"]))
    changed = [*words[:at], *{"in": ["heus", words[at]], "other": ["heus"], "out": []}[did], *words[at + 1:]]
    with pytest.raises(BadInput):
        pieces(" ".join(words), " ".join(changed))
