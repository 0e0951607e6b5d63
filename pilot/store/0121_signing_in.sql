-- The second step of signing in: a secret that an app on a phone makes codes of. `since` is NULL until a first code was
-- given; a code of `used_step` (of 30 seconds) or before is used up.
CREATE TABLE second_step (
    account_id INTEGER PRIMARY KEY REFERENCES account(account_id) ON DELETE RESTRICT,
    secret TEXT NOT NULL, made_at TEXT NOT NULL, since TEXT,
    used_step INTEGER NOT NULL DEFAULT 0 CHECK (used_step >= 0)
) STRICT;
-- For who has lost her phone: each works once. Kept hashed; 80 random bits are not guessed from that.
CREATE TABLE recovery_code (
    code_sha256 TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account(account_id) ON DELETE RESTRICT,
    used_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_code_account ON recovery_code(account_id);
-- A link by which somebody chooses her own password, once and until a day. Without an account it is for the first of all.
CREATE TABLE invitation (
    invitation_id INTEGER PRIMARY KEY, token_sha256 TEXT NOT NULL UNIQUE,
    account_id INTEGER REFERENCES account(account_id) ON DELETE RESTRICT,
    made_at TEXT NOT NULL, ends_at TEXT NOT NULL, used_at TEXT
) STRICT;
CREATE INDEX invitation_account ON invitation(account_id);
-- What a pilot asks of its members: who needs the second step, and when a sitting ends. The strictest of all pilots that
-- somebody is a member of holds for her.
CREATE TABLE second_step_role (
    pilot_slug TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('coach','evaluator','steering','admin')),
    PRIMARY KEY (pilot_slug, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE sitting_rule (
    pilot_slug TEXT PRIMARY KEY,
    idle_minutes INTEGER NOT NULL CHECK (idle_minutes BETWEEN 5 AND 1440),
    hours INTEGER NOT NULL CHECK (hours BETWEEN 1 AND 24)
) STRICT, WITHOUT ROWID;
-- Of a sitting that has shown the password and waits for a code.
ALTER TABLE session ADD COLUMN waits_for_code INTEGER NOT NULL DEFAULT 0 CHECK (waits_for_code IN (0,1));
