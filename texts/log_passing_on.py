"""What the log says of what is passed on: to a coach who follows, back to a family, between voices; see `log_words`."""

from __future__ import annotations

from pilot.words import N_

OF_PASSING_ON: dict[tuple[str, str], tuple[str, str]] = {
    ("kept back", "kept_back"): ("consent", N_("words were taken out of where they had been copied")),
    ("decided: renewed", "kept_back"): ("consent", N_("words were put back where they had been copied")),
    ("decided: put back", "kept_back"): ("consent", N_("put words back where they had been copied")),
    ("decided: left out", "kept_back"): ("consent", N_("left words out for good where they had been copied")),
    ("began", "handover"): ("stories", N_("began a handover note for the coach who follows")),
    ("wrote", "handover"): ("stories", N_("wrote at a handover note")),
    ("chose stories", "handover"): ("stories", N_("chose stories for the coach who follows")),
    ("took back", "handover"): ("stories", N_("took a handover note back")),
    ("agreed", "handover"): ("consent", N_("put down what a family agreed to hand over")),
    ("withdrew agreement", "handover"): ("consent", N_("put down that a family agrees to hand something over no more")),
    ("opened", "handover"): ("read", N_("read a handover note")),
    ("opened", "return"): ("read", N_("looked at what goes back to a family")),
    ("exported", "return"): ("read", N_("took what goes back to a family out in a file")),
    ("added", "shared-event"): ("stories", N_("added an event that several voices tell of")),
    ("changed", "shared-event"): ("stories", N_("changed an event that several voices tell of")),
    ("put away", "shared-event"): ("stories", N_("put an event that several voices tell of away")),
    ("began", "return"): ("stories", N_("began what goes back to a family")),
    ("promised", "return"): ("stories", N_("promised a family a day on which its words come back")),
    ("prepared", "return"): ("stories", N_("prepared what goes back to a family")),
    ("dropped", "return"): ("stories", N_("let go of what would go back to a family")),
    ("went through", "return"): ("stories", N_("said when its words went back to a family, and how")),
    ("answered", "return"): ("stories", N_("wrote down what a family says may be quoted")),
    ("corrected", "return"): ("stories", N_("wrote down what a family wants to stand otherwise")),
    ("finished", "return"): ("stories", N_("closed what went back to a family")),
    ("took back", "answer"): ("stories", N_("wrote down that a family took its answer back")),
    ("settled", "correction"): ("stories", N_("dealt with what a family wanted to stand otherwise")),
}
