-- What a program found in a version that may give somebody away, and what a person decided about each place.

-- How coarse ages and days become in texts without names.
ALTER TABLE pilot ADD COLUMN ages TEXT NOT NULL DEFAULT 'ten years' CHECK (ages IN ('exact','ten years'));
ALTER TABLE pilot ADD COLUMN dates TEXT NOT NULL DEFAULT 'year' CHECK (dates IN ('exact','month','season','year'));

-- That a version was looked through, also where nothing was found; `engine` says by which rules.
CREATE TABLE name_search (
    version_id INTEGER PRIMARY KEY REFERENCES document_version(version_id) ON DELETE RESTRICT,
    engine TEXT NOT NULL, searched_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    searched_at TEXT NOT NULL
) STRICT;

-- A place, by offsets into the version's own text: no name stands here. `thing` is who or what it is (register.db knows
-- its name): the same in every text. `replacement` is what stands in its place afterwards.
CREATE TABLE name_place (
    place_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    version_id INTEGER NOT NULL REFERENCES name_search(version_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL CHECK (end_char > start_char),
    kind TEXT NOT NULL CHECK (kind IN ('name','place','address','org','phone','email','iban','bsn','nrn','postcode',
                                       'plate','date','age')),
    thing TEXT NOT NULL, replacement TEXT NOT NULL CHECK (replacement <> ''),
    source TEXT NOT NULL CHECK (source IN ('lexicon','pattern','lists','pipeline','hand')),
    sureness REAL NOT NULL CHECK (sureness BETWEEN 0 AND 1),
    decision TEXT CHECK (decision IN ('replace','leave')),
    decided_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, decided_at TEXT,
    CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
    UNIQUE (version_id, start_char)
) STRICT;
CREATE INDEX name_place_thing ON name_place(thing);
