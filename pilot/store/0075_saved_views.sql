-- Views of themes that are looked at again: which page with which choices (keys and guids, no words of a text), with a name and
-- a note. Never changed: whoever wants it otherwise takes it away and saves another.
CREATE TABLE saved_view (
    view_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    note TEXT NOT NULL,
    page TEXT NOT NULL CHECK (page IN ('themes','tables','explore')),
    query TEXT NOT NULL CHECK (json_valid(query)),
    saved_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    saved_at TEXT NOT NULL,
    shared INTEGER NOT NULL CHECK (shared IN (0,1)),
    UNIQUE (saved_by, name)
) STRICT;
CREATE TRIGGER saved_view_frozen BEFORE UPDATE ON saved_view
BEGIN SELECT RAISE(ABORT, 'a saved view is immutable; take it away and save another'); END;
