"""Mending the words of a conversation, in sync with its sound; the browser plays, draws and sends it all itself."""

from __future__ import annotations

from pilot.words import _
from texts.editing import reading
from views.parts.conversation import chosen
from views.parts.module import module

_edit = module("rode_draad_edit", "editor/edit.js")


def page() -> None:
    """Show the conversation ?document=GUID, to be mended."""
    one = chosen("edit", _("Here you listen to a conversation and mend its words."), reading.title_to_edit,
                 ("speakers", _("Say who speaks")), ("names", _("Take the names out")))
    if one:
        _edit(key=f"edit-{one.document}", data=one._asdict())
