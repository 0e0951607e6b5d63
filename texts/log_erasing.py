"""What the log says of what was erased for good: not what it was, for that is gone; see `log_words`."""

from __future__ import annotations

from pilot.words import N_

OF_ERASING: dict[tuple[str, str], tuple[str, str]] = {
    **{("asked to erase", kind): ("keeping", N_("asked to erase {what} for good")) for kind in (
        "person", "document", "family", "recording", "account")},
    **{("erased", kind): ("keeping", N_("had {what} erased for good")) for kind in (
        "person", "document", "family", "recording", "account")},
}
