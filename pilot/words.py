"""Words in Dutch (default) and English: gettext catalogues, one file per room, read once.

The msgid is the English sentence. `_` translates when it is called, so call it while a page is being made;
`N_` only marks a constant for the catalogue.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("nl", "en")
DEFAULT = "nl"
LOCALES = Path(__file__).resolve().parent.parent / "locales"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Every translated message of a language: msgid to its forms (one, or singular and plural)."""
    from babel.messages.pofile import read_po

    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string and not message.fuzzy:
                    key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
                    if all(forms):
                        found[key] = tuple(forms)
    return found


def use(language: str) -> None:
    """Speak `language` from here on in this thread or task."""
    _language.set(language if language in LANGUAGES else DEFAULT)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside the block only."""
    token = _language.set(language if language in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _language.reset(token)


def current() -> str:
    """The language spoken now, 'nl' or 'en'."""
    return _language.get()


def translate(message: str, language: str | None = None) -> str:
    """`message` in `language` (the current one when None); the msgid itself where there is no translation."""
    forms = catalogue(language or current()).get(message)
    return forms[0] if forms else message


def _(message: str) -> str:
    """`message` in the current language."""
    return translate(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that fits `n` things, in the current language; Dutch and English both use one for n == 1."""
    forms = catalogue(current()).get(singular)
    if forms and len(forms) == 2:
        return forms[0] if n == 1 else forms[1]
    return singular if n == 1 else plural


def N_(message: str) -> str:
    """Mark a constant for the catalogue; translate it when it is shown."""
    return message
