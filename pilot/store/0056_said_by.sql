-- How sure it was who spoke when voices were told apart: a row a stretch of one voice. Times integer ms; nothing of a voice.
CREATE TABLE said_by (
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    start_ms INTEGER NOT NULL CHECK (start_ms >= 0), end_ms INTEGER NOT NULL CHECK (end_ms >= start_ms),
    sure REAL NOT NULL CHECK (sure BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX said_by_document ON said_by(document_id, start_ms);
