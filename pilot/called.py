"""The short names that somebody gives and everybody meets in lists: of a family, a person, a place, an account."""

from __future__ import annotations

from pilot.errors import BadInput
from pilot.visible import visible_name
from pilot.words import N_

LONGEST = 80  # characters
LONGEST_WORD = 200  # characters of a word of a lexicon: the name of an organisation, or an address


def short(text: str) -> str:
    """Some words beside a date or an answer, such as where a form lies, on one line; '' for none.

    Raises: BadInput for more than LONGEST_WORD characters.
    """
    words = visible_name(text)
    if len(words) > LONGEST_WORD:
        raise BadInput(N_("Say it shortly: {n} characters at most, and there are {found}."),
                       n=LONGEST_WORD, found=len(words))
    return words


def called(text: str, without: str = "") -> str:
    """A name as it is kept: visible, on one line.

    Args:
        without: what to say when there is none; '' where a name may be left out.

    Raises: BadInput for none, or one of more than LONGEST characters, which no list can show.
    """
    name = visible_name(text)
    if not name and without:
        raise BadInput(without)
    if len(name) > LONGEST:
        raise BadInput(N_("A name has at most {n} characters, and this one has {found}. Shorten it."),
                       n=LONGEST, found=len(name))
    return name
