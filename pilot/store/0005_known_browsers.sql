-- Browsers somebody signed in with before, by the hash of what they keep: strangers' failures do not slow them down.
CREATE TABLE known_browser (
    token_sha256 TEXT NOT NULL, account_id INTEGER NOT NULL REFERENCES account(account_id) ON DELETE RESTRICT,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (token_sha256, account_id)
) STRICT, WITHOUT ROWID;
