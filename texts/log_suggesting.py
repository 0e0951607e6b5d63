"""What the log says of what the machine proposes, and of how that is judged; see `log_words`."""

from __future__ import annotations

from pilot.words import N_

OF_SUGGESTING: dict[tuple[str, str], tuple[str, str]] = {
    ("exported", "suggest_audit"): ("read", N_("took out sentences to judge suggestions by")),
    ("exported", "suggest_methods"): ("read", N_("took out what became of suggestions")),
    ("suggestions set", "pilot"): ("keeping", N_("chose whether evaluators may ask for suggestions")),
    ("asked for suggestions", "pilot"): ("coding", N_("chose whether to see suggestions")),
    ("suggestions set", "code"): ("coding", N_("chose for which codes there are suggestions")),
    ("audited", "code"): ("coding", N_("read back a sheet on which suggestions were judged")),
    ("answered", "proposal"): ("coding", N_("said what becomes of a suggestion")),
}
