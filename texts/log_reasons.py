"""What the log says of goals of the pilot and of what may work for whom; see `texts.log_words`."""

from __future__ import annotations

from pilot.words import N_

OF_REASONS: dict[tuple[str, str], tuple[str, str]] = {
    ("made", "claim"): ("coding", N_("wrote down what may work, for whom")),
    ("changed", "claim"): ("coding", N_("changed what may work, for whom")),
    ("put away", "claim"): ("coding", N_("put away what may work, for whom")),
    ("exported", "claims"): ("read", N_("took what may work, for whom out in a file")),
    ("exported", "aims"): ("read", N_("took goals of the pilot with their evidence out in a file")),
    ("set", "aim"): ("releases", N_("set a goal of the pilot")),
    ("changed", "aim"): ("releases", N_("worded a goal of the pilot otherwise")),
    ("judged", "aim"): ("releases", N_("said how far a goal of the pilot is reached")),
    ("moved", "aim"): ("releases", N_("put a goal of the pilot earlier among the others")),
    ("took away", "aim"): ("releases", N_("took a goal of the pilot away")),
    ("added evidence", "aim"): ("releases", N_("added evidence to a goal of the pilot")),
    ("took away evidence", "aim"): ("releases", N_("took evidence of a goal of the pilot away")),
}
