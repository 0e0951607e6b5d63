"""What the log says of sites, referrers and groups of families, and of the services they use; see `log_words`."""

from __future__ import annotations

from pilot.words import N_

OF_GROUPS: dict[tuple[str, str], tuple[str, str]] = {
    ("sealed", "plan"): ("families", N_("sealed how families are divided over the groups")),
    ("closed", "plan"): ("families", N_("closed the list by which families are divided")),
    ("counted", "plan"): ("families", N_("said how many families came into no group")),
    ("allocated", "family"): ("families", N_("gave {what} its group")),
    ("departed", "family"): ("families", N_("said what went otherwise with {what}")),
    ("took away", "departure"): ("families", N_("took away what went otherwise with a family")),
    ("noted", "uptake"): ("families", N_("said whether a family makes use of a service")),
    ("renamed", "site"): ("families", N_("gave a site another name")),
    ("renamed", "referrer"): ("families", N_("gave who referred another name")),
    ("renamed", "arm"): ("families", N_("gave a group of a comparison another name")),
    ("joined", "site"): ("families", N_("joined a site to another")),
    ("joined", "referrer"): ("families", N_("joined one who referred to another")),
    ("joined", "arm"): ("families", N_("joined a group of a comparison to another")),
    ("joined to", "site"): ("families", N_("put what stood under another under this site")),
    ("joined to", "referrer"): ("families", N_("put what stood under another under who referred")),
    ("joined to", "arm"): ("families", N_("put what stood under another under this group of a comparison")),
    ("joined", "family"): ("families", N_("put {what} under what its site, referrer or group was joined to")),
    ("parted", "site"): ("families", N_("undid that a site was joined to another")),
    ("parted", "referrer"): ("families", N_("undid that one who referred was joined to another")),
    ("parted", "arm"): ("families", N_("undid that a group of a comparison was joined to another")),
    ("parted from", "site"): ("families", N_("took from this site what came from another that was joined")),
    ("parted from", "referrer"): ("families", N_("took from who referred what came from another that was joined")),
    ("parted from", "arm"): ("families", N_("took from this group what came from another that was joined")),
    ("parted", "family"): ("families", N_("put {what} back under the site, referrer or group it had")),
    ("took away", "ceiling"): ("families", N_("took away what one family may have")),
    ("put back", "hours"): ("families", N_("put working hours back")),
    ("exported", "uptake"): ("read", N_("took the use of services out in a file")),
    ("exported", "trial"): ("read", N_("took the comparison of the groups out in a file")),
    ("exported", "trial-flow"): ("read", N_("took the flow of the groups out in a file")),
}
