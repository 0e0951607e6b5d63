-- A stretch of a recording that was written out once more: offered beside the words that stand there, and taken or left.
CREATE TABLE said_again (
    said_again_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    start_ms INTEGER NOT NULL CHECK (start_ms >= 0), end_ms INTEGER NOT NULL CHECK (end_ms > start_ms),
    doubt_id INTEGER REFERENCES doubt(doubt_id) ON DELETE RESTRICT, -- the place to listen to that it was asked for
    engine TEXT NOT NULL, language TEXT NOT NULL,
    words TEXT NOT NULL CHECK (json_valid(words)), -- [[text, start_ms, end_ms, probability], ...]
    created_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, created_at TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('taken','left')),
    decided_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, decided_at TEXT,
    CHECK ((outcome IS NULL) = (decided_by IS NULL)), CHECK ((outcome IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX said_again_document ON said_again(document_id, start_ms);
