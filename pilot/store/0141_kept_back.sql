-- Words of a family that stand in a text of no family (a memo on the project, the minutes of a meeting, an example in the
-- codebook), and were taken out of it because what they were copied from went out of reach: shown as [...] since then.
-- thing, row_key, field: the table, the key of the row (JSON), the column; words: what stood there before; shown: what
-- stands there instead. Decided, the words are nowhere but where they were put back.
CREATE TABLE kept_back (
    kept_back_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    thing TEXT NOT NULL, row_key TEXT NOT NULL CHECK (json_type(row_key) = 'array'), field TEXT NOT NULL,
    words TEXT NOT NULL, shown TEXT NOT NULL, n_words INTEGER NOT NULL CHECK (n_words > 0),
    kept_at TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('put back','left out','renewed')), reason TEXT NOT NULL DEFAULT '',
    decided_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, decided_at TEXT,
    CHECK ((outcome IS NULL) = (decided_at IS NULL)), CHECK (outcome IS NULL OR words = '')
) STRICT;
CREATE INDEX kept_back_document ON kept_back(document_id);
CREATE INDEX kept_back_thing ON kept_back(thing, row_key);
