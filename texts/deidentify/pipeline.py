"""The last net: a Dutch pipeline for spaCy that knows names, where the user has one installed (`texts.index.lemmas`).

What it alone finds is doubtful: in speech it takes many a word for a name, so it only adds to what the layers before it
found, never takes away, and a person looks at it first. deduce 3.0.6 is not among the nets: of 152 marked names and
numbers in our sentences it found 67 (ours, without a lexicon, 151), none that ours had missed; it took 404 s to start
and 1.2 GB on a busy machine, and its pin of regex does not go with our lock. Its lists are used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from texts.deidentify.bodies import Body
from texts.deidentify.lists import shipped
from texts.deidentify.spans import PIPELINE, Found
from texts.index.lemmas import model

if TYPE_CHECKING:
    from collections.abc import Iterator

SURENESS = 0.4
# What released pipelines and ours call what they find.
_KINDS = {"PER": "name", "PERSON": "name", "LOC": "place", "GPE": "place", "FAC": "address", "ORG": "org"}


def found_by(text: str, used: str | None = None) -> list[Found]:
    """What the pipeline finds in a text, in the folded text; nothing where there is none.

    Args:
        used: folder or package of the pipeline; the one that is installed when None.
    """
    used = model() if used is None else used
    return list(_found(Body(text), used)) if used else []


def _found(body: Body, used: str) -> Iterator[Found]:
    lists = shipped()
    at = 0
    # Letter for letter the folded text, so that offsets need no counting back.
    for line in body.folded.split("\n"):
        for one in _loaded(used)(line).ents if line.strip() else ():
            kind = _KINDS.get(one.label_, "")
            words = one.text.lower().split()
            if kind and any(char.isalpha() for char in one.text) and not all(lists.is_word(word) for word in words):
                yield Found(at + one.start_char, at + one.end_char, kind, PIPELINE, SURENESS)
        at += len(line) + 1


_NEEDLESS = ["parser", "senter", "lemmatizer", "trainable_lemmatizer", "morphologizer", "tagger"]


@cache
def _loaded(used: str) -> Any:
    import spacy

    return spacy.load(used, exclude=_NEEDLESS)
