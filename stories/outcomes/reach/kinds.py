"""What referrals, closings and counted questions are called."""

from __future__ import annotations

from pilot.words import N_

WAITING, ASKED, ACCEPTED, REFUSED, WRONG = "waiting", "asked", "accepted", "refused", "wrong"
STATES = {
    WAITING: N_("waiting"), ASKED: N_("asked, no answer yet"), ACCEPTED: N_("accepted"),
    REFUSED: N_("does not want it"), WRONG: N_("wrong referral"),
}
DECIDED = (ACCEPTED, REFUSED, WRONG)

# Known to the social service, on the day of the referral.
KNOWN = {
    "new": N_("not known before"), "lapsed": N_("known, no contact for two years"), "contact": N_("in contact"),
}

WHY = {
    "goals": N_("goals reached"), "stable": N_("stable enough"), "no_progress": N_("no progress for half a year"),
    "family": N_("the family stopped"), "moved": N_("moved away"), "wrong": N_("wrong referral"),
    "placed": N_("children were placed"), "other": N_("another reason"),
}

INSIDE, OUTSIDE = "inside", "outside"
PLACES = {INSIDE: N_("for our own organisation"), OUTSIDE: N_("for an outside service")}
