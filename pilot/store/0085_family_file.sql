-- How a family lives, over time: which kind of household, and how many children live at home, here and elsewhere in
-- turns, or were placed. NULL: nobody said. Periods of one family never overlap (stories/file/household.py).
CREATE TABLE household (
    household_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (length(kind) > 0),
    from_on TEXT NOT NULL CHECK (date(from_on) IS from_on),
    until_on TEXT CHECK (until_on IS NULL OR (date(until_on) IS until_on AND until_on >= from_on)),
    at_home INTEGER CHECK (at_home BETWEEN 0 AND 20),
    in_turns INTEGER CHECK (in_turns BETWEEN 0 AND 20),
    placed INTEGER CHECK (placed BETWEEN 0 AND 20),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    UNIQUE (family_id, from_on)
) STRICT;

-- Who stands in the drawing of the generations: somebody of the family (person_id), or of earlier generations, by a
-- role such as "moeder van moeder" and never by a name. A year of birth, never a date.
CREATE TABLE kin (
    kin_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    person_id INTEGER UNIQUE REFERENCES person(person_id) ON DELETE RESTRICT,
    role TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 60),
    shape TEXT NOT NULL CHECK (shape IN ('woman','man','unknown')),
    birth_year INTEGER CHECK (birth_year BETWEEN 1850 AND 2200),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    CHECK ((person_id IS NULL) = (length(role) > 0))
) STRICT;
CREATE INDEX kin_family ON kin(family_id);

-- How two of them belong together; of 'parent' and 'guardian' the first is it of the second.
CREATE TABLE kin_tie (
    tie_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('partner','separated','parent','guardian')),
    one_id INTEGER NOT NULL REFERENCES kin(kin_id) ON DELETE RESTRICT,
    other_id INTEGER NOT NULL REFERENCES kin(kin_id) ON DELETE RESTRICT,
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    CHECK (one_id <> other_id), UNIQUE (one_id, other_id)
) STRICT;
CREATE INDEX kin_tie_other ON kin_tie(other_id);

-- A pattern that returns across generations, marked on somebody: by whom it was said, and the words it rests on where
-- there are any: code points, 0-based, end-exclusive, into that version.
CREATE TABLE kin_pattern (
    kin_pattern_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    kin_id INTEGER NOT NULL REFERENCES kin(kin_id) ON DELETE RESTRICT,
    pattern TEXT NOT NULL CHECK (length(pattern) > 0),
    said_by TEXT NOT NULL CHECK (said_by IN ('family','coach','partner','coordinator','other')),
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER REFERENCES document_version(version_id) ON DELETE RESTRICT,
    start_char INTEGER CHECK (start_char >= 0), end_char INTEGER CHECK (start_char < end_char),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    CHECK ((version_id IS NULL) = (start_char IS NULL) AND (version_id IS NULL) = (end_char IS NULL)),
    CHECK (version_id IS NULL OR document_id IS NOT NULL), UNIQUE (kin_id, pattern)
) STRICT;
CREATE INDEX kin_pattern_document ON kin_pattern(document_id);

-- Organisations round a family, by what they are for it; name: a pseudonym or '', contact: a function.
CREATE TABLE organisation (
    organisation_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (length(kind) > 0),
    name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 80),
    contact TEXT NOT NULL DEFAULT '' CHECK (length(contact) <= 80),
    leads INTEGER NOT NULL DEFAULT 0 CHECK (leads IN (0, 1)),
    from_on TEXT NOT NULL CHECK (date(from_on) IS from_on),
    until_on TEXT CHECK (until_on IS NULL OR (date(until_on) IS until_on AND until_on >= from_on)),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX organisation_family ON organisation(family_id);

-- What a family wants, in its own words, and what became of it: the last step counts.
CREATE TABLE goal (
    goal_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
    domain TEXT NOT NULL CHECK (length(domain) > 0),
    set_on TEXT NOT NULL CHECK (date(set_on) IS set_on),
    set_by TEXT NOT NULL CHECK (set_by IN ('family','coach','partner','coordinator','other')),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX goal_family ON goal(family_id);
CREATE TABLE goal_step (
    goal_step_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    goal_id INTEGER NOT NULL REFERENCES goal(goal_id) ON DELETE RESTRICT,
    state TEXT NOT NULL CHECK (state IN ('open','reached','let go')),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX goal_step_goal ON goal_step(goal_id);
CREATE TRIGGER goal_step_frozen BEFORE UPDATE ON goal_step
BEGIN SELECT RAISE(ABORT, 'what became of a goal is immutable; add another step'); END;
CREATE TABLE goal_story (
    goal_id INTEGER NOT NULL REFERENCES goal(goal_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    PRIMARY KEY (goal_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX goal_story_document ON goal_story(document_id);
