-- Sheets that were taken in: which kind, how many rows, by whom; what came of them, so that it can be taken back.
-- What stood in them lies where each kind has it; of the file itself nothing is kept.
CREATE TABLE sheet (
    sheet_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    rows INTEGER NOT NULL CHECK (rows > 0),
    taken_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    taken_at TEXT NOT NULL, taken_back_at TEXT
) STRICT;

CREATE TABLE sheet_thing (
    sheet_id INTEGER NOT NULL REFERENCES sheet(sheet_id) ON DELETE RESTRICT, guid TEXT NOT NULL,
    PRIMARY KEY (sheet_id, guid)
) STRICT, WITHOUT ROWID;
