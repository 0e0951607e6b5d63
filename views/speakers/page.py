"""Who speaks in a conversation, said by ear; the browser plays, draws and sends it all itself."""

from __future__ import annotations

from pilot.words import _
from texts import who_speaks
from views.parts.conversation import chosen
from views.parts.module import module

_speakers = module("rode_draad_speakers", "editor/speakers.js")


def page() -> None:
    """Show the conversation ?document=GUID turn by turn."""
    one = chosen("speakers", _("Here you listen to a conversation and say who speaks."),
                 who_speaks.title_to_name_speakers)
    if one:
        _speakers(key=f"speakers-{one.document}", data=one._asdict())
