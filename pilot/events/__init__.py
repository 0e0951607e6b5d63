"""The record of events: who did, or read, what, when. Never content, never a name; chained, see `pilot.store.chain`."""

from pilot.events.reading import exported, keep, read, settle
from pilot.events.record import append, record, record_many

__all__ = ["append", "exported", "keep", "read", "record", "record_many", "settle"]
