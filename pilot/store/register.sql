-- The only file with real names. Beside the pilot file, never in it; for admins and the coach of that family.
CREATE TABLE family_name (
    family_guid TEXT PRIMARY KEY, pseudonym TEXT NOT NULL, name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE person_name (
    person_guid TEXT PRIMARY KEY, family_guid TEXT, pseudonym TEXT NOT NULL, name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_name_family ON person_name(family_guid);
-- Words that give a family away and what stands in their place in every document of the pilot.
CREATE TABLE lexicon (
    lexicon_id INTEGER PRIMARY KEY, family_guid TEXT,
    word TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('person','place','organisation','phone','address','other')),
    replacement TEXT NOT NULL,
    UNIQUE (family_guid, word)
) STRICT;
