-- What was said into a browser: recordings that are on their way in, piece by piece, and the text of a voice note
-- until it stands in a story.

CREATE TABLE spoken (
    spoken_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('note','interview')),
    draft_guid TEXT, answer TEXT NOT NULL DEFAULT '',
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','partner','coordinator','other')),
    language TEXT NOT NULL CHECK (length(language) > 0),
    told_on TEXT NOT NULL CHECK (date(told_on) IS told_on),
    device TEXT NOT NULL, key TEXT NOT NULL DEFAULT '',
    next INTEGER NOT NULL DEFAULT 0 CHECK (next >= 0), missing INTEGER NOT NULL DEFAULT 0 CHECK (missing >= 0),
    bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0), ms INTEGER NOT NULL DEFAULT 0 CHECK (ms >= 0),
    created_at TEXT NOT NULL, heard_at TEXT NOT NULL, closed_at TEXT, thrown_at TEXT, landed_at TEXT,
    recording_id INTEGER UNIQUE REFERENCES recording(recording_id) ON DELETE RESTRICT,
    CHECK ((kind = 'note') = (draft_guid IS NOT NULL)),
    CHECK (thrown_at IS NULL OR recording_id IS NULL),
    CHECK ((recording_id IS NOT NULL) = (closed_at IS NOT NULL))
) STRICT;
CREATE INDEX spoken_user ON spoken(user_id, created_at);
CREATE INDEX spoken_draft ON spoken(draft_guid) WHERE draft_guid IS NOT NULL;
CREATE INDEX spoken_family ON spoken(family_id);

CREATE TABLE spoken_person (
    spoken_id INTEGER NOT NULL REFERENCES spoken(spoken_id) ON DELETE RESTRICT,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    PRIMARY KEY (spoken_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX spoken_person_person ON spoken_person(person_id);

CREATE TABLE spoken_piece (
    spoken_id INTEGER NOT NULL REFERENCES spoken(spoken_id) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number >= 0), bytes INTEGER NOT NULL CHECK (bytes > 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    PRIMARY KEY (spoken_id, number)
) STRICT, WITHOUT ROWID;

-- A voice note becomes part of a story: it waits for no text of its own.
ALTER TABLE recording ADD COLUMN is_note INTEGER NOT NULL DEFAULT 0 CHECK (is_note IN (0, 1));

CREATE TABLE note_text (
    recording_id INTEGER PRIMARY KEY REFERENCES recording(recording_id) ON DELETE RESTRICT,
    paragraphs TEXT NOT NULL CHECK (json_valid(paragraphs)), engine TEXT NOT NULL, written_at TEXT NOT NULL
) STRICT;
