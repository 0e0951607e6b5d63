"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from pilot.safety.record_sets import RecordSet
from pilot.words import N_
from transcribe import ending

RECORDS = (
    RecordSet("sound_window", N_("stretches of sound as they were written out")),
    RecordSet("doubt", N_("places to listen to")),
    RecordSet("said_again", blank=("doubt_id",)),
    RecordSet("said_by"),
)

ENDS = (ending.end,)
