-- The story of a family in a few moments, as it is written for a release. who: the household as it may be said to the
-- audience. looked_at: what was found in its words of which its writer says that nobody is recognised by it. A release
-- keeps what it says of it by itself.
CREATE TABLE story_arc (
    arc_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    audience TEXT NOT NULL CHECK (audience IN ('municipality','public')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    who TEXT NOT NULL CHECK (length(who) BETWEEN 1 AND 100),
    state TEXT NOT NULL DEFAULT 'drafted' CHECK (state IN ('drafted','ready','put away')),
    looked_at TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(looked_at)),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX story_arc_family ON story_arc(family_id);

-- What is said at so many months since the support began. start_char, end_char: the passage it rests on; code points,
-- 0-based, end-exclusive, into that version.
CREATE TABLE arc_statement (
    statement_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    arc_id INTEGER NOT NULL REFERENCES story_arc(arc_id) ON DELETE RESTRICT,
    months INTEGER NOT NULL CHECK (months BETWEEN 0 AND 240),
    domain TEXT NOT NULL, text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL CHECK (start_char < end_char),
    written_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, written_at TEXT NOT NULL
) STRICT;
CREATE INDEX arc_statement_of ON arc_statement(arc_id, months);
CREATE INDEX arc_statement_document ON arc_statement(document_id);
CREATE TRIGGER arc_statement_frozen BEFORE UPDATE ON arc_statement
BEGIN SELECT RAISE(ABORT, 'a statement is immutable; take it away and write another'); END;
