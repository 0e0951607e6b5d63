-- What somebody mends in the words of a text and has not saved as a version yet: a row a text and a person. `body` is
-- {number, whos, base, turns} as the page has it, NULL once it is saved; `saved_as` is the version that a save made,
-- by the key of that save, so that one that is sent twice makes one version.
CREATE TABLE edit_draft (
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    page TEXT NOT NULL, -- which open page wrote it
    body TEXT CHECK (body IS NULL OR json_valid(body)),
    changed_at TEXT NOT NULL,
    save_key TEXT, saved_as INTEGER,
    PRIMARY KEY (document_id, user_id)
) STRICT, WITHOUT ROWID;
