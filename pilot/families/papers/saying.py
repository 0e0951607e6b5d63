"""What the screen says while somebody reads and signs: in the language of the letter, not that of the page."""

from __future__ import annotations

from pilot.words import N_, translate

_SAID = {
    "next": N_("Next"), "previous": N_("Back"), "stop": N_("Stop"),
    "wipe": N_("Wipe out"), "save": N_("This is right, save it"), "saving": N_("Saving..."),
    "pad": N_("Draw your signature here"),
    "cannot": N_("I cannot draw a signature here. I agree, and the coach has seen it."),
    "empty": N_("Draw your signature first, or tick that you agree."),
    "missing": N_("Say yes or no to this question."),
    "offline": N_("There is no connection. What you filled in is still here. Try again in a moment."),
    "again": N_("Try again"), "thanks": N_("Thank you. It is saved."),
    "give_back": N_("Give the phone back to the coach now."), "stopped": N_("Stopped. Nothing was saved."),
    "stopping": N_("Stop without signing? Nothing is saved then."), "go_on": N_("No, go on"),
    "yes_stop": N_("Yes, stop"),
}


def said_on_screen(language: str) -> dict[str, str]:
    """The words by what they are for, in 'nl' or 'en'."""
    return {name: translate(message, language) for name, message in _SAID.items()}
