-- How long each kind of thing is kept, in months from the day that its kind counts from; a kind without a row is kept
-- until somebody says otherwise. When it was changed, and by whom, stands in the record of events too.
CREATE TABLE retention (
    kind TEXT PRIMARY KEY CHECK (kind IN ('sound','raw','texts','names','drafts','accounts')),
    months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 600),
    set_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, set_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
