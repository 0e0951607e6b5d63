"""Where sentences begin: spaCy's Dutch tokenizer with rules for abbreviations, direct speech and lists. Needs no model.

Runs behind the fence (`texts.sentences` asks), so that spaCy takes no room in the server and no text can hold it up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# Changes when the rules do, so that what was split before is split again.
RULES = "nl 1"
_ENDS = re.compile(r"[.!?…]+")
_CLOSING = re.compile(r"[\"'”’»)\]}.!?…]+")
_QUOTE = re.compile(r"[\"'”’»)\]]")


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A name or a number follows these, never a new sentence.
_NEVER = _all(
    "bijv bv bl blz ca coörd dhr dr drs ds evt fam hr incl excl ing ir jhr jl mej mevr mgr mr mw mvr nr nrs prof resp"
    " st tel vnl vlg wed zgn gem prov art min max")
# These end a sentence unless a number or a small letter follows.
_BEFORE_SMALL = _all("jan feb mrt apr jun jul aug sept okt nov dec ma di wo vr km cm kg sec pers uur u std afd")
# Those with a full stop inside never do, but for these.
_MAY_END = _all("e.d a.u.b n.v.t p.m")
# spaCy takes these for abbreviations; at the end of a sentence they are words.
_WORDS = _all(
    "all bel best bet dat dez ex hand it kon mand me mil not of or os pan pas pol po red stat tom top ver vert vol volg"
    " vs ww")


@cache
def _dutch() -> Language:
    from spacy.lang.nl import Dutch

    return Dutch()


def warm() -> None:
    """Make the tokenizer, once in a process: it costs more than many a text."""
    _dutch()


def starts_behind(texts: list[str]) -> list[list[int]]:
    """In the child: `starts` of each text."""
    return [starts(text) for text in texts]


def starts(text: str) -> list[int]:
    """Where the sentences of a text begin.

    Returns: code points, 0-based, ascending; each at a visible character, none where the text has none. A line break
        always ends a sentence, as turns are lines.
    """
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found += [at + start for start in _in_line(_dutch()(line))]
        at += len(line)
    return found


def _in_line(doc: Doc) -> list[int]:
    words = [token for token in doc if token.text.strip()]
    found, at = [words[0]], 1
    while at < len(words):
        end = at - 1
        mark = _mark(words[end].text)
        # Marks that touch the end belong to it: they close what it opened.
        while mark and at < len(words) and _touch(words[at - 1], words[at]) and _CLOSING.fullmatch(words[at].text):
            at += 1
        if mark and at < len(words) and not _touch(words[at - 1], words[at]):
            ended = _End(_word(words, end), mark, "".join(token.text for token in words[end + 1:at]),
                         words[end].text == ".", found[-1] in words[max(0, end - 1):end + 1])
            if _begins(ended, _first_letter(words, at)):
                found.append(words[at])
        at += 1
    return [token.idx for token in found]


class _End(NamedTuple):
    """What may be the end of a sentence.

    Attributes:
        word: the last one, in lower case, without its full stop; mark: . ! ? and the like; closing: what touches it.
        alone: the full stop is no part of the word, for spaCy; is_first: the sentence has no other word.
    """

    word: str
    mark: str
    closing: str
    alone: bool
    is_first: bool


def _begins(ended: _End, follows: str) -> bool:
    """Whether a sentence begins behind this end; follows: the next letter or digit."""
    is_small = follows.islower()
    if ended.mark != ".":
        waits = set(ended.mark) <= {".", "…"} or _QUOTE.search(ended.closing)
        return not (waits and is_small)
    if ended.closing:
        return not (_QUOTE.search(ended.closing) and is_small)
    if ended.word.isdigit():
        return not ended.is_first and not is_small  # 1. in a list is no sentence; a year may end one
    if ended.word in _NEVER or (len(ended.word) == 1 and not ended.alone):
        return False
    if "." in ended.word and ended.word not in _MAY_END:
        return False
    if ended.word in _WORDS:
        return True
    is_short = not ended.alone or ended.word in _BEFORE_SMALL
    return not (is_short and (is_small or follows.isdigit()))


def _mark(text: str) -> str:
    """The mark that may end a sentence here, '' for none; an abbreviation has its full stop in it."""
    if _ENDS.fullmatch(text):
        return text
    return "." if len(text) > 1 and text.endswith(".") else ""


def _word(words: list[Token], end: int) -> str:
    if not _ENDS.fullmatch(words[end].text):
        return words[end].text[:-1].lower()
    return words[end - 1].text.lower() if end and _touch(words[end - 1], words[end]) else ""


def _touch(one: Token, other: Token) -> bool:
    return one.idx + len(one.text) == other.idx


def _first_letter(words: list[Token], at: int) -> str:
    """The first letter or digit from here on; '' when there is none."""
    return next((char for token in words[at:at + 6] for char in token.text if char.isalnum()), "")
