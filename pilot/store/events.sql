-- Who did what to which guid, when: never content, never a name. One shape in every store; hash: see chain.py.
-- event_id counts without gaps, which also keeps INSERT OR REPLACE from taking the place of an event.
CREATE TABLE event (
    event_id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor_guid TEXT,
    verb TEXT NOT NULL, subject TEXT NOT NULL, subject_guid TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX event_subject ON event(subject, subject_guid, verb, actor_guid, at);
CREATE TRIGGER event_without_gaps BEFORE INSERT ON event
WHEN new.event_id IS NOT (SELECT coalesce(max(event_id), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'events are counted without gaps'); END;
CREATE TRIGGER event_append_only_u BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT,'event is append-only'); END;
CREATE TRIGGER event_append_only_d BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT,'event is append-only'); END;
