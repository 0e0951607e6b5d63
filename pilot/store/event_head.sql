-- The last event as it was written: events cut off at the end show, for the chain alone still holds without them.
CREATE TABLE event_head (
    one INTEGER PRIMARY KEY CHECK (one = 1), event_id INTEGER NOT NULL, hash TEXT NOT NULL
) STRICT;
INSERT INTO event_head SELECT 1, coalesce(max(event_id), 0), coalesce(
    (SELECT hash FROM event ORDER BY event_id DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000') FROM event;
CREATE TRIGGER event_moves_head AFTER INSERT ON event BEGIN
    UPDATE event_head SET event_id = new.event_id, hash = new.hash; END;
CREATE TRIGGER event_head_stays BEFORE DELETE ON event_head BEGIN SELECT RAISE(ABORT,'the last event is kept'); END;
