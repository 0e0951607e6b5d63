-- Where a person should listen to a recording that was written out, and who did: a row a place, as `listen` knows them.

CREATE TABLE doubt (
    doubt_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    start_ms INTEGER NOT NULL CHECK (start_ms >= 0), end_ms INTEGER NOT NULL CHECK (end_ms >= start_ms),
    reason TEXT NOT NULL,
    resolved_at TEXT, resolved_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT,
    CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
) STRICT;
CREATE INDEX doubt_document ON doubt(document_id, start_ms);

INSERT INTO doubt(guid, document_id, start_ms, end_ms, reason)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a'
             || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
       d.document_id, place.value ->> 'start_ms', max(place.value ->> 'start_ms', place.value ->> 'end_ms'),
       place.value ->> 'reason'
FROM job j JOIN document d ON d.guid = json_extract(j.output, '$.document'), json_each(j.output, '$.listen') place
WHERE j.kind = 'transcribe' AND j.state = 'done';
UPDATE job SET output = json_remove(output, '$.listen') WHERE kind = 'transcribe' AND state = 'done';
