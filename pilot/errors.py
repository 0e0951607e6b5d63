"""Everything that can go wrong and be told to a person, each as one sentence in that person's language."""

from __future__ import annotations

import errno
from datetime import date
from typing import Any, TypedDict, cast

from pilot.vocabulary import days
from pilot.words import N_, translate

_DISK = {
    errno.ENOENT: N_("it is not there"), errno.EISDIR: N_("it is a folder"), errno.ENOTDIR: N_("it lies in no folder"),
    errno.EACCES: N_("this account may not"), errno.EPERM: N_("this account may not"),
    errno.ENOSPC: N_("the disk is full"), errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"), errno.ENAMETOOLONG: N_("its name is too long"),
}


class RodeDraadError(Exception):
    """A fault whose message is an English msgid; `sentence()` says it in the reader's language.

    Args:
        message: the msgid, marked with `N_` where it is raised; `{name}` fields are filled from `params`.
        params: values for the fields, never a person's name; a date is written in words, a fault as its sentence.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def sentence(self, language: str | None = None) -> str:
        """The message in `language` ('nl' or 'en'; the current language when None)."""
        text = translate(self.message, language)
        shown = {name: _shown(value, language) for name, value in self.params.items()}
        return text.format(**shown) if shown else text

    def __str__(self) -> str:
        return self.sentence()


def _shown(value: object, language: str | None) -> object:
    if isinstance(value, RodeDraadError):
        return value.sentence(language)
    return days.long(value.isoformat(), language) if isinstance(value, date) else value


class BadInput(RodeDraadError):
    """What was given cannot be used; nothing was changed."""


class TooNew(BadInput):
    """A file made by a newer Rode Draad."""


class NotFound(BadInput):
    """What was asked for is not there, or not for this person to know of."""


class OutOfReach(NotFound):
    """It is there, but somebody's consent for this use is missing or has ended."""


class Withdrawn(NotFound):
    """It is there, but it was decided that it counts no more; an administrator can bring it back."""


class Conflict(BadInput):
    """Somebody else changed it first, or it exists already."""


class Busy(BadInput):
    """Somebody else was writing for too long; the same thing will do in a moment."""


class NoRoom(BadInput):
    """The disk takes nothing more; the same thing will do once somebody has seen to it."""


class AskFirst(BadInput):
    """What was given may be a slip; nothing was changed. The sentence asks whether `about` (an ISO date, a pseudonym)
    is right.

    Who says yes does the same again, with `about` among what is sure.
    """

    def __init__(self, message: str, about: str, **params: object) -> None:
        super().__init__(message, **params)
        self.about = about


class NotAllowed(RodeDraadError):
    """This person may not do this."""


class SignedOut(NotAllowed):
    """Nobody is signed in, or the sitting has ended."""


class ConfirmFirst(NotAllowed):
    """She may, but shows first that it is she, by her password or a code; then she asks the same again."""


class SlowDown(RodeDraadError):
    """Too many failed tries; `wait_s` seconds to go."""

    def __init__(self, message: str, wait_s: int) -> None:
        super().__init__(message, wait_s=wait_s)
        self.wait_s = wait_s


def of_disk(error: OSError) -> RodeDraadError:
    """Why the machine did not read or write something, as a part of a sentence."""
    return RodeDraadError(_DISK.get(error.errno or 0, N_("the disk does not do it")))


def first_line(error: BaseException) -> str:
    """What may be shown of any error: our own sentence, or the kind of fault without its content."""
    return error.sentence() if isinstance(error, RodeDraadError) else type(error).__name__


class Told(TypedDict):
    """An error as JSON has it; params: text, numbers, {"date": ISO}, errors told alike, by the names its
    sentence asks for.
    """

    message: str
    params: dict[str, Any]


def as_plain(error: RodeDraadError) -> Told:
    """The msgid and its parameters as JSON has them, so that each reader gets her own language; errors in it alike."""
    params = {
        key: as_plain(value) if isinstance(value, RodeDraadError)
        else {"date": value.isoformat()} if isinstance(value, date)
        else value if isinstance(value, int | float | bool) else str(value)
        for key, value in error.params.items()
    }
    return Told(message=error.message, params=params)


def from_plain(plain: Told) -> BadInput:
    """The error that `as_plain` took apart, as a BadInput."""
    params = {key: _param(value) for key, value in plain["params"].items()}
    return BadInput(plain["message"], **params)


def _param(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return date.fromisoformat(value["date"]) if "date" in value else from_plain(cast(Told, value))
