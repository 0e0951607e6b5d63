"""The languages Whisper writes down, with what they are called in Dutch and English."""

from __future__ import annotations

from functools import cache

from pilot import words
from pilot.errors import BadInput
from pilot.words import N_

# Whisper's own; a test compares them with faster-whisper's.
_ALL = (
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is"
    " it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk"
    " sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh")
CODES = tuple(_ALL.split())
FIRST = ("nl", "en")
# Whisper knows Javanese by a code that nobody else uses.
_ELSEWHERE = {"jw": "jv"}


@cache
def names(spoken: str) -> dict[str, str]:
    """What each language is called, by code, in `spoken` ('nl' or 'en'): Dutch and English first, then by name."""
    from babel import Locale

    known = Locale(spoken).languages
    called = {code: str(known[_ELSEWHERE.get(code, code)]) for code in CODES}
    rest = sorted((code for code in CODES if code not in FIRST), key=lambda code: called[code].casefold())
    return {code: called[code][:1].upper() + called[code][1:] for code in (*FIRST, *rest)}


def name(code: str) -> str:
    """What a language is called in the language of who reads; the code itself for one that is not known."""
    return names(words.current()).get(code, code)


def code_of(said: str) -> str:
    """The code of a language that was given by its code or by its Dutch or English name.

    Raises: BadInput when there is no such language.
    """
    wanted = said.strip().casefold()
    if wanted in CODES:
        return wanted
    for spoken in FIRST:
        for code, called in names(spoken).items():
            if wanted == called.casefold():
                return code
    raise BadInput(N_("There is no language {language} here. Give a code such as nl, or a name such as Turkish."),
                   language=said)
