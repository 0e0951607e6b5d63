"""What is said of goals of the pilot: how far they are reached, and what evidence says."""

from __future__ import annotations

from pilot.words import N_

STATES = {"open": N_("not judged yet"), "reached": N_("reached so far"), "partly": N_("partly reached"),
          "not": N_("not reached")}
SAYS = {"for": N_("speaks for it"), "against": N_("speaks against it"), "both": N_("speaks for and against it")}
IN_SHORT = {"for": N_("for it"), "against": N_("against it"), "both": N_("for and against it")}
SIGNS = {"for": "+", "against": "−", "both": "±"}  # noqa: RUF001  a minus, as wide as the plus
LONGEST, LONGEST_SHOWN, LONGEST_JUDGED, LONGEST_WORDS, LONGEST_WHO = 300, 600, 1000, 600, 120  # characters
PASSAGE, FIGURE, WORDS = "passage", "figure", "words"
