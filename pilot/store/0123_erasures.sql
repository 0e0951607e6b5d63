-- What was erased for good, and why: guids and counts, no content. reason: one of a few, for no words of anybody may stay.
-- step: how far it is; each ends in one transaction, and after a crash the next one goes on. counts: rows by table.
CREATE TABLE erasure (
    erasure_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('person','document','family','recording','account')),
    subject_guid TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('asked','withdrawn','retention','mistake','other')),
    asked_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, asked_at TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT 'asked' CHECK (step IN ('asked','rows','register','files','done')),
    counts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),
    finished_at TEXT,
    CHECK ((step = 'done') = (finished_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX erasure_going_on ON erasure(subject_guid) WHERE finished_at IS NULL;

-- The guids of what went, so that files and names go with it, and that a restored backup loses it again.
CREATE TABLE erased (
    erasure_id INTEGER NOT NULL REFERENCES erasure(erasure_id) ON DELETE RESTRICT,
    thing TEXT NOT NULL, guid TEXT NOT NULL,
    PRIMARY KEY (erasure_id, thing, guid)
) STRICT, WITHOUT ROWID;
CREATE INDEX erased_guid ON erased(guid);
