"""The layers in their order, and what comes of them: spans, none over another, each with its pseudonym."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from texts.deidentify import (
    ages,
    doors,
    lexicon,
    names,
    numbers,
    organisations,
    places,
    schools,
    sorts,
    spelled,
    turning,
    when,
)
from texts.deidentify.bodies import Body
from texts.deidentify.labels import Pseudonyms
from texts.deidentify.lists import shipped
from texts.deidentify.spans import LEXICON, PATTERN, Found, Span, apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from texts.deidentify.lexicon import Entry
    from texts.deidentify.lists import Lists


def find(
    text: str, entries: Iterable[Entry] = (), *, lists: Lists | None = None, pseudonyms: Pseudonyms | None = None,
    more: Sequence[Found] = (),
) -> list[Span]:
    """What gives people away in a text, in order, none over another or over the end of a line.

    Args:
        entries: the lexicon, what was given first counting first.
        lists: those that come with the program when None.
        pseudonyms: who is called what already; what is new is added to them.
        more: what a pipeline found besides, in the folded text (`bodies.Body`).
    """
    body, lists, entries = Body(text), lists or shipped(), list(entries)
    found = [*lexicon.matches(body, entries, lists), *numbers.numbers(body), *when.dates(body), *ages.ages(body),
             *doors.streets(body, lists), *doors.lanes(body), *doors.belgian_postcodes(body, lists),
             *spelled.spelled(body), *organisations.organisations(body, lists), *schools.schools(body, lists),
             *names.names(body, lists), *places.places(body, lists), *turning.across(body, lists),
             *more]
    kept = [one for one in apart(found) if not one.stays]
    called = pseudonyms or Pseudonyms()
    called.reserved.update(entry.pseudonym for entry in entries if entry.pseudonym)
    called.hidden.update(entry.text.lower() for entry in entries if not entry.stays)
    spans: list[Span] = []
    for one in _keyed(body, kept):
        replacement = called.of(body, one)
        for start, end in _in_lines(text, *body.at(one.start, one.end)):
            spans.append(Span(start, end, one.kind, replacement, one.source, one.sureness, one.key))
    return [one for at, one in enumerate(spans) if at == 0 or one.start >= spans[at - 1].end]


def _keyed(body: Body, found: list[Found]) -> list[Found]:
    """Each with a key that is the same for the same: of a name its words without endings; a first name alone is whoever
    is called so in full elsewhere in the text."""
    keyed = [one if one.source == LEXICON or (one.key and one.source == PATTERN) else replace(one, key=_key(body, one))
             for one in found]
    full: dict[str, set[str]] = {}
    for one in keyed:
        if one.kind == "name" and one.source != LEXICON and " " in one.key:
            full.setdefault(one.key.split()[0], set()).add(one.key)
    return [replace(one, key=next(iter(full[one.key])))
            if one.kind == "name" and len(full.get(one.key, ())) == 1 else one for one in keyed]


def _key(body: Body, found: Found) -> str:
    said = " ".join(body.low[found.named_from if found.kind in ("name", "org") else found.start:found.end].split())
    if found.kind != "name":
        return said
    last = said.split()[-1]
    lists = shipped()
    stem = next((stem for stem in sorts.stems(last) if stem in lists.first or stem in lists.surnames), last)
    return said[:len(said) - len(last)] + stem


def _in_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a span on either side of a line break, without what only surrounds a name."""
    pieces, at = [], start
    for line in text[start:end].split("\n"):
        bare = line.strip(" \t-…,.") if "\n" in text[start:end] else line
        if bare:
            begins = at + line.index(bare)
            pieces.append((begins, begins + len(bare)))
        at += len(line) + 1
    return pieces
