-- When words inside a turn were said: of a cue that was joined with others, or of a single word. Offsets: code points,
-- 0-based, end-exclusive, into document_version.text.

CREATE TABLE timing (
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL,
    start_ms INTEGER NOT NULL CHECK (start_ms >= 0), end_ms INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('cue','word')),
    CHECK (start_char < end_char), CHECK (end_ms IS NULL OR start_ms <= end_ms),
    PRIMARY KEY (version_id, start_char)
) STRICT, WITHOUT ROWID;
