-- Pictures and PDF files of another program's project, which have no place of their own here: kept as they came, with the
-- rectangles in them and what was coded there, to leave again. The file lies among the recordings, where it came along.
CREATE TABLE refi_figure (
    figure_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('picture','pdf')),
    name TEXT NOT NULL, description TEXT NOT NULL, ext TEXT NOT NULL, size INTEGER, sha256 TEXT,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    created_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, created_at TEXT NOT NULL,
    told TEXT NOT NULL CHECK (json_valid(told)),
    CHECK ((size IS NULL) = (sha256 IS NULL))
) STRICT;
CREATE INDEX refi_figure_family ON refi_figure(family_id);
CREATE INDEX refi_figure_document ON refi_figure(document_id) WHERE document_id IS NOT NULL;
