"""Sentences of a text, by spaCy: its rule-based splitter for Dutch, or a trained pipeline by name or path."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from spacy.language import Language

# The parts of a trained pipeline that sentence boundaries need, or may need, in any of spaCy's kinds of pipeline.
_BOUNDARY_PARTS = {"tok2vec", "transformer", "parser", "senter", "sentencizer"}


@cache
def blank() -> Language:
    """spaCy's Dutch tokenizer with the rule-based sentence splitter; made once in a process, needs no model."""
    import spacy

    pipeline = spacy.blank("nl")
    pipeline.add_pipe("sentencizer")
    return pipeline


@cache
def load_pipeline(name_or_path: str) -> Language:
    """A trained pipeline, by the name of an installed package or the path of its folder; made once in a process.

    Raises: BadInput when there is none, it cannot be read, or it sets no sentence boundaries.
    """
    import spacy

    try:
        pipeline = spacy.load(Path(name_or_path) if Path(name_or_path).is_dir() else name_or_path)
    except Exception as error:  # spaCy, its config reader and thinc each raise kinds of their own here
        raise BadInput(
            N_("There is no language model called {name} that can be used here. Give the name of an installed"
               " one or the path of its folder."), name=name_or_path) from error
    for part in set(pipeline.pipe_names) - _BOUNDARY_PARTS:
        pipeline.disable_pipe(part)
    if not {"parser", "senter", "sentencizer"} & set(pipeline.pipe_names):
        raise BadInput(
            N_("The language model {name} does not find sentences. Choose another one."), name=name_or_path)
    return pipeline


def sentences(text: str, pipeline: Language | None = None) -> list[tuple[int, int]]:
    """Where the sentences of `text` are.

    Args:
        pipeline: what `load_pipeline` gave; the rule-based splitter when None.

    Returns: (start, end) in code points, 0-based, end-exclusive, in order. A line break always ends a sentence,
        as turns are lines; a sentence begins and ends with a visible character, and between two sentences and at
        both ends of the text lies nothing but white space.
    """
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found += [(at + a, at + b) for a, b in _in_line(line, pipeline or blank())]
        at += len(line)
    return found


def _in_line(line: str, pipeline: Language) -> list[tuple[int, int]]:
    if not line.strip():
        return []
    spans = []
    for sentence in pipeline(line).sents:
        inside = line[sentence.start_char:sentence.end_char]
        start = sentence.start_char + len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start < end:
            spans.append((start, end))
    return spans
