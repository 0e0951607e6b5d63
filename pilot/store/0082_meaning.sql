-- What a pilot asks who tells: all its forms and what a teller says of the meaning, one version at a time, as JSON
-- (stories/entry/templates.py). Version 1 comes with the program and is not in here; 0 is what was told
-- before anybody was asked about the meaning. A story and a draft go on with the version they began with, so a version
-- never changes.
CREATE TABLE form_version (
    number INTEGER PRIMARY KEY CHECK (number > 1), guid TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL CHECK (json_valid(body)),
    created_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, created_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER form_version_stays BEFORE UPDATE ON form_version BEGIN SELECT raise(ABORT, 'a version of the forms never changes'); END;
CREATE TRIGGER form_version_kept BEFORE DELETE ON form_version BEGIN SELECT raise(ABORT, 'a version of the forms is kept'); END;

-- form: the version it was told in. teller_id: who of the family told it on the coach's device; NULL: the coach did.
ALTER TABLE story ADD COLUMN form INTEGER NOT NULL DEFAULT 0 CHECK (form >= 0);
ALTER TABLE story ADD COLUMN teller_id INTEGER REFERENCES person(person_id) ON DELETE RESTRICT;
CREATE INDEX story_teller ON story(teller_id) WHERE teller_id IS NOT NULL;

-- What its teller says a story means: nothing about a signifier that was asked but passed over, fits = 0 for one that
-- does not fit. first, second, third: how near to each corner, in permille, 1000 together. place: 0 to 100.
-- chosen: keys, a JSON list.
CREATE TABLE meaning (
    story_id INTEGER NOT NULL REFERENCES story(story_id) ON DELETE RESTRICT,
    signifier TEXT NOT NULL CHECK (length(signifier) BETWEEN 1 AND 40),
    kind TEXT NOT NULL CHECK (kind IN ('triad','scale','choice')),
    fits INTEGER NOT NULL CHECK (fits IN (0,1)),
    first INTEGER CHECK (first BETWEEN 0 AND 1000), second INTEGER CHECK (second BETWEEN 0 AND 1000),
    third INTEGER CHECK (third BETWEEN 0 AND 1000),
    place INTEGER CHECK (place BETWEEN 0 AND 100),
    chosen TEXT CHECK (chosen IS NULL OR json_valid(chosen)),
    PRIMARY KEY (story_id, signifier),
    CHECK ((kind = 'triad' AND fits) = (first IS NOT NULL AND second IS NOT NULL AND third IS NOT NULL)),
    CHECK (first IS NULL OR first + second + third = 1000),
    CHECK ((kind = 'scale' AND fits) = (place IS NOT NULL)),
    CHECK ((kind = 'choice' AND fits) = (chosen IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER meaning_stays BEFORE UPDATE ON meaning BEGIN SELECT raise(ABORT, 'what a teller meant never changes'); END;

-- Under which question a turn of a story was told; a turn told under none has no row. Beside the text, never in it.
CREATE TABLE turn_question (
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    seq INTEGER NOT NULL CHECK (seq >= 0), question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 40),
    PRIMARY KEY (version_id, seq)
) STRICT, WITHOUT ROWID;
