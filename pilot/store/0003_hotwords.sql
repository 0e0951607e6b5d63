-- Words that models wrote wrong and people put right: offered to the next model that hears somebody of that family.
CREATE TABLE hotword (
    family_guid TEXT NOT NULL, word TEXT NOT NULL, times INTEGER NOT NULL CHECK (times > 0), last_at TEXT NOT NULL,
    PRIMARY KEY (family_guid, word)
) STRICT, WITHOUT ROWID;
