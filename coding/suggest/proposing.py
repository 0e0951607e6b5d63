"""What the signal phrases of a codebook propose for texts, worked out behind the fence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coding.book.phrases import NotAPhrase, parse
from coding.suggest.deciding import CAREFUL, LEAST, Proposal, proposals
from pilot import fence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coding.book.model import Codebook

fence.set_apart("spacy.lang.nl", "spacy.matcher", "coding.suggest.matching", __name__, "coding.suggest.features")
# The phrases of our codebook take 2 s to make ready, a text of an hour 2 s more.
LIMITS = fence.Limits(120, 1_500)
AT_ONCE_CHARS = 200_000

Signals = list[tuple[str, str, str]]


def signals_of(codes: Iterable[tuple[str, Sequence[str]]]) -> Signals:
    """Every phrase as (code, strength, phrase) of codes with their phrases; what is no phrase is left out."""
    found: Signals = []
    for key, phrases in codes:
        for text in phrases:
            try:
                found.append((key, parse(text).strength, text))
            except NotAPhrase:  # a codebook of before phrases had a grammar, or of another program
                continue
    return found


def of_book(book: Codebook) -> Signals:
    """The phrases of every code of a codebook that passages get."""
    return signals_of((code.key, code.signals) for code, _parent, _depth in book.walk() if code.codable)


def propose(signals: Signals, texts: Sequence[str], *, careful: bool = False) -> list[list[Proposal]]:
    """What is proposed for each text, in its order.

    Args:
        careful: only what is rather sure; for the rest of the texts the machine says nothing.

    Raises: BadInput when a text asks for more time or memory than any does.
    """
    found: list[list[Proposal]] = []
    for some in portions(texts):
        raw = fence.run(f"{__name__}:propose_behind", signals, some, CAREFUL if careful else LEAST, limits=LIMITS)
        found += [[Proposal(*one) for one in told] for told in raw]
    return found


def propose_behind(signals: list[list[str]], texts: list[str], least: float) -> list[list[Proposal]]:
    """In the child: the proposals for each text."""
    from coding.suggest.matching import ready

    book = ready(json.dumps([phrase for _code, _strength, phrase in signals]))
    known = [(code, strength) for code, strength, _phrase in signals]
    return [proposals(text, *book.hits(text), known, least) for text in texts]


def portions(texts: Sequence[str]) -> list[list[str]]:
    """The texts in their order, as many together as go behind the fence at once."""
    found: list[list[str]] = []
    room = 0
    for text in texts:
        if len(text) > room or not found:
            found.append([])
            room = AT_ONCE_CHARS
        found[-1].append(text)
        room -= len(text)
    return found
