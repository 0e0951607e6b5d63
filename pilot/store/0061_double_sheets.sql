-- Sheets on which somebody without an account codes her part of a round: who, and which units of which text are its rows.
CREATE TABLE double_sheet (
    sheet_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    round_id INTEGER NOT NULL REFERENCES double_round(round_id) ON DELETE RESTRICT,
    coder_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    unit TEXT NOT NULL CHECK (unit IN ('sentence','turn')),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    read_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, read_at TEXT
) STRICT;
CREATE INDEX double_sheet_round ON double_sheet(round_id, coder_id);

-- spans: JSON list of [start, end], code points, 0-based, end-exclusive, into the version: the rows of that text, in order.
CREATE TABLE double_sheet_text (
    sheet_id INTEGER NOT NULL REFERENCES double_sheet(sheet_id) ON DELETE RESTRICT,
    position INTEGER NOT NULL,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    spans TEXT NOT NULL CHECK (json_valid(spans)),
    PRIMARY KEY (sheet_id, position)
) STRICT, WITHOUT ROWID;
