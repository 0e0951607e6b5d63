"""What became of coding in one go, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import _, ngettext

if TYPE_CHECKING:
    from coding.find.together import Done


def far(n: int, total: int) -> str:
    """How far it is."""
    return _("{n} of {total}. What is done stays when you leave this page, and can be taken back.").format(
        n=n, total=total)


def said(done: Done) -> str:
    """What became of it, in a sentence for each."""
    parts = [ngettext("{n} passage coded.", "{n} passages coded.", done.made).format(n=done.made)]
    if done.already:
        parts.append(ngettext("{n} had the code already.", "{n} had the code already.", done.already).format(
            n=done.already))
    if done.refused:
        parts.append(ngettext("{n} could not be coded.", "{n} could not be coded.", done.refused).format(
            n=done.refused))
    return " ".join([*parts, *done.why])
