-- Who an organisation's own sign-in says somebody is, tied to an account here. Only a hash is kept of that: a copy of
-- this file tells nobody under which name she is known elsewhere.
CREATE TABLE account_elsewhere (
    account_id INTEGER NOT NULL REFERENCES account(account_id) ON DELETE RESTRICT,
    provider TEXT NOT NULL CHECK (length(provider) BETWEEN 1 AND 500),
    who_sha256 TEXT NOT NULL UNIQUE CHECK (length(who_sha256) = 64),
    since TEXT NOT NULL,
    PRIMARY KEY (account_id, provider)
) STRICT, WITHOUT ROWID;
