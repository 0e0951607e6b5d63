"""How a claim can stand, what can be thought of another explanation, and what something speaks to: by key, in words."""

from __future__ import annotations

from pilot.words import N_

STATES = {
    "idea": N_("An idea, still to be looked into"), "stands": N_("Stands so far"),
    "sometimes": N_("Stands for some, not for all"), "dropped": N_("Does not stand")}
IDEA = "idea"
VERDICTS = {
    "open": N_("Still to be looked into"), "weak": N_("Does not explain it"),
    "as_likely": N_("Could be it just as well"),
    "likelier": N_("Explains it better")}
OPEN = "open"
SIDES = FOR, AGAINST = ("for", "against")
SIDE_NAMES = {FOR: N_("Speaks for it"), AGAINST: N_("Speaks against it")}
PARTS = {"context": N_("Context"), "mechanism": N_("Mechanism"), "outcome": N_("Result")}
WHOLE = "whole"
ABOUT = {**PARTS, WHOLE: N_("The whole")}
ASKED = {
    "context": N_("In which circumstances, for whom"),
    "mechanism": N_("What happens there, and why it does something"), "outcome": N_("What changes by it")}
QUOTE, SCORES, SUMMARY = KINDS = ("quote", "scores", "summary")
KIND_NAMES = {QUOTE: N_("Words"), SCORES: N_("Scores"), SUMMARY: N_("Summary")}
LONGEST = 600  # characters of one part, of a reason or of a note
