"""Words that somebody put right, for a model to expect: names above all, and what it never wrote itself. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from texts.editing.hunks import hunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts.editing.hunks import Said

FEW, SHORTEST = 3, 3  # words that are one correction; letters of a word worth expecting
_EDGES = re.compile(r"^\W+|\W+$")


def put_right(before: Sequence[Said], after: Sequence[Said]) -> list[str]:
    """The words that stand in the place of others now and nowhere in the text before, each once, in order.

    Of a turn that was written anew nothing is taken: who rewords what was said puts no word right.
    """
    known = {_bare(word).casefold() for turn in before for word in turn.text.split()}
    found: dict[str, None] = {}
    for a, b, c, d in hunks(before, after):
        if b - a != 1 or d - c != 1 or before[a].text == after[c].text:
            continue
        old, new = before[a].text.split(), after[c].text.split()
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "replace" and j - i <= FEW and m - k <= FEW and (j - i < len(old) or len(old) == 1):
                found |= dict.fromkeys(_bare(word) for word in new[k:m] if not word.startswith("["))
    return [word for word in found if len(word) >= SHORTEST and word.casefold() not in known]


def _bare(word: str) -> str:
    return _EDGES.sub("", word)
