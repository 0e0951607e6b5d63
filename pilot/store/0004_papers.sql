-- Letters about consent as people read them: each text stays, so that what somebody signed stays what it was. They name
-- whom to call, so they lie here.
CREATE TABLE letter (
    letter_id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    audience TEXT NOT NULL CHECK (audience IN ('adult','child','young')),
    language TEXT NOT NULL CHECK (language IN ('nl','en')),
    text TEXT NOT NULL CHECK (json_valid(text)),
    kept_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER letter_frozen BEFORE UPDATE ON letter
BEGIN SELECT RAISE(ABORT, 'a letter is immutable; another text is another letter'); END;
CREATE TRIGGER letter_stays BEFORE DELETE ON letter
BEGIN SELECT RAISE(ABORT, 'a letter that somebody may have signed stays'); END;
-- What an administrator fills in for the letters to come.
CREATE TABLE letter_fact (fact TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
