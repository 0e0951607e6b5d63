"""Changing a codebook as a tree: each function gives a new one that keeps every rule, or one sentence. No database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coding.book import colours
from coding.book.file import (
    DEEPEST,
    FOREIGN_CODES,
    FOREIGN_DEEPEST,
    FOREIGN_NAME,
    FOREIGN_TEXT,
    LONGEST_NAME,
    LONGEST_PHRASE,
    LONGEST_TEXT,
    MOST_CODES,
    read,
)
from coding.book.model import Code, Codebook, dump
from coding.book.phrases import fault_of
from pilot.errors import BadInput, NotFound
from pilot.visible import visible_name
from pilot.words import LANGUAGES, N_, current

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coding.book.model import Bilingual

_TEXTS = ("definition", "use_when", "not_when")


def find(book: Codebook, key: str) -> tuple[Code, Code | None]:
    """A code and the one it lies under. Raises: NotFound."""
    for code, parent, _depth in book.walk():
        if code.key == key:
            return code, parent
    raise NotFound(N_("This code is not in the codebook in use. Look at the codes there are now."))


def has(book: Codebook, key: str) -> bool:
    """Whether the codebook holds this code or group."""
    return any(code.key == key for code, _parent, _depth in book.walk())


def put(book: Codebook, code: Code, parent: str = "", before: str = "") -> Codebook:
    """`code`, with what it holds, under `parent` ('' at the top), before its child `before` ('' at the end)."""
    def among(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        at = next((n for n, one in enumerate(codes) if one.key == before), len(codes))
        return (*codes[:at], code, *codes[at:])

    if not parent:
        return checked(replace(book, codes=among(book.codes)))
    under, _above = find(book, parent)
    return checked(_swapped(book, parent, lambda _old: (replace(under, codes=among(under.codes)),)))


def changed(book: Codebook, code: Code) -> Codebook:
    """`code` for the one with its key, with the codes that one holds."""
    old, _parent = find(book, code.key)
    return checked(_swapped(book, code.key, lambda _old: (replace(code, codes=old.codes),)))


def moved(book: Codebook, key: str, parent: str = "", before: str = "") -> Codebook:
    """The code, with what it holds, under `parent` ('' at the top), before its child `before` ('' at the end)."""
    code, _old = find(book, key)
    if parent and has(Codebook(book.name, (code,)), parent):
        raise BadInput(N_("A code cannot lie inside itself. Choose another place."))
    return put(_swapped(book, key, lambda _old: ()), code, parent, before)


def without(book: Codebook, key: str) -> Codebook:
    """The codebook without a code. Raises: BadInput while it holds others, or is the last."""
    code, _parent = find(book, key)
    if code.codes:
        raise BadInput(N_("“{code}” holds other codes. Move those elsewhere first."), code=named(code))
    rest = _swapped(book, key, lambda _old: ())
    if not rest.codes:
        raise BadInput(N_("This is the last code. A codebook has at least one."))
    return rest


def named(code: Code) -> str:
    """What a code is called in the language of the page."""
    return code.name[current()]


def tidy(code: Code) -> Code:
    """`code` with its texts as a file has them, on one line each; what is said in one language only holds in both."""
    def both(told: Bilingual) -> Bilingual:
        texts = {language: visible_name(told.get(language, "")) for language in LANGUAGES}
        return {language: text or next(filter(None, texts.values()), "") for language, text in texts.items()}

    color = code.color.strip().upper()
    return replace(
        code, name=both(code.name), definition=both(code.definition), use_when=both(code.use_when),
        not_when=both(code.not_when), example=visible_name(code.example), color=color,
        color_dark=code.color_dark.strip().upper() or (colours.for_night(color) if colours.is_colour(color) else ""),
        signals=tuple(dict.fromkeys(filter(None, map(visible_name, code.signals)))))


def require_names(old: Code, new: Code) -> None:
    """Raises: BadInput when a language in which `old` has a name has none in `new`: the other one is no word of it."""
    if any(old.name[language] and not visible_name(new.name.get(language, "")) for language in LANGUAGES):
        raise BadInput(N_("A code has a name in Dutch and in English. Write both."))


def require_different(codes: Sequence[Code]) -> None:
    """Raises: BadInput when two new codes are called the same."""
    seen: set[tuple[str, str]] = set()
    for code in codes:
        for language, name in tidy(code).name.items():
            if (language, name.casefold()) in seen:
                raise BadInput(N_("“{name}” stands here twice. Give each a name of its own."), name=name)
            seen.add((language, name.casefold()))


def _swapped(book: Codebook, key: str, new: Callable[[Code], tuple[Code, ...]]) -> Codebook:
    def among(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        return tuple(one for code in codes for one in (
            new(code) if code.key == key else (replace(code, codes=among(code.codes)),)))

    return replace(book, codes=among(book.codes))


def checked(book: Codebook) -> Codebook:
    """The codebook as it is read back from a file. Raises: BadInput in a sentence about the first thing wrong."""
    is_foreign = bool(book.origin)
    deepest, most = (FOREIGN_DEEPEST, FOREIGN_CODES) if is_foreign else (DEEPEST, MOST_CODES)
    seen: dict[tuple[str, str], str] = {}
    for n, (code, _parent, depth) in enumerate(book.walk(), start=1):
        if depth >= deepest:
            raise BadInput(N_("This would lie too deep: a codebook has at most {n} levels."), n=deepest)
        if n > most:
            raise BadInput(N_("A codebook has at most {n} codes."), n=most)
        _check(code, is_foreign=is_foreign)
        for language in () if is_foreign else LANGUAGES:
            name = code.name[language]
            other = seen.setdefault((language, name.casefold()), code.key)
            if other != code.key:
                raise BadInput(N_("There is a code “{name}” already. Choose another name."), name=name)
    return read(dump(book))


def _check(code: Code, *, is_foreign: bool) -> None:
    longest_name, longest = (FOREIGN_NAME, FOREIGN_TEXT) if is_foreign else (LONGEST_NAME, LONGEST_TEXT)
    for language in LANGUAGES:
        if not code.name[language]:
            raise BadInput(N_("A code has a name. Write one."))
        if len(code.name[language]) > longest_name:
            raise BadInput(N_("This name is longer than {n} characters. Make it shorter."), n=longest_name)
    for told in (code.example, *(getattr(code, field)[language] for field in _TEXTS for language in LANGUAGES)):
        if len(told) > longest:
            raise BadInput(N_("A text of “{code}” is longer than {n} characters. Make it shorter."),
                           code=named(code), n=longest)
    for signal in code.signals:
        if len(signal) > LONGEST_PHRASE:
            raise BadInput(N_("A phrase of “{code}” is longer than {n} characters. Make it shorter."),
                           code=named(code), n=LONGEST_PHRASE)
        if wrong := "" if is_foreign else fault_of(signal):
            raise BadInput(wrong, text=signal)
    for color, ground in ((code.color, colours.PAPER), (code.color_dark, colours.NIGHT)):
        if not colours.is_colour(color):
            raise BadInput(N_("This is not a colour. Write it such as #2B8CF9."))
        if colours.contrast(color, ground) < colours.LEAST_CONTRAST and not is_foreign:
            raise BadInput(N_("This colour of “{code}” can hardly be seen. Choose another."), code=named(code))
