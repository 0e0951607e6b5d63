-- Who may come in. Session tokens are stored hashed: a copy of this file lets nobody in.
CREATE TABLE account (
    account_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(trim(name)) > 0),
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT 'nl' CHECK (language IN ('nl','en')),
    is_demo INTEGER NOT NULL DEFAULT 0 CHECK (is_demo IN (0,1)),
    disabled_at TEXT, created_at TEXT NOT NULL
) STRICT;
CREATE TABLE membership (
    account_id INTEGER NOT NULL REFERENCES account(account_id) ON DELETE RESTRICT,
    pilot_slug TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('coach','evaluator','steering','admin')),
    since TEXT NOT NULL,
    PRIMARY KEY (account_id, pilot_slug)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    session_id INTEGER PRIMARY KEY,
    token_sha256 TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account(account_id) ON DELETE RESTRICT,
    pilot_slug TEXT, language TEXT NOT NULL DEFAULT 'nl' CHECK (language IN ('nl','en')),
    created_at TEXT NOT NULL, seen_at TEXT NOT NULL, ends_at TEXT NOT NULL, ended_at TEXT
) STRICT;
CREATE INDEX session_account ON session(account_id);
-- Failures are counted per name and per address (both hashed), so that guessing slows down across restarts.
CREATE TABLE sign_in_failure (
    who_sha256 TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_failure_who ON sign_in_failure(who_sha256, at);
CREATE TABLE event (
    event_id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor_guid TEXT, verb TEXT NOT NULL,
    subject TEXT NOT NULL, subject_guid TEXT NOT NULL
) STRICT;
CREATE TRIGGER event_append_only_u BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT,'event is append-only'); END;
CREATE TRIGGER event_append_only_d BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT,'event is append-only'); END;
