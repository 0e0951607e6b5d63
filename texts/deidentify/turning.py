"""What is said over two turns: the answer to a question ("Hoe oud is hij?" "Veertien."), and a name that goes on in the
next turn."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from texts.deidentify import doors, names, numbers, places, titles, when
from texts.deidentify.bodies import LABEL, Body
from texts.deidentify.numerals import is_years
from texts.deidentify.sayings import DOES, NEVER
from texts.deidentify.sorts import sort_of
from texts.deidentify.spans import LISTS, PATTERN, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Word
    from texts.deidentify.lists import Lists

# So many words of a turn are looked at on each side, and so many may an answer of nothing else have.
_NEAR, _SHORT = 8, 4
# Who speaks next, and what may stand between the halves of one thing.
_LABELLED = re.compile(r"\n[^\n:]{1,40}:(?=\s)")
_GOES_ON = re.compile(r"[-\s,\u2026]*")
_YEARS = all_of("jaar jaren maand maanden weken weekjes maandjes jaartjes")
_ASKS = all_of("hoe wat welke wie")
_CALLED = all_of("heet heette heten naam namen noem noemen noemt noemden roepnaam achternaam voornaam")
_LIVES = all_of("woon woont wonen woonde woonden gewoond kom komt kwam vandaan geboren opgegroeid")
_NO_ANSWER = all_of(
    "ja nee nou eh uh ehm hm mm goed oke dat die is heet heette ze hij zij weet weten niet geen alleen ook gewoon toch"
    " misschien liever vraag waarom anders klopt precies inderdaad allemaal twee drie iets zeg maar en of de het een")


def across(body: Body, lists: Lists) -> Iterator[Found]:
    """What two turns say together; sure enough to be asked about, not to go by itself."""
    before: list[Word] = []
    for line in _lines(body):
        if before and line:
            yield from _answers(body, lists, before[-_NEAR - 4:], line[:_NEAR], len(line))
            yield from _joined(body, lists, before[-_NEAR:], line[:_NEAR])
        before = line or before


def _lines(body: Body) -> Iterator[list[Word]]:
    """The words of each line, who speaks left out."""
    labels = [(match.start(), match.end()) for match in LABEL.finditer(body.folded)]
    line: list[Word] = []
    at = 0
    for word in body.words:
        while at < len(labels) and labels[at][1] <= word.start:
            at += 1
        if at == len(labels) or not labels[at][0] <= word.start < labels[at][1]:
            line.append(word)
        if "\n" in body.gap(word.place):
            yield line
            line = []


def _answers(body: Body, lists: Lists, asked: list[Word], line: list[Word], words: int) -> Iterator[Found]:
    said = {word.low for word in asked}
    if said & {"oud", "leeftijd", "leeftijden"} and said & {"hoe", "wat", "welke"}:
        yield from _years(body, line)
    if said & _CALLED and said & _ASKS and words <= _SHORT + 2:
        yield from _named(lists, line, alone=words <= _SHORT)
    if "waar" in said and said & _LIVES:
        yield from (Found(word.start, word.end, "place", LISTS, 0.6) for word in line if word.low not in NEVER and (
            word.low in lists.places or word.low in lists.guarded_places and (words <= _SHORT or word.is_capital)))
    if "school" in said and said & {"welke", "wat"} and words <= _SHORT:
        yield from _called_so(line, lists, "org")
    if said & {"straat", "adres"} and said & {"welke", "wat"} and words <= _SHORT + 1:
        yield from _called_so(line, lists, "address")


def _years(body: Body, line: list[Word]) -> Iterator[Found]:
    for word in line:
        if is_years(word.low):
            unit = body.follows(word.place)
            end = unit.end if unit is not None and unit.low in _YEARS else word.end
            yield Found(word.start, end, "age", PATTERN, 0.65)


def _named(lists: Lists, line: list[Word], *, alone: bool) -> Iterator[Found]:
    """Names that an answer gives: 'Roos.', 'dat is roos', 'Wil Groot'."""
    for word in line:
        sort = sort_of(lists, word.low)
        likely = sort.is_name and (alone or word.is_capital) or word.is_capital and not lists.is_word(word.low)
        full = word.is_capital and sort.first and word is not line[-1] and sort_of(
            lists, line[line.index(word) + 1].low).surname  # "Wil Groot"
        if likely and (full or word.low not in _NO_ANSWER | NEVER | DOES) and not word.is_number and len(word.low) > 1:
            yield Found(word.start, word.end, "name", LISTS, 0.6, key=word.low)


def _called_so(line: list[Word], lists: Lists, kind: str) -> Iterator[Found]:
    """All of a short answer but the words around it: 'De Vlieger.', 'op de vlieger'."""
    kept = [word for word in line if word.low not in _NO_ANSWER | NEVER and not word.is_number]
    if kept and (any(word.is_capital and not word.begins for word in kept) or len(kept) < 3) and not any(
            sort_of(lists, word.low).first and not lists.is_word(word.low) for word in kept):
        yield Found(kept[0].start, kept[-1].end, kind, LISTS, 0.5)


def _joined(body: Body, lists: Lists, before: list[Word], line: list[Word]) -> Iterator[Found]:
    """What is found when two turns are read as one: the rest of a name, a village, a number, a day."""
    left, right = body.folded[before[0].start:before[-1].end], body.folded[line[0].start:line[-1].end]
    between = _LABELLED.sub("\n", body.folded[before[-1].end:line[0].start])
    if not _GOES_ON.fullmatch(between):
        return
    dash = between.startswith("-")
    both = Body(f"{left}{'-' if dash else ' '}{right}")
    if both.folded != both.text:
        return
    border = len(left)
    for one in (*names.names(both, lists), *places.places(both, lists), *numbers.numbers(both), *when.dates(both),
                *doors.streets(both, lists)):
        if one.start < border < one.end and _goes_on(lists, both, one, border):
            key = both.low[one.start:one.end]
            part = replace(one, source=PATTERN, sureness=min(one.sureness, 0.6), head=-1, key=key)
            if not set(left[one.start:].lower().split()) <= titles.AROUND:  # "mevrouw" alone is nobody
                yield replace(part, start=one.start + before[0].start, end=before[-1].end)
            yield replace(part, start=line[0].start, end=one.end - border - 1 + line[0].start)


def _goes_on(lists: Lists, both: Body, one: Found, border: int) -> bool:
    """Whether the piece in the second turn belongs to the first: of a name it must be one, and none that asks."""
    if one.kind not in ("name", "address", "org"):
        return True
    first = next(word for word in both.words if word.end > border)
    if first.start < border:
        return not lists.is_word(first.low.replace("-", ""))  # "Mar-" "ietje", one word over two turns
    if one.kind == "address":
        return True
    sort = sort_of(lists, first.low)
    return first.low not in _NO_ANSWER | DOES and (sort.is_name or first.is_capital and not lists.is_word(first.low))
