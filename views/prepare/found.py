"""A word of the register that stands in a text, with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.words import _, ngettext

if TYPE_CHECKING:
    from texts.preparing import Found

_ABOUT = {"other": lambda: _("a name of another family"), "number": lambda: _("a number or address")}


def word(found: Found) -> Markup:
    """A row of the list of such words."""
    times = ngettext("{n} time", "{n} times", found.times).format(n=found.times)
    said = f"{_ABOUT[found.about]()} · {times}" if found.about in _ABOUT else times
    return Markup("<li>{}<mark>{}</mark>{} <span>{}</span></li>").format(found.before, found.word, found.after, said)
