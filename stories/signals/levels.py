"""What levels and states of signals are called."""

from __future__ import annotations

# Who could take the threshold away, the nearest first.
from pilot.words import N_

LEVELS = {"team": N_("the team"), "municipality": N_("the municipality"), "region": N_("the region"),
          "country": N_("the country")}
STATES = {"open": N_("open"), "answered": N_("answered"), "solved": N_("solved"), "let_go": N_("let go")}
FEWEST = 5  # families: a smaller number is not told to who may not see which they are
WAITS_DAYS = 6 * 7  # a signal without an answer is looked at again
LONGEST = 1000
LONGEST_TO = 200
