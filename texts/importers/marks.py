"""Where bold type begins and ends, kept inside the text while its structure is read, and taken out after.

The code points are among those Unicode keeps for use inside a program; `normalise` drops them from what comes in.
"""

from __future__ import annotations

import re

from texts.importers.normalise import normalise

BOLD, PLAIN = "\ufdd0", "\ufdd1"
# Round a name that a program gave, so that nothing about it need be guessed.
SURE = "\ufdd2"
_EACH = re.compile(f"([{BOLD}{PLAIN}])")
_MARKS = re.compile(f"[{BOLD}{PLAIN}{SURE}]")
# A bold run that goes on in the next run, as word processors split them.
_SEAM = re.compile(f"{PLAIN}(\\s*){BOLD}")
# Markdown's stars round what begins a line, in files that are plain text: "**Alie:** ja", also behind a time.
_STARS = re.compile(r"^(\s*(?:[\[(#<]?\d[\d:.,#-]{1,14}[\])>]?\s+)?)(\*\*|__)(?=\S)([^*_\n]{1,80}?)\2", re.MULTILINE)
# One star or line round a label is slanted type: "*Alie*: ja", "_Alie:_ ja".
_SLANTED = re.compile(r"^(\s*)([*_])(?=[^\W\d_])([^*_:\n]{1,60}?)(?:\2(?=:)|(:)\2(?=\s))", re.MULTILINE)


# "### Moeder" above her words, in files that are plain text.
_HEADED = re.compile(r"^#{1,6}[ \t]+(\S[^\n]{0,80}?)[ \t]*#*$", re.MULTILINE)


def bold(text: str) -> str:
    """The text between marks; empty text stays empty."""
    return f"{BOLD}{text}{PLAIN}" if text.strip() else text


def surely(name: str, words: str) -> str:
    """A line that this person surely says."""
    return f"{SURE}{name}{SURE}: {words.lstrip()}"


def seamless(text: str) -> str:
    """The text with bold runs that touch made one."""
    return _SEAM.sub(r"\1", text)


def unmarked(text: str) -> str:
    """The text without marks."""
    return _MARKS.sub("", text)


def normalised(text: str) -> str:
    """The text as `normalise` makes it, with its marks."""
    if BOLD not in text and PLAIN not in text:
        return normalise(text)
    return "".join(part if part in (BOLD, PLAIN) else normalise(part) for part in _EACH.split(text))


def starred(text: str) -> str:
    """Plain text with the stars at the beginning of lines turned into marks."""
    text = _HEADED.sub(lambda match: bold(match[1]), text)
    text = _SLANTED.sub(lambda match: f"{match[1]}{match[3]}{match[4] or ''}", text)
    return _STARS.sub(lambda match: match[1] + bold(match[3]), text)
