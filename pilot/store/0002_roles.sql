-- One account can have several roles in a pilot.
CREATE TABLE membership_2 (
    account_id INTEGER NOT NULL REFERENCES account(account_id) ON DELETE RESTRICT,
    pilot_slug TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('coach','evaluator','steering','admin')),
    since TEXT NOT NULL,
    PRIMARY KEY (account_id, pilot_slug, role)
) STRICT, WITHOUT ROWID;
INSERT INTO membership_2 SELECT account_id, pilot_slug, role, since FROM membership;
DROP TABLE membership;
ALTER TABLE membership_2 RENAME TO membership;
CREATE INDEX membership_pilot ON membership(pilot_slug, role);
