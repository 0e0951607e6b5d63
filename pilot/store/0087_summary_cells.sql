-- The framework matrix: what a person wrote of one theme in one family and period, and the quotes it rests on as they were then.
-- period: '' for all that was told, a year ('2021') or half of it ('2021-1').
CREATE TABLE summary_cell (
    cell_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    period TEXT NOT NULL CHECK (period = '' OR period GLOB '[12][0-9][0-9][0-9]' OR period GLOB '[12][0-9][0-9][0-9]-[12]'),
    UNIQUE (family_id, code_id, period)
) STRICT;
CREATE INDEX summary_cell_code ON summary_cell(code_id);

-- Every save is a version. code_sha: of the name and meaning of the code then.
CREATE TABLE summary_version (
    summary_version_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    cell_id INTEGER NOT NULL REFERENCES summary_cell(cell_id) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number >= 1),
    text TEXT NOT NULL, code_sha TEXT NOT NULL CHECK (length(code_sha) = 64),
    written_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, written_at TEXT NOT NULL,
    UNIQUE (cell_id, number)
) STRICT;
CREATE TRIGGER summary_version_frozen BEFORE UPDATE ON summary_version
BEGIN SELECT RAISE(ABORT, 'a version of a summary is immutable; write another'); END;

-- The quotes a version rests on: code points, 0-based, end-exclusive, into that version of the text; coded: who saw the code there
-- (user_id, in order) and in which direction.
CREATE TABLE summary_ground (
    summary_version_id INTEGER NOT NULL REFERENCES summary_version(summary_version_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL CHECK (end_char > start_char),
    coded TEXT NOT NULL,
    PRIMARY KEY (summary_version_id, version_id, start_char, end_char)
) STRICT, WITHOUT ROWID;
CREATE INDEX summary_ground_document ON summary_ground(document_id);
CREATE INDEX summary_ground_version ON summary_ground(version_id);
CREATE TRIGGER summary_ground_frozen BEFORE UPDATE ON summary_ground
BEGIN SELECT RAISE(ABORT, 'what a summary rested on is immutable'); END;
