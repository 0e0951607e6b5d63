-- Who agreed to be named, such as an alderman: texts keep that name.
ALTER TABLE person_name ADD COLUMN may_be_named INTEGER NOT NULL DEFAULT 0 CHECK (may_be_named IN (0, 1));
ALTER TABLE lexicon ADD COLUMN may_be_named INTEGER NOT NULL DEFAULT 0 CHECK (may_be_named IN (0, 1));

-- What stands in the place of a name in every text of the pilot. `key` is the name, or whose it is; `thing` is how
-- pilot.db speaks of it. `by_hand`: a person said that it is one, so it is looked for in every text.
CREATE TABLE pseudonym (
    thing TEXT PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, pseudonym TEXT NOT NULL CHECK (pseudonym <> ''),
    by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)),
    UNIQUE (kind, key)
) STRICT, WITHOUT ROWID;
