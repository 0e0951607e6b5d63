"""Finding what gives people away in a text, in layers: the lexicon, patterns, lists, and a pipeline where there is one.

Pure: words in, spans out; `texts.deidentified` keeps them, `commands` writes a file. Nothing here finds everything: of
fifty names one is missed where a lexicon has them, of eight one where none has, so a person looks at every text.
"""

from texts.deidentify.engine import find
from texts.deidentify.lexicon import Entry
from texts.deidentify.spans import KINDS, Span

__all__ = ["KINDS", "Entry", "Span", "find"]
